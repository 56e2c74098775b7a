import { DidChangeWatchedFilesNotification, type Disposable, type FileSystemWatcher } from 'vscode-languageserver';
import type { StatusParams } from '../api/protocol.js';
import type { FileSystem } from '../platform/host.js';
import { createDebouncer } from '../util/debounce.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import { EMPTY_FOLDER, MISSING_FOLDER } from '../workspace/listDocuments.js';
import { noteChanges } from '../workspace/noteChanges.js';
import { send, type Session } from './session.js';

/** How often it is looked whether a folder that is missing or empty is so no more: of a drive that is there again nobody tells. */
const RETURN_DELAY_MS = 3000;

/** Starts to watch the folders, and ends what watched others before. */
type Watch = (folders: readonly string[]) => void;

/**
 * Reads again what changes in the corpus folders. The client tells of changes where it can; where it cannot, the host's
 * own watcher does. Neither tells of a folder, or the drive it is on, that is back: that is looked for. The answer ends it.
 */
export function registerWatching(session: Session, host: WorkspaceHost): () => void {
  const { connection, client, workspace } = session;
  const { note, dispose } = noteChanges(workspace, (uris) => send(() => workspace.refresh(uris)));
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) note(uri);
  });
  let stopHost = (): void => undefined;
  const watchHere: Watch = (folders) => {
    stopHost();
    stopHost =
      host.fileWatcher?.watch(folders, note, (why) => {
        connection.console.warn(
          `Changes in the corpus folders may go unnoticed; rebuild the index after one. (${why})`,
        );
      }) ?? stopHost;
  };
  const watch = client.watchesFiles ? askClient(session) : watchHere;
  const stopFollowing = followFolders(session, watch);
  const stopLooking = lookForMissing(session, host.fileSystem, (folder) => {
    // What watched it went with it.
    watch(watchedFolders(session));
    note(folder);
  });
  return () => {
    stopFollowing();
    stopLooking();
    stopHost();
    dispose();
  };
}

/** Watches the folders that are indexed, whichever they are. The answer ends the following, not the watching. */
function followFolders(session: Session, watch: Watch): () => void {
  let watched = '';
  const follow = (): void => {
    const folders = watchedFolders(session);
    if (folders.join('\n') === watched) return;
    watched = folders.join('\n');
    watch(folders);
  };
  follow();
  return session.workspace.onStatus(follow);
}

function watchedFolders({ workspace }: Session): readonly string[] {
  return [...workspace.folders, ...workspace.ownFolders];
}

/** Calls back with each folder that was missing or empty when it was read, and is not. The answer ends it. */
function lookForMissing(session: Session, fileSystem: FileSystem, onReturn: (folder: string) => void): () => void {
  const { workspace } = session;
  const debouncer = createDebouncer(RETURN_DELAY_MS);
  const missing = (): StatusParams['problems'] =>
    workspace.status.problems.filter(({ message }) => message === MISSING_FOLDER || message === EMPTY_FOLDER);
  const look = async (): Promise<void> => {
    for (const { file, message } of missing()) {
      const entries = await fileSystem.readDirectory(file).catch(() => undefined);
      if (entries !== undefined && (message === MISSING_FOLDER || entries.length > 0)) onReturn(file);
    }
    plan();
  };
  function plan(): void {
    if (!session.isShutDown() && missing().length > 0) debouncer.run('look', () => send(look));
  }
  plan();
  const stop = workspace.onStatus(plan);
  return () => {
    stop();
    debouncer.dispose();
  };
}

function askClient({ connection, client }: Session): Watch {
  let registration: Promise<Disposable> | undefined;
  return (folders) => {
    const old = registration;
    const watchers = folders.map((folder) => watcherOf(folder, client.relativePatterns));
    const next = connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    send(() => next);
    send(async () => (await old)?.dispose());
    registration = next;
  };
}

function watcherOf(folder: string, relative: boolean): FileSystemWatcher {
  if (relative) return { globPattern: { baseUri: folder, pattern: '**/*' } };
  return { globPattern: `${decodeURIComponent(new URL(folder).pathname)}/**/*` };
}
