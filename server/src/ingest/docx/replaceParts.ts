import {
  CUT_SHORT,
  END_OF_DIRECTORY,
  type Entry,
  joined,
  LOCAL_HEADER,
  packedBytes,
  readDirectory,
  Unreadable,
} from './zip.js';

/** Of the dates that an archive can name, so that the same parts give the same archive. */
const EARLIEST = new Date(1980, 0, 1);
/** Flag of a part whose sizes and sum stand behind it instead of in its header. */
const SIZES_BEHIND = 0b1000;

/** An entry and the archive that it is in. */
interface Packed {
  readonly archive: Uint8Array;
  readonly view: DataView;
  readonly entry: Entry;
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
  // What has a name that no object can have is not made.
  if (made.length < parts.size) throw new Unreadable(CUT_SHORT);
  // Entries that share their bytes would make an archive without end.
  if (old.reduce((sum, { entry }) => sum + entry.packed, 0) > bytes.length) throw new Unreadable(CUT_SHORT);
  return joinArchive([
    ...old.map((part) => byName.get(key(part)) ?? part),
    ...made.filter((part) => !names.has(key(part))),
  ]);
}

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
