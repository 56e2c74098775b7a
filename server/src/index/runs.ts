import type { DocumentRecord } from '../ingest/corpusDocument.js';
import { createScratch, newDoubles, type RoomFor } from './memory.js';
import { distinct, type SharedSketch, sketchOf } from './minHash.js';

/** Words. */
const RUN = 5;
const scratch = createScratch(newDoubles);
const ENUMERATOR = /^(?:\d{1,2}|[a-z])$/;

/** What is known of a document's five-word runs without looking at them again. */
export interface RunSketch {
  /** Number of runs, repeated ones counted each time. */
  readonly size: number;
  /** A sample of the runs in which texts with common parts meet; see `sketchOf`. */
  readonly sketch: Float64Array;
}

/** A document as the set of its five-word runs, by which texts are compared. */
export interface DocumentRuns extends SharedSketch {
  readonly document: DocumentRecord;
  /** As `RunSketch.size`. */
  readonly size: number;
  /** Hashes of the runs, sorted, each once. Made anew at each call: linear in the document's length, and as large. */
  runs(): Float64Array;
}

/** Number of a word's runs: 0 for an enumerator, which takes part in none. */
export function hashWord(term: string): number {
  if (ENUMERATOR.test(term)) return 0;
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  return hash === 0 ? 1 : hash;
}

/**
 * The sketch of a document's runs, in memory of its own or in the room given. `words` are the hashes of its words in order, by
 * `hashWord`, without those of enumerators: runs reach over passage ends and enumerators are skipped, since a damaged copy has
 * lost the one and kept the other in its text.
 */
export function sketchRuns(words: Int32Array, roomFor?: RoomFor): RunSketch {
  const hashes = hashRuns(words, scratch);
  return { size: hashes.length, sketch: sketchOf(hashes, roomFor) };
}

/** All runs of a document, as `DocumentRuns.runs` has them. */
export function distinctRuns(words: Int32Array): Float64Array {
  return distinct(hashRuns(words, newDoubles).sort());
}

function hashRuns(words: Int32Array, roomFor: RoomFor): Float64Array {
  const hashes = roomFor(Math.max(0, words.length - RUN + 1));
  for (let i = 0; i < hashes.length; i++) hashes[i] = hashRun(words, i);
  return hashes;
}

/** Number of runs that both documents hold. Linear. */
export function commonRuns(a: Float64Array, b: Float64Array): number {
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const difference = (a[i] ?? 0) - (b[j] ?? 0);
    if (difference === 0) common++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return common;
}

function hashRun(words: Int32Array, from: number): number {
  let high = 0;
  let low = 7;
  for (let k = 0; k < RUN; k++) {
    const word = words[from + k] ?? 0;
    high = Math.imul(high ^ word, 0x85ebca6b) ^ (high >>> 13);
    low = Math.imul(low + word, 0xc2b2ae35) ^ (low >>> 16);
  }
  return (high >>> 0) * 0x200000 + (low >>> 11);
}
