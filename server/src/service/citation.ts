import type { CorpusDocument, DocumentKind, DocumentMetadata, Passage, Tier } from '../ingest/corpusDocument.js';
import { MONTHS } from '../text/months.js';
import { t } from '../util/l10n.js';

const KINDS: Readonly<Record<DocumentKind, string>> = {
  'working-paper': 'working paper',
  statement: 'statement',
  resolution: 'resolution',
  report: 'report',
  draft: 'draft',
  other: 'document',
};

const TIERS: Readonly<Record<Tier, string>> = {
  adopted: t('adopted text'),
  chair: t('chair’s text'),
  group: t('group position'),
  own: t('own position'),
  other: t('another delegation’s position'),
};

/** What sort of document it is, in words. */
export function kindLabel(kind: DocumentKind): string {
  return KINDS[kind];
}

/** A document's authority, in words. Only an adopted text is called adopted. */
export function tierLabel(tier: Tier): string {
  return TIERS[tier];
}

/** "13 December 2021", "March 2023" or "2020"; "undated", with the bounds where they are known. */
export function formatDate(metadata: DocumentMetadata): string {
  if (metadata.date !== undefined) return spellDate(metadata.date);
  if (metadata.between === undefined) return 'undated';
  const [earliest, latest] = metadata.between;
  return `undated, between ${spellDate(earliest)} and ${spellDate(latest)}`;
}

/** An ISO date, as precise as it is, in words: "13 December 2021", "March 2023". */
export function spellDate(date: string): string {
  const [year = '', month, day] = date.split('-');
  const name = MONTHS[Number(month) - 1];
  if (name === undefined) return year;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** Where in its document a passage stands: "para. 12", with the page where the file has pages: "para. 12, p. 4". */
export function formatPlace({ citation, page }: Passage): string {
  return [citation, page === undefined ? '' : `p. ${page}`].filter((part) => part !== '').join(', ');
}

/** How a passage is cited: "Pakistan, working paper, undated, para. 24"; by its symbol where the document has one. */
export function formatCitation({ metadata }: CorpusDocument, passage: Passage): string {
  return [citeDocument(metadata), formatPlace(passage)].filter((part) => part !== '').join(', ');
}

/** How a document is cited as a whole: "Pakistan, working paper, undated"; by its symbol where it has one. */
export function citeDocument(metadata: DocumentMetadata): string {
  const name = metadata.symbol === undefined ? `${metadata.holder}, ${kindLabel(metadata.kind)}` : metadata.symbol;
  return `${name}, ${metadata.date === undefined ? 'undated' : formatDate(metadata)}`;
}

/** Words of the record in quotation marks, those within them made single. */
export function formatQuoted(words: string): string {
  const inner = words.replace(/“/g, '‘').replace(/”/g, '’');
  return `“${inner.replace(/[;,:\s]+$/, '')}”`;
}

/** The passage's words in quotation marks with the citation behind. */
export function formatQuotation(document: CorpusDocument, passage: Passage): string {
  return `${formatQuoted(passage.text)} (${formatCitation(document, passage)})`;
}
