import type { PostingData } from './indexData.js';
import { type PlaceRanges, placesWithin } from './placeRanges.js';
import { lastAtMost } from './wordStream.js';

/** Places of terms that were decoded last, all together, and the fewest of one term that are worth keeping. */
const MOST_RECENT_PLACES = 1 << 20;
const FEWEST_RECENT_PLACES = 64;
/** Places of a block, whose first one can be found without those before it; and the fewest of a term that has blocks. */
const BLOCK = 256;
const FEWEST_IN_BLOCKS = 16 * BLOCK;

/** Where blocks of a term's places begin: what was remembered while all were decoded. */
interface Blocks {
  /** The place before each block. */
  readonly before: Int32Array;
  /** Where its first distance stands among the bytes of all terms. */
  readonly offsets: Int32Array;
}

interface Decoded {
  readonly recent: Map<number, Int32Array>;
  readonly blocks: Map<number, Blocks>;
}

const decoded = new WeakMap<PostingData, Decoded>();

function decodedOf(postings: PostingData): Decoded {
  const known = decoded.get(postings) ?? { recent: new Map(), blocks: new Map() };
  decoded.set(postings, known);
  return known;
}

/** Places of one term, ascending; not to be written to. Linear in their number, unless it was asked for a moment ago. */
export function placesOfTerm(postings: PostingData, term: number): Int32Array {
  const count = postings.counts[term] ?? 0;
  if (count < FEWEST_RECENT_PLACES || count > MOST_RECENT_PLACES) return decodeAll(postings, term);
  const { recent } = decodedOf(postings);
  const places = recent.get(term) ?? decodeAll(postings, term);
  // Put back at the end: the first ones are those that were asked for longest ago.
  recent.delete(term);
  recent.set(term, places);
  let kept = 0;
  for (const each of recent.values()) kept += each.length;
  for (const [oldest, each] of recent) {
    if (kept <= MOST_RECENT_PLACES) break;
    recent.delete(oldest);
    kept -= each.length;
  }
  return places;
}

/** Those of a term's places that lie in the ranges. Of a common term that was decoded before, hardly any others are looked at. */
export function placesOfTermWithin(postings: PostingData, term: number, ranges: PlaceRanges): Int32Array {
  const { recent, blocks } = decodedOf(postings);
  const own = recent.has(term) ? undefined : blocks.get(term);
  return own === undefined
    ? placesWithin(placesOfTerm(postings, term), ranges)
    : decodeWithin(postings, term, own, ranges);
}

function decodeAll(postings: PostingData, term: number): Int32Array {
  const count = postings.counts[term] ?? 0;
  const { blocks } = decodedOf(postings);
  const places = new Int32Array(count);
  const read = createPlaceReader(postings, -1, postings.offsets[term] ?? 0);
  if (count < FEWEST_IN_BLOCKS || blocks.has(term)) {
    for (let i = 0; i < count; i++) places[i] = read.next();
    return places;
  }
  const size = Math.ceil(count / BLOCK);
  const own: Blocks = { before: new Int32Array(size), offsets: new Int32Array(size) };
  for (let i = 0; i < count; i++) {
    if (i % BLOCK === 0) {
      own.before[i / BLOCK] = places[i - 1] ?? -1;
      own.offsets[i / BLOCK] = read.offset();
    }
    places[i] = read.next();
  }
  blocks.set(term, own);
  return places;
}

function decodeWithin(postings: PostingData, term: number, own: Blocks, ranges: PlaceRanges): Int32Array {
  const count = postings.counts[term] ?? 0;
  const { before, offsets } = own;
  const found: number[] = [];
  let [at, place] = [0, -1];
  let read = createPlaceReader(postings, -1, offsets[0] ?? 0);
  for (let range = 0; range < ranges.length; range += 2) {
    const [from, to] = [ranges[range] ?? 0, ranges[range + 1] ?? 0];
    // The last block before which nothing of the range stands, unless that one is being read already.
    const block = lastAtMost(before, before.length, from - 1);
    if (block * BLOCK > at) {
      at = block * BLOCK;
      place = before[block] ?? -1;
      read = createPlaceReader(postings, place, offsets[block] ?? 0);
    }
    // The last place that was read may be the first of this range.
    if (place >= from && place < to) found.push(place);
    while (place < to && at < count) {
      place = read.next();
      at++;
      if (place >= from && place < to) found.push(place);
    }
  }
  return Int32Array.from(found);
}

/** Reads places one after the other, from the distance at an offset on. */
function createPlaceReader(
  { postings }: PostingData,
  before: number,
  from: number,
): { next(): number; offset(): number } {
  let [place, at] = [before, from];
  return {
    next() {
      let byte = postings[at++] ?? 0;
      let distance = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = postings[at++] ?? 0;
        distance |= (byte & 0x7f) << shift;
      }
      place += distance;
      return place;
    },
    offset: () => at,
  };
}
