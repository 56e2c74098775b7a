import type { Tokenizer } from '../text/tokens.js';
import type { Continuation } from './corpusIndex.js';
import { isCorrected } from './corrections.js';
import { type Ending, endingsAt } from './endings.js';
import type { CorrectionData, PhraseData, PostingData } from './indexData.js';
import type { OccurrenceReader } from './occurrences.js';
import { breakAt, documentAt, placesOfRun, placesOfTerm, termAt, termsBetween } from './postings.js';
import type { TypoFinder } from './typos.js';
import { NO_STEM, type Vocabulary } from './vocabulary.js';
import type { WordingReader } from './wording.js';
import { BREAK } from './wordStream.js';

const TYPED_WORDS = 8;
const DISTINCTIVE_LETTERS = 4;
const DISTINCTIVE_SHARE = 0.1;
const PLACES_READ = 1000;

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

/** A typed word: the terms it may stand for, or the beginning of one. */
interface Slot {
  readonly word: string;
  readonly terms: readonly number[];
  readonly prefix?: string;
  readonly isContent: boolean;
  readonly mistyped: boolean;
}

interface Candidate extends Ending {
  readonly place: number;
  readonly typedWords: number;
  readonly mistyped: boolean;
  readonly documents: ReadonlySet<number>;
}

/**
 * A completer over recurring phrases (looked up by prefix) and over every place where at least two typed content words
 * stand in the corpus, continued to the end of the phrase or clause. Words the corpus does not know are taken for typos.
 */
export function createCompleter(sources: CompletionSources): Completer {
  const { vocabulary, postings, phraseData } = sources;
  const passageCount = postings.passagePlaces.length - 1;

  return (typed, limit, mayOffer = () => true) => {
    const slots = readTyped(typed);
    const exact = gather(slots, mayOffer);
    const isKnownWording = exact.found.length > 0 || exact.standing > 1;
    const { found } = isKnownWording ? exact : gather(slots.map(widen), mayOffer);
    return fullerFirst(found.sort(compareCandidates), postings).slice(0, Math.max(0, limit)).map(toContinuation);
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

  /** The slot with what its word may have been meant to be. */
  function widen(slot: Slot): Slot {
    if (!slot.isContent || slot.mistyped) return slot;
    const meant = sources.findTypos(slot.word, slot.prefix !== undefined);
    return { ...slot, terms: [...slot.terms, ...meant], mistyped: meant.length > 0 };
  }

  /** Continuations of the typed words, and how many of those words, from the end, stand in the corpus together. */
  function gather(slots: readonly Slot[], mayOffer: DocumentFilter): { found: Candidate[]; standing: number } {
    const byTail = new Map<string, Candidate>();
    const continued = new Set<number>();
    let standing = 0;
    for (let typedWords = slots.length; typedWords >= 1; typedWords--) {
      // Much less than the typed words that do stand in the corpus is no evidence of what comes next.
      if (typedWords * 2 < standing || (typedWords === 1 && byTail.size > 0)) break;
      const last = slots.slice(-typedWords);
      if (last[0]?.isContent !== true || last.some(isUnknown)) continue;
      const places = placesOfSlots(last);
      if (places.length > 0) standing = Math.max(standing, typedWords);
      for (const candidate of [...fromPlaces(last, places, mayOffer, continued), ...fromPhrases(last, mayOffer)]) {
        const tail = tailOf(candidate);
        const known = byTail.get(tail);
        if (known === undefined || (!known.mistyped && isWider(candidate, known))) byTail.set(tail, candidate);
      }
    }
    return { found: [...byTail.values()], standing };
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

  /**
   * Places where the typed words stand in the corpus, each continued to every good end, equal continuations together.
   * `continued` remembers the places that a longer run of the typed words has continued to the clause's end already.
   */
  function fromPlaces(
    slots: readonly Slot[],
    places: Int32Array,
    mayOffer: DocumentFilter,
    continued: Set<number>,
  ): Candidate[] {
    const last = slots.at(-1);
    const groups = new Map<string, Candidate & { documents: Set<number> }>();
    for (const place of places) {
      const document = documentAt(postings, place);
      if (!mayOffer(document)) continue;
      const unfinished = last?.prefix !== undefined && !last.terms.includes(termAt(postings, place + slots.length - 1));
      for (const ending of endingsAt(sources, place, slots.length, unfinished)) {
        if (isCorrected(sources.corrections, place, ending.end)) continue;
        if (!ending.recurs && continued.has(place + slots.length)) continue;
        const key = termsBetween(postings, place, ending.end).join(' ');
        const group = groups.get(key);
        if (group !== undefined) group.documents.add(document);
        else groups.set(key, { ...ending, ...describe(slots), place, documents: new Set([document]) });
      }
      continued.add(place + slots.length);
    }
    return [...groups.values()];
  }

  /** Where the words stand one after the other in one clause, ascending; none for fewer than two content words. */
  function placesOfSlots(slots: readonly Slot[]): Int32Array {
    const none = new Int32Array();
    if (slots.length < 2 || slots.filter((slot) => slot.isContent).length < 2) return none;
    const usesOf = (slot: Slot): number => slot.terms.reduce((sum, term) => sum + (postings.counts[term] ?? 0), 0);
    const closed = slots.filter((slot) => slot.prefix === undefined);
    const anchor = closed.reduce((a, b) => (usesOf(b) < usesOf(a) ? b : a), closed[0] as Slot);
    const shift = slots.indexOf(anchor);
    const accepted = slots.map(
      ({ terms, prefix }) => new Set([...terms, ...(prefix === undefined ? [] : vocabulary.termsWithPrefix(prefix))]),
    );
    const found: number[] = [];
    for (const term of anchor.terms) {
      for (const anchored of placesOfTerm(postings, term)) {
        const start = anchored - shift;
        const stands = accepted.every(
          (terms, i) =>
            terms.has(termAt(postings, start + i)) && (i === 0 || breakAt(postings, start + i) < BREAK.clause),
        );
        if (stands) found.push(start);
      }
    }
    return Int32Array.from(found).sort().subarray(0, PLACES_READ);
  }

  /** Recurring phrases that begin with the typed words. */
  function fromPhrases(slots: readonly Slot[], mayOffer: DocumentFilter): Candidate[] {
    const last = slots.at(-1);
    if (last === undefined || (slots.length === 1 && last.word.length < DISTINCTIVE_LETTERS)) return [];
    const head = slots.slice(0, -1).map((slot) => vocabulary.terms[slot.terms[0] ?? -1] ?? '');
    const endsOfKey = last.mistyped
      ? last.terms.map((term) => vocabulary.terms[term] ?? '')
      : [last.prefix ?? `${last.word} `];
    const found: Candidate[] = [];
    for (const end of endsOfKey) {
      const key = [...head, end].join(' ');
      for (let i = lowerBound(key); keyOf(i)?.startsWith(key) === true; i++) {
        const number = phraseData.alphabetical[i] ?? 0;
        const newest = phraseData.places[number] ?? 0;
        const length = phraseData.lengths[number] ?? 0;
        if (length <= slots.length) continue;
        if (slots.length === 1 && !isDistinctive(termAt(postings, newest))) continue;
        const places = placesOfRun(postings, termsBetween(postings, newest, newest + length)).filter(
          (place) => mayOffer(documentAt(postings, place)) && !isCorrected(sources.corrections, place, place + length),
        );
        const place = places[0];
        if (place === undefined) continue;
        const documents = new Set(Array.from(places, (each) => documentAt(postings, each)));
        found.push({ end: place + length, recurs: true, ...describe(slots), place, documents });
      }
    }
    return found;
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

  function lowerBound(key: string): number {
    let low = 0;
    let high = phraseData.alphabetical.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((keyOf(middle) ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function isDistinctive(term: number): boolean {
    return (postings.passageCounts[term] ?? 0) <= Math.max(DISTINCTIVE_LETTERS, passageCount * DISTINCTIVE_SHARE);
  }

  function toContinuation(candidate: Candidate): Continuation {
    const length = candidate.end - candidate.place;
    const places = placesOfRun(postings, termsBetween(postings, candidate.place, candidate.end));
    return {
      text: sources.readWording(candidate.place, length),
      typedWords: candidate.typedWords,
      occurrences: sources.readOccurrences(places, length),
    };
  }
}

function isUnknown(slot: Slot): boolean {
  return slot.terms.length === 0 && slot.prefix === undefined;
}

function isWider(a: Candidate, b: Candidate): boolean {
  return a.documents.size > b.documents.size || (a.documents.size === b.documents.size && a.recurs && !b.recurs);
}

function describe(slots: readonly Slot[]): { typedWords: number; mistyped: boolean } {
  return { typedWords: slots.length, mistyped: slots.some((slot) => slot.mistyped) };
}

/** More of what was typed first, then as typed, then wider use, then the newest, then the shorter. */
function compareCandidates(a: Candidate, b: Candidate): number {
  return (
    b.typedWords - a.typedWords ||
    Number(a.mistyped) - Number(b.mistyped) ||
    b.documents.size - a.documents.size ||
    Number(b.recurs) - Number(a.recurs) ||
    a.place - b.place ||
    a.end - b.end
  );
}

/** Puts a recurring phrase before the shorter one it continues: the fuller wording is what a drafter reaches for. */
function fullerFirst(sorted: readonly Candidate[], postings: PostingData): Candidate[] {
  const runOf = (candidate: Candidate): string =>
    `${termsBetween(postings, candidate.place, candidate.end).join(' ')} `;
  const ordered: Candidate[] = [];
  for (const candidate of sorted) {
    const run = runOf(candidate);
    const shorter = ordered.findIndex((other) => other.recurs && run.startsWith(runOf(other)));
    if (candidate.recurs && shorter >= 0) ordered.splice(shorter, 0, candidate);
    else ordered.push(candidate);
  }
  return ordered;
}
