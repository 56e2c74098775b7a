import { match, ok, strictEqual } from 'node:assert';
import { suite, teardown, test } from 'mocha';
import { commands, Position, Selection, type SymbolInformation, Uri, window, workspace } from 'vscode';
import { activeExtension, eventually, hoverText, openDraft, rangeOf, sampleUri } from './support.js';

const WORDS = 'no need to create any parallel structure';
const FILE = '.aide-memoire/corpus.yaml';

/** A passage of the record that has the words, as a search gives it. */
async function passageWith(words: string): Promise<SymbolInformation['location']> {
  const [found] = await commands.executeCommand<readonly SymbolInformation[]>(
    'vscode.executeWorkspaceSymbolProvider',
    `"${words}"`,
  );
  if (found === undefined) throw new Error(`nothing says "${words}"`);
  return found.location;
}

async function choices(): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(sampleUri(FILE)));
}

function chosen({ uri, range }: SymbolInformation['location']) {
  return { uri: uri.with({ scheme: 'file' }).toString(), range };
}

suite('the views', () => {
  teardown(async () => {
    await workspace.fs.delete(sampleUri('.aide-memoire'), { recursive: true });
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('are registered, and a passage is pinned and unpinned', async () => {
    await activeExtension();
    for (const view of ['corpus', 'departures']) await commands.executeCommand(`aideMemoire.${view}.focus`);
    const place = await eventually('the passage', () => passageWith(WORDS));
    await commands.executeCommand('aideMemoire.pin', chosen(place));
    match(await choices(), /\npinned:\n {2}- document: .+\.md\n {4}words: .+\n$/);
    const { document } = await openDraft('parallel.draft.md', `There is ${WORDS}.\n`);
    const at = rangeOf(document, 'parallel').start;
    await eventually('the hover that says so', async () => /pinned/.test(await hoverText(document, at)) || undefined);
    await commands.executeCommand('aideMemoire.unpin', chosen(place));
    ok(!(await choices()).includes('- document'));
    await eventually('the hover without it', async () => !/pinned/.test(await hoverText(document, at)) || undefined);
  });

  test('the passage at the cursor of a source document is retired, and found no more', async () => {
    await activeExtension();
    const { uri, range } = await eventually('the passage', () => passageWith(WORDS));
    const source = Uri.parse(uri.toString()).with({ scheme: 'aide-memoire-source' });
    const editor = await window.showTextDocument(await workspace.openTextDocument(source));
    const cursor = new Position(range.start.line, 8);
    editor.selection = new Selection(cursor, cursor);
    let isDone = false;
    const retiring = (async () => {
      await commands.executeCommand('aideMemoire.retire', source);
      isDone = true;
    })();
    await eventually('the box that asks why', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return isDone || undefined;
    });
    await retiring;
    match(await choices(), /\nretired:\n {2}- document: .+\.md\n {4}words: .+\n$/);
    await eventually('nothing found', () =>
      passageWith(WORDS).then(
        () => undefined,
        () => true,
      ),
    );
    strictEqual(window.activeTextEditor?.document.uri.scheme, 'aide-memoire-source');
  });
});
