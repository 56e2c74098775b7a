import { createDoubles, createInts, createScratch, newDoubles, type RoomFor } from './memory.js';

/** Runs. A stretch ends at a run whose hash says so, the first one after the shortest length, or at the longest length. */
const SHORTEST_STRETCH = 24;
const LONGEST_STRETCH = 96;
const ENDS_ONE_IN = 24;
/** Parts into which a stretch's hashes are dealt, a power of two; each leaves its smallest one in the sketch. */
const BINS = 8;
/** A hash of so many texts is a turn of phrase that everyone uses; the latest ones are enough. */
const MOST_OWNERS = 64;
/** Buckets that tell shared hashes from others; a power of two. */
const BUCKETS_PER_HASH = 4;
const scratch = createScratch(newDoubles);

/**
 * The sketch of a text given as the hashes of its runs in order: for every stretch of the text the smallest hash of each
 * bin (one-permutation MinHash: Li, Owen and Zhang, NIPS 2012). Stretches end where the text itself says so
 * (content-defined, as in Muthitacharoen, Chen and Mazieres, SOSP 2001), so that a page copied out of a long paper falls
 * into the same stretches there. Sorted, each hash once; about a fifth of the text's runs.
 */
export function sketchOf(hashes: Float64Array, roomFor: RoomFor = newDoubles): Float64Array {
  // As many stretches as there may be, and one that the text's end closes.
  const sketch = scratch(BINS * (Math.floor(hashes.length / SHORTEST_STRETCH) + 1));
  const least = new Float64Array(BINS).fill(Number.POSITIVE_INFINITY);
  let size = 0;
  let length = 0;
  const close = (): void => {
    for (let bin = 0; bin < BINS; bin++) {
      const hash = least[bin] ?? Number.POSITIVE_INFINITY;
      if (hash !== Number.POSITIVE_INFINITY) sketch[size++] = hash;
    }
    least.fill(Number.POSITIVE_INFINITY);
    length = 0;
  };
  for (let i = 0; i < hashes.length; i++) {
    const hash = hashes[i] ?? 0;
    const mixed = mix(hash);
    const bin = mixed & (BINS - 1);
    if (hash < (least[bin] ?? 0)) least[bin] = hash;
    length++;
    const mayEnd = length >= SHORTEST_STRETCH && (mixed >>> 8) % ENDS_ONE_IN === 0;
    if (mayEnd || length === LONGEST_STRETCH) close();
  }
  close();
  const found = distinct(sketch.subarray(0, size).sort());
  const kept = roomFor(found.length);
  kept.set(found);
  return kept;
}

/** The sorted numbers, each once. In place. */
export function distinct(sorted: Float64Array): Float64Array {
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[count++] = sorted[i] ?? 0;
  }
  return sorted.subarray(0, count);
}

/** A sketch among others: what of it the others may meet. */
export interface SharedSketch {
  /** Numbers of its hashes, the same in every sketch, without most of those that no other sketch holds. */
  readonly shared: Int32Array;
  /** Hashes of the whole sketch. */
  readonly sketchSize: number;
}

/** Looks at all sketches together: a hash that is of one text alone need not be looked up, and the others are numbered. Linear. */
export function shareSketches(sketches: readonly Float64Array[]): readonly SharedSketch[] {
  const size = sketches.reduce((sum, sketch) => sum + sketch.length, 0);
  const mask = BUCKETS_PER_HASH * 2 ** Math.ceil(Math.log2(size + 1)) - 1;
  // Two bits a bucket: met, and met again.
  const met = new Uint32Array((mask >> 4) + 1);
  let again = 0;
  for (const sketch of sketches) {
    for (let i = 0; i < sketch.length; i++) {
      const bucket = mix(sketch[i] ?? 0) & mask;
      const bits = met[bucket >> 4] ?? 0;
      const once = 1 << ((bucket & 15) << 1);
      if ((bits & once) !== 0) again++;
      met[bucket >> 4] = bits | ((bits & once) === 0 ? once : once << 1);
    }
  }
  // Each bucket that is met again is met once more than counted.
  const numbers = createNumbers(again * 2);
  // Most of it is never touched.
  const all = new Int32Array(size);
  let end = 0;
  return sketches.map((sketch) => {
    const from = end;
    for (let i = 0; i < sketch.length; i++) {
      const hash = sketch[i] ?? 0;
      const bucket = mix(hash) & mask;
      if ((((met[bucket >> 4] ?? 0) >>> ((bucket & 15) << 1)) & 2) !== 0) all[end++] = numbers.numberOf(hash);
    }
    return { shared: all.subarray(from, end), sketchSize: sketch.length };
  });
}

/** Numbers up to `most` different hashes in the order in which they are first asked for. */
function createNumbers(most: number): { numberOf(hash: number): number } {
  const mask = 2 * 2 ** Math.ceil(Math.log2(most + 1)) - 1;
  const hashes = createDoubles(mask + 1);
  // From one on; 0 where nothing stands.
  const numbers = createInts(mask + 1);
  let count = 0;
  return {
    numberOf(hash) {
      let slot = mix(hash) & mask;
      while (numbers[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & mask;
      if (numbers[slot] === 0) {
        hashes[slot] = hash;
        numbers[slot] = ++count;
      }
      return (numbers[slot] ?? 0) - 1;
    },
  };
}

/** Finds texts by the hashes that their sketches have in common. Texts are called by their position among all. */
export interface SketchTable {
  /** Lets the text be found. */
  add(text: number): void;
  /** The added texts that hold at least `share` (0 to 1) of this one's sketch and at least one hash of it, ascending. */
  meeting(text: number, share: number): readonly number[];
}

/**
 * An empty table for the texts that have these sketches. The buckets are bands of one row (banding: Leskovec,
 * Rajaraman and Ullman, Mining of Massive Datasets, ch. 3): a page resembles the paper it comes from too little for
 * longer bands, and what meets by chance is sorted out by the share and then by an exact comparison.
 */
export function createSketchTable(sketches: readonly SharedSketch[]): SketchTable {
  let [size, most] = [0, -1];
  for (const { shared } of sketches) {
    size += shared.length;
    for (let i = 0; i < shared.length; i++) most = Math.max(most, shared[i] ?? 0);
  }
  // Newest first: where the owners of each hash begin, and each owner beside the place of the next.
  const heads = createInts(most + 1).fill(-1);
  const owners = createInts(size * 2);
  const met = new Int32Array(sketches.length);
  let end = 0;
  return {
    add: (text) => {
      for (const hash of sketches[text]?.shared ?? []) {
        owners[end] = text;
        owners[end + 1] = heads[hash] ?? -1;
        heads[hash] = end;
        end += 2;
      }
    },
    meeting: (text, share) => {
      const found: number[] = [];
      for (const hash of sketches[text]?.shared ?? []) {
        let at = heads[hash] ?? -1;
        for (let owned = 0; at >= 0 && owned < MOST_OWNERS; owned++) {
          const owner = owners[at] ?? 0;
          const times = (met[owner] ?? 0) + 1;
          met[owner] = times;
          if (times === 1) found.push(owner);
          at = owners[at + 1] ?? -1;
        }
      }
      const least = share * (sketches[text]?.sketchSize ?? 0);
      const enough = found.filter((id) => (met[id] ?? 0) >= least).sort((a, b) => a - b);
      for (const id of found) met[id] = 0;
      return enough;
    },
  };
}

/** 32 evenly spread bits of a hash of up to 53. */
function mix(hash: number): number {
  let mixed = (hash >>> 0) ^ Math.imul(Math.floor(hash / 0x100000000), 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
