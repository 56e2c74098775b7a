import { randomUUID } from 'node:crypto';
import { chmod, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A file that has not been written to for so long was left by a writer that has ended. Milliseconds. */
const LEFT_AFTER = 60_000;
const DRAFT_NAME = /^\.aide-memoire-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** A name in the folder that nobody else has. Hidden, so that no reading of the folder takes it for a document. */
export function draftIn(folder: string): string {
  return join(folder, `.aide-memoire-${randomUUID()}`);
}

/**
 * Writes the content into a file beside `target`, for `put` to give it its name, and takes away what is left of it and of
 * what writers that have ended left there. `mode`: who may read and write it; as for any new file when absent.
 */
export async function writeBeside<T>(
  target: string,
  content: Uint8Array | string,
  mode: number | undefined,
  put: (draft: string) => Promise<T>,
): Promise<T> {
  const draft = draftIn(dirname(target));
  try {
    await writeFile(draft, content, { flag: 'wx', flush: true, ...(mode === undefined ? {} : { mode }) });
    // The process may take some of it away from whatever it makes; some drives know no modes at all.
    if (mode !== undefined) await chmod(draft, mode).catch(() => undefined);
    await removeLeft(draft, (name) => DRAFT_NAME.test(name));
    return await put(draft);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Puts the content in the file's place as a whole; a pipe or a device is written into. Rejects when it cannot be written. */
export async function replaceFile(path: string, content: Uint8Array | string): Promise<void> {
  // A link stays a link: what it leads to is replaced.
  const target = await realpath(path).catch(() => path);
  const before = await stat(target).catch(() => undefined);
  if (before !== undefined && !before.isFile()) return writeFile(path, content);
  return writeBeside(target, content, before?.mode, (draft) => rename(draft, target));
}

/**
 * Takes away what writers that have ended left in the folder of `own`, a file just written. `isTheirs` knows such files by
 * name. Never rejects.
 */
export async function removeLeft(own: string, isTheirs: (name: string) => boolean): Promise<void> {
  const folder = dirname(own);
  try {
    // The drive's own time: that of this machine may differ from it, and may have been set.
    const { mtimeMs: now } = await stat(own);
    for (const name of (await readdir(folder)).filter(isTheirs)) {
      const left = join(folder, name);
      const { mtimeMs } = await stat(left);
      if (Math.abs(now - mtimeMs) > LEFT_AFTER) await rm(left, { force: true });
    }
  } catch {
    // Somebody else was faster, or nobody may: the next writer tries again.
  }
}
