import { l10n, Range, Selection, type TextEditor, window } from 'vscode';
import { type DraftParams, RENUMBER_REQUEST, type RenumberAnswer } from '../../../server/src/api/protocol.js';
import { uriText } from '../convert.js';
import type { Client } from '../server.js';

/** Numbers the paragraphs of the draft in order, and tells of the references that the drafter should look at. One step to undo. */
export async function renumberParagraphs(client: Client): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) return;
  const { version, uri } = editor.document;
  const params: DraftParams = { textDocument: { uri: uriText(uri) } };
  const { edits, paragraphs, references, unclear } = await client.sendRequest<RenumberAnswer>(RENUMBER_REQUEST, params);
  if (edits.length === 0) {
    window.showInformationMessage(l10n.t('The paragraphs are numbered in order.'));
    return;
  }
  const isDone =
    editor.document.version === version &&
    (await editor.edit((edit) => {
      for (const { range, newText } of edits) edit.replace(rangeOf(range), newText);
    }));
  if (!isDone) {
    window.showWarningMessage(l10n.t('The draft could not be changed. Try again.'));
    return;
  }
  const done = l10n.t('Paragraphs renumbered: {0}. References changed: {1}.', paragraphs, references);
  if (unclear.length === 0) window.showInformationMessage(done);
  else await showUnclear(editor, done, unclear);
}

async function showUnclear(editor: TextEditor, done: string, unclear: RenumberAnswer['unclear']): Promise<void> {
  const named = [...new Set(unclear.map(({ text }) => text))].join(', ');
  const left = l10n.t('Check these references, which may mean another text and were left: {0}.', named);
  const show = l10n.t('Show the First');
  if ((await window.showWarningMessage(`${done} ${left}`, show)) !== show) return;
  const [line] = unclear.map(({ range }) => range.start.line);
  if (line === undefined) return;
  const shown = await window.showTextDocument(editor.document, editor.viewColumn);
  const { range } = shown.document.lineAt(line);
  shown.selection = new Selection(range.start, range.start);
  shown.revealRange(range);
}

function rangeOf({ start, end }: RenumberAnswer['edits'][number]['range']): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
