import { l10n, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import type { ChoiceInfo, CorpusDocumentInfo } from '../../../server/src/api/protocol.js';
import { plainMarkdown } from '../plainMarkdown.js';
import { sourceUriOf } from '../sources.js';
import type { Row } from './listView.js';

/** A document of the record, or what the workspace has chosen of it. */
export interface DocumentRow extends Row {
  readonly file: string;
  readonly document: CorpusDocumentInfo;
  /** Set on a row for passages of the document. */
  readonly choice?: ChoiceInfo;
}

/** What names each authority without words. */
const TIER_ICONS: Readonly<Record<CorpusDocumentInfo['tier'], string>> = {
  adopted: 'law',
  chair: 'megaphone',
  group: 'organization',
  own: 'home',
  other: 'globe',
};
const CHOICE_ICONS = { pinned: 'pinned', retired: 'circle-slash' } as const;

/** A document that opens read-only, with what is chosen of its passages below it. */
export function documentRow(document: CorpusDocumentInfo): DocumentRow {
  const { uri, title, citation, choices } = document;
  const state = stateOf(document);
  const ofPassages = choices.filter(({ words }) => words !== undefined);
  const states = statesInWords(document);
  const item = new TreeItem(
    citation,
    ofPassages.length === 0 ? TreeItemCollapsibleState.None : TreeItemCollapsibleState.Collapsed,
  );
  item.id = uri;
  item.description = [...states, title].join(' · ');
  item.iconPath = iconOf(document, state);
  item.contextValue = state === undefined ? 'document' : `document.${state}`;
  item.tooltip = tooltipOf(document, states);
  item.accessibilityInformation = { label: [citation, ...states, document.authority, title].join(', ') };
  item.command = {
    command: 'vscode.open',
    title: l10n.t('Open Source'),
    arguments: [sourceUriOf(Uri.parse(uri)), { preview: true }],
  };
  const row = { item, document, file: uri };
  if (ofPassages.length === 0) return row;
  return { ...row, children: () => ofPassages.map((choice, i) => choiceRow(document, choice, i)) };
}

function choiceRow(document: CorpusDocumentInfo, choice: ChoiceInfo, position: number): DocumentRow {
  const { list, words = '', reason } = choice;
  const item = new TreeItem(`“${words}”`);
  // The file may have an entry twice.
  item.id = JSON.stringify([document.uri, list, words, position]);
  item.iconPath = new ThemeIcon(CHOICE_ICONS[list]);
  item.contextValue = `choice.${list}`;
  const meaning =
    list === 'pinned' ? l10n.t('The passage that says so comes first') : l10n.t('The passage that says so is not used');
  item.description = reason ?? '';
  item.tooltip = new MarkdownString(
    plainMarkdown(reason === undefined ? meaning : l10n.t('{0}: {1}', meaning, reason)),
  );
  item.accessibilityInformation = { label: [meaning, words, ...(reason === undefined ? [] : [reason])].join(', ') };
  return { item, document, choice, file: document.uri };
}

/** What the workspace has chosen of the document as a whole. Nothing that is retired comes first. */
function stateOf({ choices }: CorpusDocumentInfo): ChoiceInfo['list'] | undefined {
  const whole = choices.filter(({ words }) => words === undefined).map(({ list }) => list);
  return whole.includes('retired') ? 'retired' : whole[0];
}

function statesInWords(document: CorpusDocumentInfo): readonly string[] {
  const { handling, laterVersion } = document;
  const state = stateOf(document);
  return [
    ...(state === 'pinned' ? [l10n.t('pinned')] : []),
    ...(state === 'retired' ? [l10n.t('retired')] : []),
    ...(handling === 'restricted' ? [l10n.t('restricted')] : []),
    ...(handling === 'internal' ? [l10n.t('internal')] : []),
    ...(laterVersion === undefined ? [] : [l10n.t('later version: {0}', laterVersion)]),
  ];
}

/** Retired and pinned go before the authority, and who may see it gives the colour. */
function iconOf({ tier, handling }: CorpusDocumentInfo, state: ChoiceInfo['list'] | undefined): ThemeIcon {
  const name = state === undefined ? TIER_ICONS[tier] : CHOICE_ICONS[state];
  if (state === 'retired') return new ThemeIcon(name, new ThemeColor('disabledForeground'));
  if (handling === 'restricted') return new ThemeIcon(name, new ThemeColor('list.errorForeground'));
  return handling === 'internal' ? new ThemeIcon(name, new ThemeColor('list.warningForeground')) : new ThemeIcon(name);
}

/** What a field of the documents' metadata is called in the tooltip. */
function fieldName(field: string): string {
  const names: Readonly<Record<string, string>> = {
    title: l10n.t('Title'),
    holder: l10n.t('Holder'),
    kind: l10n.t('Kind'),
    tier: l10n.t('Authority'),
    date: l10n.t('Date'),
    symbol: l10n.t('Symbol'),
    forum: l10n.t('Forum'),
    session: l10n.t('Session'),
    speaker: l10n.t('Speaker'),
    language: l10n.t('Language'),
  };
  return Object.hasOwn(names, field) ? (names[field] ?? field) : field;
}

function tooltipOf(document: CorpusDocumentInfo, states: readonly string[]): MarkdownString {
  const { title, holder, kind, date, authority, forum, session, symbol, speaker, language } = document;
  const { source, passages, guessed, choices } = document;
  const reason = choices.find(({ words }) => words === undefined)?.reason;
  const lines: readonly (readonly [string, string | undefined])[] = [
    [l10n.t('Holder'), holder],
    [l10n.t('Kind'), `${kind}, ${authority}`],
    [l10n.t('Date'), date],
    [l10n.t('Symbol'), symbol],
    [l10n.t('Forum'), forum],
    [l10n.t('Session'), session],
    [l10n.t('Speaker'), speaker],
    [l10n.t('Language'), language],
    [l10n.t('State'), states.length === 0 ? undefined : states.join(', ')],
    [l10n.t('Reason'), reason],
    [l10n.t('Passages'), String(passages)],
    [l10n.t('Guessed, please check'), guessed.length === 0 ? undefined : guessed.map(fieldName).join(', ')],
    [l10n.t('File'), source],
  ];
  const known = lines.flatMap(([name, value]) =>
    value === undefined ? [] : [l10n.t('**{0}:** {1}', plainMarkdown(name), plainMarkdown(value))],
  );
  return new MarkdownString([`**${plainMarkdown(title)}**`, known.join('  \n')].join('\n\n'));
}
