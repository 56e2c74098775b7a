import { constants } from 'node:fs';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type DirectoryEntry, type FileSystem, FileTooLarge } from '../platform/host.js';
import { checkWithin } from './within.js';

/** Opening a pipe that nobody writes to would wait for ever; Windows has no such flag and no such files. */
export const WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The machine's own files. */
export function createNodeFileSystem(): FileSystem {
  return {
    async readFile(uri, maxBytes = Number.POSITIVE_INFINITY, within) {
      const path = fileURLToPath(uri);
      const file = await open(path, WITHOUT_WAITING);
      try {
        if (within !== undefined) checkWithin(file.fd, path, within);
        return await readWhole(file, maxBytes);
      } finally {
        await file.close();
      }
    },
    async readDirectory(uri) {
      const entries = await readdir(fileURLToPath(uri), { withFileTypes: true });
      const named = entries.map(async (entry): Promise<DirectoryEntry> => {
        if (entry.isDirectory()) return { name: entry.name, kind: 'directory' };
        if (entry.isFile()) return { name: entry.name, kind: 'file' };
        if (!entry.isSymbolicLink()) return { name: entry.name, kind: 'other' };
        return { name: entry.name, kind: await kindOfLink(new URL(encodeURIComponent(entry.name), `${uri}/`)) };
      });
      return (await Promise.all(named)).sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}

async function readWhole(file: FileHandle, maxBytes: number): Promise<Uint8Array> {
  const found = await file.stat();
  if (!found.isFile()) throw new Error('This is not a regular file.');
  if (found.size > maxBytes) throw new FileTooLarge(found.size);
  // A file may grow while it is read; room for one byte more shows whether it ended.
  let bytes = new Uint8Array(found.size + 1);
  let filled = 0;
  for (;;) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled);
    if (bytesRead === 0) return bytes.subarray(0, filled);
    filled += bytesRead;
    if (filled > maxBytes) throw new FileTooLarge(filled);
    if (filled < bytes.length) continue;
    const larger = new Uint8Array(Math.min(bytes.length * 2, maxBytes + 1));
    larger.set(bytes);
    bytes = larger;
  }
}

async function kindOfLink(target: URL): Promise<DirectoryEntry['kind']> {
  try {
    const found = await stat(target);
    if (found.isDirectory()) return 'folder-link';
    return found.isFile() ? 'file' : 'other';
  } catch {
    return 'broken-link';
  }
}
