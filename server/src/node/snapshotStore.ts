import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SnapshotStore } from '../platform/snapshotStore.js';

/** Bytes of the SHA-256 that a file begins with. */
const DIGEST = 32;

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
        await rename(temporary, fileOf(name));
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },

    remove: (name) => rm(fileOf(name), { force: true }),
  };
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
