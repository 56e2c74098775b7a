import { type CorpusDocument, orderingDate, type Tier } from '../ingest/corpusDocument.js';
import type { Phrase } from './corpusIndex.js';
import type { Corrections } from './corrections.js';
import { BREAK, occurrenceAt, type Postings, passageAt, placesOfRun } from './postings.js';
import { NO_STEM, type Stems } from './ranking.js';
import { findRepeats } from './repeats.js';
import { readWording } from './wording.js';

const SHORTEST = 3;
const LONGEST = 25;
const CONTENT_WORDS = 2;
const PART_SHARE = 0.75;
const TIERS: readonly Tier[] = ['adopted', 'chair', 'group', 'own', 'other'];

/** A recurring phrase with its places in the stream, corrected ones left out. */
export interface MinedPhrase {
  readonly phrase: Phrase;
  readonly places: readonly number[];
}

/**
 * Wording of 3 to 25 words that recurs in at least two passages, trimmed so that it reads as a phrase; a phrase that
 * hardly stands outside a longer one is left out. Sorted by number of documents, highest tier, length, then text.
 */
export function minePhrases(
  postings: Postings,
  stems: Stems,
  documents: readonly CorpusDocument[],
  corrections: Corrections,
): MinedPhrase[] {
  const byRun = new Map<string, MinedPhrase>();
  for (const repeat of findRepeats(postings, SHORTEST, LONGEST)) {
    const { from, to } = trimEdges(postings, stems, repeat.place, repeat.place + repeat.length);
    const run = [...postings.stream.subarray(from, to)];
    const key = run.join(' ');
    if (run.length < SHORTEST || byRun.has(key)) continue;
    if (run.filter((term) => stems.ofTerm[term] !== NO_STEM).length < CONTENT_WORDS) continue;
    const places = placesOfRun(postings, run).filter((place) => !corrections.touches(place, place + run.length));
    if (passagesOf(postings, places).size < 2) continue;
    byRun.set(key, { phrase: describe(postings, documents, run, places), places });
  }
  return leaveOutParts([...byRun.values()], postings).sort((a, b) => compare(a.phrase, b.phrase, documents));
}

/** Without stop-words, and without a lone word behind a comma or bracket, at either end. */
function trimEdges(postings: Postings, stems: Stems, start: number, end: number): { from: number; to: number } {
  let from = start;
  let to = end;
  const isStop = (place: number): boolean => stems.ofTerm[postings.stream[place] ?? 0] === NO_STEM;
  const isBroken = (place: number): boolean => (postings.breaks[place] ?? 0) >= BREAK.bracket;
  while (from < to && (isStop(from) || isBroken(from + 1))) from++;
  while (to > from && (isStop(to - 1) || isBroken(to - 1))) to--;
  return { from, to };
}

function passagesOf(postings: Postings, places: readonly number[]): ReadonlySet<number> {
  return new Set(places.map((place) => passageAt(postings, place)));
}

function describe(
  postings: Postings,
  documents: readonly CorpusDocument[],
  run: readonly number[],
  places: readonly number[],
): Phrase {
  const occurrences = places.map((place) => occurrenceAt(postings, place, run.length));
  const newest = occurrences[0];
  const passage = newest && documents[newest.document]?.passages[newest.passage];
  return {
    text: newest && passage ? readWording(passage.text, newest) : '',
    terms: run.map((term) => postings.terms[term] ?? ''),
    occurrences,
    documents: new Set(occurrences.map((occurrence) => occurrence.document)).size,
  };
}

/** Without phrases that hardly stand outside a longer one: same documents, three quarters of the passages or more. */
function leaveOutParts(phrases: readonly MinedPhrase[], postings: Postings): MinedPhrase[] {
  const longestFirst = [...phrases].sort((a, b) => b.phrase.terms.length - a.phrase.terms.length);
  const covering = new Map<number, MinedPhrase[]>();
  return longestFirst.filter((part) => {
    const length = part.phrase.terms.length;
    const passages = passagesOf(postings, part.places).size;
    const wholes = new Set(part.places.flatMap((place) => covering.get(place) ?? []));
    const isPart = [...wholes].some((whole) => {
      const reaches = part.places.some((first) =>
        whole.places.some((place) => place <= first && first + length <= place + whole.phrase.terms.length),
      );
      if (!reaches || whole.phrase.documents < part.phrase.documents) return false;
      return passagesOf(postings, whole.places).size >= passages * PART_SHARE;
    });
    if (isPart) return false;
    for (const place of part.places) {
      for (let k = place; k < place + length; k++) {
        const list = covering.get(k);
        if (list === undefined) covering.set(k, [part]);
        else list.push(part);
      }
    }
    return true;
  });
}

function compare(a: Phrase, b: Phrase, documents: readonly CorpusDocument[]): number {
  return (
    b.documents - a.documents ||
    highestTier(a, documents) - highestTier(b, documents) ||
    b.terms.length - a.terms.length ||
    newestDate(b, documents).localeCompare(newestDate(a, documents), 'en') ||
    (a.text < b.text ? -1 : 1)
  );
}

function highestTier(phrase: Phrase, documents: readonly CorpusDocument[]): number {
  const tiers = phrase.occurrences.map(({ document }) => TIERS.indexOf(documents[document]?.metadata.tier ?? 'other'));
  return Math.min(...tiers);
}

function newestDate(phrase: Phrase, documents: readonly CorpusDocument[]): string {
  const newest = documents[phrase.occurrences[0]?.document ?? -1];
  return newest === undefined ? '' : orderingDate(newest.metadata);
}
