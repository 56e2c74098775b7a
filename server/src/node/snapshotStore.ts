import { createHash, randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PieceReader, SnapshotStore } from '../platform/snapshotStore.js';
import { t } from '../util/l10n.js';
import { removeLeft } from './wholeFile.js';

/** Bytes of the SHA-256 that a file begins with. */
const DIGEST = 32;
/** Names of snapshots, and of what is being written. */
const OURS = /\.(?:index|part)$/;
/** Bytes that are read at once where not all of them are to be held. */
const CHUNK = 1 << 18;
const PART_NAME = /\.part$/;

/** Snapshots as files of a folder, which is made when the first one is written. Only the user may read them. */
export function createSnapshotStore(folder: string): SnapshotStore {
  const fileOf = (name: string): string => join(folder, `${name}.index`);
  return {
    async read(name) {
      try {
        const file = await readShared(fileOf(name));
        const content = file.subarray(DIGEST);
        const digest = createHash('sha256').update(content).digest();
        return digest.equals(file.subarray(0, DIGEST)) ? content : undefined;
      } catch {
        return undefined;
      }
    },

    async write(name, parts) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const temporary = join(folder, `${name}.${randomUUID()}.part`);
      const digest = createHash('sha256');
      for (const part of parts) digest.update(part);
      try {
        const file = await open(temporary, 'wx', 0o600);
        try {
          for (const part of [digest.digest(), ...parts]) await writeWhole(file, part);
          await file.sync();
        } finally {
          await file.close();
        }
        await removeLeft(temporary, (each) => PART_NAME.test(each));
        await rename(temporary, fileOf(name));
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },

    remove: (name) => rm(fileOf(name), { force: true }),

    async clear() {
      const names = await readdir(folder).catch(() => []);
      await Promise.all(names.filter((name) => OURS.test(name)).map((name) => rm(join(folder, name), { force: true })));
    },

    // Windows replaces no file that is open.
    ...(process.platform === 'win32'
      ? {}
      : {
          inPlace: {
            digestOf: (name) => wholeDigest(fileOf(name)).catch(() => undefined),
            open: (name, digest) => openInPlace(fileOf(name), digest),
          },
        }),
  };
}

/** SHA-256 of the content, hexadecimal; `undefined` when it is not what the file begins with. */
async function wholeDigest(path: string): Promise<string | undefined> {
  const file = await open(path, 'r');
  try {
    const stored = Buffer.alloc(DIGEST);
    await file.read(stored, 0, DIGEST, 0);
    const hash = createHash('sha256');
    const chunk = Buffer.alloc(CHUNK);
    for (let at = DIGEST; ; ) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK, at);
      if (bytesRead === 0) break;
      hash.update(chunk.subarray(0, bytesRead));
      at += bytesRead;
    }
    const digest = hash.digest();
    return digest.equals(stored) ? digest.toString('hex') : undefined;
  } finally {
    await file.close();
  }
}

/** Closes files whose readers nobody holds any more. */
const abandoned = new FinalizationRegistry<number>((file) => closeSync(file));

function openInPlace(path: string, digest: string): PieceReader | undefined {
  try {
    const file = openSync(path, 'r');
    const read: PieceReader = (from, to, into = new Uint8Array(to - from)) => readPiece(file, DIGEST + from, into);
    abandoned.register(read, file);
    // The content was compared when it was written or found: by this it is known to be the same.
    return Buffer.from(readPiece(file, 0, new Uint8Array(DIGEST))).toString('hex') === digest ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Fills the bytes with those of the file from `at` on. */
function readPiece(file: number, at: number, bytes: Uint8Array): Uint8Array {
  for (let filled = 0; filled < bytes.length; ) {
    const bytesRead = readSync(file, bytes, filled, bytes.length - filled, at + filled);
    if (bytesRead === 0) throw new Error(t('what was kept of the record has become shorter; rebuild the index'));
    filled += bytesRead;
  }
  return bytes;
}

type FileHandle = Awaited<ReturnType<typeof open>>;

async function readShared(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const bytes = new Uint8Array(new SharedArrayBuffer(size));
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(bytes, at, size - at, at);
      if (bytesRead === 0) throw new Error('the file became shorter');
      at += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}

async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at);
    at += bytesWritten;
  }
}
