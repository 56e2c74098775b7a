import { ok, strictEqual } from 'node:assert';
import { suite, test } from 'mocha';
import {
  type CompletionList,
  commands,
  type DocumentSymbol,
  type FoldingRange,
  TabInputWebview,
  window,
  workspace,
} from 'vscode';
import { endOf, eventually, openDraft, openSample, sampleUri } from './support.js';

/** What Markdown files have in VS Code, drafts must have too, although the language is another. */
suite('a draft keeps what Markdown has', () => {
  test('preview', async () => {
    await openSample('working-paper.draft.md');
    await commands.executeCommand('markdown.showPreviewToSide');
    const tab = await eventually('the preview tab', () =>
      window.tabGroups.all
        .flatMap((group) => group.tabs)
        .find(({ input }) => input instanceof TabInputWebview && input.viewType.includes('markdown.preview')),
    );
    ok(tab.label.includes('working-paper.draft.md'), tab.label);
    await window.tabGroups.close(tab);
  });

  test('outline: headings with their paragraphs', async () => {
    const { document } = await openSample('working-paper.draft.md');
    const symbols = await commands.executeCommand<readonly DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    const all = (level: readonly DocumentSymbol[]): string[] =>
      level.flatMap((symbol) => [symbol.name, ...all(symbol.children)]);
    const names = all(symbols);
    for (const heading of ['Existing and potential threats', 'International law', 'Regular institutional dialogue']) {
      ok(
        names.some((name) => name.includes(heading)),
        `${heading} among ${names.join('; ')}`,
      );
    }
  });

  test('folding by heading', async () => {
    const { document } = await openSample('working-paper.draft.md');
    const folds = await commands.executeCommand<readonly FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    const heading = document.getText().split('\n').indexOf('## International law');
    ok(folds.some(({ start, end }) => start === heading && end > heading));
  });

  test('snippets', async () => {
    const { document } = await openDraft('snippets.draft.md', 'headi');
    const { items } = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      endOf(document),
    );
    ok(items.some(({ label }) => (typeof label === 'string' ? label : label.label) === 'heading2'));
  });

  test('link targets: files and headings', async () => {
    const labels = async (name: string, text: string) => {
      const { document } = await openDraft(name, text);
      const { items } = await commands.executeCommand<CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        endOf(document),
      );
      return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    ok((await labels('link-file.draft.md', 'See [the notes](no')).includes('notes.md'));
    ok((await labels('link-heading.draft.md', '# First part\n\nSee [above](#')).includes('#first-part'));
  });

  test('links to other files open with a click', async () => {
    const { document } = await openDraft('link-click.draft.md', 'See [the notes](notes.md).\n');
    const links = await commands.executeCommand<readonly { target?: { path: string } }[]>(
      'vscode.executeLinkProvider',
      document.uri,
    );
    strictEqual(links[0]?.target?.path, sampleUri('notes.md').path);
    ok((await workspace.fs.stat(sampleUri('notes.md'))).size > 0);
  });
});
