import type { CorpusDocument } from '../ingest/corpusDocument.js';
import type { Tokenizer } from '../text/tokens.js';
import type { Continuation } from './corpusIndex.js';
import type { Corrections } from './corrections.js';
import { type Ending, endingsAt, phraseEnds } from './endings.js';
import type { MinedPhrase } from './phrases.js';
import { BREAK, documentAt, GAP, occurrenceAt, type Postings, placesOfRun } from './postings.js';
import { NO_STEM, type Stems } from './ranking.js';
import type { TypoFinder } from './typos.js';
import { readWording } from './wording.js';

const TYPED_WORDS = 8;
const DISTINCTIVE_LETTERS = 4;
const DISTINCTIVE_SHARE = 0.1;
const PLACES_READ = 1000;

/** Whether wording of this document may be offered. */
export type DocumentFilter = (document: CorpusDocument) => boolean;

/** Answers `CorpusIndex.complete`. */
export type Completer = (typed: string, limit: number, mayOffer?: DocumentFilter) => readonly Continuation[];

/** What a completer reads. All of one index revision. */
export interface CompletionSources {
  readonly documents: readonly CorpusDocument[];
  readonly tokenize: Tokenizer;
  readonly postings: Postings;
  readonly stems: Stems;
  readonly phrases: readonly MinedPhrase[];
  readonly corrections: Corrections;
  readonly findTypos: TypoFinder;
  readonly passageFrequency: (term: string) => number;
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
  const sorted = sources.phrases
    .map((mined) => ({ key: mined.phrase.terms.join(' '), mined }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const ends = phraseEnds(sources.phrases);
  const passageCount = sources.postings.firstPlaces.length;

  return (typed, limit, mayOffer = () => true) => {
    const offered = sources.documents.map((document) => mayOffer(document));
    const slots = readTyped(typed);
    const exact = gather(slots, offered);
    const isKnownWording = exact.found.length > 0 || exact.standing > 1;
    const { found } = isKnownWording ? exact : gather(slots.map(widen), offered);
    return fullerFirst(found.sort(compareCandidates), sources.postings)
      .slice(0, Math.max(0, limit))
      .map(toContinuation);
  };

  function readTyped(typed: string): Slot[] {
    const tokens = sources.tokenize(typed).slice(-TYPED_WORDS);
    return tokens.map((token, i): Slot => {
      const unfinished = i === tokens.length - 1 && token.end === typed.length;
      const number = sources.postings.termNumbers.get(token.term);
      const isContent = number === undefined || sources.stems.ofTerm[number] !== NO_STEM;
      const slot: Slot = { word: token.term, terms: number === undefined ? [] : [number], isContent, mistyped: false };
      if (unfinished) {
        const open = { ...slot, prefix: token.term };
        return sources.postings.terms.some((term) => term.startsWith(token.term)) ? open : widen(open);
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
  function gather(slots: readonly Slot[], offered: readonly boolean[]): { found: Candidate[]; standing: number } {
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
      for (const candidate of [...fromPlaces(last, places, offered, continued), ...fromPhrases(last, offered)]) {
        const tail = tailOf(candidate);
        const known = byTail.get(tail);
        if (known === undefined || (!known.mistyped && isWider(candidate, known))) byTail.set(tail, candidate);
      }
    }
    return { found: [...byTail.values()], standing };
  }

  /** What the candidate adds, from the last typed word on, as stems: "ICT environment" and "ICTs environment" are one. */
  function tailOf(candidate: Candidate): string {
    const { stream } = sources.postings;
    const added = stream.subarray(candidate.place + candidate.typedWords - 1, candidate.end);
    return Array.from(added, (term) => {
      const stem = sources.stems.ofTerm[term] ?? NO_STEM;
      return stem === NO_STEM ? `=${term}` : stem;
    }).join(' ');
  }

  /**
   * Places where the typed words stand in the corpus, each continued to every good end, equal continuations together.
   * `continued` remembers the places that a longer run of the typed words has continued to the clause's end already.
   */
  function fromPlaces(
    slots: readonly Slot[],
    places: readonly number[],
    offered: readonly boolean[],
    continued: Set<number>,
  ): Candidate[] {
    const last = slots.at(-1);
    const groups = new Map<string, Candidate & { documents: Set<number> }>();
    for (const place of places) {
      const document = documentAt(sources.postings, place);
      if (offered[document] !== true) continue;
      const unfinished = last?.prefix !== undefined && !last.terms.includes(termAt(place + slots.length - 1));
      for (const ending of endingsAt(sources.postings, sources.stems, ends, place, slots.length, unfinished)) {
        if (sources.corrections.touches(place, ending.end)) continue;
        if (!ending.recurs && continued.has(place + slots.length)) continue;
        const key = sources.postings.stream.subarray(place, ending.end).join(' ');
        const group = groups.get(key);
        if (group !== undefined) group.documents.add(document);
        else groups.set(key, { ...ending, ...describe(slots), place, documents: new Set([document]) });
      }
      continued.add(place + slots.length);
    }
    return [...groups.values()];
  }

  function termAt(place: number): number {
    return sources.postings.stream[place] ?? GAP;
  }

  /** Where the words stand one after the other in one clause, ascending; none for fewer than two content words. */
  function placesOfSlots(slots: readonly Slot[]): number[] {
    if (slots.length < 2 || slots.filter((slot) => slot.isContent).length < 2) return [];
    const { stream, places, terms, placeOffsets, breaks } = sources.postings;
    const usesOf = (slot: Slot): number =>
      slot.terms.reduce((sum, term) => sum + (placeOffsets[term + 1] ?? 0) - (placeOffsets[term] ?? 0), 0);
    const closed = slots.filter((slot) => slot.prefix === undefined);
    const anchor = closed.reduce((a, b) => (usesOf(b) < usesOf(a) ? b : a), closed[0] as Slot);
    const shift = slots.indexOf(anchor);
    const accepts = (slot: Slot, term: number | undefined): boolean =>
      term !== undefined &&
      (slot.terms.includes(term) || (slot.prefix !== undefined && terms[term]?.startsWith(slot.prefix) === true));
    const found: number[] = [];
    for (const term of anchor.terms) {
      for (const anchored of places.subarray(placeOffsets[term], placeOffsets[term + 1])) {
        const start = anchored - shift;
        const stands = slots.every(
          (slot, i) => accepts(slot, stream[start + i]) && (i === 0 || (breaks[start + i] ?? 0) < BREAK.clause),
        );
        if (stands) found.push(start);
      }
    }
    return found.sort((a, b) => a - b).slice(0, PLACES_READ);
  }

  /** Recurring phrases that begin with the typed words. */
  function fromPhrases(slots: readonly Slot[], offered: readonly boolean[]): Candidate[] {
    const last = slots.at(-1);
    if (last === undefined || (slots.length === 1 && last.word.length < DISTINCTIVE_LETTERS)) return [];
    const head = slots.slice(0, -1).map((slot) => sources.postings.terms[slot.terms[0] ?? -1] ?? '');
    const endsOfKey = last.mistyped
      ? last.terms.map((term) => sources.postings.terms[term] ?? '')
      : [last.prefix ?? `${last.word} `];
    const found: Candidate[] = [];
    for (const end of endsOfKey) {
      const key = [...head, end].join(' ');
      for (let i = lowerBound(key); sorted[i]?.key.startsWith(key) === true; i++) {
        const mined = sorted[i]?.mined;
        if (mined === undefined || mined.phrase.terms.length <= slots.length) continue;
        if (slots.length === 1 && !isDistinctive(mined.phrase.terms[0] ?? '')) continue;
        const places = mined.places.filter((place) => offered[documentAt(sources.postings, place)] === true);
        const place = places[0];
        if (place === undefined) continue;
        const documents = new Set(places.map((each) => documentAt(sources.postings, each)));
        found.push({ end: place + mined.phrase.terms.length, recurs: true, ...describe(slots), place, documents });
      }
    }
    return found;
  }

  function lowerBound(key: string): number {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.key ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function isDistinctive(term: string): boolean {
    return sources.passageFrequency(term) <= Math.max(DISTINCTIVE_LETTERS, passageCount * DISTINCTIVE_SHARE);
  }

  function toContinuation(candidate: Candidate): Continuation {
    const { postings, documents } = sources;
    const length = candidate.end - candidate.place;
    const newest = occurrenceAt(postings, candidate.place, length);
    const passage = documents[newest.document]?.passages[newest.passage];
    const run = [...postings.stream.subarray(candidate.place, candidate.end)];
    return {
      text: passage === undefined ? '' : readWording(passage.text, newest),
      typedWords: candidate.typedWords,
      occurrences: placesOfRun(postings, run).map((place) => occurrenceAt(postings, place, length)),
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
function fullerFirst(sorted: readonly Candidate[], postings: Postings): Candidate[] {
  const runOf = (candidate: Candidate): string =>
    `${postings.stream.subarray(candidate.place, candidate.end).join(' ')} `;
  const ordered: Candidate[] = [];
  for (const candidate of sorted) {
    const run = runOf(candidate);
    const shorter = ordered.findIndex((other) => other.recurs && run.startsWith(runOf(other)));
    if (candidate.recurs && shorter >= 0) ordered.splice(shorter, 0, candidate);
    else ordered.push(candidate);
  }
  return ordered;
}
