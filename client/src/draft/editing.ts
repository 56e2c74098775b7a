import { l10n, type TextEditor, window } from 'vscode';

/** Puts the text in place of every selection of the draft; says so when no draft is open or it cannot be changed. */
export async function insertText(draft: TextEditor | undefined, text: string): Promise<void> {
  const inserted = await draft?.edit((edit) => {
    for (const selection of draft.selections) edit.replace(selection, text);
  });
  if (inserted !== true) showNoDraft();
}

/** Says that there is no draft that can be changed, and what to do. */
export function showNoDraft(): void {
  window.showWarningMessage(l10n.t('Open the draft that the text should go into, then try again.'));
}
