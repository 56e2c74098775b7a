import { createHash } from 'node:crypto';
import type { CorpusDocument, DocumentMetadata, Handling } from '../ingest/corpusDocument.js';
import { writeDocument } from '../ingest/writeDocument.js';
import { createForms } from '../store/forms.js';
import { type PositionInPlace, positionsIn, type PositionWords } from '../store/positionsIn.js';
import { storable } from './storable.js';

/** A row of aide.passage, without its document. */
export interface PassageRow {
  readonly number: number;
  readonly citation: string;
  readonly headings: readonly string[];
  readonly text: string;
  /** A space between. */
  readonly terms: string;
  /** Of the terms that have one (`createForms`), a space between. */
  readonly stems: string;
}

/** All that is put in of a document. */
export interface PreparedDocument {
  /** As the corpus calls it. */
  readonly id: string;
  readonly handling: Handling;
  readonly metadata: DocumentMetadata;
  readonly passages: readonly PassageRow[];
  readonly positions: readonly PositionInPlace[];
  /** All of it as normalised Markdown. */
  readonly body: string;
  /** How many of its passages hold a stem; '' counts all of them. */
  readonly stems: ReadonlyMap<string, number>;
  /** See `digestOf`. */
  readonly digest: string;
}

/**
 * How rows are made of a document. Raised whenever the same document gives other words, stems or positions: then all of them are
 * put in anew.
 */
export const MAKING = 1;

/** Where a document does not say who may see it, only its mission may. */
export const UNSTATED: Handling = 'internal';

/** Bytes of a key that PostgreSQL keeps in order, or a little fewer. */
const LONGEST_KEY = 2_000;

/** Makes rows of documents. What it remembers of words serves the next document. `digest`: that of the document, where it is known. */
export function createPreparer(words: PositionWords): (document: CorpusDocument, digest?: string) => PreparedDocument {
  const { tokenize, lexicon } = words;
  const formOf = createForms(lexicon.spelling.stopWords);
  return (document, digest = digestOf(document)) => {
    const metadata = storable(document.metadata);
    const passages = document.passages.map(({ citation, headings, text }, number): PassageRow => {
      const terms = tokenize(text).map(({ term }) => term);
      // A stop-word leaves an empty place, so that the others stay where they stand.
      const stems = terms.map((term) => formOf(term) ?? '');
      return storable({ number, citation, headings, text, terms: terms.join(' '), stems: stems.join(' ') });
    });
    const positions = storable([...positionsIn(document, words)]).filter(({ topic }) => isKey(topic));
    const { handling = UNSTATED } = metadata;
    const body = storable(writeDocument(document));
    const stems = countStems(passages);
    return { id: storable(document.id), handling, metadata, passages, positions, body, stems, digest };
  };
}

/**
 * SHA-256, hexadecimal, of what rows are made of and how, the id apart: what is in with the same digest need not be prepared again.
 */
export function digestOf(document: CorpusDocument): string {
  // How a document came by its metadata does not count.
  const fields = Object.entries(document.metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  const passages = document.passages.map(({ citation, headings, text, sentences }) => [
    citation,
    headings,
    text,
    sentences,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([MAKING, fields, passages, writeDocument(document)]))
    .digest('hex');
}

/** Whether the server can keep a text in order. */
export function isKey(text: string): boolean {
  return text.length <= LONGEST_KEY && Buffer.byteLength(text) <= LONGEST_KEY;
}

function countStems(passages: readonly PassageRow[]): Map<string, number> {
  const counts = new Map([['', passages.length]]);
  for (const { stems } of passages) {
    for (const stem of new Set(stems.split(' '))) {
      if (stem !== '' && isKey(stem)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
    }
  }
  return counts;
}
