import { orderingDate, type Tier } from '../ingest/corpusDocument.js';
import { isCorrected } from './corrections.js';
import { packCovers } from './covers.js';
import type { CorrectionData, PhraseData } from './indexData.js';
import type { IndexSources } from './indexSources.js';
import { shared, sharedBytes } from './memory.js';
import { documentOfPassage, passageAt, passageFinder } from './postings.js';
import { findRepeats } from './repeats.js';
import { NO_STEM } from './vocabulary.js';
import { BREAK } from './wordStream.js';

const SHORTEST = 3;
const LONGEST = 25;
const CONTENT_WORDS = 2;
const PART_SHARE = 0.75;
/** Phrases that are kept of a large corpus: the most widely used. */
const MOST = 100_000;
const TIERS: readonly Tier[] = ['adopted', 'chair', 'group', 'own', 'other'];

/** A phrase while it is weighed. */
interface Candidate {
  /** Newest place. */
  readonly place: number;
  readonly length: number;
  /** Ascending, corrected ones left out. */
  readonly places: Int32Array;
  readonly passages: number;
  readonly documents: number;
}

/**
 * Wording of 3 to 25 words that recurs in at least two passages, trimmed so that it reads as a phrase; a phrase that
 * hardly stands outside a longer one is left out. Sorted by number of documents, highest tier, length, date of the newest
 * use, then place.
 */
export function minePhrases(sources: IndexSources, corrections: CorrectionData): PhraseData {
  const { words, vocabulary } = sources;
  const repeats = findRepeats(words, SHORTEST, LONGEST);
  const candidates = new Map<number, Candidate>();
  repeats.forEach((untrimmed, untrimmedLength) => {
    const first = untrimmed[0] ?? 0;
    const { from, to } = trimEdges(sources, first, first + untrimmedLength);
    const length = to - from;
    if (length < SHORTEST) return;
    const run = words.stream.subarray(from, to);
    const key = hashRun(run, 0, length);
    if (candidates.has(key)) return;
    if (run.filter((term) => vocabulary.stemOfTerm[term] !== NO_STEM).length < CONTENT_WORDS) return;
    const places = (length === untrimmedLength ? untrimmed : repeats.placesOf(from, length))
      .filter((place) => !isCorrected(corrections, place, place + length))
      .sort();
    const { passages, documents } = countUses(sources, places);
    if (passages > 1) candidates.set(key, { place: places[0] ?? from, length, places, passages, documents });
  });
  const phrases = withoutParts(candidates, sources)
    .map((phrase) => ({ phrase, tier: highestTier(phrase, sources), date: newestDate(phrase, sources) }))
    .sort(
      (a, b) =>
        b.phrase.documents - a.phrase.documents ||
        a.tier - b.tier ||
        b.phrase.length - a.phrase.length ||
        (a.date < b.date ? 1 : a.date > b.date ? -1 : a.phrase.place - b.phrase.place),
    )
    .slice(0, MOST)
    .map(({ phrase }) => phrase);
  return pack(phrases, sources);
}

/** Without stop-words, and without a lone word behind a comma or bracket, at either end. */
function trimEdges({ words, vocabulary }: IndexSources, start: number, end: number): { from: number; to: number } {
  let from = start;
  let to = end;
  const isStop = (place: number): boolean => vocabulary.stemOfTerm[words.stream[place] ?? 0] === NO_STEM;
  const isBroken = (place: number): boolean => (words.breaks[place] ?? 0) >= BREAK.bracket;
  while (from < to && (isStop(from) || isBroken(from + 1))) from++;
  while (to > from && (isStop(to - 1) || isBroken(to - 1))) to--;
  return { from, to };
}

function countUses({ postings }: IndexSources, places: Int32Array): { passages: number; documents: number } {
  const findPassage = passageFinder(postings);
  let [passages, documents, lastPassage, lastDocument] = [0, 0, -1, -1];
  for (const place of places) {
    const passage = findPassage(place);
    if (passage === lastPassage) continue;
    passages++;
    lastPassage = passage;
    const document = documentOfPassage(postings, passage);
    if (document !== lastDocument) documents++;
    lastDocument = document;
  }
  return { passages, documents };
}

/** Without phrases that hardly stand outside a longer one: same documents, three quarters of the passages or more. */
function withoutParts(candidates: ReadonlyMap<number, Candidate>, { words }: IndexSources): Candidate[] {
  const parts = new Set<Candidate>();
  const longestFirst = [...candidates.values()].sort((a, b) => b.length - a.length);
  for (const whole of longestFirst) {
    if (parts.has(whole)) continue;
    const run = words.stream.subarray(whole.place, whole.place + whole.length);
    for (let from = 0; from + SHORTEST <= run.length; from++) {
      for (let to = from + SHORTEST; to <= run.length; to++) {
        const part = to - from === run.length ? undefined : candidates.get(hashRun(run, from, to));
        if (part === undefined || whole.documents < part.documents) continue;
        if (whole.passages >= part.passages * PART_SHARE) parts.add(part);
      }
    }
  }
  return longestFirst.filter((phrase) => !parts.has(phrase));
}

/** 53 bits: two different phrases of a corpus will not meet. */
function hashRun(run: Int32Array, from: number, to: number): number {
  let high = 0x2545f491;
  let low = 7;
  for (let k = from; k < to; k++) {
    const term = (run[k] ?? 0) + 1;
    high = Math.imul(high ^ term, 0x85ebca6b) ^ (high >>> 13);
    low = Math.imul(low + term, 0xc2b2ae35) ^ (low >>> 16);
  }
  return (high >>> 0) * 0x200000 + (low >>> 11);
}

function highestTier({ places }: Candidate, { postings, documents }: IndexSources): number {
  let highest = TIERS.length;
  for (const place of places) {
    const document = documents[documentOfPassage(postings, passageAt(postings, place))];
    highest = Math.min(highest, TIERS.indexOf(document?.metadata.tier ?? 'other'));
    if (highest === 0) break;
  }
  return highest;
}

function newestDate({ place }: Candidate, { postings, documents }: IndexSources): string {
  const document = documents[documentOfPassage(postings, passageAt(postings, place))];
  return document === undefined ? '' : orderingDate(document.metadata);
}

function pack(phrases: readonly Candidate[], { words, vocabulary, postings }: IndexSources): PhraseData {
  const spelt = phrases.map(({ place, length }) =>
    Array.from(words.stream.subarray(place, place + length), (term) => vocabulary.terms[term] ?? '').join(' '),
  );
  const alphabetical = [...spelt.keys()].sort((a, b) => ((spelt[a] ?? '') < (spelt[b] ?? '') ? -1 : 1));
  return {
    places: shared(phrases.map(({ place }) => place)),
    lengths: sharedBytes(phrases.map(({ length }) => length)),
    covers: packCovers(phrases, postings),
    alphabetical: shared(alphabetical),
  };
}
