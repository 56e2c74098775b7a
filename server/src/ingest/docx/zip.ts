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
interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly headerAt: number;
  /** Where the directory's entry starts and ends. */
  readonly listed: Span;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const LONGEST_COMMENT = 0xffff;
/** Of the dates that an archive can name; whose clock it is told by is nobody's business. */
const EARLIEST = new Date(1980, 0, 1);
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

/** The archive's own list of its parts. Their names are compared without regard to case. */
function readDirectory(bytes: Uint8Array, view: DataView): readonly Entry[] {
  const entries: Entry[] = [];
  const end = endOfDirectory(view);
  if (end === undefined) throw new Unreadable(CUT_SHORT);
  let at = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count > 0; count--) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new Unreadable(CUT_SHORT);
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const listedEnd = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
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

function packedBytes(bytes: Uint8Array, view: DataView, entry: Entry): Uint8Array {
  const { headerAt, packed } = entry;
  if (headerAt + 30 > bytes.length || view.getUint32(headerAt, true) !== LOCAL_HEADER) throw new Unreadable(CUT_SHORT);
  const start = headerAt + 30 + view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true);
  if (start + packed > bytes.length) throw new Unreadable(CUT_SHORT);
  return bytes.subarray(start, start + packed);
}

/**
 * The archive with these parts in the place of those of the same name, or behind all others. Whatever else is in it is not
 * even unfolded: it stays as it is packed, in the same order. Throws `Unreadable`.
 */
export async function replaceParts(bytes: Uint8Array, parts: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const { zipSync } = await import('fflate');
  const packed = zipSync(Object.fromEntries(parts), { mtime: EARLIEST });
  const [old, made] = [bytes, packed].map((archive) => {
    const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
    return readDirectory(archive, view).map((entry) => ({ archive, view, entry }));
  }) as [Packed[], Packed[]];
  const key = ({ entry }: Packed): string => entry.name.toLowerCase();
  const byName = new Map(made.map((part) => [key(part), part]));
  const names = new Set(old.map(key));
  // Entries that share their bytes would make an archive without end.
  if (old.reduce((sum, { entry }) => sum + entry.packed, 0) > bytes.length) throw new Unreadable(CUT_SHORT);
  return joinArchive([
    ...old.map((part) => byName.get(key(part)) ?? part),
    ...made.filter((part) => !names.has(key(part))),
  ]);
}

/** An entry and the archive that it is in. */
interface Packed {
  readonly archive: Uint8Array;
  readonly view: DataView;
  readonly entry: Entry;
}

/** Sizes and sum of a part stand in its header, not behind it. */
const SIZES_BEHIND = 0b1000;

function joinArchive(parts: readonly Packed[]): Uint8Array {
  const chunks: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let size = 0;
  const add = (chunk: Uint8Array): void => {
    chunks.push(chunk);
    size += chunk.length;
  };
  for (const { archive, view, entry } of parts) {
    // Not `slice`: that of Node's own buffers does not copy.
    const listed = new Uint8Array(archive.subarray(entry.listed.start, entry.listed.end));
    const listedView = new DataView(listed.buffer);
    listedView.setUint16(8, listedView.getUint16(8, true) & ~SIZES_BEHIND, true);
    listedView.setUint32(42, size, true);
    directory.push(listed);
    const nameLength = listedView.getUint16(28, true);
    // The header is made of the directory's entry: versions, flags, method, time, sum, sizes and the name's length.
    const header = new Uint8Array(30 + nameLength);
    new DataView(header.buffer).setUint32(0, LOCAL_HEADER, true);
    header.set(listed.subarray(6, 30), 4);
    header.set(listed.subarray(46, 46 + nameLength), 30);
    add(header);
    add(packedBytes(archive, view, entry));
  }
  const directoryAt = size;
  directory.forEach(add);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, END_OF_DIRECTORY, true);
  end.setUint16(8, parts.length, true);
  end.setUint16(10, parts.length, true);
  end.setUint32(12, size - directoryAt, true);
  end.setUint32(16, directoryAt, true);
  add(new Uint8Array(end.buffer));
  return joined(chunks, size);
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
