import type { ExtensionContext } from 'vscode';
import { type Api, start } from '../activate.js';

export { stop as deactivate } from '../activate.js';

/** Activates the extension in an editor that runs in a browser, and its server in a worker there. */
export function activate(context: ExtensionContext): Api {
  return start(context, { load: () => import('./library.js'), inBrowser: true });
}
