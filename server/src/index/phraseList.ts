import { countOf } from '../util/iterables.js';
import type { Occurrences, Phrase, PhraseList } from './corpusIndex.js';
import { isCorrected } from './corrections.js';
import { coversIn } from './covers.js';
import type { MinedData, PhraseData, PostingData } from './indexData.js';
import type { OccurrenceReader } from './occurrences.js';
import { placesOfRun, termAt, termsBetween } from './postings.js';
import type { Vocabulary } from './vocabulary.js';
import type { WordingReader } from './wording.js';

/** What a phrase list reads. All of one index revision. */
export interface PhraseSources {
  readonly postings: PostingData;
  readonly vocabulary: Vocabulary;
  /** `undefined` as long as nothing is mined: the list is empty. */
  readonly mined: MinedData | undefined;
  readonly readOccurrences: OccurrenceReader;
  readonly wordingAt: WordingReader;
}

/** The recurring phrases of an index. Where they stand is looked up phrase by phrase. */
export function createPhraseList(sources: PhraseSources): PhraseList {
  const { mined } = sources;
  if (mined === undefined) return { length: 0, at: () => undefined, ranksIn: () => [], *[Symbol.iterator]() {} };
  const { phrases } = mined;
  const at = (rank: number): Phrase | undefined =>
    rank >= 0 && rank < phrases.places.length ? phraseAt(rank, mined, sources) : undefined;
  return {
    length: phrases.places.length,
    at,
    *ranksIn(document) {
      const seen = new Set<number>();
      for (const { place, length } of coversIn(phrases.covers, sources.postings, document)) {
        const rank = rankOf(phrases, sources, place, length);
        if (rank === undefined || seen.has(rank)) continue;
        seen.add(rank);
        yield rank;
      }
    },
    *[Symbol.iterator]() {
      for (let rank = 0; rank < phrases.places.length; rank++) yield phraseAt(rank, mined, sources);
    },
  };
}

function phraseAt(rank: number, { phrases, corrections }: MinedData, sources: PhraseSources): Phrase {
  const { postings, vocabulary, readOccurrences, wordingAt } = sources;
  const place = phrases.places[rank] ?? 0;
  const length = phrases.lengths[rank] ?? 0;
  const run = termsBetween(postings, place, place + length);
  let occurrences: Occurrences | undefined;
  return {
    terms: run.map((term) => vocabulary.terms[term] ?? ''),
    get text() {
      return wordingAt(place, length);
    },
    get occurrences() {
      occurrences ??= readOccurrences(
        placesOfRun(postings, run).filter((each) => !isCorrected(corrections, each, each + length)),
        length,
      );
      return occurrences;
    },
    get documents() {
      return countOf(this.occurrences.documents());
    },
  };
}

/** Rank of the phrase that the words at a place are. O(log n). */
function rankOf(phrases: PhraseData, sources: PhraseSources, place: number, length: number): number | undefined {
  let low = 0;
  let high = phrases.alphabetical.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const rank = phrases.alphabetical[middle] ?? 0;
    const order = compareRuns(sources, phrases.places[rank] ?? 0, phrases.lengths[rank] ?? 0, place, length);
    if (order === 0) return rank;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return undefined;
}

/** Negative when the words at place `a` come before those at `b`, spelt out with spaces between. */
function compareRuns(
  { postings, vocabulary }: PhraseSources,
  a: number,
  lengthA: number,
  b: number,
  lengthB: number,
): number {
  for (let k = 0; k < lengthA && k < lengthB; k++) {
    const [termA, termB] = [termAt(postings, a + k), termAt(postings, b + k)];
    // A space comes before every letter, so that comparing word by word is comparing letter by letter.
    if (termA !== termB) return (vocabulary.terms[termA] ?? '') < (vocabulary.terms[termB] ?? '') ? -1 : 1;
  }
  return lengthA - lengthB;
}
