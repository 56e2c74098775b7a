import { orderingDate } from '../ingest/corpusDocument.js';
import type { CorrectionData } from './indexData.js';
import type { IndexSources } from './indexSources.js';
import { shared } from './memory.js';
import { documentAt, placesOfRun } from './postings.js';
import { NO_STEM } from './vocabulary.js';
import { BREAK, firstNotBefore, GAP } from './wordStream.js';

const CONTENT_WORDS = 4;
const EQUAL_WORDS = 3;
// Words that only join others. A change in any other common word ("not", "should", "all", "or") is a change of position.
const JOINING = new Set(
  'a an the of to in on at by for from with into upon as that which this these those its their thereby thus is are was were be been being has have had'.split(
    ' ',
  ),
);

interface Difference {
  /** Places of the older document that the newer one writes otherwise; equal when it only adds words there. */
  readonly from: number;
  readonly to: number;
}

/**
 * Finds older wording with the same content words in the same order as a later document of the same holder, between
 * which only joining words differ. Four equal content words must stand around the difference, at least three equal
 * words on each side, and the holder must not have used the older wording again since.
 * Documents are sorted newest first. Costs one sort of each holder's content words.
 */
export function findCorrections(sources: IndexSources): CorrectionData {
  const holders = new Map<string, number[]>();
  sources.documents.forEach(({ metadata }, number) => {
    if (orderingDate(metadata) === '') return;
    const list = holders.get(metadata.holder);
    if (list === undefined) holders.set(metadata.holder, [number]);
    else list.push(number);
  });
  const differences: Difference[] = [];
  for (const numbers of holders.values()) {
    if (numbers.length > 1) differences.push(...compareDocuments(sources, numbers));
  }
  differences.sort((a, b) => a.from - b.from);
  return { from: shared(differences.map(({ from }) => from)), to: shared(differences.map(({ to }) => to)) };
}

/** Whether the words from `from` to `to` (exclusive) show wording that was corrected later. */
export function isCorrected(corrections: CorrectionData, from: number, to: number): boolean {
  // Differences are a few words long, so those that can reach `from` start shortly before it.
  for (let i = firstNotBefore(corrections.from, from - 16); i < corrections.from.length; i++) {
    const start = corrections.from[i] ?? 0;
    if (start >= to) return false;
    if (from < (corrections.to[i] ?? 0) && to > start) return true;
  }
  return false;
}

function compareDocuments(sources: IndexSources, numbers: readonly number[]): Difference[] {
  const { words, postings, vocabulary, documents } = sources;
  const skeleton = contentPlaces(sources, numbers);
  const windows = skeleton.windows;
  const stemAt = (index: number): number =>
    vocabulary.stemOfTerm[words.stream[skeleton.places[index] ?? 0] ?? 0] ?? NO_STEM;
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
        const difference = compareWindows(sources, skeleton.places, older, newer);
        if (difference !== undefined && !usedSince(sources, difference)) {
          found.push(difference);
          break;
        }
      }
    }
    first = next;
  }
  return found;
}

/** Places of the content words of some documents, and the indices at which four of them stand in one clause. */
function contentPlaces(
  { words, vocabulary }: IndexSources,
  documents: readonly number[],
): { places: number[]; windows: number[] } {
  const { stream, breaks, passagePlaces, documentPassages } = words;
  const places: number[] = [];
  const clauses: number[] = [];
  let clause = 0;
  for (const document of documents) {
    const from = passagePlaces[documentPassages[document] ?? 0] ?? 0;
    const to = passagePlaces[documentPassages[document + 1] ?? 0] ?? 0;
    for (let place = from; place < to; place++) {
      if (breaks[place] === BREAK.clause) clause++;
      const term = stream[place] ?? GAP;
      if (term === GAP || vocabulary.stemOfTerm[term] === NO_STEM) continue;
      places.push(place);
      clauses.push(clause);
    }
  }
  const windows = [...places.keys()].filter((i) => clauses[i] === clauses[i + CONTENT_WORDS - 1]);
  return { places, windows };
}

/** Compares what stands in the middle of two windows of the same content words. */
function compareWindows(
  sources: IndexSources,
  places: readonly number[],
  older: number,
  newer: number,
): Difference | undefined {
  const half = CONTENT_WORDS / 2;
  const { stream } = sources.words;
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
  if (!changed.every((term) => JOINING.has(sources.vocabulary.terms[term] ?? ''))) return undefined;
  const before = equalWords(sources, from - 1, newFrom - 1, -1);
  const after = equalWords(sources, to, newTo, 1);
  return before >= EQUAL_WORDS && after >= EQUAL_WORDS ? { from, to } : undefined;
}

/** Number of equal words (number and tense apart) from two places onwards in one direction, counted up to what is needed. */
function equalWords({ words, vocabulary }: IndexSources, a: number, b: number, step: 1 | -1): number {
  let count = 0;
  while (count < EQUAL_WORDS) {
    const termA = words.stream[a + count * step] ?? GAP;
    const termB = words.stream[b + count * step] ?? GAP;
    if (termA === GAP || termB === GAP) break;
    const stem = vocabulary.stemOfTerm[termA] ?? NO_STEM;
    if (termA !== termB && (stem === NO_STEM || stem !== vocabulary.stemOfTerm[termB])) break;
    count++;
  }
  return count;
}

/** Whether the holder wrote the older wording, two words of context on each side, in a later document too. */
function usedSince({ words, postings, documents }: IndexSources, difference: Difference): boolean {
  const older = documents[documentAt(postings, difference.from)]?.metadata;
  if (older === undefined) return false;
  const run = [...words.stream.subarray(difference.from - 2, difference.to + 2)];
  return placesOfRun(postings, run).some((place) => {
    const metadata = documents[documentAt(postings, place)]?.metadata;
    return metadata?.holder === older.holder && orderingDate(metadata) > orderingDate(older);
  });
}
