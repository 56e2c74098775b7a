import { l10n, type QuickPickItem, window } from 'vscode';
import { messageOf } from '../errors.js';
import {
  ALIGN_REQUEST,
  type AlignAnswer,
  type AlignParams,
  type CorpusDocumentInfo,
} from '../../../server/src/api/protocol.js';
import { askDocuments } from '../corpusDocuments.js';
import type { ActiveDraft } from '../draft/activeDraft.js';
import { alignedTexts } from './alignedTexts.js';
import { comparable } from './comparable.js';
import { showComparison } from './comparison.js';
import { uriText } from '../convert.js';
import type { Client } from '../server.js';
import { plainLabel } from '../plainLabel.js';

interface DocumentItem extends QuickPickItem {
  readonly uri: string;
}

/** Asks for a document of the record and shows it beside the draft that was worked in last, paragraph by paragraph. */
export async function compareDraft(client: Client, active: ActiveDraft): Promise<void> {
  const draft = await active.show();
  if (draft === undefined) {
    window.showInformationMessage(l10n.t('Open the draft that you want to compare, then try again.'));
    return;
  }
  const items = askDocuments(client, active.named()).then((found) => comparable(found).map(itemOf));
  const chosen = await window.showQuickPick(items, {
    placeHolder: l10n.t('Earlier document to set beside your draft'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen === undefined) return;
  const textDocument = { uri: uriText(draft.document.uri) };
  const params: AlignParams = { textDocument, uri: chosen.uri };
  try {
    const { name, pairs } = await client.sendRequest<AlignAnswer>(ALIGN_REQUEST, params);
    if (pairs.length === 0) {
      window.showWarningMessage(l10n.t('The record does not hold this document any more. Choose another one.'));
      return;
    }
    await showComparison('document', alignedTexts(pairs), l10n.t('{0} ↔ your draft', name));
  } catch (error) {
    window.showErrorMessage(messageOf(error));
  }
}

function itemOf({ uri, title, holder, kind, date }: CorpusDocumentInfo): DocumentItem {
  return { label: plainLabel(`${holder}, ${date}`), description: plainLabel(kind), detail: plainLabel(title), uri };
}
