import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { suite, test } from 'mocha';
import {
  commands,
  ConfigurationTarget,
  type Hover,
  MarkdownString,
  Selection,
  TabInputText,
  TabInputTextDiff,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { eventually, openDraft, openSample, sampleUri } from './support.js';

const QUERY = 'legally binding international instrument tailored';

function tabs(): readonly string[] {
  return window.tabGroups.all.flatMap((group) =>
    group.tabs.map(({ label, isActive }) => `${group.viewColumn}: ${label}${isActive ? ', seen' : ''}`),
  );
}

/** Waits until a passage of the record is shown beside the draft. */
function passageBeside(): Promise<string> {
  return eventually('the passage beside the draft', () => {
    const input = window.tabGroups.all.find((group) => group.viewColumn === ViewColumn.Two)?.activeTab?.input;
    return input instanceof TabInputText && input.uri.scheme === 'aide-memoire-source' && input.uri.path;
  });
}

suite('search', () => {
  test('shows the passage that is chosen beside the draft and leaves the editors as they were', async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await openSample('working-paper.draft.md');
    const before = tabs();
    await commands.executeCommand('aideMemoire.searchPrecedents', QUERY);
    match(await passageBeside(), /pakistan/);
    match(window.activeTextEditor?.document.fileName ?? '', /working-paper\.draft\.md$/);
    await commands.executeCommand('workbench.action.closeQuickOpen');
    await eventually('the editors as they were', () => JSON.stringify(tabs()) === JSON.stringify(before));
  });

  test('shows again what it has covered in a group that was there', async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await openSample('working-paper.draft.md');
    const notes = await workspace.openTextDocument(sampleUri('notes.md'));
    await window.showTextDocument(notes, { viewColumn: ViewColumn.Two, preview: true, preserveFocus: true });
    const before = tabs();
    await commands.executeCommand('aideMemoire.searchPrecedents', QUERY);
    await passageBeside();
    await commands.executeCommand('workbench.action.closeQuickOpen');
    await eventually('the editors as they were', () => JSON.stringify(tabs()) === JSON.stringify(before));
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('opens the passage where it is shown', async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await openSample('working-paper.draft.md');
    await commands.executeCommand('aideMemoire.searchPrecedents', QUERY);
    await passageBeside();
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    const opened = await eventually('the source', () => {
      const editor = window.activeTextEditor;
      return editor?.document.uri.scheme === 'aide-memoire-source' && editor;
    });
    strictEqual(opened.viewColumn, ViewColumn.Two);
    await commands.executeCommand('workbench.action.focusFirstEditorGroup');
    await eventually('the draft', () => window.activeTextEditor?.viewColumn === ViewColumn.One);
    match(await passageBeside(), /pakistan/);
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('is opened from a hover that leaves documents out', async () => {
    const { document } = await openDraft('hover.draft.md', '# Paper\n\nThe United Nations.\n');
    const at = document.positionAt(document.getText().indexOf('United') + 1);
    const links = async () => {
      const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, at);
      const texts = hovers.flatMap(({ contents }) => contents).filter((content) => content instanceof MarkdownString);
      return texts.filter(({ isTrusted }) => isTrusted !== undefined && isTrusted !== false);
    };
    const settings = workspace.getConfiguration('aideMemoire');
    await settings.update('hover.maxDocuments', 1, ConfigurationTarget.Workspace);
    try {
      const link =
        /\[\d+ more\.\.\.\]\(command:aideMemoire\.searchPrecedents\?%5B%22%5C%22United%20Nations%5C%22%22%5D\)/;
      await eventually('the link', async () => link.test((await links())[0]?.value ?? ''));
    } finally {
      await settings.update('hover.maxDocuments', undefined, ConfigurationTarget.Workspace);
    }
    const trusted = await links();
    strictEqual(trusted.length, 1);
    deepStrictEqual(trusted[0]?.isTrusted, {
      enabledCommands: ['aideMemoire.openSource', 'aideMemoire.showTimeline', 'aideMemoire.searchPrecedents'],
    });
  });
});

suite('comparing', () => {
  test('the paragraph at the cursor is compared with the nearest precedent', async () => {
    const text = 'It is essential to develop a legally binding instrument, made for the attributes of ICTs.';
    const editor = await openDraft('compare.draft.md', `# Paper\n\n${text}\n`);
    editor.selection = new Selection(2, 5, 2, 5);
    await commands.executeCommand('aideMemoire.compareWith');
    const input = await eventually('the comparison', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      const shown = window.tabGroups.activeTabGroup.activeTab?.input;
      return shown instanceof TabInputTextDiff ? shown : undefined;
    });
    const [record, draft] = await Promise.all(
      [input.original, input.modified].map((uri) => workspace.openTextDocument(uri)),
    );
    match(record?.getText() ?? '', /tailored to the unique attributes of ICTs/);
    strictEqual(draft?.getText(), `${text}\n`);
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });

  test('a draft is set beside a document of the record, line by line', async () => {
    await openSample('working-paper.draft.md');
    const compared = commands.executeCommand('aideMemoire.compareDraft');
    const input = await eventually('the comparison', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      const shown = window.tabGroups.activeTabGroup.activeTab?.input;
      return shown instanceof TabInputTextDiff ? shown : undefined;
    });
    await compared;
    const [record, draft] = await Promise.all(
      [input.original, input.modified].map((uri) => workspace.openTextDocument(uri)),
    );
    const [inRecord, inDraft] = [record, draft].map((side) => {
      const rows = side?.getText().split(/^([\u200B\u200C]+)$/m) ?? [];
      return rows[rows.findIndex((row) => row.includes('any parallel structure')) + 1];
    });
    ok(inDraft !== undefined && /[\u200B\u200C]/.test(inDraft));
    strictEqual(inRecord, inDraft);
    match(window.tabGroups.activeTabGroup.activeTab?.label ?? '', /^Pakistan, March 2023 ↔ your draft$/);
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });
});
