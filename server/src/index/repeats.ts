import { createBytes, createInts } from './memory.js';
import { BREAK, GAP, lastAtMost, type WordStream } from './wordStream.js';

/** Runs of words that stand at several places of a stream. */
export interface Repeats {
  /** Calls back with every maximal repeated run: the places where it stands (a view, in no order) and its length in words. */
  forEach(visit: (places: Int32Array, length: number) => void): void;
  /** Every place where the run of `length` words at `place` stands within a clause (a view, in no order). O(log n) comparisons. */
  placesOf(place: number, length: number): Int32Array;
}

/** Most slots of the table that counts beginnings. */
const MOST_SLOTS = 1 << 26;

/**
 * Maximal repeated runs of `shortest` to `longest` words that stand in at least two passages and cross no sentence,
 * colon or semicolon: none can be made longer without losing one of its places. Of a run of more than `longest` words only
 * the first so many are one. By sorting the places by what follows them
 * (a word suffix array, cut at `longest`) and walking the intervals of equal beginnings (Abouelhoda, Kurtz and Ohlebusch
 * 2004). Places whose first `shortest` words stand nowhere else are left out before sorting. O(n log n) comparisons.
 */
export function findRepeats(words: WordStream, shortest: number, longest: number): Repeats {
  const { stream, breaks } = words;
  const reach = reachOf(words, longest);
  const common = (a: number, b: number): number => {
    const most = Math.min(reach[a] ?? 0, reach[b] ?? 0);
    let k = 0;
    while (k < most && stream[a + k] === stream[b + k]) k++;
    return k;
  };
  const order = repeatedBeginnings(stream, reach, shortest);
  order.sort((a, b) => {
    const k = common(a, b);
    const nextA = k < (reach[a] ?? 0) ? (stream[a + k] ?? GAP) : GAP;
    const nextB = k < (reach[b] ?? 0) ? (stream[b + k] ?? GAP) : GAP;
    return nextA - nextB || a - b;
  });
  /** First position in `order` whose place begins with what is not before (`after`: what is after) the run. */
  const bound = (place: number, length: number, after: boolean): number => {
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = order[middle] ?? 0;
      const most = Math.min(length, reach[other] ?? 0);
      let k = 0;
      while (k < most && stream[other + k] === stream[place + k]) k++;
      const isBefore =
        k === length
          ? after
          : (k < (reach[other] ?? 0) ? (stream[other + k] ?? GAP) : GAP) < (stream[place + k] ?? GAP);
      if (isBefore) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    placesOf: (place, length) => order.subarray(bound(place, length, false), bound(place, length, true)),
    forEach: (visit) => {
      const open: { from: number; length: number }[] = [];
      for (let i = 1; i <= order.length; i++) {
        const length = i < order.length ? common(order[i - 1] ?? 0, order[i] ?? 0) : 0;
        let from = i - 1;
        while ((open.at(-1)?.length ?? 0) > length) {
          const interval = open.pop();
          if (interval === undefined) break;
          const places = order.subarray(interval.from, i);
          if (interval.length >= shortest && isLeftMaximal(places, stream, breaks) && inTwoPassages(places, words)) {
            visit(places, interval.length);
          }
          from = interval.from;
        }
        if (length > (open.at(-1)?.length ?? 0)) open.push({ from, length });
      }
    },
  };
}

/** Places from which at least `shortest` words go on, where those words stand at another place too; a few others by chance. */
function repeatedBeginnings(stream: Int32Array, reach: Uint8Array, shortest: number): Int32Array {
  const slots = Math.min(MOST_SLOTS, 2 ** Math.ceil(Math.log2(stream.length * 4 + 1)));
  const seen = createBytes(slots);
  const slotOf = (place: number): number => {
    let hash = 0;
    for (let k = 0; k < shortest; k++) hash = Math.imul(hash ^ (stream[place + k] ?? 0), 0x9e3779b1) ^ (hash >>> 15);
    return (hash ^ (hash >>> 13)) & (slots - 1);
  };
  let count = 0;
  for (let place = 0; place < stream.length; place++) {
    if ((reach[place] ?? 0) < shortest) continue;
    const slot = slotOf(place);
    // Counted up to two; at the second one both are to be kept.
    if (seen[slot] === 0) seen[slot] = 1;
    else {
      count += seen[slot] === 1 ? 2 : 1;
      seen[slot] = 2;
    }
  }
  const places = createInts(count);
  let next = 0;
  for (let place = 0; place < stream.length; place++) {
    if ((reach[place] ?? 0) >= shortest && seen[slotOf(place)] === 2) places[next++] = place;
  }
  return places;
}

/** For each place, the number of words up to the end of its clause, at most `longest`; 0 at passage ends. */
function reachOf({ stream, breaks }: WordStream, longest: number): Uint8Array {
  const reach = createBytes(stream.length);
  for (let place = stream.length - 1; place >= 0; place--) {
    if (stream[place] === GAP) continue;
    const ends = (breaks[place + 1] ?? BREAK.clause) >= BREAK.clause;
    reach[place] = ends ? 1 : Math.min(longest, (reach[place + 1] ?? 0) + 1);
  }
  return reach;
}

function isLeftMaximal(places: Int32Array, stream: Int32Array, breaks: Uint8Array): boolean {
  const before = (place: number): number =>
    (breaks[place] ?? BREAK.clause) >= BREAK.clause ? GAP : (stream[place - 1] ?? GAP);
  const first = before(places[0] ?? 0);
  return first === GAP || places.some((place) => before(place) !== first);
}

function inTwoPassages(places: Int32Array, { passagePlaces }: WordStream): boolean {
  const passageOf = (place: number): number => lastAtMost(passagePlaces, passagePlaces.length - 1, place);
  const first = passageOf(places[0] ?? 0);
  return places.some((place) => passageOf(place) !== first);
}
