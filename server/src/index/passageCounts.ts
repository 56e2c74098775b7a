import type { PostingData } from './indexData.js';
import type { PlaceRanges } from './placeRanges.js';
import { passageFinder, termsBetween } from './postings.js';
import { placesOfTerm, placesOfTermWithin } from './termPlaces.js';

/** How many passages of some documents (by their position) hold each term, by its number. Linear in the documents' words. */
export function countInDocuments(postings: PostingData, documents: readonly number[]): ReadonlyMap<number, number> {
  const { passagePlaces, documentPassages } = postings;
  const counts = new Map<number, number>();
  for (const document of documents) {
    const end = documentPassages[document + 1] ?? 0;
    for (let passage = documentPassages[document] ?? 0; passage < end; passage++) {
      const words = termsBetween(postings, passagePlaces[passage] ?? 0, passagePlaces[passage + 1] ?? 0);
      for (const term of new Set(words)) counts.set(term, (counts.get(term) ?? 0) + 1);
    }
  }
  return counts;
}

/** Numbers of passages, or of what else is counted, each once: the first `length` of a buffer that is used again. */
export interface NumberList {
  readonly numbers: Int32Array;
  length: number;
}

/** A list for numbers from 0 to less than `count`. */
export function createNumberList(count: number): NumberList {
  return { numbers: new Int32Array(count), length: 0 };
}

/**
 * Lists the passages that hold one of the terms, in the ranges where some are given, in place of what `holding` listed; how often
 * each does is added to `counts`. Linear in the terms' places.
 */
export function countByPassage(
  postings: PostingData,
  terms: readonly number[],
  counts: Float32Array,
  holding: NumberList,
  ranges?: PlaceRanges,
): void {
  const passageAt = passageFinder(postings);
  const { numbers } = holding;
  let length = 0;
  for (const term of terms) {
    const places = ranges === undefined ? placesOfTerm(postings, term) : placesOfTermWithin(postings, term, ranges);
    for (const place of places) {
      const passage = passageAt(place);
      if (counts[passage] === 0) numbers[length++] = passage;
      counts[passage] = (counts[passage] ?? 0) + 1;
    }
  }
  holding.length = length;
}
