import { createHash } from 'node:crypto';
import type { CorpusDocument, DocumentMetadata, Handling } from '../ingest/corpusDocument.js';
import { extractCommitments } from '../positions/extractCommitments.js';
import { contextsOf, createLeadIns } from '../positions/leadIns.js';
import type { Lexicon } from '../positions/lexicon.js';
import { topicsOf } from '../positions/topics.js';
import type { Tokenizer } from '../text/tokens.js';
import { createForms } from '../store/forms.js';
import { storable } from './storable.js';

/** How the words of a collection are read: by the product's own lists, so that every reader means the same by a word. */
export interface PublishedWords {
  readonly lexicon: Lexicon;
  readonly tokenize: Tokenizer;
}

/** A row of aide.passage, without its document. */
export interface PassageRow {
  readonly number: number;
  readonly citation: string;
  readonly headings: readonly string[];
  readonly text: string;
  readonly terms: string;
  readonly stems: string;
}

/** A row of aide.position, without its document. UTF-16 offsets into the passage's text. */
export interface PositionRow {
  readonly passage: number;
  readonly start: number;
  readonly end: number;
  readonly topic: string;
}

/** All that is put in of a document. */
export interface PreparedDocument {
  /** As the corpus calls it. */
  readonly id: string;
  readonly handling: Handling;
  readonly metadata: DocumentMetadata;
  readonly passages: readonly PassageRow[];
  readonly positions: readonly PositionRow[];
  /** How many of its passages hold a stem; '' counts all of them. */
  readonly stems: ReadonlyMap<string, number>;
  /** SHA-256 of all that, hexadecimal. */
  readonly digest: string;
}

/** A document that cannot be put in, and why, in words for whoever publishes it. */
export interface UnfitDocument {
  readonly id: string;
  readonly unfit: string;
}

/** Where a document does not say who may see it, only its mission may. */
export const UNSTATED: Handling = 'internal';

/** Bytes of a passage's terms. PostgreSQL makes no index entry of more than a megabyte, and that of short words is twice their length. */
const MOST_BYTES = 400_000;
/** Bytes of a word. PostgreSQL looks up no longer ones. */
const LONGEST_WORD = 2_000;
/** Words after which what is known of them is forgotten. */
const REMEMBERED = 1 << 21;

/** Makes rows of documents. What it remembers of words serves the next document. */
export function createPreparer(words: PublishedWords): (document: CorpusDocument) => PreparedDocument | UnfitDocument {
  const { stopWords } = words.lexicon.spelling;
  let formOf = createForms(stopWords);
  let remembered = 0;
  const stemsOf = (terms: readonly string[]): string => {
    // Of a large record not every word is worth remembering.
    remembered += terms.length;
    if (remembered > REMEMBERED) [formOf, remembered] = [createForms(stopWords), 0];
    return terms.flatMap((term) => formOf(term) ?? []).join(' ');
  };
  const passagesOf = (document: CorpusDocument): PassageRow[] =>
    document.passages.map(({ citation, headings, text }, number) => {
      const terms = words.tokenize(text).map(({ term }) => term);
      const row = { number, citation, headings, text, terms: terms.join(' '), stems: stemsOf(terms) };
      return storable(row);
    });
  return (document) => {
    const metadata = storable(document.metadata);
    const id = storable(document.id);
    const passages = passagesOf(document);
    const long = passages.find(({ terms }) => Buffer.byteLength(terms) > MOST_BYTES);
    if (long !== undefined) {
      const letters = long.text.length.toLocaleString('en');
      return {
        id,
        unfit: `${long.citation} has ${letters} letters, too many for one paragraph. Break it into several.`,
      };
    }
    const positions = [...positionsIn(document, words)];
    const { handling = UNSTATED } = metadata;
    const rows = { handling, metadata, passages, positions };
    return { id, ...rows, stems: countStems(passages), digest: digestOf(rows) };
  };
}

/** The sentences of a document whose asserted clauses take a line on a topic, in order, with each topic once. */
export function* positionsIn(
  { passages, metadata: { holder } }: CorpusDocument,
  { lexicon, tokenize }: PublishedWords,
): Generator<PositionRow> {
  const leadIns = createLeadIns();
  for (const [passage, { text, sentences, marker, depth = 0 }] of passages.entries()) {
    const writings = sentences.map(({ start, end }) => text.slice(start, end));
    const contexts = contextsOf(writings, leadIns.next({ text, marker, depth }));
    for (const [n, { start, end }] of sentences.entries()) {
      const clauses = extractCommitments(writings[n] ?? '', { lexicon, tokenize, holder }, contexts[n]);
      const topics = clauses.flatMap((clause) => (clause.mode === 'asserted' ? topicsOf(clause, lexicon) : []));
      for (const topic of new Set(topics)) if (isIndexed(topic)) yield { passage, start, end, topic: storable(topic) };
    }
  }
}

/** Whether the server can look a word up. */
export function isIndexed(word: string): boolean {
  return word.length <= LONGEST_WORD && Buffer.byteLength(word) <= LONGEST_WORD;
}

function countStems(passages: readonly PassageRow[]): Map<string, number> {
  const counts = new Map([['', passages.length]]);
  for (const { stems } of passages) {
    if (stems === '') continue;
    for (const stem of new Set(stems.split(' '))) if (isIndexed(stem)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return counts;
}

function digestOf({
  handling,
  metadata,
  passages,
  positions,
}: Omit<PreparedDocument, 'id' | 'stems' | 'digest'>): string {
  // How a document came by its metadata does not count.
  const fields = Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([handling, fields, passages, positions]))
    .digest('hex');
}
