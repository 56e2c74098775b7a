import {
  chmod,
  copyFile,
  constants,
  link,
  mkdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { FileWriter } from '../platform/host.js';
import { checkBelow } from './within.js';

/** How long a writer may hold a file's turn; one that takes longer has ended before it could give it back. Milliseconds. */
const LONGEST_TURN = 10_000;
const BETWEEN_TRIES = 20;
/** What is new is made for the user alone, since it may quote what others must not read. Windows goes by the folder's rights. */
const FOLDER = { recursive: true, mode: 0o700 };
const FILE = { flag: 'wx', flush: true, mode: 0o600 };

/** Writes this machine's files. What it makes, the user alone may read; a file that is there stays as open as it is. */
export function createNodeFileWriter(): FileWriter {
  return {
    async createFile(uri, content) {
      const target = fileURLToPath(uri);
      const folder = dirname(target);
      await mkdir(folder, FOLDER);
      // Hidden, so that no reading of the folder takes it for a document.
      const draft = join(folder, `.aide-memoire-${crypto.randomUUID()}`);
      try {
        await writeFile(draft, content, FILE);
        return await putInPlace(draft, target);
      } finally {
        await rm(draft, { force: true });
      }
    },
    async updateFile(uri, change, within) {
      const named = fileURLToPath(uri);
      await mkdir(dirname(named), FOLDER);
      const folder = await realpath(dirname(named));
      // A link stays a link: what it leads to is replaced. One that leads nowhere is replaced itself.
      const target = await realpath(named).catch(() => join(folder, basename(named)));
      if (within !== undefined) checkBelow(target, await realpath(fileURLToPath(within)));
      await inTurn(target, async () => {
        let isReplaced = false;
        while (!isReplaced) {
          const before = await contentOf(target);
          const after = change(before);
          if (after === undefined) return;
          isReplaced = await replace(target, before, after);
        }
      });
    },
  };
}

/** Does the work while no other writer of this product works on the file. */
async function inTurn(target: string, work: () => Promise<void>): Promise<void> {
  const lock = join(dirname(target), `.aide-memoire-${basename(target)}.lock`);
  for (;;) {
    try {
      await writeFile(lock, '', { flag: 'wx' });
      break;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      const since = await stat(lock).then(({ mtimeMs }) => mtimeMs, Date.now);
      if (Date.now() - since > LONGEST_TURN) await rm(lock, { force: true });
      else await wait(BETWEEN_TRIES);
    }
  }
  try {
    await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** `false` when the file is no longer what it was: an editor has saved it meanwhile. */
async function replace(target: string, before: Uint8Array | undefined, after: Uint8Array): Promise<boolean> {
  const draft = join(dirname(target), `.aide-memoire-${crypto.randomUUID()}`);
  try {
    const mode = await stat(target).then(
      (found) => found.mode,
      () => FILE.mode,
    );
    await writeFile(draft, after, { ...FILE, mode });
    // The process may take bits off whatever it makes; some drives know no modes at all.
    await chmod(draft, mode).catch(() => undefined);
    const now = await contentOf(target);
    if (now === undefined ? before !== undefined : before === undefined || !now.equals(before)) return false;
    await rename(draft, target);
    return true;
  } finally {
    await rm(draft, { force: true });
  }
}

/** `undefined` when there is no such file. */
async function contentOf(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Gives a finished file its name unless that is taken: a rename would replace what is there. */
async function putInPlace(draft: string, target: string): Promise<boolean> {
  try {
    await link(draft, target);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // Some drives, such as memory sticks, give a file only one name.
    try {
      await copyFile(draft, target, constants.COPYFILE_EXCL);
    } catch (failure) {
      if (codeOf(failure) === 'EEXIST') return false;
      throw failure;
    }
  }
  return true;
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
