import { match, strictEqual } from 'node:assert';
import { suite, test } from 'mocha';
import { type CodeLens, commands, ConfigurationTarget, Selection, TabInputTextDiff, window, workspace } from 'vscode';
import { eventually, openDraft } from './support.js';

const PARAGRAPH =
  'It is essential to develop a legally binding instrument, specifically made for the attributes of ICTs.';

suite('similar passages', () => {
  test('the passage most like the paragraph at the cursor is compared with it', async () => {
    const { document } = await openDraft('similar.draft.md', `# Paper\n\n${PARAGRAPH}\n`);
    const editor = await window.showTextDocument(document);
    const cursor = document.positionAt(document.getText().indexOf('legally'));
    editor.selection = new Selection(cursor, cursor);
    await commands.executeCommand('aideMemoire.findSimilar');
    const input = await eventually('the comparison', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      const shown = window.tabGroups.activeTabGroup.activeTab?.input;
      return shown instanceof TabInputTextDiff ? shown : undefined;
    });
    const record = await workspace.openTextDocument(input.original);
    match(record.getText(), /tailored to the unique attributes of ICTs/);
    // What was compared before may still be shown for a moment.
    await eventually('the paragraph', async () => {
      const draft = await workspace.openTextDocument(input.modified);
      return draft.getText() === `${PARAGRAPH}\n`;
    });
    match(window.tabGroups.activeTabGroup.activeTab?.label ?? '', /^Pakistan, 13 December 2021, .* ↔ your draft$/);
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });

  test('precedents are counted over paragraphs when that is switched on', async () => {
    const { document } = await openDraft('lenses.draft.md', `# Paper\n\n${PARAGRAPH}\n`);
    const lenses = () => commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 9);
    const ours = async (): Promise<CodeLens | undefined> =>
      (await lenses()).find(({ command }) => command?.command === 'aideMemoire.findSimilar');
    strictEqual(await ours(), undefined);
    const settings = workspace.getConfiguration('aideMemoire');
    await settings.update('codeLens.enable', true, ConfigurationTarget.Workspace);
    try {
      const lens = await eventually('a lens', ours);
      match(lens.command?.title ?? '', /^\d+ precedents? · last \d{4}$/);
    } finally {
      await settings.update('codeLens.enable', undefined, ConfigurationTarget.Workspace);
    }
  });
});
