import { type CorpusDocument, orderingDate } from '../ingest/corpusDocument.js';
import { BREAK, documentAt, GAP, type Postings, placesOfRun } from './postings.js';
import { NO_STEM, type Stems } from './ranking.js';

const CONTENT_WORDS = 4;
const EQUAL_WORDS = 3;
// Words that only join others. A change in any other common word ("not", "should", "all", "or") is a change of position.
const JOINING = new Set(
  'a an the of to in on at by for from with into upon as that which this these those its their thereby thus is are was were be been being has have had'.split(
    ' ',
  ),
);

/** Wording that a later document of the same holder put right, as places in the stream. */
export interface Corrections {
  /** Whether the words from `from` to `to` (exclusive) show corrected wording. */
  touches(from: number, to: number): boolean;
  readonly count: number;
}

interface Difference {
  /** Places of the older document that the newer one writes otherwise; equal when it only adds words there. */
  readonly from: number;
  readonly to: number;
}

/**
 * Finds older wording with the same content words in the same order as a later document of the same holder, between
 * which only joining words differ. Four equal content words must stand around the difference, at least three equal
 * words on each side, and the holder must not have used the older wording again since.
 * Documents are sorted newest first. Costs one sort of the holder's content words.
 */
export function findCorrections(postings: Postings, stems: Stems, documents: readonly CorpusDocument[]): Corrections {
  const holders = new Map<string, number[]>();
  documents.forEach((document, d) => {
    if (orderingDate(document.metadata) === '') return;
    holders.set(document.metadata.holder, [...(holders.get(document.metadata.holder) ?? []), d]);
  });
  const differences: Difference[] = [];
  for (const numbers of holders.values()) {
    if (numbers.length > 1) differences.push(...compareDocuments(postings, stems, documents, new Set(numbers)));
  }
  differences.sort((a, b) => a.from - b.from);
  return {
    count: differences.length,
    touches: (from, to) => {
      // Differences are a few words long, so those that can reach `from` start shortly before it.
      for (let i = firstNotBefore(differences, from - 16); i < differences.length; i++) {
        const difference = differences[i];
        if (difference === undefined || difference.from >= to) return false;
        if (from < difference.to && to > difference.from) return true;
      }
      return false;
    },
  };
}

function firstNotBefore(differences: readonly Difference[], place: number): number {
  let low = 0;
  let high = differences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((differences[middle]?.from ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compareDocuments(
  postings: Postings,
  stems: Stems,
  documents: readonly CorpusDocument[],
  numbers: ReadonlySet<number>,
): Difference[] {
  const skeleton = contentPlaces(postings, stems, numbers);
  const windows = skeleton.windows;
  const stemAt = (index: number): number => stems.ofTerm[postings.stream[skeleton.places[index] ?? 0] ?? 0] ?? NO_STEM;
  const compare = (a: number, b: number): number => {
    for (let k = 0; k < CONTENT_WORDS; k++) {
      const order = stemAt(a + k) - stemAt(b + k);
      if (order !== 0) return order;
    }
    return 0;
  };
  windows.sort((a, b) => compare(a, b) || a - b);
  const dateOf = (window: number): string => {
    const document = documents[documentAt(postings, skeleton.places[window] ?? 0)];
    return document === undefined ? '' : orderingDate(document.metadata);
  };
  const found: Difference[] = [];
  for (let first = 0; first < windows.length; ) {
    let next = first + 1;
    while (next < windows.length && compare(windows[first] ?? 0, windows[next] ?? 0) === 0) next++;
    // Within a group the newest come first, as the documents do.
    for (let o = first + 1; o < next; o++) {
      const older = windows[o] ?? 0;
      for (let n = first; n < o; n++) {
        const newer = windows[n] ?? 0;
        if (dateOf(newer) <= dateOf(older)) continue;
        const difference = compareWindows(postings, stems, skeleton.places, older, newer);
        if (difference !== undefined && !usedSince(postings, documents, difference)) {
          found.push(difference);
          break;
        }
      }
    }
    first = next;
  }
  return found;
}

/** Places of the content words of some documents, and the indices at which four of them stand in one sentence. */
function contentPlaces(
  postings: Postings,
  stems: Stems,
  numbers: ReadonlySet<number>,
): { places: number[]; windows: number[] } {
  const places: number[] = [];
  const sentences: number[] = [];
  let sentence = 0;
  let inside = false;
  let passage = -1;
  postings.stream.forEach((term, place) => {
    if (place === postings.firstPlaces[passage + 1]) {
      passage++;
      inside = numbers.has(postings.passageDocuments[passage] ?? -1);
    }
    if (postings.breaks[place] === BREAK.sentence) sentence++;
    if (!inside || term === GAP || stems.ofTerm[term] === NO_STEM) return;
    places.push(place);
    sentences.push(sentence);
  });
  const windows = [...places.keys()].filter((i) => sentences[i] === sentences[i + CONTENT_WORDS - 1]);
  return { places, windows };
}

/** Compares what stands in the middle of two windows of the same content words. */
function compareWindows(
  postings: Postings,
  stems: Stems,
  places: readonly number[],
  older: number,
  newer: number,
): Difference | undefined {
  const half = CONTENT_WORDS / 2;
  const { stream } = postings;
  let from = (places[older + half - 1] ?? 0) + 1;
  let to = places[older + half] ?? 0;
  let newFrom = (places[newer + half - 1] ?? 0) + 1;
  let newTo = places[newer + half] ?? 0;
  while (from < to && newFrom < newTo && stream[from] === stream[newFrom]) {
    from++;
    newFrom++;
  }
  while (from < to && newFrom < newTo && stream[to - 1] === stream[newTo - 1]) {
    to--;
    newTo--;
  }
  if (from === to && newFrom === newTo) return undefined;
  const changed = [...stream.subarray(from, to), ...stream.subarray(newFrom, newTo)];
  if (!changed.every((term) => JOINING.has(postings.terms[term] ?? ''))) return undefined;
  const before = equalWords(postings, stems, from - 1, newFrom - 1, -1);
  const after = equalWords(postings, stems, to, newTo, 1);
  return before >= EQUAL_WORDS && after >= EQUAL_WORDS ? { from, to } : undefined;
}

/** Number of equal words (number and tense apart) from two places onwards in one direction, counted up to what is needed. */
function equalWords(postings: Postings, stems: Stems, a: number, b: number, step: 1 | -1): number {
  let count = 0;
  while (count < EQUAL_WORDS) {
    const termA = postings.stream[a + count * step] ?? GAP;
    const termB = postings.stream[b + count * step] ?? GAP;
    if (termA === GAP || termB === GAP) break;
    const stem = stems.ofTerm[termA] ?? NO_STEM;
    if (termA !== termB && (stem === NO_STEM || stem !== stems.ofTerm[termB])) break;
    count++;
  }
  return count;
}

/** Whether the holder wrote the older wording, two words of context on each side, in a later document too. */
function usedSince(postings: Postings, documents: readonly CorpusDocument[], difference: Difference): boolean {
  const older = documents[documentAt(postings, difference.from)]?.metadata;
  if (older === undefined) return false;
  const run = [...postings.stream.subarray(difference.from - 2, difference.to + 2)];
  return placesOfRun(postings, run).some((place) => {
    const metadata = documents[documentAt(postings, place)]?.metadata;
    return metadata?.holder === older.holder && orderingDate(metadata) > orderingDate(older);
  });
}
