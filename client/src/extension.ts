import { homedir } from 'node:os';
import type { ExtensionContext } from 'vscode';
import { type Api, start } from './activate.js';
import { liveIn } from './corpusFolders.js';

export { stop as deactivate } from './activate.js';

/** Activates the extension where it runs on a machine of its own, and its server in a process. */
export function activate(context: ExtensionContext): Api {
  liveIn(homedir());
  return start(context, { load: () => import('./clientLibrary.js'), inBrowser: false });
}
