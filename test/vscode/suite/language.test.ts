import { match, ok, strictEqual } from 'node:assert';
import { suite, test } from 'mocha';
import {
  type CompletionItem,
  type CompletionList,
  commands,
  type Location,
  type LocationLink,
  Range,
  Selection,
  type Uri,
  window,
} from 'vscode';
import { endOf, eventually, hoverText, openDraft, openSample, rangeOf } from './support.js';

async function completions(uri: Uri, at: Range['start']): Promise<readonly CompletionItem[]> {
  const list = await commands.executeCommand<CompletionList>('vscode.executeCompletionItemProvider', uri, at);
  return list.items;
}

/** The edit of an item at a range that ends at the cursor. */
function replaced(item: CompletionItem, cursor: Range['start']): Range {
  const { range } = item;
  if (range === undefined) return new Range(cursor, cursor);
  return range instanceof Range ? range : range.replacing;
}

function inserted({ insertText, label }: CompletionItem): string {
  if (typeof insertText === 'string') return insertText;
  return insertText?.value ?? (typeof label === 'string' ? label : label.label);
}

suite('language features', () => {
  test('hovering a phrase shows who used it and when', async () => {
    const { document } = await openSample('working-paper.draft.md');
    const { start } = rangeOf(document, 'demand-driven, made upon request');
    const text = await hoverText(document, start.translate(0, 16));
    match(text, /Pakistan/);
    match(text, /2023/);
    match(text, /upon request by the recipient State/);
  });

  test('completion in a draft continues the words typed and replaces them', async () => {
    const { document } = await openDraft('typing.draft.md', 'Pakistan wishes to promote an open, secure, sta');
    const cursor = endOf(document);
    const item = (await completions(document.uri, cursor)).find((offered) =>
      inserted(offered).includes('open, secure, stable, accessible and peaceful ICT environment'),
    );
    ok(item !== undefined, 'the established formula is offered');
    const typed = document.getText(replaced(item, cursor));
    ok(typed.endsWith('open, secure, sta'), `replaces "${typed}"`);
    match(item.filterText ?? '', /^.*open, secure, sta/);
  });

  test('completion on request works in plain Markdown', async () => {
    const { document } = await openDraft('typing.md', 'Pakistan wishes to promote an open, secure, sta');
    strictEqual(document.languageId, 'markdown');
    const items = await completions(document.uri, endOf(document));
    ok(items.some((item) => inserted(item).includes('accessible and peaceful')));
  });

  test('text behind the cursor can be taken in plain Markdown', async () => {
    const typed = 'Pakistan wishes to promote an open, secure, sta';
    const editor = await openDraft('ghost.md', typed);
    const end = endOf(editor.document);
    editor.selection = new Selection(end, end);
    await commands.executeCommand('editor.action.inlineSuggest.trigger');
    await eventually('the ghost text taken', async () => {
      await commands.executeCommand('editor.action.inlineSuggest.commit');
      return editor.document.getText() !== typed;
    });
    strictEqual(editor.document.getText(), `${typed}ble, accessible and peaceful ICT environment`);
    await commands.executeCommand('workbench.action.files.revert');
  });

  test('the definition of a phrase is its source passage, which opens read-only at the passage', async () => {
    const editor = await openSample('working-paper.draft.md');
    const { start } = rangeOf(editor.document, 'prevent cyberspace from turning into an arena of conflict');
    const [found] = await commands.executeCommand<readonly (Location | LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      editor.document.uri,
      start.translate(0, 10),
    );
    ok(found !== undefined);
    strictEqual(('targetUri' in found ? found.targetUri : found.uri).scheme, 'aide-memoire-source');
    editor.selection = new Selection(start.translate(0, 10), start.translate(0, 10));
    await commands.executeCommand('aideMemoire.openSource');
    const source = await eventually('the source in the active editor', () => {
      const active = window.activeTextEditor;
      return active?.document.uri.scheme === 'aide-memoire-source' ? active : undefined;
    });
    const passage = source.document.lineAt(source.selection.start.line).text;
    match(passage, /arena of conflict/);
    await eventually('the passage in view', () =>
      source.visibleRanges.some((visible) => visible.contains(source.selection.start)),
    );
    await commands.executeCommand('type', { text: 'X' });
    strictEqual(source.document.lineAt(source.selection.start.line).text, passage);
    strictEqual(source.document.isDirty, false);

    await commands.executeCommand('aideMemoire.openOriginal', source.document.uri);
    const original = window.activeTextEditor;
    strictEqual(original?.document.uri.scheme, 'file');
    strictEqual(original.document.uri.path, source.document.uri.path);
    match(original.document.lineAt(original.selection.start.line).text, /arena of conflict/);
  });

  test('restarting the server leaves it answering', async () => {
    const { document } = await openSample('working-paper.draft.md');
    await commands.executeCommand('aideMemoire.restartServer');
    const { start } = rangeOf(document, 'demand-driven, made upon request');
    match(await hoverText(document, start.translate(0, 16)), /Pakistan/);
  });

  test('rebuilding the index leaves it answering', async () => {
    const { document } = await openSample('working-paper.draft.md');
    await commands.executeCommand('aideMemoire.rebuildIndex');
    const { start } = rangeOf(document, 'demand-driven, made upon request');
    match(await hoverText(document, start.translate(0, 16)), /Pakistan/);
  });
});
