import type { Span } from '../../text/span.js';
import { t } from '../../util/l10n.js';
import type { ReadLimits } from '../formats.js';
import { unfoldsTooFar } from '../overLimit.js';

/** A file that cannot be read; the message says what is wrong and what to do, in words for a drafter. */
export class Unreadable extends Error {}

/** A zip archive that is read part by part. */
export interface Archive {
  readonly part: PartReader;
  readonly names: ReadonlySet<string>;
}

/** Takes a part of the archive out by its name; `undefined` when there is none of that name. Throws `Unreadable`. */
export type PartReader = (name: string) => Uint8Array | undefined;

/** A part as the archive's directory lists it. */
export interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly headerAt: number;
  /** Where the directory's entry starts and ends. */
  readonly listed: Span;
}

/** What the records of an archive begin with. */
export const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
export const LOCAL_HEADER = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const LONGEST_COMMENT = 0xffff;
/** Deflate unfolds at most about a thousandfold, so one slice never makes more than some 16 MB at a time. */
const SLICE = 16_384;

export const CUT_SHORT = t(
  'it is cut short or damaged. Get the whole file again, or open it in Word, let Word repair it and save it as .docx.',
);

/**
 * Opens a zip archive for reading single parts (PKWARE's APPNOTE 4.3). All parts together unfold to `limits.unfoldedBytes`
 * at most: a part that declares more is not opened, and one that lies is stopped while it unfolds. Throws `Unreadable`.
 */
export async function openZip(bytes: Uint8Array, limits: ReadLimits): Promise<Archive> {
  const { Inflate } = await import('fflate');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = new Map(readDirectory(bytes, view).map((entry) => [entry.name.toLowerCase(), entry]));
  let left = limits.unfoldedBytes;
  const part: PartReader = (name) => {
    const entry = entries.get(name.toLowerCase());
    if (entry === undefined) return undefined;
    if (entry.unpacked > left) throw new Unreadable(unfoldsTooFar(limits));
    const packed = packedBytes(bytes, view, entry);
    if (entry.method === STORED) {
      left -= packed.length;
      if (left < 0) throw new Unreadable(unfoldsTooFar(limits));
      return packed;
    }
    if (entry.method !== DEFLATED) throw new Unreadable(CUT_SHORT);
    const chunks: Uint8Array[] = [];
    let size = 0;
    const inflate = new Inflate((chunk) => {
      size += chunk.length;
      if (size > left) throw new Unreadable(unfoldsTooFar(limits));
      chunks.push(chunk);
    });
    try {
      for (let at = 0; at < packed.length; at += SLICE) {
        inflate.push(packed.subarray(at, at + SLICE), at + SLICE >= packed.length);
      }
    } catch (error) {
      throw error instanceof Unreadable ? error : new Unreadable(CUT_SHORT);
    }
    if (size !== entry.unpacked) throw new Unreadable(CUT_SHORT);
    left -= size;
    return joined(chunks, size);
  };
  return { part, names: new Set([...entries.values()].map(({ name }) => name)) };
}

/** The archive's own list of its parts. Their names are compared without regard to case. Throws `Unreadable`. */
export function readDirectory(bytes: Uint8Array, view: DataView): readonly Entry[] {
  const entries: Entry[] = [];
  const end = endOfDirectory(view);
  if (end === undefined) throw new Unreadable(CUT_SHORT);
  let at = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count > 0; count--) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new Unreadable(CUT_SHORT);
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const listedEnd = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (listedEnd > end) throw new Unreadable(CUT_SHORT);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, nameEnd)),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      headerAt: view.getUint32(at + 42, true),
      listed: { start: at, end: listedEnd },
    });
    at = listedEnd;
  }
  return entries;
}

function endOfDirectory(view: DataView): number | undefined {
  const last = view.byteLength - 22;
  for (let at = last; at >= 0 && at >= last - LONGEST_COMMENT; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  return undefined;
}

/** A part as it is packed. Throws `Unreadable`. */
export function packedBytes(bytes: Uint8Array, view: DataView, entry: Entry): Uint8Array {
  const { headerAt, packed } = entry;
  if (headerAt + 30 > bytes.length || view.getUint32(headerAt, true) !== LOCAL_HEADER) throw new Unreadable(CUT_SHORT);
  const start = headerAt + 30 + view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true);
  if (start + packed > bytes.length) throw new Unreadable(CUT_SHORT);
  return bytes.subarray(start, start + packed);
}

/** The chunks one after the other. `size`: that of all. */
export function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
