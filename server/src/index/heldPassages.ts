import type { CorpusIndex, PassagePlace } from './corpusIndex.js';
import type { PostingData } from './indexData.js';
import { firstFrom } from './placeRanges.js';
import { placesOfTerm } from './termPlaces.js';
import type { Vocabulary } from './vocabulary.js';

/** Stands for the passage behind the last one. */
const NO_PASSAGE = Number.POSITIVE_INFINITY;

/**
 * Answers `CorpusIndex.passagesHolding`: passes over whatever one of the words passes over (leapfrog join: Veldhuizen 2014,
 * "Leapfrog Triejoin"), so that the first passages cost hardly more than their number, however many follow.
 */
export function createHeldPassages(postings: PostingData, vocabulary: Vocabulary): CorpusIndex['passagesHolding'] {
  const { passagePlaces, documentPassages } = postings;

  /** Gives the first passage from one on that holds a word of the stem. Each goes on from where it was asked last. */
  function createSeeker(stem: number): (passage: number) => number {
    const lists = vocabulary.termsOfStem(stem).map((term) => placesOfTerm(postings, term));
    const next = new Int32Array(lists.length);
    return (passage) => {
      const start = passagePlaces[passage] ?? 0;
      let nearest = NO_PASSAGE;
      for (let i = 0; i < lists.length; i++) {
        const places = lists[i] ?? new Int32Array();
        const at = firstFrom(places, next[i] ?? 0, start);
        next[i] = at;
        nearest = Math.min(nearest, places[at] ?? NO_PASSAGE);
      }
      return nearest === NO_PASSAGE ? NO_PASSAGE : firstFrom(passagePlaces, passage, nearest + 1) - 1;
    };
  }

  function* passagesOf(stems: readonly number[]): Generator<PassagePlace> {
    const seekers = stems.map(createSeeker);
    let document = 0;
    for (let passage = 0; passage !== NO_PASSAGE; passage++) {
      for (let agreed = 0; agreed < seekers.length && passage !== NO_PASSAGE; ) {
        const found = seekers[agreed]?.(passage) ?? NO_PASSAGE;
        agreed = found === passage ? agreed + 1 : 0;
        passage = found;
      }
      if (passage === NO_PASSAGE) return;
      document = firstFrom(documentPassages, document, passage + 1) - 1;
      yield { document, passage: passage - (documentPassages[document] ?? 0) };
    }
  }

  return (terms) => {
    const stems = [...new Set(terms.map((term) => vocabulary.stemNumber(term)))];
    if (stems.length === 0 || stems.includes(undefined)) return [];
    return { [Symbol.iterator]: () => passagesOf(stems as number[]) };
  };
}
