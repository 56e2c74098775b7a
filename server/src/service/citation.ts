import type { CorpusDocument, DocumentKind, DocumentMetadata, Passage } from '../ingest/corpusDocument.js';
import { MONTHS } from '../text/months.js';

/** In the words of a citation, whatever the language of the editor. */
const KINDS: Readonly<Record<DocumentKind, string>> = {
  'working-paper': 'working paper',
  statement: 'statement',
  resolution: 'resolution',
  report: 'report',
  draft: 'draft',
  other: 'document',
};

/** An ISO date, as precise as it is, as a citation has it: "13 December 2021", "March 2023". */
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
  const name = metadata.symbol === undefined ? `${metadata.holder}, ${KINDS[metadata.kind]}` : metadata.symbol;
  return `${name}, ${metadata.date === undefined ? 'undated' : spellDate(metadata.date)}`;
}

/** Words of the record in quotation marks, those within them made single. */
export function formatQuoted(words: string): string {
  const inner = words.replace(/“/g, '‘').replace(/”/g, '’');
  return `“${inner.replace(/[;,:\s]+$/, '')}”`;
}
