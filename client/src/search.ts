import { CancellationTokenSource, type QuickPickItem, type TextEditor, ThemeIcon, window } from 'vscode';
import type { LanguageClient, Range as ProtocolRange } from 'vscode-languageclient/node';
import {
  type PrecedentInfo,
  SEARCH_REQUEST,
  type SearchAnswer,
  type SearchParams,
} from '../../server/src/api/protocol.js';
import { insertText, plainLabel } from './editing.js';
import { excerptFrom } from './excerpt.js';
import { laterVersionOf, remarkItem } from './precedentItems.js';
import { SEARCH_HELP, type SearchHelp, withHelp } from './searchHelp.js';
import { showPrecedent } from './sources.js';

const LIMIT = 50;
/** Milliseconds of rest after a keystroke before the server is asked. */
const REST = 100;
const insertButton = { iconPath: new ThemeIcon('quote'), tooltip: 'Insert as a quotation with its citation' };

interface SearchItem extends QuickPickItem {
  readonly precedent?: PrecedentInfo;
  readonly help?: SearchHelp;
}

/** Searches for who else uses the selected words or, when nothing is selected, the wording at the cursor. */
export async function searchCounterparts(client: LanguageClient): Promise<void> {
  const editor = window.activeTextEditor;
  const wording = editor === undefined ? '' : await wordingAt(client, editor);
  if (wording === '') {
    window.showInformationMessage('Select words, or put the cursor on wording that the record holds.');
    return;
  }
  searchPrecedents(client, `"${wording.replaceAll('"', ' ')}" by:other `);
}

/** What is selected, else what a hover at the cursor would be about; empty when that is nothing. */
async function wordingAt(client: LanguageClient, { document, selection }: TextEditor): Promise<string> {
  if (!selection.isEmpty) return document.getText(selection).replace(/\s+/g, ' ').trim();
  const hover = await client.sendRequest<{ range?: ProtocolRange } | null>('textDocument/hover', {
    textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) },
    position: selection.active,
  });
  const range = client.protocol2CodeConverter.asRange(hover?.range);
  return range === undefined ? '' : document.getText(range).replace(/\s+/g, ' ');
}

/**
 * Searches the corpus while the user types; accepting opens the passage, the button inserts it into the draft. Begins with
 * the query, else with what is selected.
 */
export function searchPrecedents(client: LanguageClient, query?: string): void {
  const draft = window.activeTextEditor;
  const picker = window.createQuickPick<SearchItem>();
  let current = new CancellationTokenSource();
  let rest: NodeJS.Timeout | undefined;
  picker.placeholder = 'Words to look for in the record';
  // The server's order is its answer. Without this VS Code moves up the items whose label resembles the query; the
  // property is not in its typed API.
  Object.assign(picker, { sortByLabel: false });
  const update = async (query: string) => {
    const { token } = current;
    const answer = await search(
      client,
      { query, limit: LIMIT, ...(draft && { uri: draft.document.uri.toString() }) },
      current,
    );
    if (token.isCancellationRequested) return;
    picker.busy = false;
    picker.items = answer === undefined ? [] : itemsOf(answer);
  };
  const changed = (query: string, delay: number) => {
    current.cancel();
    current = new CancellationTokenSource();
    clearTimeout(rest);
    picker.busy = query.trim() !== '';
    if (picker.busy) rest = setTimeout(() => void update(query), delay);
    else picker.items = SEARCH_HELP.map(helpItemOf);
  };
  picker.onDidChangeValue((query) => changed(query, REST));
  picker.onDidAccept(async () => {
    const [item] = picker.selectedItems;
    if (item?.help !== undefined) {
      picker.value = withHelp(picker.value, item.help);
      changed(picker.value, 0);
    }
    if (item?.precedent === undefined) return;
    picker.hide();
    await showPrecedent(item.precedent);
  });
  picker.onDidTriggerItemButton(async ({ item }) => {
    if (item.precedent === undefined) return;
    picker.hide();
    await insertText(draft, item.precedent.quotation);
  });
  picker.onDidHide(() => {
    clearTimeout(rest);
    current.cancel();
    picker.dispose();
  });
  picker.value = query ?? draft?.document.getText(draft.selection) ?? '';
  picker.show();
  changed(picker.value, 0);
}

/** `undefined` when the search failed or was cancelled. */
async function search(
  client: LanguageClient,
  params: SearchParams,
  source: CancellationTokenSource,
): Promise<SearchAnswer | undefined> {
  try {
    return await client.sendRequest<SearchAnswer>(SEARCH_REQUEST, params, source.token);
  } catch (error) {
    if (!source.token.isCancellationRequested) client.error('The search failed.', error);
    return undefined;
  }
}

/** What has to be said first, then what was found. `alwaysShow`: the picker must not filter by its own fuzzy match. */
function itemsOf({ precedents, problems, remarks }: SearchAnswer): SearchItem[] {
  return [
    ...problems.map((problem) => ({ label: `$(warning) ${plainLabel(problem)}`, alwaysShow: true })),
    ...remarks.map(remarkItem),
    ...precedents.map(itemOf),
  ];
}

function itemOf(precedent: PrecedentInfo): SearchItem {
  const { holder, date, citation, tier, headings, text, marks, reasons } = precedent;
  return {
    label: plainLabel(`${holder}, ${citation}`),
    description: plainLabel([date, ...laterVersionOf(precedent), tier, ...headings].join(' · ')),
    detail: plainLabel([...reasons, excerptFrom(text, marks[0]?.start)].join(' · ')),
    alwaysShow: true,
    buttons: [insertButton],
    precedent,
  };
}

function helpItemOf(help: SearchHelp): SearchItem {
  return { label: help.written, description: help.meaning, alwaysShow: true, help };
}
