import type { IndexData } from './indexData.js';
import { createBytes } from './memory.js';

/** Counts up whenever the meaning of a stored index changes. */
export const SNAPSHOT_FORMAT = 11;

const ARRAYS = { Uint8Array, Uint16Array, Int32Array, Float64Array } as const;
/** Bytes; every array starts at a multiple of it, so that it can be looked at where it lies. */
const ALIGNMENT = 8;
const MARK = 'AIDE-MEMOIRE INDEX';

/** Stands in the header for an array that follows it. */
interface StoredArray {
  readonly $array: keyof typeof ARRAYS;
  readonly at: number;
  readonly length: number;
}

/** What a snapshot holds besides the index: whatever its writer needs to tell whether it still holds. JSON. */
export type SnapshotStamp = Readonly<Record<string, unknown>>;

interface Header {
  readonly format: number;
  readonly stamp: SnapshotStamp;
  readonly data: unknown;
  /** Bytes of all arrays. */
  readonly arrays: number;
}

/** An index as the parts of a file, in order. The arrays are not copied. */
export function writeSnapshot(data: IndexData, stamp: SnapshotStamp): readonly Uint8Array[] {
  const arrays: Uint8Array[] = [];
  let at = 0;
  const replaced = replaceArrays(data, (name, array) => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    const stored: StoredArray = { $array: name, at, length: array.length };
    const filler = (ALIGNMENT - (bytes.length % ALIGNMENT)) % ALIGNMENT;
    arrays.push(bytes, new Uint8Array(filler));
    at += bytes.length + filler;
    return stored;
  });
  const header: Header = { format: SNAPSHOT_FORMAT, stamp, data: replaced, arrays: at };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const opening = new TextEncoder().encode(`${MARK}\n${text.length}\n`);
  const filler = (ALIGNMENT - ((opening.length + text.length) % ALIGNMENT)) % ALIGNMENT;
  return [opening, text, new Uint8Array(filler).fill(32), ...arrays];
}

/** The index that the file holds, its arrays looked at where they lie in `file`; `undefined` when it is none of this format. */
export function readSnapshot(file: Uint8Array): { data: IndexData; stamp: SnapshotStamp } | undefined {
  const lead = new TextDecoder('latin1').decode(file.slice(0, MARK.length + 32));
  const opening = new RegExp(`^${MARK}\\n(\\d{1,15})\\n`).exec(lead);
  if (opening === null) return undefined;
  const start = opening[0].length;
  const end = start + Number(opening[1]);
  if (end > file.length) return undefined;
  const base = Math.ceil(end / ALIGNMENT) * ALIGNMENT;
  const header = parseHeader(new TextDecoder().decode(file.slice(start, end)));
  if (header?.format !== SNAPSHOT_FORMAT || file.length !== base + header.arrays) return undefined;
  let whole = true;
  const data = restoreArrays(header.data, ({ $array, at, length }) => {
    const kind = ARRAYS[$array];
    const offset = base + at;
    const isPlaced = isCount(at) && isCount(length) && at % ALIGNMENT === 0;
    if (kind === undefined || !isPlaced || offset + length * kind.BYTES_PER_ELEMENT > file.length) {
      whole = false;
      return new Uint8Array();
    }
    return new kind(file.buffer as ArrayBuffer, file.byteOffset + offset, length);
  });
  return whole ? { data: data as IndexData, stamp: header.stamp } : undefined;
}

/** Memory into which a snapshot of so many bytes can be read so that threads share it. */
export function snapshotMemory(bytes: number): Uint8Array {
  return createBytes(bytes);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

type AnyArray = Uint8Array | Uint16Array | Int32Array | Float64Array;

function replaceArrays(value: unknown, replace: (name: keyof typeof ARRAYS, array: AnyArray) => StoredArray): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const [name, kind] of Object.entries(ARRAYS)) {
    if (value instanceof kind) return replace(name as keyof typeof ARRAYS, value);
  }
  if (Array.isArray(value)) return value.map((each) => replaceArrays(each, replace));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaceArrays(each, replace)]));
}

function restoreArrays(value: unknown, restore: (stored: StoredArray) => AnyArray): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('$array' in value) return restore(value as StoredArray);
  if (Array.isArray(value)) return value.map((each) => restoreArrays(each, restore));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, restoreArrays(each, restore)]));
}

function parseHeader(text: string): Header | undefined {
  try {
    return JSON.parse(text) as Header;
  } catch {
    return undefined;
  }
}
