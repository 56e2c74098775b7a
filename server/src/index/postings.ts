import type { PassagePlace } from './corpusIndex.js';
import type { PostingData } from './indexData.js';
import { createBytes, createInts, createShorts, shared } from './memory.js';
import type { PlaceRanges } from './placeRanges.js';
import { placesOfTerm, placesOfTermWithin } from './termPlaces.js';
import { NO_STEM } from './vocabulary.js';
import { GAP, lastAtMost, type WordStream } from './wordStream.js';

/** In the 16-bit stream: a term whose number does not fit, and the end of a passage. */
const RARE_TERM = 0xffff;
const PASSAGE_END = 0xfffe;
/** Stands in a query for a word that the stream does not hold. */
const NO_TERM = -1;

/** Writes the places of every word down. Terms are numbered from the most frequent down; `stemOfTerm`: as a vocabulary has it. Linear. */
export function createPostings(words: WordStream, stemOfTerm: Int32Array): PostingData {
  const { stream } = words;
  const termCount = stemOfTerm.length;
  const stemCount = stemOfTerm.reduce((most, stem) => Math.max(most, stem + 1), 0);
  const short = createShorts(stream.length);
  const breaks = createBytes((stream.length + 3) >> 2);
  const counts = createInts(termCount);
  const passageCounts = createInts(termCount);
  const stemPassageCounts = createInts(stemCount);
  const sizes = new Int32Array(termCount);
  const lastPlaces = new Int32Array(termCount).fill(-1);
  const lastPassages = new Int32Array(termCount).fill(-1);
  const lastOfStems = new Int32Array(stemCount).fill(-1);
  let rare = 0;
  let passage = 0;
  for (let place = 0; place < stream.length; place++) {
    breaks[place >> 2] = (breaks[place >> 2] ?? 0) | ((words.breaks[place] ?? 0) << ((place & 3) * 2));
    const term = stream[place] ?? GAP;
    if (term === GAP) {
      short[place] = PASSAGE_END;
      passage++;
      continue;
    }
    if (term >= PASSAGE_END) rare++;
    short[place] = term >= PASSAGE_END ? RARE_TERM : term;
    counts[term] = (counts[term] ?? 0) + 1;
    if (lastPassages[term] !== passage) {
      passageCounts[term] = (passageCounts[term] ?? 0) + 1;
      lastPassages[term] = passage;
      const stem = stemOfTerm[term] ?? NO_STEM;
      if (stem !== NO_STEM && lastOfStems[stem] !== passage) {
        stemPassageCounts[stem] = (stemPassageCounts[stem] ?? 0) + 1;
        lastOfStems[stem] = passage;
      }
    }
    sizes[term] = (sizes[term] ?? 0) + bytesFor(place - (lastPlaces[term] ?? 0));
    lastPlaces[term] = place;
  }
  const offsets = createInts(termCount + 1);
  for (let term = 0; term < termCount; term++) offsets[term + 1] = (offsets[term] ?? 0) + (sizes[term] ?? 0);
  const postings = createBytes(offsets[termCount] ?? 0);
  const rarePlaces = createInts(rare);
  const rareTerms = createInts(rare);
  const next = offsets.slice();
  lastPlaces.fill(-1);
  rare = 0;
  for (let place = 0; place < stream.length; place++) {
    const term = stream[place] ?? GAP;
    if (term === GAP) continue;
    if (term >= PASSAGE_END) {
      rarePlaces[rare] = place;
      rareTerms[rare++] = term;
    }
    let distance = place - (lastPlaces[term] ?? 0);
    let at = next[term] ?? 0;
    for (; distance >= 0x80; distance >>>= 7) postings[at++] = (distance & 0x7f) | 0x80;
    postings[at++] = distance;
    next[term] = at;
    lastPlaces[term] = place;
  }
  return {
    stream: short,
    rarePlaces,
    rareTerms,
    breaks,
    passagePlaces: shared(words.passagePlaces),
    documentPassages: shared(words.documentPassages),
    postings,
    offsets,
    counts,
    passageCounts,
    stemPassageCounts,
  };
}

/** The stream that the postings were made of. */
export function streamOf(postings: PostingData): WordStream {
  const stream = createInts(postings.stream.length);
  const breaks = createBytes(postings.stream.length);
  let rare = 0;
  for (let place = 0; place < stream.length; place++) {
    const short = postings.stream[place] ?? PASSAGE_END;
    stream[place] = short === PASSAGE_END ? GAP : short === RARE_TERM ? (postings.rareTerms[rare++] ?? GAP) : short;
    breaks[place] = breakAt(postings, place);
  }
  const { passagePlaces, documentPassages } = postings;
  return { stream, breaks, passagePlaces, documentPassages };
}

function bytesFor(distance: number): number {
  let bytes = 1;
  for (let rest = distance; rest >= 0x80; rest >>>= 7) bytes++;
  return bytes;
}

/** Term at a place; `GAP` at a passage's end and outside the stream. O(1), O(log n) for the rarest terms. */
export function termAt(postings: PostingData, place: number): number {
  const short = postings.stream[place] ?? PASSAGE_END;
  if (short < PASSAGE_END) return short;
  if (short === PASSAGE_END) return GAP;
  const { rarePlaces, rareTerms } = postings;
  return rareTerms[lastAtMost(rarePlaces, rarePlaces.length, place)] ?? GAP;
}

/** Terms of the places from `from` to `to` (exclusive). */
export function termsBetween(postings: PostingData, from: number, to: number): number[] {
  const terms: number[] = [];
  for (let place = from; place < to; place++) terms.push(termAt(postings, place));
  return terms;
}

/** What stands before the word at a place: one of `BREAK`. */
export function breakAt({ breaks }: PostingData, place: number): number {
  return ((breaks[place >> 2] ?? 0) >> ((place & 3) * 2)) & 3;
}

/**
 * Places where the run of terms starts, ascending; those in the ranges, where some are given. Starts from the rarest term:
 * O(its places x length of the run).
 */
export function placesOfRun(postings: PostingData, run: readonly number[], ranges?: PlaceRanges): Int32Array {
  let rarest = 0;
  let fewest = Number.POSITIVE_INFINITY;
  run.forEach((term, i) => {
    const count = postings.counts[term] ?? 0;
    if (count < fewest) {
      fewest = count;
      rarest = i;
    }
  });
  const anchor = run[rarest];
  if (anchor === undefined) return new Int32Array();
  const places = ranges === undefined ? placesOfTerm(postings, anchor) : placesOfTermWithin(postings, anchor, ranges);
  if (run.length === 1) return places;
  const { stream } = postings;
  const { short, hasRare } = shortTerms(run);
  const starts = new Int32Array(places.length);
  let found = 0;
  for (let i = 0; i < places.length; i++) {
    const start = (places[i] ?? 0) - rarest;
    if (start < 0) continue;
    // Written out here and below: a first hover looks at thousands of places, and calls are slow as long as they are new.
    let k = 0;
    while (k < run.length && stream[start + k] === short[k] && (!hasRare || termAt(postings, start + k) === run[k]))
      k++;
    if (k === run.length) starts[found++] = start;
  }
  return starts.slice(0, found);
}

/** The terms as the 16-bit stream has them, one that is `undefined` as what stands nowhere, and whether any is `RARE_TERM` there. */
function shortTerms(query: readonly (number | undefined)[]): { readonly short: Int32Array; readonly hasRare: boolean } {
  const short = Int32Array.from(query, (term) =>
    term === undefined ? NO_TERM : term < PASSAGE_END ? term : RARE_TERM,
  );
  return { short, hasRare: short.includes(RARE_TERM) };
}

/** Binary logarithm of the places in a block, of whose first one it is known which passage holds it. */
const BLOCK_BITS = 6;

const finders = new WeakMap<PostingData, (place: number) => number>();

/** Finds the passage that holds a place: its number among all passages. O(1); the first time linear in the passages. */
export function passageFinder(postings: PostingData): (place: number) => number {
  let find = finders.get(postings);
  if (find === undefined) finders.set(postings, (find = createPassageFinder(postings)));
  return find;
}

function createPassageFinder({ stream, passagePlaces }: PostingData): (place: number) => number {
  const passages = new Int32Array((stream.length >> BLOCK_BITS) + 1);
  const onFrom = (passage: number, place: number): number => {
    let found = passage;
    // Each passage has a place at least, its end.
    while ((passagePlaces[found + 1] ?? Number.POSITIVE_INFINITY) <= place) found++;
    return found;
  };
  for (let block = 1; block < passages.length; block++) {
    passages[block] = onFrom(passages[block - 1] ?? 0, block << BLOCK_BITS);
  }
  return (place) => onFrom(passages[place >> BLOCK_BITS] ?? 0, place);
}

/** The passage that holds the place; many are found quicker by the finder itself. */
export function passageAt(postings: PostingData, place: number): number {
  return passageFinder(postings)(place);
}

/** Document of a passage, by its position among the documents. O(log n). */
export function documentOfPassage({ documentPassages }: PostingData, passage: number): number {
  return lastAtMost(documentPassages, documentPassages.length - 1, passage);
}

/** Where the passage of that number stands. O(log n). */
export function placeOfPassage(postings: PostingData, passage: number): PassagePlace {
  const document = documentOfPassage(postings, passage);
  return { document, passage: passage - (postings.documentPassages[document] ?? 0) };
}

/** Document of the place. */
export function documentAt(postings: PostingData, place: number): number {
  return documentOfPassage(postings, passageAt(postings, place));
}

/**
 * The longest run of `query` around position `at` that stands in the corpus, of at least `fewest` words, as positions of the
 * query (`to` exclusive); leftmost among equals; `undefined` when there is none. Unknown words are given as `undefined`.
 */
export function longestRun(
  postings: PostingData,
  query: readonly (number | undefined)[],
  at: number,
  fewest = 1,
): { from: number; to: number } | undefined {
  const anchors = anchorsOf(postings, query, at, fewest);
  if (anchors.size === 0) return undefined;
  const { stream } = postings;
  const { short, hasRare } = shortTerms(query);
  let [from, to] = [at, at + fewest - 1];
  for (const anchor of anchors) {
    const places = placesOfTerm(postings, query[anchor] ?? GAP);
    for (let i = 0; i < places.length; i++) {
      const place = places[i] ?? 0;
      let first = anchor;
      for (; first > 0 && place + first > anchor; first--) {
        const before = place + first - 1 - anchor;
        if (stream[before] !== short[first - 1] || (hasRare && termAt(postings, before) !== query[first - 1])) break;
      }
      if (first > at) continue;
      let end = anchor + 1;
      for (; end < query.length; end++) {
        const next = place + end - anchor;
        if (stream[next] !== short[end] || (hasRare && termAt(postings, next) !== query[end])) break;
      }
      if (end <= at) continue;
      const longer = end - first - (to - from);
      if (longer > 0 || (longer === 0 && first < from)) [from, to] = [first, end];
    }
  }
  return to - from < fewest ? undefined : { from, to };
}

/** The rarest word of each run of `length` known words around position `at`: any longer run holds one of them. */
function anchorsOf(
  { counts }: PostingData,
  query: readonly (number | undefined)[],
  at: number,
  length: number,
): ReadonlySet<number> {
  const anchors = new Set<number>();
  for (let from = Math.max(0, at - length + 1); from <= at && from + length <= query.length; from++) {
    let rarest = from;
    let fewest = Number.POSITIVE_INFINITY;
    for (let i = from; i < from + length; i++) {
      const term = query[i];
      const count = term === undefined ? 0 : (counts[term] ?? 0);
      if (count < fewest) [rarest, fewest] = [i, count];
    }
    if (fewest > 0) anchors.add(rarest);
  }
  return anchors;
}
