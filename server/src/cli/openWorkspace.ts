import { pathToFileURL } from 'node:url';
import { type CorpusLimits, DEFAULT_SETTINGS, type JudgeUse, type Settings } from '../api/settings.js';
import { createNodeHost } from '../node/host.js';
import { resolveFileUri } from '../util/fileUri.js';
import { createWorkspace, type Workspace, type WorkspaceContext } from '../workspace/workspace.js';
import { createProgress } from './progress.js';
import { BAD_USE, printProblems, type Terminal } from './terminal.js';

/** The options that every command on the record shares. */
export interface CorpusChoice {
  readonly delegation?: string;
  readonly group?: readonly string[];
  readonly forum?: string;
  /** Folders of prior documents. */
  readonly corpus?: readonly string[];
  /** Whether the bundled corpus is used; `false` after `--no-bundled`. */
  readonly bundled?: boolean;
  /** What one document may cost to read. */
  readonly readingLimit?: CorpusLimits;
  /** Who says what contradicts the record. */
  readonly judge?: JudgeUse;
  /** Folder where a large record is kept for the next start; nothing is kept when absent. */
  readonly snapshots?: string;
  /** Whether the current folder's `.aide-memoire` counts. It does when absent. */
  readonly ownFiles?: boolean;
}

/** What a command on the record works with. */
export interface OpenedWorkspace {
  readonly workspace: Workspace;
  readonly context: WorkspaceContext;
  /** Whether every folder of the choice can be read; the status names the others. */
  readonly foldersFound: boolean;
}

/** A workspace on this machine's files that has begun to read its record. */
export function startWorkspace(choice: CorpusChoice, host = createNodeHost()): Workspace {
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    delegation: choice.delegation ?? DEFAULT_SETTINGS.delegation,
    groups: choice.group ?? DEFAULT_SETTINGS.groups,
    forum: choice.forum ?? DEFAULT_SETTINGS.forum,
    corpus: {
      bundled: choice.bundled ?? true,
      folders: choice.corpus ?? [],
      server: '',
      limits: choice.readingLimit ?? DEFAULT_SETTINGS.corpus.limits,
    },
    judge: { ...DEFAULT_SETTINGS.judge, use: choice.judge ?? DEFAULT_SETTINGS.judge.use },
  };
  const keptIn = choice.snapshots === undefined ? undefined : pathToFileURL(choice.snapshots).href;
  return createWorkspace(host, settings, choice.ownFiles === false ? undefined : currentFolder(), keptIn);
}

/** A workspace on this machine's files, ready to answer. Rejects with a message for the drafter when nothing can be read. */
export async function openWorkspace(choice: CorpusChoice): Promise<OpenedWorkspace> {
  const host = createNodeHost();
  const workspace = startWorkspace(choice, host);
  const progress = createProgress();
  const stopListening = workspace.onProgress(({ done, total }) => progress.tell(done, total, 'documents read'));
  try {
    await workspace.settled();
  } finally {
    stopListening();
    progress.end();
  }
  const context = await workspace.ready();
  const found = (choice.corpus ?? []).map(async (folder) => {
    const uri = resolveFileUri(folder, currentFolder(), host.home);
    if (uri === undefined) return false;
    return host.fileSystem.readDirectory(uri).then(
      () => true,
      () => false,
    );
  });
  return { workspace, context, foldersFound: (await Promise.all(found)).every(Boolean) };
}

function currentFolder(): string {
  return pathToFileURL(process.cwd()).href;
}

/**
 * Does a command's work on the record and tells of the files that could not be used. Gives the exit code: that of the work,
 * or 2 when a corpus folder that the options name could not be read.
 */
export async function onRecord(
  choice: CorpusChoice,
  terminal: Terminal,
  work: (record: OpenedWorkspace) => Promise<number>,
): Promise<number> {
  const record = await openWorkspace(choice);
  printProblems(record.workspace.status.problems, terminal);
  const code = await work(record);
  await record.workspace.keep();
  return record.foldersFound ? code : BAD_USE;
}
