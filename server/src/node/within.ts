import { readlinkSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LeadsOut } from '../platform/host.js';

/** Throws `LeadsOut` unless the open file lies in the folder (a file URI), all links resolved. `path`: by which it was opened. */
export function checkWithin(file: number, path: string, folder: string): void {
  checkBelow(placeOf(file, path), realpathSync(fileURLToPath(folder)));
}

/** Throws `LeadsOut` unless `path` is in `folder`; both are real paths. */
export function checkBelow(path: string, folder: string): void {
  if (!path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) throw new LeadsOut();
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
