import { CancellationTokenSource, Range, type QuickPickItem, ThemeIcon, Uri, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type PrecedentInfo, SEARCH_REQUEST, type SearchParams } from '../../server/src/api/protocol.js';
import { insertText, plainLabel } from './editing.js';
import { excerptFor } from './excerpt.js';
import { showSource } from './sources.js';

const LIMIT = 50;
const insertButton = { iconPath: new ThemeIcon('quote'), tooltip: 'Insert as a quotation with its citation' };

interface PrecedentItem extends QuickPickItem {
  readonly precedent: PrecedentInfo;
}

/** Searches the corpus while the user types; accepting opens the passage, the button inserts it into the draft. */
export function searchPrecedents(client: LanguageClient): void {
  const draft = window.activeTextEditor;
  const picker = window.createQuickPick<PrecedentItem>();
  let current = new CancellationTokenSource();
  picker.placeholder = 'Words to look for in the record';
  const update = async (query: string) => {
    current.cancel();
    current = new CancellationTokenSource();
    const { token } = current;
    picker.busy = query.trim() !== '';
    const found = picker.busy ? await search(client, { query, limit: LIMIT }, current) : [];
    if (token.isCancellationRequested) return;
    picker.busy = false;
    picker.items = found.map((precedent) => itemOf(precedent, query));
  };
  picker.onDidChangeValue(update);
  picker.onDidAccept(async () => {
    const precedent = picker.selectedItems[0]?.precedent;
    if (precedent === undefined) return;
    picker.hide();
    const { start, end } = precedent.range;
    await showSource(Uri.parse(precedent.uri), new Range(start.line, start.character, end.line, end.character));
  });
  picker.onDidTriggerItemButton(async ({ item }) => {
    picker.hide();
    await insertText(draft, item.precedent.quotation);
  });
  picker.onDidHide(() => {
    current.cancel();
    picker.dispose();
  });
  picker.value = draft?.document.getText(draft.selection) ?? '';
  picker.show();
  void update(picker.value);
}

async function search(
  client: LanguageClient,
  params: SearchParams,
  source: CancellationTokenSource,
): Promise<readonly PrecedentInfo[]> {
  try {
    return await client.sendRequest<readonly PrecedentInfo[]>(SEARCH_REQUEST, params, source.token);
  } catch (error) {
    if (!source.token.isCancellationRequested) client.error('The search failed.', error);
    return [];
  }
}

function itemOf(precedent: PrecedentInfo, query: string): PrecedentItem {
  const { holder, date, citation, tier, headings, text, laterVersion } = precedent;
  const newer = laterVersion === undefined ? [] : [`later version: ${laterVersion}`];
  return {
    label: plainLabel(`${holder}, ${citation}`),
    description: plainLabel([date, ...newer, tier, ...headings].join(' · ')),
    detail: plainLabel(excerptFor(query, text)),
    // The server has ranked already: the picker must not filter its answers by its own fuzzy match.
    alwaysShow: true,
    buttons: [insertButton],
    precedent,
  };
}
