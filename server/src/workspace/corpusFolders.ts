import type { Settings } from '../api/settings.js';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import type { EntailmentJudge } from '../platform/entailmentJudge.js';
import type { Clock, FileSystem, FileWatcher, FileWriter } from '../platform/host.js';
import type { SharedCopies } from '../platform/sharedCopies.js';
import type { SnapshotStore } from '../platform/snapshotStore.js';
import { joinUri, resolveFileUri } from '../util/fileUri.js';
import { t } from '../util/l10n.js';
import type { FolderSettings } from './folders.js';
import type { Indexer } from './indexer.js';
import type { LoadedLexicon } from './lexiconFiles.js';
import type { BatchHost } from './readBatch.js';
import type { SharedDecisions } from './sharedDecisions.js';

/** What a workspace needs of its host. Every place is a file URI, or another one that its file system knows. */
export interface WorkspaceHost extends BatchHost {
  readonly fileSystem: FileSystem;
  /** Whether it may read in a folder that the client has opened (a URI); only what is on disk when absent. */
  readonly readsFolder?: (uri: string) => boolean;
  /** Absent where nothing can be written; then no departure can be recorded. Without `createFile` nothing can be imported. */
  readonly fileWriter?: FileWriter | Pick<FileWriter, 'updateFile'>;
  /** What dates are taken from; the system's own when absent. */
  readonly clock?: Clock;
  /** Used for clients that do not watch files themselves. Absent: such a client rebuilds the index by hand. */
  readonly fileWatcher?: FileWatcher;
  /** Folder that holds `documents/`. */
  readonly bundledCorpus: string;
  /** Folder of the lexicon's files, YAML or JSON. */
  readonly lexicon: string;
  /** What is in that folder, where the host has begun to read it before anybody asks; read when needed otherwise. */
  readonly words?: Promise<LoadedLexicon>;
  /** Makes the index; absent where the host leaves that to the thread that asks. */
  readonly indexer?: Indexer;
  /** Keeps from one start to the next what is read of the record; absent where each start reads it anew. */
  readonly keeping?: {
    /** `folder`: a file URI. */
    open(folder: string): SnapshotStore;
    /** Tells one build of the product from another. */
    readonly build: string;
  };
  /**
   * A second opinion on what may contradict the record: by the model in a folder (a path), or by the product's own for ''.
   * Costs nothing until it is asked. The rules alone decide when absent.
   */
  readonly judge?: (folder: string) => EntailmentJudge;
  /** Keeps copies of what servers share; absent where the host cannot: then no server is asked. */
  readonly shared?: SharedCopies;
  /** Shares what a mission's people decide; absent where the host cannot. */
  readonly decisions?: SharedDecisions;
  /** What `~` stands for in a folder setting; `undefined` when the host has no home folder. */
  readonly home?: string;
}

/** The folders to index, and the entries of the setting that name none. */
export interface CorpusFolders {
  readonly folders: readonly string[];
  readonly problems: readonly CorpusProblem[];
}

/**
 * The folders that the settings name, as file URIs, each once, with that of the copy of a server's documents; nothing is read. A relative path starts from the workspace
 * folder that sets it, and from the first one (`workspaceFolder`) where the whole window does. A folder that sets what the
 * window sets cannot be told from one that sets nothing.
 */
export function resolveCorpusFolders(
  corpus: Settings['corpus'],
  host: WorkspaceHost,
  workspaceFolder: string | undefined,
  settings: FolderSettings = new Map(),
): CorpusFolders {
  const folders = new Set(corpus.bundled ? [joinUri(host.bundledCorpus, 'documents')] : []);
  const unlocated = new Set<string>();
  const add = (named: readonly string[], base: string | undefined): void => {
    for (const folder of named) {
      const uri = resolveFileUri(folder, base, host.home);
      if (uri === undefined) unlocated.add(folder);
      else folders.add(uri);
    }
  };
  add(corpus.folders, workspaceFolder);
  for (const [folder, own] of settings) {
    if (own.corpus.folders.join('\n') !== corpus.folders.join('\n')) add(own.corpus.folders, folder);
  }
  const copy = corpus.server === '' ? undefined : host.shared?.folderOf(corpus.server);
  if (copy !== undefined) folders.add(copy);
  const message = t(
    'aideMemoire.corpus.folders: this folder cannot be located. Write its absolute path; a relative path needs an open workspace folder, on a computer one that is on disk.',
  );
  return { folders: [...folders], problems: Array.from(unlocated, (file) => ({ file, message })) };
}
