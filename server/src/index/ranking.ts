import { stemmer } from 'stemmer';
import type { RankedPassage } from './corpusIndex.js';
import { GAP, type Postings } from './postings.js';

// The usual constants of BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework").
const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.75;

/** Number of a stem that stands for a stop-word: it counts for nothing. */
export const NO_STEM = -1;

/** Stem of each term by number (Porter's algorithm); `NO_STEM` for stop-words. */
export interface Stems {
  readonly ofTerm: Int32Array;
  readonly numbers: ReadonlyMap<string, number>;
}

/** Stems of a corpus's terms. */
export function createStems(terms: readonly string[], stopWords: ReadonlySet<string>): Stems {
  const numbers = new Map<string, number>();
  const ofTerm = Int32Array.from(terms, (term) => {
    if (stopWords.has(term)) return NO_STEM;
    const stem = stemmer(term);
    const number = numbers.get(stem) ?? numbers.size;
    numbers.set(stem, number);
    return number;
  });
  return { ofTerm, numbers };
}

/** Answers which passages share words with a query. */
export type Ranker = (terms: readonly string[], limit: number) => readonly RankedPassage[];

/** A BM25 ranking of passages over stems. A query costs the places of its stems, plus sorting the passages it touches. */
export function createRanker(postings: Postings, stems: Stems): Ranker {
  const table = countStems(postings, stems);
  const passageCount = postings.firstPlaces.length;
  const meanLength = table.lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, passageCount);
  return (terms, limit) => {
    const scores = new Map<number, number>();
    for (const stem of new Set(terms.map((term) => stemmer(term)))) {
      const number = stems.numbers.get(stem);
      if (number === undefined) continue;
      const from = table.offsets[number] ?? 0;
      const to = table.offsets[number + 1] ?? 0;
      const rarity = Math.log(1 + (passageCount - (to - from) + 0.5) / (to - from + 0.5));
      for (let i = from; i < to; i++) {
        const passage = table.passages[i] ?? 0;
        const count = table.counts[i] ?? 0;
        const length = (table.lengths[passage] ?? 0) / meanLength;
        const weight = count + SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length);
        scores.set(passage, (scores.get(passage) ?? 0) + (rarity * count * (SATURATION + 1)) / weight);
      }
    }
    return [...scores]
      .sort(([a, scoreA], [b, scoreB]) => scoreB - scoreA || a - b)
      .slice(0, Math.max(0, limit))
      .map(([passage, score]) => ({
        document: postings.passageDocuments[passage] ?? 0,
        passage: postings.passageNumbers[passage] ?? 0,
        score,
      }));
  };
}

interface StemTable {
  /** Entries of stem `s` stand from `offsets[s]` to `offsets[s + 1]`. */
  readonly offsets: Int32Array;
  readonly passages: Int32Array;
  readonly counts: Int32Array;
  /** Words of each passage, stop-words left out. */
  readonly lengths: Int32Array;
}

function countStems(postings: Postings, stems: Stems): StemTable {
  const { stream, firstPlaces } = postings;
  const lengths = new Int32Array(firstPlaces.length);
  const offsets = new Int32Array(stems.numbers.size + 1);
  const perPassage = Array.from(firstPlaces, (first, passage) => {
    const counts = new Map<number, number>();
    for (let place = first; place < stream.length && stream[place] !== GAP; place++) {
      const stem = stems.ofTerm[stream[place] ?? 0] ?? NO_STEM;
      if (stem === NO_STEM) continue;
      counts.set(stem, (counts.get(stem) ?? 0) + 1);
      lengths[passage] = (lengths[passage] ?? 0) + 1;
    }
    for (const stem of counts.keys()) offsets[stem + 1] = (offsets[stem + 1] ?? 0) + 1;
    return counts;
  });
  for (let s = 1; s < offsets.length; s++) offsets[s] = (offsets[s] ?? 0) + (offsets[s - 1] ?? 0);
  const total = offsets.at(-1) ?? 0;
  const passages = new Int32Array(total);
  const tallies = new Int32Array(total);
  const next = offsets.slice();
  perPassage.forEach((counts, passage) => {
    for (const [stem, count] of counts) {
      const slot = next[stem] ?? 0;
      passages[slot] = passage;
      tallies[slot] = count;
      next[stem] = slot + 1;
    }
  });
  return { offsets, passages, counts: tallies, lengths };
}
