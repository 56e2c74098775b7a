import { editDistance } from '../text/editDistance.js';
import { compareByCodePoint } from './order.js';
import type { StoredPhrase } from './precedentStore.js';

/** Phrases that are looked at closely for mistyped words: those that share most of their letters with them. */
export const MOST_MISTYPED = 200;
/** Least likeness of letters. That of pg_trgm when nobody sets another. */
export const LEAST_LETTERS = 0.3;
/** Slips that are forgiven in a short phrase, and letters for each slip in a long one. */
const SLIPS = 2;
const LETTERS_A_SLIP = 5;

/** The most widely used first; then the longer one; then by code points of the terms. Total for different terms. */
export function comparePhrases(a: Omit<StoredPhrase, 'text'>, b: Omit<StoredPhrase, 'text'>): number {
  return b.documents - a.documents || countWords(b.terms) - countWords(a.terms) || compareByCodePoint(a.terms, b.terms);
}

/**
 * How many slips of the pen the typed words are away from as many words that the phrase begins with (`editDistance`);
 * `undefined` when there are none, or more than a reader forgives: two, or one in five letters.
 */
export function typoDistance(typed: string, terms: string): number | undefined {
  const beginning = terms.split(' ').slice(0, countWords(typed)).join(' ');
  const most = Math.max(SLIPS, Math.floor(typed.length / LETTERS_A_SLIP));
  const distance = editDistance(typed, beginning, most);
  return distance > 0 && distance <= most ? distance : undefined;
}

/** Phrases that the typed words may mean, of those that share `LEAST_LETTERS`; the nearest first, then by `comparePhrases`. */
export function rankMistyped<T extends Omit<StoredPhrase, 'text'>>(phrases: readonly T[], typed: string): readonly T[] {
  return phrases
    .flatMap((phrase) => {
      const distance = typoDistance(typed, phrase.terms);
      return distance === undefined ? [] : [{ phrase, distance }];
    })
    .sort((a, b) => a.distance - b.distance || comparePhrases(a.phrase, b.phrase))
    .map(({ phrase }) => phrase);
}

function countWords(terms: string): number {
  return terms.split(' ').length;
}
