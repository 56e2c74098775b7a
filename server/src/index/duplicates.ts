import type { CorpusDocument, DocumentMetadata } from '../ingest/corpusDocument.js';
import type { Tokenizer } from '../text/tokens.js';
import type { Duplicate } from './corpusIndex.js';

const RUN = 5;
const HELD_SHARE = 0.8;
// Runs are sorted by hash, so the first ones are a fair sample; a true copy fails this test once in ten billion.
const SAMPLE = 32;
const SAMPLE_HITS = 8;
const UNKNOWN_HOLDER = 'Unknown';
const ENUMERATOR = /^(?:\d{1,2}|[a-z])$/;

/** The documents worth serving, in the order given, and those left out because another one holds their text. */
export interface Deduplicated {
  readonly kept: readonly CorpusDocument[];
  readonly duplicates: readonly Duplicate[];
}

interface Candidate {
  readonly document: CorpusDocument;
  /** Hashes of its five-word runs, sorted, each once. */
  readonly runs: Float64Array;
}

/**
 * Leaves out every document that a longer one of the same holder holds to four fifths, counted in five-word runs.
 * A document whose holder nobody knows is compared with all; two documents with different dates are two acts and stay.
 */
export function leaveOutDuplicates(documents: readonly CorpusDocument[], tokenize: Tokenizer): Deduplicated {
  const candidates = documents.map((document) => ({ document, runs: runsOf(document, tokenize) }));
  candidates.sort(
    (a, b) =>
      Number(isUnknown(a.document.metadata)) - Number(isUnknown(b.document.metadata)) ||
      b.runs.length - a.runs.length ||
      (a.document.id < b.document.id ? -1 : 1),
  );
  const kept: Candidate[] = [];
  const duplicates: Duplicate[] = [];
  for (const candidate of candidates) {
    const duplicate = findOriginal(candidate, kept);
    if (duplicate === undefined) kept.push(candidate);
    else duplicates.push(duplicate);
  }
  const served = new Set(kept.map((candidate) => candidate.document));
  return { kept: documents.filter((document) => served.has(document)), duplicates };
}

function findOriginal(candidate: Candidate, kept: readonly Candidate[]): Duplicate | undefined {
  for (const original of kept) {
    if (!mayBeCopy(candidate.document.metadata, original.document.metadata)) continue;
    const share = shareHeld(candidate.runs, original.runs);
    if (share >= HELD_SHARE) return { document: candidate.document, of: original.document.id, share };
  }
  return undefined;
}

function mayBeCopy(copy: DocumentMetadata, original: DocumentMetadata): boolean {
  if (copy.holder !== original.holder && !isUnknown(copy)) return false;
  if (copy.date === undefined || original.date === undefined) return true;
  return copy.date.startsWith(original.date) || original.date.startsWith(copy.date);
}

function isUnknown(metadata: DocumentMetadata): boolean {
  return metadata.holder === UNKNOWN_HOLDER || metadata.holder === '';
}

function shareHeld(runs: Float64Array, held: Float64Array): number {
  if (runs.length === 0 || runs.length > held.length * 2) return 0;
  let hits = 0;
  for (const [i, run] of runs.entries()) {
    if (holds(held, run)) hits++;
    if (i === SAMPLE - 1 && hits < SAMPLE_HITS) return 0;
  }
  return hits / runs.length;
}

function holds(sorted: Float64Array, value: number): boolean {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = sorted[middle] ?? 0;
    if (found === value) return true;
    if (found < value) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

/** Runs reach over passage ends and enumerators are skipped: a damaged copy has lost the one and kept the other in its text. */
function runsOf(document: CorpusDocument, tokenize: Tokenizer): Float64Array {
  const words = document.passages
    .flatMap((passage) => tokenize(passage.text).map((token) => hashWord(token.term, ENUMERATOR.test(token.term))))
    .filter((hash) => hash !== undefined);
  const runs = new Set<number>();
  for (let i = 0; i + RUN <= words.length; i++) {
    let high = 0;
    let low = 7;
    for (let k = 0; k < RUN; k++) {
      const word = words[i + k] ?? 0;
      high = Math.imul(high ^ word, 0x85ebca6b) ^ (high >>> 13);
      low = Math.imul(low + word, 0xc2b2ae35) ^ (low >>> 16);
    }
    runs.add((high >>> 0) * 0x200000 + (low >>> 11));
  }
  return Float64Array.from(runs).sort();
}

function hashWord(term: string, skip: boolean): number | undefined {
  if (skip) return undefined;
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  return hash;
}
