import { l10n, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { PHRASES_REQUEST, type PhraseInfo } from '../../../server/src/api/protocol.js';
import { insertText } from '../draft/editing.js';
import { plainLabel } from '../plainLabel.js';

/** Offers the recurring phrases of the corpus and inserts the one chosen at the cursor. */
export async function insertAgreedLanguage(client: LanguageClient): Promise<void> {
  const draft = window.activeTextEditor;
  const phrases = client.sendRequest<readonly PhraseInfo[]>(PHRASES_REQUEST);
  const items = phrases.then((found) =>
    found.map(({ text, evidence }) => ({ label: plainLabel(text), detail: plainLabel(evidence), text })),
  );
  const chosen = await window.showQuickPick(items, {
    placeHolder: l10n.t('Wording to insert, with who uses it'),
    matchOnDetail: true,
  });
  if (chosen !== undefined) await insertText(draft, chosen.text);
}
