import { pathToFileURL } from 'node:url';
import { DEFAULT_SETTINGS, type Settings } from '../api/settings.js';
import { createNodeHost } from '../node/host.js';
import { createWorkspace, type Workspace, type WorkspaceContext } from '../workspace/workspace.js';

/** The options that every command on drafts shares. */
export interface CorpusChoice {
  readonly delegation?: string;
  readonly group?: readonly string[];
  /** Folders of prior documents. */
  readonly corpus?: readonly string[];
  /** Whether the bundled corpus is used; `false` after `--no-bundled`. */
  readonly bundled?: boolean;
}

/** A workspace on this machine's files, ready to answer. Rejects with a message for the drafter when nothing can be read. */
export async function openWorkspace(
  choice: CorpusChoice,
): Promise<{ workspace: Workspace; context: WorkspaceContext }> {
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    delegation: choice.delegation ?? DEFAULT_SETTINGS.delegation,
    groups: choice.group ?? DEFAULT_SETTINGS.groups,
    corpus: { ...DEFAULT_SETTINGS.corpus, bundled: choice.bundled ?? true, folders: choice.corpus ?? [] },
  };
  const workspace = createWorkspace(createNodeHost(), settings, pathToFileURL(process.cwd()).href);
  return { workspace, context: await workspace.ready() };
}
