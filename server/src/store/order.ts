import { type DocumentMetadata, orderingDate } from '../ingest/corpusDocument.js';

/** What tells where a document stands among others. */
export interface OrderedDocument {
  readonly id: string;
  readonly metadata: DocumentMetadata;
}

/** Where a passage stands among others. */
export interface OrderedPassage {
  /** Its document. */
  readonly document: OrderedDocument;
  /** Its place in the document, from 0. */
  readonly number: number;
}

/** Newest first, then by id: the order of documents in every answer. Total, since ids are unique. */
export function compareDocuments(a: OrderedDocument, b: OrderedDocument): number {
  return compareByCodePoint(orderingDate(b.metadata), orderingDate(a.metadata)) || compareByCodePoint(a.id, b.id);
}

/** By document, then by place. Total. */
export function comparePassages(a: OrderedPassage, b: OrderedPassage): number {
  return compareDocuments(a.document, b.document) || a.number - b.number;
}

const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;

/** Negative when `a` comes first by code points, as `COLLATE "C"` compares UTF-8. By UTF-16 units what lies beyond U+FFFF would come before U+E000. */
export function compareByCodePoint(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let at = 0;
  while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === shorter) return a.length - b.length;
  const [unitA, unitB] = [a.charCodeAt(at), b.charCodeAt(at)];
  const [beyondA, beyondB] = [isSurrogate(unitA), isSurrogate(unitB)];
  if (beyondA === beyondB) return unitA - unitB;
  return beyondA ? 1 : -1;
}

function isSurrogate(unit: number): boolean {
  return unit >= FIRST_SURROGATE && unit <= LAST_SURROGATE;
}
