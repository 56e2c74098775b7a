import Fuse from 'fuse.js';
import type { TrigramData } from './indexData.js';
import { createInts } from './memory.js';
import type { Vocabulary } from './vocabulary.js';

const SHORTEST_TERM = 4;
const SHORTEST_TYPED = 3;
const PREFILTERED = 300;
const CHOSEN = 6;
const REMEMBERED = 200;
// Fuse scores 0 (equal) to 1; about one slip in three letters is the most that a reader still recognises.
const WORST_SCORE = 0.34;
/** Trigrams share a bucket now and then; that costs a candidate, never a find. */
const BUCKETS = 1 << 15;

/** Terms of the corpus that a mistyped word may mean, nearest first. `unfinished`: the word may go on. */
export type TypoFinder = (word: string, unfinished: boolean) => readonly number[];

/** The terms by their letter trigrams. Words with digits and terms of fewer than four letters are left out. */
export function createTrigrams(terms: readonly string[]): TrigramData {
  const offsets = createInts(BUCKETS + 1);
  const buckets = terms.map((term) => (isCorrectable(term, SHORTEST_TERM) ? bucketsOf(term) : []));
  for (const bucket of buckets.flat()) offsets[bucket + 1] = (offsets[bucket + 1] ?? 0) + 1;
  for (let bucket = 0; bucket < BUCKETS; bucket++)
    offsets[bucket + 1] = (offsets[bucket + 1] ?? 0) + (offsets[bucket] ?? 0);
  const listed = createInts(offsets[BUCKETS] ?? 0);
  const next = offsets.slice();
  buckets.forEach((list, term) => {
    for (const bucket of list) {
      const at = next[bucket] ?? 0;
      listed[at] = term;
      next[bucket] = at + 1;
    }
  });
  return { offsets, terms: listed };
}

/**
 * Finds what a mistyped word may mean: letter trigrams leave at most 300 terms, Fuse ranks those. Words with
 * digits or fewer than three letters are not corrected. The last answers are remembered: while a sentence is typed, the
 * same words are asked for again with every letter.
 */
export function createTypoFinder({ terms, data }: Vocabulary, counts: Int32Array): TypoFinder {
  const { trigrams } = data;
  const remembered = new Map<string, readonly number[]>();
  // Trigrams in common, cleared after each search by what it touched.
  let common: Uint8Array | undefined;

  function sharing(word: string, unfinished: boolean): readonly number[] {
    const shares = (common ??= new Uint8Array(terms.length));
    const touched: number[] = [];
    let most = 0;
    for (const bucket of bucketsOf(word)) {
      const to = trigrams.offsets[bucket + 1] ?? 0;
      for (let i = trigrams.offsets[bucket] ?? 0; i < to; i++) {
        const term = trigrams.terms[i] ?? 0;
        const share = Math.min(0xff, (shares[term] ?? 0) + 1);
        if (share === 1) touched.push(term);
        shares[term] = share;
        most = Math.max(most, share);
      }
    }
    const byShare: number[][] = Array.from({ length: most + 1 }, () => []);
    for (const term of touched) {
      if (fitsLength(terms[term] ?? '', word, unfinished)) byShare[shares[term] ?? 0]?.push(term);
      shares[term] = 0;
    }
    const nearest: number[] = [];
    for (let share = most; share > 0 && nearest.length < PREFILTERED; share--) {
      nearest.push(...(byShare[share] ?? []).sort((a, b) => a - b).slice(0, PREFILTERED - nearest.length));
    }
    return nearest;
  }

  function find(word: string, unfinished: boolean): readonly number[] {
    const candidates = sharing(word, unfinished).map((term) => ({
      term,
      head: (terms[term] ?? '').slice(0, unfinished ? word.length + 1 : undefined),
    }));
    return new Fuse(candidates, {
      keys: ['head'],
      ignoreLocation: true,
      includeScore: true,
      threshold: WORST_SCORE,
      minMatchCharLength: 2,
    })
      .search(word)
      .sort((a, b) => (a.score ?? 1) - (b.score ?? 1) || (counts[b.item.term] ?? 0) - (counts[a.item.term] ?? 0))
      .slice(0, CHOSEN)
      .map((result) => result.item.term);
  }

  return (word, unfinished) => {
    if (!isCorrectable(word, SHORTEST_TYPED)) return [];
    const key = unfinished ? `${word}…` : word;
    const found = remembered.get(key) ?? find(word, unfinished);
    remembered.delete(key);
    remembered.set(key, found);
    const oldest = remembered.size > REMEMBERED ? remembered.keys().next().value : undefined;
    if (oldest !== undefined) remembered.delete(oldest);
    return found;
  };
}

function isCorrectable(term: string, shortest: number): boolean {
  return term.length >= shortest && /^\p{L}+$/u.test(term);
}

function fitsLength(term: string, word: string, unfinished: boolean): boolean {
  return term.length >= word.length - 2 && (unfinished || term.length <= word.length + 2);
}

/** Buckets of a word's trigrams, each once, with the word's beginning marked: slips are rarest there. */
function bucketsOf(word: string): number[] {
  const padded = `  ${word} `;
  const buckets = new Set<number>();
  for (let i = 0; i + 3 <= padded.length; i++) {
    let hash = Math.imul(padded.charCodeAt(i), 0x9e3779b1);
    hash = Math.imul(hash ^ padded.charCodeAt(i + 1), 0x85ebca6b);
    hash = Math.imul(hash ^ padded.charCodeAt(i + 2) ^ (hash >>> 13), 0xc2b2ae35);
    buckets.add((hash ^ (hash >>> 16)) & (BUCKETS - 1));
  }
  return [...buckets];
}
