import type { RankedPassage } from './corpusIndex.js';
import type { PostingData } from './indexData.js';
import { documentOfPassage, placesOfTerm } from './postings.js';
import type { Vocabulary } from './vocabulary.js';

// The usual constants of BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework").
const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.75;

/** Answers which passages share words with a query. */
export type Ranker = (terms: readonly string[], limit: number) => readonly RankedPassage[];

/** A BM25 ranking of passages over stems. A query costs the places of its stems, plus sorting the passages it touches. */
export function createRanker(postings: PostingData, vocabulary: Vocabulary): Ranker {
  const { passagePlaces, documentPassages } = postings;
  const passageCount = passagePlaces.length - 1;
  const meanLength = (passagePlaces.at(-1) ?? 0) / Math.max(1, passageCount);
  return (terms, limit) => {
    const stems = new Set(terms.flatMap((term) => vocabulary.stemNumber(term) ?? []));
    const scores = new Map<number, number>();
    for (const stem of stems) {
      const counts = countByPassage(postings, vocabulary.termsOfStem(stem));
      const rarity = Math.log(1 + (passageCount - counts.size + 0.5) / (counts.size + 0.5));
      for (const [passage, count] of counts) {
        const words = (passagePlaces[passage + 1] ?? 0) - (passagePlaces[passage] ?? 0);
        const weight = count + SATURATION * (1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * words) / meanLength);
        scores.set(passage, (scores.get(passage) ?? 0) + (rarity * count * (SATURATION + 1)) / weight);
      }
    }
    return [...scores]
      .sort(([a, scoreA], [b, scoreB]) => scoreB - scoreA || a - b)
      .slice(0, Math.max(0, limit))
      .map(([passage, score]) => {
        const document = documentOfPassage(postings, passage);
        return { document, passage: passage - (documentPassages[document] ?? 0), score };
      });
  };
}

/** How often each passage holds one of the terms. Linear in their places. */
function countByPassage(postings: PostingData, terms: readonly number[]): ReadonlyMap<number, number> {
  const { passagePlaces } = postings;
  const counts = new Map<number, number>();
  for (const term of terms) {
    let passage = 0;
    for (const place of placesOfTerm(postings, term)) {
      passage = passageFrom(passagePlaces, passage, place);
      counts.set(passage, (counts.get(passage) ?? 0) + 1);
    }
  }
  return counts;
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
