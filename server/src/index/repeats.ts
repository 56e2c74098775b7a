import { BREAK, GAP, type Postings, passageAt } from './postings.js';

/** A run of words that stands at several places and cannot be made longer without losing one of them. */
export interface Repeat {
  /** One of its places in the stream. */
  readonly place: number;
  readonly length: number;
}

/**
 * Maximal repeated runs of `shortest` to `longest` words that stand in at least two passages and cross no sentence,
 * colon or semicolon. By sorting the places by what follows them (a word suffix array, cut at `longest`) and walking
 * the intervals of equal beginnings (Abouelhoda, Kurtz and Ohlebusch 2004). O(n log n) comparisons.
 */
export function findRepeats(postings: Postings, shortest: number, longest: number): Repeat[] {
  const { stream, breaks } = postings;
  const reach = reachOf(postings, longest);
  const common = (a: number, b: number): number => {
    const most = Math.min(reach[a] ?? 0, reach[b] ?? 0);
    let k = 0;
    while (k < most && stream[a + k] === stream[b + k]) k++;
    return k;
  };
  const order = Int32Array.from([...stream.keys()].filter((place) => (reach[place] ?? 0) >= shortest));
  order.sort((a, b) => {
    const k = common(a, b);
    const nextA = k < (reach[a] ?? 0) ? (stream[a + k] ?? GAP) : GAP;
    const nextB = k < (reach[b] ?? 0) ? (stream[b + k] ?? GAP) : GAP;
    return nextA - nextB || a - b;
  });
  const repeats: Repeat[] = [];
  const keep = (from: number, to: number, length: number): void => {
    const places = order.subarray(from, to);
    if (length >= shortest && isLeftMaximal(places, stream, breaks) && inTwoPassages(places, postings)) {
      repeats.push({ place: Math.min(...places.subarray(0, 64)), length });
    }
  };
  const open: { from: number; length: number }[] = [];
  for (let i = 1; i <= order.length; i++) {
    const length = i < order.length ? common(order[i - 1] ?? 0, order[i] ?? 0) : 0;
    let from = i - 1;
    while ((open.at(-1)?.length ?? 0) > length) {
      const interval = open.pop();
      if (interval === undefined) break;
      keep(interval.from, i, interval.length);
      from = interval.from;
    }
    if (length > (open.at(-1)?.length ?? 0)) open.push({ from, length });
  }
  return repeats;
}

/** For each place, the number of words up to the end of its clause, at most `longest`; 0 at passage ends. */
function reachOf(postings: Postings, longest: number): Uint8Array {
  const { stream, breaks } = postings;
  const reach = new Uint8Array(stream.length);
  for (let place = stream.length - 1; place >= 0; place--) {
    if (stream[place] === GAP) continue;
    const ends = (breaks[place + 1] ?? BREAK.sentence) >= BREAK.clause;
    reach[place] = ends ? 1 : Math.min(longest, (reach[place + 1] ?? 0) + 1);
  }
  return reach;
}

function isLeftMaximal(places: Int32Array, stream: Int32Array, breaks: Uint8Array): boolean {
  const before = (place: number): number =>
    (breaks[place] ?? BREAK.sentence) >= BREAK.clause ? GAP : (stream[place - 1] ?? GAP);
  const first = before(places[0] ?? 0);
  return first === GAP || places.some((place) => before(place) !== first);
}

function inTwoPassages(places: Int32Array, postings: Postings): boolean {
  const first = passageAt(postings, places[0] ?? 0);
  return places.some((place) => passageAt(postings, place) !== first);
}
