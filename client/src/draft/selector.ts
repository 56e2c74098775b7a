import { workspace } from 'vscode';
import { draftsOf } from './drafts.js';

/** Where drafts are: on disk, nowhere yet, and where the folders of the workspace were when the extension started. */
export const DRAFT_SCHEMES: ReadonlySet<string> = new Set([
  'file',
  'untitled',
  ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme),
]);

/** What the server is asked about. */
export const DRAFT_SELECTOR = [...draftsOf(DRAFT_SCHEMES)];
