import type { CorpusDocument } from '../ingest/corpusDocument.js';
import type { Tokenizer } from '../text/tokens.js';
import { sketchOf } from './minHash.js';

/** Words. */
const RUN = 5;
const ENUMERATOR = /^(?:\d{1,2}|[a-z])$/;

/** A document as the set of its five-word runs, by which texts are compared. */
export interface DocumentRuns {
  readonly document: CorpusDocument;
  /** Hashes of the runs, sorted, each once. */
  readonly runs: Float64Array;
  /** A sample of the runs in which texts with common parts meet; see `sketchOf`. */
  readonly sketch: Float64Array;
}

/** Runs reach over passage ends and enumerators are skipped: a damaged copy has lost the one and kept the other in its text. */
export function readRuns(document: CorpusDocument, tokenize: Tokenizer): DocumentRuns {
  const words = document.passages.flatMap((passage) =>
    tokenize(passage.text).flatMap((token) => (ENUMERATOR.test(token.term) ? [] : [hashWord(token.term)])),
  );
  const inOrder = new Float64Array(Math.max(0, words.length - RUN + 1));
  for (let i = 0; i < inOrder.length; i++) inOrder[i] = hashRun(words, i);
  return { document, runs: Float64Array.from(new Set(inOrder)).sort(), sketch: sketchOf(inOrder) };
}

/** Number of runs that both documents hold. Linear. */
export function commonRuns(a: DocumentRuns, b: DocumentRuns): number {
  let common = 0;
  for (let i = 0, j = 0; i < a.runs.length && j < b.runs.length; ) {
    const difference = (a.runs[i] ?? 0) - (b.runs[j] ?? 0);
    if (difference === 0) common++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return common;
}

function hashRun(words: readonly number[], from: number): number {
  let high = 0;
  let low = 7;
  for (let k = 0; k < RUN; k++) {
    const word = words[from + k] ?? 0;
    high = Math.imul(high ^ word, 0x85ebca6b) ^ (high >>> 13);
    low = Math.imul(low + word, 0xc2b2ae35) ^ (low >>> 16);
  }
  return (high >>> 0) * 0x200000 + (low >>> 11);
}

function hashWord(term: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  return hash;
}
