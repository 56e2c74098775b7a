import { type Disposable, languages, type TextEditor, window } from 'vscode';
import { DRAFT_SELECTOR } from './drafts.js';

let last: TextEditor | undefined;

/** Keeps in mind which draft was worked in last. */
export function registerLastDraft(): Disposable {
  const note = (editor: TextEditor | undefined): void => {
    if (editor !== undefined && languages.match(DRAFT_SELECTOR, editor.document) > 0) last = editor;
  };
  note(window.activeTextEditor);
  return window.onDidChangeActiveTextEditor(note);
}

/** The draft that was worked in last, shown again where it is hidden; `undefined` when none is open. */
export async function lastDraft(): Promise<TextEditor | undefined> {
  if (last === undefined || last.document.isClosed) return undefined;
  const { document, viewColumn } = last;
  const visible = window.visibleTextEditors.filter((editor) => editor.document === document);
  if (visible.includes(last)) return last;
  return visible[0] ?? window.showTextDocument(document, viewColumn === undefined ? {} : { viewColumn });
}
