import { stemmer } from 'stemmer';
import type { PassagePlace, RankedPassage } from './corpusIndex.js';
import type { PostingData } from './indexData.js';
import { documentOfPassage, placesOfTerm } from './postings.js';
import type { Vocabulary } from './vocabulary.js';

// The usual constants of BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework").
const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.75;

/** What the scores of a passage depend on besides the passage. */
export interface RankingStatistics {
  readonly passageCount: number;
  /** Words of a passage, on average. */
  readonly meanLength: number;
  /** Passages that hold a form of the word. */
  holding(word: string): number;
}

/** Answers which passages share words with a query; see `CorpusIndex.rank`. */
export interface Ranker {
  /** By the statistics of its own passages, or of those that its passages are ranked together with. */
  rank(
    terms: readonly string[],
    limit: number,
    accepts?: (place: PassagePlace) => boolean,
    statistics?: RankingStatistics,
  ): readonly RankedPassage[];
  /** Numbers of the passages that hold a form of the word, in no order. */
  passagesHolding(word: string): readonly number[];
}

/** A BM25 ranking of passages over stems. A query costs the places of its stems, plus sorting the passages it touches. */
export function createRanker(postings: PostingData, vocabulary: Vocabulary): Ranker {
  const { passagePlaces, documentPassages } = postings;
  const passageCount = passagePlaces.length - 1;
  // One number a passage, cleared after each query by what it touched.
  const scores = new Float32Array(passageCount);
  const weights = new Float32Array(passageCount);
  const counts = new Uint16Array(passageCount);
  const own = {
    passageCount,
    meanLength: (passagePlaces.at(-1) ?? 0) / Math.max(1, passageCount),
  };
  const placeOf = (passage: number): PassagePlace => {
    const document = documentOfPassage(postings, passage);
    return { document, passage: passage - (documentPassages[document] ?? 0) };
  };
  const count = (word: string): readonly number[] => {
    const stem = vocabulary.stemNumber(word);
    return stem === undefined ? [] : countByPassage(postings, vocabulary.termsOfStem(stem), counts);
  };

  function rank(
    terms: readonly string[],
    limit: number,
    accepts?: (place: PassagePlace) => boolean,
    statistics?: RankingStatistics,
  ): readonly RankedPassage[] {
    const { passageCount: among, meanLength } = statistics ?? own;
    let whole = 0;
    const scored: number[] = [];
    for (const word of oneOfEachStem(terms)) {
      // Asked first: it counts in the same array.
      const inAll = statistics?.holding(word);
      const holding = count(word);
      const known = inAll ?? holding.length;
      if (known === 0) continue;
      const rarity = Math.log(1 + (among - known + 0.5) / (known + 0.5));
      whole += rarity;
      for (const passage of holding) {
        const times = counts[passage] ?? 0;
        counts[passage] = 0;
        const words = (passagePlaces[passage + 1] ?? 0) - (passagePlaces[passage] ?? 0);
        const damping = times + SATURATION * (1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * words) / meanLength);
        if (scores[passage] === 0) scored.push(passage);
        scores[passage] = (scores[passage] ?? 0) + (rarity * times * (SATURATION + 1)) / damping;
        weights[passage] = (weights[passage] ?? 0) + rarity;
      }
    }
    const accepted = accepts === undefined ? scored : scored.filter((passage) => accepts(placeOf(passage)));
    const ranked = best(accepted, scores, Math.max(0, limit)).map((passage) => ({
      ...placeOf(passage),
      score: scores[passage] ?? 0,
      share: Math.min(1, (weights[passage] ?? 0) / whole),
    }));
    for (const passage of scored) {
      scores[passage] = 0;
      weights[passage] = 0;
    }
    return ranked;
  }

  return {
    rank,
    passagesHolding(word) {
      const holding = count(word);
      for (const passage of holding) counts[passage] = 0;
      return holding;
    },
  };
}

function oneOfEachStem(terms: readonly string[]): Iterable<string> {
  return new Map(terms.map((term) => [stemmer(term), term])).values();
}

/** The passages with the highest scores, best first; of equals the earlier. Sorts only what can be among them. */
function best(passages: readonly number[], scores: Float32Array, limit: number): number[] {
  const compare = (a: number, b: number): number => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b;
  const step = Math.max(1000, limit * 4);
  let kept: number[] = [];
  for (let from = 0; from < passages.length; from += step) {
    kept = [...kept, ...passages.slice(from, from + step)].sort(compare).slice(0, limit);
  }
  return kept;
}

/** Passages that hold one of the terms; how often each does is left in `counts`. Linear in the terms' places. */
function countByPassage(postings: PostingData, terms: readonly number[], counts: Uint16Array): readonly number[] {
  const { passagePlaces } = postings;
  const holding: number[] = [];
  for (const term of terms) {
    let passage = 0;
    for (const place of placesOfTerm(postings, term)) {
      passage = passageFrom(passagePlaces, passage, place);
      if (counts[passage] === 0) holding.push(passage);
      counts[passage] = Math.min(0xffff, (counts[passage] ?? 0) + 1);
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
