import { editDistance } from '../text/editDistance.js';
import type { TypoFinder } from './typos.js';
import type { Vocabulary } from './vocabulary.js';

// Shorter words are too near to each other: "bar" is as far from "ban" as from "war".
const SHORTEST = 4;
const TWO_SLIPS_FROM = 8;
/** Words that an unfinished one may become. */
const CONTINUATIONS = 6;

/** Answers `CorpusIndex.nearestTerms`. */
export type NearestTerms = (word: string, unfinished: boolean) => readonly string[];

/**
 * Names the words that a reader would take for a slip of the pen: one letter left out, added, exchanged or swapped, two in
 * words of eight letters or more. Stricter than what completion offers, because the answer stands in for what was typed.
 */
export function createNearestTerms(vocabulary: Vocabulary, findTypos: TypoFinder): NearestTerms {
  const { terms } = vocabulary;
  return (word, unfinished) => {
    if (vocabulary.numberOf(word) !== undefined || vocabulary.stemNumber(word) !== undefined) return [];
    const begun = unfinished ? [...vocabulary.termsWithPrefix(word)] : [];
    // Numbers ascend from the most frequent term down.
    if (begun.length > 0)
      return begun
        .toSorted((a, b) => a - b)
        .flatMap((term) => terms[term] ?? [])
        .slice(0, CONTINUATIONS);
    const most = word.length < SHORTEST ? 0 : word.length < TWO_SLIPS_FROM ? 1 : 2;
    return findTypos(word, unfinished)
      .map((number) => terms[number] ?? '')
      .map((term) => ({ term, slips: slipsIn(word, term, unfinished, most) }))
      .filter(({ slips }) => slips <= most)
      .toSorted((a, b) => a.slips - b.slips)
      .map(({ term }) => term);
  };
}

function slipsIn(word: string, term: string, unfinished: boolean, most: number): number {
  if (!unfinished) return editDistance(word, term, most);
  const heads = [-1, 0, 1].map((more) => term.slice(0, word.length + more));
  return Math.min(...[term, ...heads].map((head) => editDistance(word, head, most)));
}
