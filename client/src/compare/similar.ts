import { commands, Disposable, l10n, type Memento, ThemeIcon, window } from 'vscode';
import type { Range as ProtocolRange } from 'vscode-languageclient';
import {
  type PrecedentInfo,
  SIMILAR_REQUEST,
  type SimilarAnswer,
  type SimilarInfo,
  type SimilarParams,
} from '../../../server/src/api/protocol.js';
import { showComparison } from './comparison.js';
import type { ActiveDraft } from '../draft/activeDraft.js';
import { plainLabel } from '../plainLabel.js';
import { paragraphAt, textOf } from './paragraphs.js';
import { laterVersionOf, precedentOf, remarkItem } from '../search/precedentItems.js';
import { openSearch, type SearchItem } from '../search/searchPicker.js';
import { showPrecedent } from '../sources.js';
import type { Client } from '../server.js';

/** The command over a paragraph that shows passages like it; code lenses call it with the draft's URI and the range. */
export const FIND_SIMILAR = 'aideMemoire.findSimilar';

const LIMIT = 20;
const LONGEST_DETAIL = 400;
const CONTEXT_WORDS = 3;

/** Registers the commands that set a paragraph beside a passage of the record. */
export function registerSimilar(client: Client, active: ActiveDraft, memory: Memento): Disposable {
  return Disposable.from(
    commands.registerCommand(FIND_SIMILAR, (draft?: string, range?: ProtocolRange) => find(client, draft, range)),
    commands.registerCommand('aideMemoire.compareWith', (argument?: unknown) =>
      compareWith(client, active, memory, precedentOf(argument)),
    ),
  );
}

async function find(client: Client, draft?: string, range?: ProtocolRange): Promise<void> {
  const editor = window.activeTextEditor;
  const isGiven = draft !== undefined && range !== undefined;
  const paragraph = isGiven ? await textOf(draft, range) : editor && paragraphAt(editor);
  if (paragraph === undefined) {
    showNoParagraph();
    return;
  }
  const uri = draft ?? editor?.document.uri.toString();
  const { text, similar, remarks } = await askSimilar(client, paragraph, uri);
  if (similar.length === 0) {
    window.showInformationMessage([l10n.t('The record holds no passage like this one.'), ...remarks].join(' '));
    return;
  }
  const openButton = { iconPath: new ThemeIcon('go-to-file'), tooltip: l10n.t('Open the source passage') };
  const picker = window.createQuickPick<SearchItem>();
  Object.assign(picker, { sortByLabel: false });
  picker.placeholder = l10n.t('Passages of the record like yours; choose one to compare the two word by word');
  picker.matchOnDetail = true;
  picker.items = [
    ...remarks.map(remarkItem),
    ...similar.map((each) => ({ ...similarItem(each), buttons: [openButton] })),
  ];
  picker.onDidAccept(async () => {
    const precedent = picker.selectedItems[0]?.precedent;
    if (precedent === undefined) return;
    picker.hide();
    await compare(text, precedent);
  });
  picker.onDidTriggerItemButton(async ({ item: { precedent } }) => {
    if (precedent === undefined) return;
    picker.hide();
    await showPrecedent(precedent);
  });
  picker.onDidHide(() => picker.dispose());
  picker.show();
}

/**
 * Compares the paragraph at the cursor of the draft that was worked in last, or what is selected there, with the passage;
 * without one, with the passage that is chosen among those like it or searched for.
 */
async function compareWith(
  client: Client,
  active: ActiveDraft,
  memory: Memento,
  precedent?: PrecedentInfo,
): Promise<void> {
  const draft = await active.show();
  const paragraph = draft && paragraphAt(draft);
  if (draft === undefined || paragraph === undefined) {
    showNoParagraph();
    return;
  }
  const { text, similar, remarks } = await askSimilar(client, paragraph, draft.document.uri.toString());
  if (precedent !== undefined) {
    await compare(text, precedent);
    return;
  }
  openSearch(client, active, memory, {
    title: l10n.t('Compare with Precedent'),
    placeholder: l10n.t('Passages of the record like yours; type words to look for others (Enter compares)'),
    query: '',
    idle: [...remarks.map(remarkItem), ...similar.map(similarItem)],
    accept: (chosen) => compare(text, chosen),
  });
}

function askSimilar(client: Client, text: string, uri: string | undefined): Promise<SimilarAnswer> {
  const params: SimilarParams = { text, limit: LIMIT, ...(uri !== undefined && { uri }) };
  return client.sendRequest<SimilarAnswer>(SIMILAR_REQUEST, params);
}

function showNoParagraph(): void {
  window.showInformationMessage(l10n.t('Put the cursor into a paragraph of a draft, or select some of its text.'));
}

function compare(paragraph: string, { holder, date, citation, text }: PrecedentInfo): Promise<void> {
  const source = [holder, date, citation].join(', ');
  const sides = { record: onOneLine(text), draft: onOneLine(paragraph) };
  return showComparison('paragraph', sides, l10n.t('{0} ↔ your draft', source));
}

function onOneLine(text: string): string {
  return `${text.trim().replace(/\s+/g, ' ')}\n`;
}

/** What differs stands in the detail: [-words of the draft alone-] {+words of the record alone+}. */
function similarItem({ precedent, likeness, comparison }: SimilarInfo): SearchItem {
  const { holder, citation, date, tier } = precedent;
  const differences = comparison
    .map(({ kind, words }) => (kind === 'both' ? ending(words) : kind === 'draft' ? `[-${words}-]` : `{+${words}+}`))
    .join(' ');
  const alike = l10n.t('{0} % alike', Math.round(likeness * 100));
  return {
    label: plainLabel(`${holder}, ${citation}`),
    description: plainLabel([alike, date, ...laterVersionOf(precedent), tier].join(' · ')),
    detail: plainLabel(differences.slice(0, LONGEST_DETAIL)),
    precedent,
  };
}

/** The last words before a difference: an item has room for one line. */
function ending(words: string): string {
  const all = words.split(' ');
  return all.length > CONTEXT_WORDS ? `… ${all.slice(-CONTEXT_WORDS).join(' ')}` : words;
}
