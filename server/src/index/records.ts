import type { DocumentRecord } from '../ingest/corpusDocument.js';
import type { RecordData } from './indexData.js';
import { createBytes, createScratch, shared } from './memory.js';

/** The records as bytes, in the order given. */
export function packRecords(records: readonly DocumentRecord[]): RecordData {
  const encoder = new TextEncoder();
  const packed = records.map(({ id, uri, metadata }) => encoder.encode(JSON.stringify({ id, uri, metadata })));
  const offsets = [0];
  for (const each of packed) offsets.push((offsets.at(-1) ?? 0) + each.length);
  const bytes = createBytes(offsets.at(-1) ?? 0);
  packed.forEach((each, i) => bytes.set(each, offsets[i]));
  return { bytes, offsets: shared(offsets) };
}

/** Number of records. */
export function recordCount({ offsets }: RecordData): number {
  return offsets.length - 1;
}

/** The record at a position below `recordCount`. Read out of the bytes at each call. */
export function recordAt({ bytes, offsets }: RecordData, position: number): DocumentRecord {
  const stored = bytes.subarray(offsets[position], offsets[position + 1]);
  const own = scratch(stored.length);
  own.set(stored);
  return JSON.parse(DECODER.decode(own)) as DocumentRecord;
}

/** All records, in order. Linear. */
export function recordsOf(data: RecordData): readonly DocumentRecord[] {
  return Array.from({ length: recordCount(data) }, (_, position) => recordAt(data, position));
}

/** Positions of the records by their URIs. Linear the first time, then kept as long as the data. */
export function positionsByUri(data: RecordData): ReadonlyMap<string, number> {
  const known = positions.get(data);
  if (known !== undefined) return known;
  const found = new Map(recordsOf(data).map(({ uri }, position) => [uri, position]));
  positions.set(data, found);
  return found;
}

const DECODER = new TextDecoder();
/** No decoder reads memory that threads share. */
const scratch = createScratch((length) => new Uint8Array(length));
const positions = new WeakMap<RecordData, ReadonlyMap<string, number>>();
