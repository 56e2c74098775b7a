import { copyFile, constants, link, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileWriter } from '../platform/host.js';

/** Writes this machine's files. */
export function createNodeFileWriter(): FileWriter {
  return {
    async createFile(uri, content) {
      const target = fileURLToPath(uri);
      const folder = dirname(target);
      await mkdir(folder, { recursive: true });
      // Hidden, so that no reading of the folder takes it for a document.
      const draft = join(folder, `.aide-memoire-${crypto.randomUUID()}`);
      try {
        await writeFile(draft, content, { flag: 'wx', flush: true });
        return await putInPlace(draft, target);
      } finally {
        await rm(draft, { force: true });
      }
    },
  };
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
