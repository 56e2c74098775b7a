import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { suite, test } from 'mocha';
import { commands, Selection, TabInputWebview, window, workspace } from 'vscode';
import type { PositionInfo, PositionStepInfo } from '../../../server/src/api/protocol.js';
import { activeExtension, eventually, openDraft, sampleUri } from './support.js';

const WORDS = 'essential to develop a legally binding international instrument';

/** The tab of the drawn timeline, once it has its title. */
function timelineTab() {
  return eventually('the timeline', () =>
    window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .find(
        ({ input, label }) => input instanceof TabInputWebview && label !== '' && input.viewType.includes('timeline'),
      ),
  );
}

/** What the view hands to its commands. */
function statement(step: Partial<PositionStepInfo>): unknown {
  const range = { start: { line: 10, character: 0 }, end: { line: 11, character: 0 } };
  const position: Partial<PositionInfo> = { holder: 'Pakistan', topic: 'legally binding instrument', steps: [] };
  return { kind: 'statement', id: 'one', position, step: { text: WORDS, range, ...step } };
}

suite('positions', () => {
  test('the timeline of the clause at the cursor is drawn beside the draft', async () => {
    const { document } = await openDraft('positions.draft.md', '# Paper\n\nA legally binding instrument is needed.\n');
    const editor = await window.showTextDocument(document);
    const cursor = document.positionAt(document.getText().indexOf('binding'));
    editor.selection = new Selection(cursor, cursor);
    await commands.executeCommand('aideMemoire.showTimeline');
    const tab = await timelineTab();
    strictEqual(tab.label, 'legally binding instrument');
    await window.tabGroups.close(tab);
  });

  test('a topic of the view is drawn, and a second one takes its place', async () => {
    await activeExtension();
    const topic = (name: string) => ({
      kind: 'topic',
      id: name,
      position: { holder: 'Pakistan', topic: name, steps: [] },
    });
    await commands.executeCommand('aideMemoire.showTopicTimeline', topic('directory'));
    strictEqual((await timelineTab()).label, 'directory');
    await commands.executeCommand('aideMemoire.showTopicTimeline', topic('norms'));
    await eventually('the other topic', async () => (await timelineTab()).label === 'norms');
    const open = window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof TabInputWebview);
    strictEqual(open.length, 1);
    await window.tabGroups.close(open);
  });

  test('a statement opens at its passage, and an entry of the workspace’s own file in that file', async () => {
    const extension = await activeExtension();
    const uri = `${extension.extensionUri.toString()}/corpus/documents/pakistan-statement-2021-12.md`.replace(
      /^[^:]+:\/\/[^/]*/,
      'file://',
    );
    await commands.executeCommand('aideMemoire.openStatement', statement({ uri }));
    await eventually('the source', () => window.activeTextEditor?.document.uri.scheme === 'aide-memoire-source');
    strictEqual(window.activeTextEditor?.selection.active.line, 10);
    const own = sampleUri('.aide-memoire/positions.yaml');
    await workspace.fs.writeFile(own, new TextEncoder().encode('added:\n'));
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    await commands.executeCommand(
      'aideMemoire.openStatement',
      statement({ uri: own.toString(), range, decided: 'own' }),
    );
    await eventually('the file', () => window.activeTextEditor?.document.uri.path === own.path);
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await workspace.fs.delete(own);
  });

  test('every command of the view is there, and those that need a statement do nothing without one', async () => {
    const all = await commands.getCommands(true);
    const named = ['confirmStatement', 'editStatement', 'retireStatement', 'undoDecision', 'openStatement'];
    deepStrictEqual(
      named.filter((name) => !all.includes(`aideMemoire.${name}`)),
      [],
    );
    for (const name of named) await commands.executeCommand(`aideMemoire.${name}`);
    ok(all.includes('aideMemoire.positions.focus'));
  });
});
