import { DidChangeWatchedFilesNotification, type Disposable, type FileSystemWatcher } from 'vscode-languageserver';
import type { StatusParams } from '../api/protocol.js';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import { type FileSystem, FileTooLarge } from '../platform/host.js';
import { createDebouncer } from '../util/debounce.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import { EMPTY_FOLDER, MISSING_FOLDER } from '../workspace/listDocuments.js';
import { UNREADABLE } from '../workspace/notRead.js';
import { noteChanges } from '../workspace/noteChanges.js';
import { send, type Session } from './session.js';

/** How often it is looked whether what could not be read can be: of a drive that is there again nobody tells. */
const RETURN_DELAY_MS = 3000;
/** Files that are looked for at a time. */
const MOST_LOOKED_FOR = 50;

/** Starts to watch the folders, and ends what watched others before. */
type Watch = (folders: readonly string[]) => void;

/**
 * Reads again what changes in the corpus folders. The client tells of changes where it can tell of all; where it cannot, the
 * host's own watcher does. Neither tells of a folder, or the drive it is on, that is back: that is looked for. The answer ends it.
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
  // Without relative patterns clients tell of the workspace's files alone, or of what they have saved themselves.
  const tells = client.watchesFiles && (client.relativePatterns || host.fileWatcher === undefined);
  const watch = tells ? askClient(session) : watchHere;
  const stopFollowing = followFolders(session, watch);
  const stopLooking = lookForMissing(session, host.fileSystem, (uri, isFolder) => {
    // What watched it went with it.
    if (isFolder) watch(watchedFolders(session));
    note(uri);
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

/** Calls back with each folder that was missing or empty when it was read, and each file that could not be read, and is so no more. The answer ends it. */
function lookForMissing(
  session: Session,
  fileSystem: FileSystem,
  onReturn: (uri: string, isFolder: boolean) => void,
): () => void {
  const { workspace } = session;
  const debouncer = createDebouncer(RETURN_DELAY_MS);
  const missing = (): StatusParams['problems'] => workspace.status.problems.filter(isOfMissing);
  const look = async (): Promise<void> => {
    const files: string[] = [];
    for (const { file, message } of missing()) {
      if (message.endsWith(UNREADABLE)) files.push(file);
      else if (await isBack(file, message, fileSystem)) onReturn(file, true);
    }
    for (const file of files.slice(0, MOST_LOOKED_FOR)) if (await isReadable(file, fileSystem)) onReturn(file, false);
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

function isOfMissing({ message }: CorpusProblem): boolean {
  return message === MISSING_FOLDER || message === EMPTY_FOLDER || message.endsWith(UNREADABLE);
}

/** Whether a folder of which a problem tells is there again, and holds something again. */
async function isBack(folder: string, message: string, fileSystem: FileSystem): Promise<boolean> {
  const entries = await fileSystem.readDirectory(folder).catch(() => undefined);
  return entries !== undefined && (message === MISSING_FOLDER || entries.length > 0);
}

/** Without reading the file. */
async function isReadable(file: string, fileSystem: FileSystem): Promise<boolean> {
  return fileSystem.readFile(file, 0).then(
    () => true,
    (error: unknown) => error instanceof FileTooLarge,
  );
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
  return { globPattern: `${decodeURIComponent(new URL(folder).pathname).replace(/\/$/, '')}/**/*` };
}
