import { strictEqual } from 'node:assert';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { suite, test } from 'mocha';
import { commands, ConfigurationTarget, type Tab, TabInputWebview, window, workspace } from 'vscode';
import { activeExtension, eventually, openSample, rangeOf, sampleUri } from './support.js';

const DRAFT = 'working-paper.draft.md';
const CONFLICT = 'no need for a legally binding';

/** The tab of the report, if it is there. */
function reportTab(): Tab | undefined {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input, label }) => input instanceof TabInputWebview && label === `Clearance report: ${DRAFT}`);
}

/** What the bundled command line writes for a draft of the workspace. */
async function writtenByTerminal(format: 'html' | 'md'): Promise<string> {
  const { extensionPath } = await activeExtension();
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [path.join(extensionPath, 'dist/cli.cjs'), 'report', DRAFT, '--judge', 'rules', '--format', format],
    { cwd: sampleUri('.').fsPath, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, maxBuffer: 10_000_000 },
  );
  return stdout;
}

/** Exports the report and agrees to the file that the dialog offers. */
async function exported(format: 'html' | 'markdown', name: string): Promise<string> {
  const finished = commands.executeCommand('aideMemoire.exportReport', format);
  const bytes = await eventually(name, async () => {
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return workspace.fs.readFile(sampleUri(name));
  });
  await finished;
  return new TextDecoder().decode(bytes);
}

suite('the report', () => {
  test('an entry of the view selects its words in the draft, or opens its source', async () => {
    const { document } = await openSample(DRAFT);
    const inDraft = rangeOf(document, CONFLICT);
    await openSample('notes.md');
    await openSample(DRAFT);
    await commands.executeCommand('aideMemoire.openDraftItem', { inDraft });
    strictEqual(window.activeTextEditor?.document.getText(window.activeTextEditor.selection), CONFLICT);
    const uri = document.uri.toString();
    await commands.executeCommand('aideMemoire.openDraftItem', { inRecord: { uri, range: inDraft } });
    strictEqual(window.activeTextEditor?.document.uri.scheme, 'aide-memoire-source');
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });

  test('is shown beside the draft', async () => {
    await openSample(DRAFT);
    await commands.executeCommand('aideMemoire.showReport');
    const tab = await eventually('the report', reportTab);
    strictEqual(window.activeTextEditor?.document.fileName.endsWith(DRAFT), true);
    await window.tabGroups.close(tab);
  });

  test('is exported as the command line writes it', async function () {
    this.timeout(120_000);
    await openSample(DRAFT);
    const settings = workspace.getConfiguration('aideMemoire');
    await settings.update('judge.use', 'rules', ConfigurationTarget.Workspace);
    strictEqual(await exported('html', 'working-paper.report.html'), await writtenByTerminal('html'));
    strictEqual(await exported('markdown', 'working-paper.report.md'), await writtenByTerminal('md'));
    await settings.update('judge.use', undefined, ConfigurationTarget.Workspace);
  });
});
