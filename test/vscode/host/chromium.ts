import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/**
 * Path of a Chromium: `CHROMIUM`, else the first on the PATH, else Debian's package, installed when this runs as root.
 * Throws with what to do when there is none.
 */
export function provideChromium(log: (message: string) => void): string {
  const named = process.env.CHROMIUM;
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error(`CHROMIUM names ${named}, which cannot be run. Set it to the path of a Chromium or Chrome.`);
  }
  const found = findOnPath(NAMES);
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && findOnPath(['apt-get']) !== undefined) {
    log('No Chromium found: installing the Debian package "chromium" with apt-get (about 360 MB).');
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
    const installed = findOnPath(NAMES);
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'The tests in VS Code need a browser. Install Chromium or Chrome (Debian, Ubuntu: "apt-get install chromium"), ' +
      'or set CHROMIUM to the path of one, or set VSCODE_EXECUTABLE or VSCODE_DOWNLOAD=stable to test in desktop VS Code.',
  );
}

/** The first of the commands that is on the PATH, as an absolute path; `undefined` when none is. */
export function findOnPath(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const suffixes = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  return names
    .flatMap((name) => folders.flatMap((folder) => suffixes.map((suffix) => path.join(folder, name + suffix))))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function apt(...args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`"apt-get ${args.join(' ')}" failed. Install Chromium yourself or set CHROMIUM.`);
}
