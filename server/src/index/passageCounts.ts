import type { PostingData } from './indexData.js';
import type { PlaceRanges } from './placeRanges.js';
import { termsBetween } from './postings.js';
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

/**
 * Passages that hold one of the terms, in the ranges where some are given; how often each does is added to `counts`. Linear in
 * the terms' places.
 */
export function countByPassage(
  postings: PostingData,
  terms: readonly number[],
  counts: Float32Array,
  ranges?: PlaceRanges,
): number[] {
  const { passagePlaces } = postings;
  const holding: number[] = [];
  for (const term of terms) {
    let passage = 0;
    const places = ranges === undefined ? placesOfTerm(postings, term) : placesOfTermWithin(postings, term, ranges);
    for (const place of places) {
      passage = passageFrom(passagePlaces, passage, place);
      if (counts[passage] === 0) holding.push(passage);
      counts[passage] = (counts[passage] ?? 0) + 1;
    }
  }
  return holding;
}

/** The passage that holds `place`, at or after `passage`: places ascend, so the next one is near. */
function passageFrom(passagePlaces: Int32Array, passage: number, place: number): number {
  let [step, low] = [1, passage];
  while ((passagePlaces[low + step] ?? Number.POSITIVE_INFINITY) <= place) {
    low += step;
    step *= 2;
  }
  while (step > 1) {
    step /= 2;
    if ((passagePlaces[low + step] ?? Number.POSITIVE_INFINITY) <= place) low += step;
  }
  return low;
}
