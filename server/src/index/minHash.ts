import { createDoubles, createInts } from './memory.js';

/** Runs. A stretch ends at a run whose hash says so, the first one after the shortest length, or at the longest length. */
const SHORTEST_STRETCH = 24;
const LONGEST_STRETCH = 96;
const ENDS_ONE_IN = 24;
/** Parts into which a stretch's hashes are dealt; each leaves its smallest one in the sketch. */
const BINS = 8;
/** A hash of so many texts is a turn of phrase that everyone uses; the latest ones are enough. */
const MOST_OWNERS = 64;

/**
 * The sketch of a text given as the hashes of its runs in order: for every stretch of the text the smallest hash of each
 * bin (one-permutation MinHash: Li, Owen and Zhang, NIPS 2012). Stretches end where the text itself says so
 * (content-defined, as in Muthitacharoen, Chen and Mazieres, SOSP 2001), so that a page copied out of a long paper falls
 * into the same stretches there. Sorted, each hash once; about a fifth of the text's runs.
 */
export function sketchOf(hashes: Float64Array): Float64Array {
  const sketch = new Set<number>();
  const least = new Float64Array(BINS).fill(Number.POSITIVE_INFINITY);
  let length = 0;
  const close = (): void => {
    for (const hash of least) if (hash !== Number.POSITIVE_INFINITY) sketch.add(hash);
    least.fill(Number.POSITIVE_INFINITY);
    length = 0;
  };
  for (const hash of hashes) {
    const mixed = mix(hash);
    const bin = mixed % BINS;
    if (hash < (least[bin] ?? 0)) least[bin] = hash;
    length++;
    const mayEnd = length >= SHORTEST_STRETCH && (mixed >>> 8) % ENDS_ONE_IN === 0;
    if (mayEnd || length === LONGEST_STRETCH) close();
  }
  close();
  return Float64Array.from(sketch).sort();
}

/** Finds texts by the hashes that their sketches have in common. */
export interface SketchTable {
  /** Adds the text that is called `id`. */
  add(id: number, sketch: Float64Array): void;
  /** Ids of the added texts that hold at least `share` (0 to 1) of the sketch and at least one hash of it, ascending. */
  meeting(sketch: Float64Array, share: number): readonly number[];
}

/**
 * An empty table for so many hashes in all and ids below `ids`. The buckets are bands of one row (banding: Leskovec,
 * Rajaraman and Ullman, Mining of Massive Datasets, ch. 3): a page resembles the paper it comes from too little for
 * longer bands, and what meets by chance is sorted out by the share and then by an exact comparison.
 */
export function createSketchTable(hashes: number, ids: number): SketchTable {
  const mask = 2 ** Math.ceil(Math.log2(hashes + 1)) - 1;
  const heads = createInts(mask + 1).fill(-1);
  const nexts = createInts(hashes);
  const owners = createInts(hashes);
  const keys = createDoubles(hashes);
  const met = new Int32Array(ids);
  let size = 0;
  return {
    add: (id, sketch) => {
      for (const hash of sketch) {
        const bucket = mix(hash) & mask;
        keys[size] = hash;
        owners[size] = id;
        nexts[size] = heads[bucket] ?? -1;
        heads[bucket] = size++;
      }
    },
    meeting: (sketch, share) => {
      const found: number[] = [];
      for (const hash of sketch) {
        let owned = 0;
        for (let at = heads[mix(hash) & mask] ?? -1; at >= 0 && owned < MOST_OWNERS; at = nexts[at] ?? -1) {
          if (keys[at] !== hash) continue;
          owned++;
          const owner = owners[at] ?? 0;
          const times = (met[owner] ?? 0) + 1;
          met[owner] = times;
          if (times === 1) found.push(owner);
        }
      }
      const enough = found.filter((id) => (met[id] ?? 0) >= share * sketch.length).sort((a, b) => a - b);
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
