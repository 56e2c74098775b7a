import Fuse from 'fuse.js';
import { placesOfTerm, type Postings } from './postings.js';

const SHORTEST_TERM = 4;
const SHORTEST_TYPED = 3;
const PREFILTERED = 300;
const CHOSEN = 6;
// Fuse scores 0 (equal) to 1; about one slip in three letters is the most that a reader still recognises.
const WORST_SCORE = 0.34;

/** Terms of the corpus that a mistyped word may mean, nearest first. `unfinished`: the word may go on. */
export type TypoFinder = (word: string, unfinished: boolean) => readonly number[];

/**
 * Finds what a mistyped word may mean: letter trigrams leave at most 300 terms, Fuse ranks those. Words with
 * digits or fewer than three letters are not corrected, terms of fewer than four not offered.
 */
export function createTypoFinder(postings: Postings): TypoFinder {
  // Made at the first typo: most words are typed right, and an index should be ready early.
  let table: ReadonlyMap<string, readonly number[]> | undefined;
  return (word, unfinished) => {
    if (!isCorrectable(word, SHORTEST_TYPED)) return [];
    table ??= termsByTrigram(postings.terms);
    const shared = new Map<number, number>();
    for (const trigram of trigramsOf(word)) {
      for (const term of table.get(trigram) ?? []) shared.set(term, (shared.get(term) ?? 0) + 1);
    }
    const candidates = [...shared]
      .filter(([term]) => fitsLength(postings.terms[term] ?? '', word, unfinished))
      .sort(([a, sharedA], [b, sharedB]) => sharedB - sharedA || a - b)
      .slice(0, PREFILTERED)
      .map(([term]) => ({
        term,
        head: (postings.terms[term] ?? '').slice(0, unfinished ? word.length + 1 : undefined),
      }));
    return new Fuse(candidates, {
      keys: ['head'],
      ignoreLocation: true,
      includeScore: true,
      threshold: WORST_SCORE,
      minMatchCharLength: 2,
    })
      .search(word)
      .sort((a, b) => (a.score ?? 1) - (b.score ?? 1) || usesOf(postings, b.item.term) - usesOf(postings, a.item.term))
      .slice(0, CHOSEN)
      .map((result) => result.item.term);
  };
}

function termsByTrigram(terms: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const table = new Map<string, number[]>();
  terms.forEach((term, number) => {
    if (!isCorrectable(term, SHORTEST_TERM)) return;
    for (const trigram of trigramsOf(term)) {
      const list = table.get(trigram);
      if (list === undefined) table.set(trigram, [number]);
      else list.push(number);
    }
  });
  return table;
}

function isCorrectable(term: string, shortest: number): boolean {
  return term.length >= shortest && /^\p{L}+$/u.test(term);
}

function fitsLength(term: string, word: string, unfinished: boolean): boolean {
  return term.length >= word.length - 2 && (unfinished || term.length <= word.length + 2);
}

function usesOf(postings: Postings, term: number): number {
  return placesOfTerm(postings, term).length;
}

/** Trigrams with the word's beginning marked: slips are rarest there. */
function trigramsOf(word: string): ReadonlySet<string> {
  const padded = `  ${word} `;
  const trigrams = new Set<string>();
  for (let i = 0; i + 3 <= padded.length; i++) trigrams.add(padded.slice(i, i + 3));
  return trigrams;
}
