import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the system has programs keep what is the user's alone: the product's folder there. */
export function dataFolder(): string {
  const { LOCALAPPDATA, XDG_DATA_HOME } = process.env;
  const bases: Partial<Record<NodeJS.Platform, string>> = {
    win32: LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'),
    darwin: join(homedir(), 'Library', 'Application Support'),
  };
  const base = bases[process.platform] ?? XDG_DATA_HOME ?? join(homedir(), '.local', 'share');
  return join(base, 'aide-memoire');
}
