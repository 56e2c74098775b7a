import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type FileSystem, FileTooLarge } from '../platform/host.js';
import { WITHOUT_WAITING } from './fileSystem.js';
import { checkWithin } from './within.js';

/**
 * This machine's files, for a thread with nothing else to do while it reads one: it stands still instead of going through
 * the system's queue five times a file.
 */
export const BLOCKING_FILES: Pick<FileSystem, 'readFile'> = {
  readFile: async (uri, maxBytes = Number.POSITIVE_INFINITY, within) => {
    const path = fileURLToPath(uri);
    const file = openSync(path, WITHOUT_WAITING);
    try {
      if (within !== undefined) checkWithin(file, path, within);
      return readWhole(file, maxBytes);
    } finally {
      closeSync(file);
    }
  },
};

function readWhole(file: number, maxBytes: number): Uint8Array {
  const found = fstatSync(file);
  if (!found.isFile()) throw new Error('This is not a regular file.');
  if (found.size > maxBytes) throw new FileTooLarge(found.size);
  // A file may grow while it is read; room for one byte more shows whether it ended.
  let bytes = new Uint8Array(found.size + 1);
  let filled = 0;
  for (;;) {
    const bytesRead = readSync(file, bytes, filled, bytes.length - filled, null);
    if (bytesRead === 0) return bytes.subarray(0, filled);
    filled += bytesRead;
    if (filled > maxBytes) throw new FileTooLarge(filled);
    if (filled < bytes.length) continue;
    const larger = new Uint8Array(Math.min(bytes.length * 2, maxBytes + 1));
    larger.set(bytes);
    bytes = larger;
  }
}
