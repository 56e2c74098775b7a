import { match, ok, strictEqual } from 'node:assert';
import { suite, teardown, test } from 'mocha';
import { commands, ConfigurationTarget, Selection, type SymbolInformation, window, workspace } from 'vscode';
import { activeExtension, eventually, hoverText, openDraft, rangeOf, sampleUri } from './support.js';

const CABLE = 'The zeppelin convention enters into force over the capital.';
const WORDS = '\nThe zeppelin convention enters into force.\n';
const FILE = 'record/cable.md';

/** Whether a search of the record finds the cable. */
async function isFound(): Promise<boolean> {
  const found = await commands.executeCommand<readonly SymbolInformation[]>(
    'vscode.executeWorkspaceSymbolProvider',
    'zeppelin convention',
  );
  return found.some(({ location }) => location.uri.path.endsWith(FILE));
}

suite('a draft for open circulation', () => {
  teardown(async () => {
    await workspace.getConfiguration('aideMemoire').update('corpus.folders', undefined, ConfigurationTarget.Workspace);
    await workspace.fs.delete(sampleUri('record'), { recursive: true });
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('is told that there is a restricted document, and given nothing of it', async () => {
    await activeExtension();
    const cable = `---\ntitle: Cable\nholder: Pakistan\nhandling: restricted\n---\n\n1. ${CABLE}\n`;
    await workspace.fs.writeFile(sampleUri(FILE), new TextEncoder().encode(cable));
    await workspace.getConfiguration('aideMemoire').update('corpus.folders', ['record'], ConfigurationTarget.Workspace);
    const closed = await openDraft('closed.draft.md', WORDS);
    await eventually('the cable in a search', isFound);
    match(await hoverText(closed.document, rangeOf(closed.document, 'zeppelin').start), /over the capital/);

    const text = `---\ncirculation: open\n---\n${WORDS}`;
    const { document } = await openDraft('open.draft.md', text);
    ok(!(await isFound()));
    const told = await hoverText(document, rangeOf(document, 'zeppelin').start);
    match(told, /1 restricted document uses this wording/);
    ok(!told.includes('capital') && !told.includes('Pakistan'), told);

    const source = await workspace.openTextDocument(sampleUri(FILE).with({ scheme: 'aide-memoire-source' }));
    const editor = await window.showTextDocument(source);
    const { start } = rangeOf(source, CABLE);
    editor.selection = new Selection(start, start);
    await commands.executeCommand('aideMemoire.insertQuotation');
    strictEqual(document.getText(), text);
    strictEqual(window.activeTextEditor?.document, document);
  });
});
