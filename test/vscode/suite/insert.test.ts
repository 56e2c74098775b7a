import { match, strictEqual } from 'node:assert';
import { suite, test } from 'mocha';
import {
  commands,
  ConfigurationTarget,
  extensions,
  Range,
  Selection,
  type TextEditor,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { eventually, openDraft } from './support.js';

const STATEMENT = 'corpus/documents/pakistan-statement-2021-12.md';
const WORDS = 'a UN mechanism with a universal membership';

/** The bundled statement as a source, with its words selected, beside the draft. */
async function openStatement(): Promise<TextEditor> {
  const folder = extensions.getExtension('aide-memoire.aide-memoire')?.extensionUri ?? Uri.file('/');
  const uri = Uri.joinPath(folder, STATEMENT).with({ scheme: 'aide-memoire-source' });
  const document = await workspace.openTextDocument(uri);
  const editor = await window.showTextDocument(document, { viewColumn: ViewColumn.Beside });
  const start = document.getText().indexOf(WORDS);
  editor.selection = new Selection(document.positionAt(start), document.positionAt(start + WORDS.length));
  return editor;
}

async function styled(style: string, run: () => Promise<void>): Promise<void> {
  const settings = workspace.getConfiguration('aideMemoire');
  await settings.update('citation.style', style, ConfigurationTarget.Workspace);
  try {
    await run();
  } finally {
    await settings.update('citation.style', undefined, ConfigurationTarget.Workspace);
  }
}

suite('inserting from a source', () => {
  test('selected words go with their citation to the cursor of the draft', async () => {
    const draft = await openDraft('insert.draft.md', '# Paper\n\nWe recall: , as before.\n');
    draft.selection = new Selection(2, 11, 2, 11);
    await openStatement();
    await commands.executeCommand('aideMemoire.insertQuotation');
    const citation = '(Pakistan, statement, 13 December 2021, 2nd para.)';
    strictEqual(draft.document.getText(), `# Paper\n\nWe recall: “${WORDS}” ${citation}, as before.\n`);
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });

  test('a citation in a footnote is one step to undo, and the cursor stands behind its mark', async () => {
    const text = '# Paper\n\nWe recall this, as before.[^1]\n\n[^1]: A/RES/73/27.\n';
    const draft = await openDraft('footnote.draft.md', text);
    draft.selection = new Selection(2, 14, 2, 14);
    const { document } = draft;
    await openStatement();
    await styled('footnote', async () => {
      await eventually('a footnote', async () => {
        await commands.executeCommand('aideMemoire.insertCitation');
        if (document.getText().includes('[^2]')) return true;
        // The server has not heard of the setting yet.
        await window.showTextDocument(document);
        await commands.executeCommand('undo');
        await openStatement();
        return false;
      });
    });
    match(
      document.getText(),
      /this\[\^2\], as before\.\[\^1\]\n\n\[\^1\]: A\/RES\/73\/27\.\n\[\^2\]: Pakistan, .*\.\n$/,
    );
    const shown = window.visibleTextEditors.find((editor) => editor.document === document);
    strictEqual(document.getText(new Range(2, 0, 2, shown?.selection.active.character ?? 0)), 'We recall this[^2]');
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await window.showTextDocument(document);
    await commands.executeCommand('undo');
    strictEqual(document.getText(), text);
  });
});
