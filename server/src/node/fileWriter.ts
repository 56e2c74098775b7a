import { randomUUID } from 'node:crypto';
import {
  constants,
  copyFile,
  type FileHandle,
  link,
  mkdir,
  open,
  readFile,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { FileWriter } from '../platform/host.js';
import { draftIn, writeBeside } from './wholeFile.js';
import { checkBelow } from './within.js';

/** How long a writer may hold a file's turn; one that takes longer has most likely ended, and takes another turn if not. Milliseconds. */
const LONGEST_TURN = 3000;
const BETWEEN_TRIES = 20;
/** What is new is made for the user alone, since it may quote what others must not read. Windows goes by the folder's rights. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/**
 * Writes this machine's files. What it makes, the user alone may read; a file that is there stays as open as it is.
 * `longestTurn`: milliseconds after which a writer counts as ended.
 */
export function createNodeFileWriter(longestTurn = LONGEST_TURN): FileWriter {
  return {
    async createFile(uri, content) {
      const target = fileURLToPath(uri);
      await mkdir(dirname(target), { recursive: true, mode: FOLDER_MODE });
      return writeBeside(target, content, FILE_MODE, (draft) => putInPlace(draft, target));
    },
    async updateFile(uri, change, within) {
      const named = fileURLToPath(uri);
      await makeFolder(dirname(named));
      // A link stays a link: what it leads to is replaced. One that leads nowhere is replaced itself.
      const folder = await realpath(dirname(named));
      const target = await realpath(named).catch(() => join(folder, basename(named)));
      if (within !== undefined) checkBelow(target, await realpath(fileURLToPath(within)));
      const work = async (isInTurn: Condition): Promise<boolean> => {
        const before = await contentOf(target);
        const after = change(before);
        return after === undefined || (await replace(target, before, after, isInTurn));
      };
      while (!(await inTurn(target, longestTurn, work)));
    },
  };
}

/** Makes the folder and none above it: where that is gone, it may be on a drive that comes back. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, FOLDER_MODE);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

type Condition = () => Promise<boolean>;

/** Does the work while no other writer of this product works on the file; `work` can ask whether that still is so. */
async function inTurn<T>(target: string, longestTurn: number, work: (isInTurn: Condition) => Promise<T>): Promise<T> {
  const lock = join(dirname(target), `.aide-memoire-${basename(target)}.lock`);
  const own = randomUUID();
  // Measured here: clocks differ, and are set.
  let held: { readonly by: string; readonly since: number } | undefined;
  while (!(await makeLock(lock, own))) {
    const by = await holderOf(lock);
    if (held === undefined || held.by !== by) held = { by, since: performance.now() };
    if (performance.now() - held.since > longestTurn) await breakLock(lock, by);
    else await wait(BETWEEN_TRIES);
  }
  const isInTurn = async (): Promise<boolean> => (await holderOf(lock)) === own;
  try {
    return await work(isInTurn);
  } finally {
    if (await isInTurn()) await rm(lock, { force: true });
  }
}

/** `false` when somebody else has it. */
async function makeLock(lock: string, own: string): Promise<boolean> {
  let file: FileHandle;
  try {
    file = await open(lock, 'wx');
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await file.writeFile(own);
    return true;
  } catch (error) {
    await rm(lock, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** What the holder of the lock has written into it; '' when nobody has it, or not written yet. */
function holderOf(lock: string): Promise<string> {
  return readFile(lock, 'utf8').catch(() => '');
}

/** Takes away the lock of a writer that has ended. Where another one was faster, that one's own lock stays. */
async function breakLock(lock: string, ended: string): Promise<void> {
  const aside = draftIn(dirname(lock));
  try {
    await rename(lock, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  try {
    // Should it come too late, its holder finds that the turn is lost, and waits for another.
    if ((await holderOf(aside)) !== ended) await link(aside, lock).catch(() => undefined);
  } finally {
    await rm(aside, { force: true });
  }
}

/** `false` when the file is no longer what it was, since an editor has saved it meanwhile, or the turn is lost. */
async function replace(
  target: string,
  before: Uint8Array | undefined,
  after: Uint8Array,
  isInTurn: Condition,
): Promise<boolean> {
  const mode = await stat(target).then(
    (found) => found.mode,
    () => FILE_MODE,
  );
  return writeBeside(target, after, mode, async (draft) => {
    const now = await contentOf(target);
    const isSame = now === undefined ? before === undefined : before !== undefined && now.equals(before);
    if (!isSame || !(await isInTurn())) return false;
    await rename(draft, target);
    return true;
  });
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
