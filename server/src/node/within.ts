import { readlinkSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LeadsOut } from '../platform/host.js';

/**
 * Throws `LeadsOut` unless the open file lies in the folder (a file URI), all links resolved, and another error when either was
 * moved meanwhile. `path`: by which the file was opened.
 */
export function checkWithin(file: number, path: string, folder: string): void {
  const place = placeOf(file, path);
  const root = realpathSync(fileURLToPath(folder));
  if (isBelow(place, root)) return;
  throw leadsOut(path, root) ? new LeadsOut() : new Error('It was moved while it was opened.');
}

/** Throws `LeadsOut` unless `path` is in `folder`; both are real paths. */
export function checkBelow(path: string, folder: string): void {
  if (!isBelow(path, folder)) throw new LeadsOut();
}

/** Not what is just being replaced: that leads nowhere. */
function leadsOut(path: string, root: string): boolean {
  try {
    return !isBelow(realpathSync(path), root);
  } catch {
    return false;
  }
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Where the open file lies, whatever has been put under its name since; elsewhere than on Linux, where its name leads now. */
function placeOf(file: number, path: string): string {
  if (process.platform !== 'linux') return realpathSync(path);
  try {
    return readlinkSync(`/proc/self/fd/${file}`);
  } catch {
    return realpathSync(path);
  }
}
