import { match, ok, strictEqual } from 'node:assert';
import { suite, test } from 'mocha';
import { commands, Selection, window } from 'vscode';
import { eventually, openDraft } from './support.js';

suite('timelines', () => {
  test('the position at the cursor is shown with its statements, their dates and their sources', async () => {
    const { document } = await openDraft('timeline.draft.md', '# Paper\n\nA legally binding instrument is needed.\n');
    const editor = await window.showTextDocument(document);
    const cursor = document.positionAt(document.getText().indexOf('binding'));
    editor.selection = new Selection(cursor, cursor);
    await commands.executeCommand('aideMemoire.showTimelineText');
    const shown = await eventually('the timeline', async () => {
      const active = window.activeTextEditor?.document;
      return active?.uri.scheme === 'aide-memoire-timeline' ? active : undefined;
    });
    strictEqual(shown.languageId, 'markdown');
    match(shown.getText(), /^# Pakistan: legally binding instrument$/m);
    match(shown.getText(), /^## \d+\. 13 December 2021: retained by \d+$/m);
    ok(shown.getText().includes('Source: Pakistan, working paper, undated, para. 24'));
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });
});
