import type { Tokenizer } from '../text/tokens.js';
import type { Continuation } from './corpusIndex.js';
import { isCorrected } from './corrections.js';
import { continuationsAt, type Ending } from './continuations.js';
import type { CorrectionData, PhraseData, PostingData } from './indexData.js';
import type { OccurrenceReader } from './occurrences.js';
import { type PlaceRanges, rangesOfDocuments } from './placeRanges.js';
import { placesOfRun, termAt, termsBetween } from './postings.js';
import { findTails, type Slot, usesOf } from './tails.js';
import type { TypoFinder } from './typos.js';
import { NO_STEM, type Vocabulary } from './vocabulary.js';
import type { WordingReader } from './wording.js';

const TYPED_WORDS = 8;
const DISTINCTIVE_LETTERS = 4;
const DISTINCTIVE_SHARE = 0.1;
/** Newest places, in what may be offered, from which the record goes on. */
const PLACES_READ = 1000;
const PHRASES_READ = 100;
const PHRASES_FOUND = 20;
/** A shorter run of the typed words foretells so much less well than one that is a word longer ("stupid backoff"). */
const BACKOFF = 0.4;
const DISCOUNT = 0.5;
/** Typed words of which the first may stand in another form. */
const INFLECTED_WORDS = 4;
const NONE = new Int32Array();

/** Whether wording of the document at this position may be offered. */
export type DocumentFilter = (document: number) => boolean;

/** Answers `CorpusIndex.complete`. */
export type Completer = (typed: string, limit: number, mayOffer?: DocumentFilter) => readonly Continuation[];

/** What a completer reads. All of one index revision. */
export interface CompletionSources {
  readonly tokenize: Tokenizer;
  readonly vocabulary: Vocabulary;
  readonly postings: PostingData;
  readonly phraseData: PhraseData;
  readonly corrections: CorrectionData;
  readonly findTypos: TypoFinder;
  readonly readOccurrences: OccurrenceReader;
  readonly readWording: WordingReader;
}

interface Candidate extends Ending {
  /** Typed words that it begins with. */
  readonly typedWords: number;
  /** Typed words that it was foretold from. */
  readonly context: number;
  readonly mistyped: boolean;
  /** Of how many places of the typed words. */
  readonly among: number;
}

/**
 * A completer over every place where the last typed words stand in the corpus, continued as the corpus goes on, and over
 * recurring phrases, looked up by prefix. Words the corpus does not know are taken for typos. What is likely to save the
 * most typing comes first.
 */
export function createCompleter(sources: CompletionSources): Completer {
  const { vocabulary, postings, phraseData } = sources;
  const passageCount = postings.passagePlaces.length - 1;

  return (typed, limit, mayOffer = () => true) => {
    const slots = readTyped(typed);
    const ranges = rangesOfDocuments(postings, mayOffer);
    const exact = gather(slots, ranges);
    const isKnownWording = exact.found.length > 0 || exact.standing > 1;
    const { found, standing } = isKnownWording ? exact : gather(slots.map(widen), ranges);
    return found
      .map((candidate) => ({ candidate, gain: gainOf(candidate, standing, slots.at(-1)?.word ?? '') }))
      .sort((a, b) => b.gain - a.gain || compareCandidates(a.candidate, b.candidate))
      .slice(0, Math.max(0, limit))
      .map(({ candidate }) => toContinuation(candidate, standing));
  };

  function readTyped(typed: string): Slot[] {
    const tokens = sources.tokenize(typed).slice(-TYPED_WORDS);
    return tokens.map((token, i): Slot => {
      const unfinished = i === tokens.length - 1 && token.end === typed.length;
      const number = vocabulary.numberOf(token.term);
      const isContent = number === undefined || vocabulary.stemOfTerm[number] !== NO_STEM;
      const slot: Slot = { word: token.term, terms: number === undefined ? [] : [number], isContent, mistyped: false };
      if (unfinished) {
        const open = { ...slot, prefix: token.term };
        return vocabulary.termsWithPrefix(token.term).length > 0 ? open : widen(open);
      }
      return number === undefined ? widen(slot) : slot;
    });
  }

  /** The slot with what its word may have been meant to be. Another form of a word of the corpus is no slip. */
  function widen(slot: Slot): Slot {
    if (!slot.isContent || slot.mistyped) return slot;
    if (slot.prefix === undefined && slot.terms.length === 0 && vocabulary.stemNumber(slot.word) !== undefined)
      return slot;
    const meant = sources.findTypos(slot.word, slot.prefix !== undefined);
    return { ...slot, terms: [...slot.terms, ...meant], mistyped: meant.length > 0 };
  }

  /** Continuations of the typed words, and how many of those words, from the end, stand in the corpus together. */
  function gather(slots: readonly Slot[], ranges: PlaceRanges): { found: Candidate[]; standing: number } {
    const byTail = new Map<string, Candidate>();
    const keep = (candidates: readonly Candidate[]): void => {
      for (const candidate of candidates) {
        const tail = tailOf(candidate);
        // What more of the typed words foretell is known better.
        if (!byTail.has(tail)) byTail.set(tail, withoutStopsBefore(candidate));
      }
    };
    const findTail = findTails(sources, slots, ranges);
    let standing = 0;
    for (let typedWords = slots.length; typedWords >= 1; typedWords--) {
      // Much less than the typed words that do stand in the corpus is no evidence of what comes next.
      if (typedWords * 2 <= standing || (typedWords === 1 && byTail.size > 0)) break;
      const last = slots.slice(-typedWords);
      if (typedWords === 1) {
        if (!last.some(isUnknown)) keep(fromPhrases(last, ranges));
        break;
      }
      if (!last.some(isFinishedContent) || last.slice(1).some(isUnknown)) continue;
      const places = last.some(isUnknown) ? NONE : findTail(typedWords).subarray(0, PLACES_READ);
      keep(fromPlaces(last, places));
      if (places.length === 0 && standing === 0 && typedWords <= INFLECTED_WORDS) {
        const inflected = afterInflected(last, ranges);
        keep(inflected);
        if (inflected.length > 0) standing = typedWords;
      }
      if (places.length > 0) standing = Math.max(standing, typedWords);
    }
    return { found: [...byTail.values()], standing };
  }

  /** How the corpus goes on where the first word stands in another form. It stays as typed. */
  function afterInflected(slots: readonly Slot[], ranges: PlaceRanges): Candidate[] {
    const [first, ...rest] = slots;
    if (first === undefined || first.mistyped || !isFinishedContent(first)) return [];
    const stem = vocabulary.stemNumber(first.word);
    const terms = (stem === undefined ? [] : vocabulary.termsOfStem(stem)).filter(
      (term) => !first.terms.includes(term),
    );
    if (terms.length === 0) return [];
    const forms = [{ ...first, terms }, ...rest];
    const places = findTails(sources, forms, ranges)(forms.length).subarray(0, PLACES_READ);
    return fromPlaces(forms, places).map((candidate) => ({
      ...candidate,
      place: candidate.place + 1,
      typedWords: rest.length,
    }));
  }

  /** The candidate from its first content word on: the stop-words before it foretell, but are no part of the wording. */
  function withoutStopsBefore(candidate: Candidate): Candidate {
    let { place, typedWords } = candidate;
    for (; typedWords > 1 && vocabulary.stemOfTerm[termAt(postings, place)] === NO_STEM; typedWords--) place++;
    return { ...candidate, place, typedWords };
  }

  /** What the candidate adds, from the last typed word on, as stems: "ICT environment" and "ICTs environment" are one. */
  function tailOf(candidate: Candidate): string {
    return termsBetween(postings, candidate.place + candidate.typedWords - 1, candidate.end)
      .map((term) => {
        const stem = vocabulary.stemOfTerm[term] ?? NO_STEM;
        return stem === NO_STEM ? `=${term}` : stem;
      })
      .join(' ');
  }

  /** How the corpus goes on from the typed words; after a single content word only what recurs is evidence. */
  function fromPlaces(slots: readonly Slot[], places: Int32Array): Candidate[] {
    const last = slots.at(-1) as Slot;
    const isTelling = slots.filter((slot) => slot.isContent).length > 1;
    const among = places.length;
    return continuationsAt(sources, places, slots.length, last.prefix !== undefined)
      .filter(({ place, end, uses }) => {
        const adds = end > place + slots.length || !last.terms.includes(termAt(postings, end - 1));
        return adds && (isTelling || uses > 1);
      })
      .map((ending) => ({ ...ending, ...describe(slots), among }));
  }

  /** Recurring phrases that begin with the typed word, when it is long and rare enough to say something. */
  function fromPhrases(slots: readonly Slot[], ranges: PlaceRanges): Candidate[] {
    const [only] = slots;
    if (only === undefined || only.word.length < DISTINCTIVE_LETTERS) return [];
    const keys = only.mistyped
      ? only.terms.map((term) => vocabulary.terms[term] ?? '')
      : [only.prefix ?? `${only.word} `];
    // Numbers ascend from the best phrase down.
    const numbers = keys.flatMap((key) => [...phrasesWithPrefix(key)]).sort((a, b) => a - b);
    const found: Omit<Candidate, 'among'>[] = [];
    for (const number of numbers.filter(beginsDistinctively).slice(0, PHRASES_READ)) {
      if (found.length >= PHRASES_FOUND) break;
      const newest = phraseData.places[number] ?? 0;
      const length = phraseData.lengths[number] ?? 0;
      const places = placesOfRun(postings, termsBetween(postings, newest, newest + length), ranges);
      const place = places.find((each) => !isCorrected(sources.corrections, each, each + length));
      if (place !== undefined) found.push({ end: place + length, ...describe(slots), place, uses: places.length });
    }
    const among = usesOf(sources, only);
    return found.map((candidate) => ({ ...candidate, among }));
  }

  /** The words of a phrase, by its position in the order of their letters. */
  function keyOf(position: number): string | undefined {
    const number = phraseData.alphabetical[position];
    if (number === undefined) return undefined;
    const place = phraseData.places[number] ?? 0;
    return termsBetween(postings, place, place + (phraseData.lengths[number] ?? 0))
      .map((term) => vocabulary.terms[term] ?? '')
      .join(' ');
  }

  /** Numbers of the phrases that begin with these letters. O(log n) and their number. */
  function phrasesWithPrefix(prefix: string): Int32Array {
    const from = firstPosition((key) => key >= prefix);
    const to = firstPosition((key) => key > prefix && !key.startsWith(prefix));
    return phraseData.alphabetical.subarray(from, to);
  }

  /** First position in the order of letters whose phrase passes; all that follow must pass too. */
  function firstPosition(passes: (key: string) => boolean): number {
    let low = 0;
    let high = phraseData.alphabetical.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (passes(keyOf(middle) ?? '')) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  function beginsDistinctively(phrase: number): boolean {
    const term = termAt(postings, phraseData.places[phrase] ?? 0);
    return (postings.passageCounts[term] ?? 0) <= Math.max(DISTINCTIVE_LETTERS, passageCount * DISTINCTIVE_SHARE);
  }

  /** What taking the candidate is likely to save, in letters; the greater, the surer it is. */
  function gainOf(candidate: Candidate, standing: number, lastTyped: string): number {
    const { place, typedWords, end } = candidate;
    const words = termsBetween(postings, place + typedWords - 1, end).map((term) => vocabulary.terms[term] ?? '');
    const letters = words.join(' ').length - lastTyped.length;
    // Squared: a wrong suggestion costs reading.
    return likelihoodOf(candidate, standing) ** 2 * letters;
  }

  function toContinuation(candidate: Candidate, standing: number): Continuation {
    const length = candidate.end - candidate.place;
    return {
      text: sources.readWording(candidate.place, length),
      typedWords: candidate.typedWords,
      likelihood: likelihoodOf(candidate, standing),
      get occurrences() {
        return sources.readOccurrences(
          placesOfRun(postings, termsBetween(postings, candidate.place, candidate.end)),
          length,
        );
      },
    };
  }
}

function isFinishedContent(slot: Slot): boolean {
  return slot.isContent && slot.prefix === undefined;
}

function isUnknown(slot: Slot): boolean {
  return slot.terms.length === 0 && slot.prefix === undefined;
}

/** Share of the places that go on so, half a place taken off: what stands once is no rule ("absolute discounting"). */
function likelihoodOf({ uses, among, context, mistyped }: Candidate, standing: number): number {
  return (((uses - DISCOUNT) / among) * BACKOFF ** Math.max(0, standing - context)) / (mistyped ? 2 : 1);
}

function describe(slots: readonly Slot[]): { typedWords: number; context: number; mistyped: boolean } {
  return { typedWords: slots.length, context: slots.length, mistyped: slots.some((slot) => slot.mistyped) };
}

/** Of equal gain: more of what was typed first, then wider use, then the newest, then the shorter. */
function compareCandidates(a: Candidate, b: Candidate): number {
  return b.context - a.context || b.uses - a.uses || a.place - b.place || a.end - b.end;
}
