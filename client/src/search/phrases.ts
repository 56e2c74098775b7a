import { l10n, window } from 'vscode';
import { PHRASES_REQUEST, type PhraseInfo, type PhrasesParams } from '../../../server/src/api/protocol.js';
import { insertText } from '../draft/editing.js';
import { uriText } from '../convert.js';
import type { Client } from '../server.js';
import { plainLabel } from '../plainLabel.js';

/** Offers the recurring phrases of the corpus and inserts the one chosen at the cursor. */
export async function insertAgreedLanguage(client: Client): Promise<void> {
  const draft = window.activeTextEditor;
  const params: PhrasesParams = draft === undefined ? {} : { uri: uriText(draft.document.uri) };
  const phrases = client.sendRequest<readonly PhraseInfo[]>(PHRASES_REQUEST, params);
  const items = phrases.then((found) =>
    found.map(({ text, evidence }) => ({ label: plainLabel(text), detail: plainLabel(evidence), text })),
  );
  const chosen = await window.showQuickPick(items, {
    placeHolder: l10n.t('Wording to insert, with who uses it'),
    matchOnDetail: true,
  });
  if (chosen !== undefined) await insertText(draft, chosen.text);
}
