import { DidChangeWatchedFilesNotification, type Disposable, type FileSystemWatcher } from 'vscode-languageserver';
import type { FileWatcher } from '../platform/host.js';
import { createDebouncer } from '../util/debounce.js';
import { send, type Session } from './session.js';

/** Editors tell of one save in several messages. */
const REFRESH_DELAY_MS = 20;

/** Starts to watch the folders, and ends what watched others before. */
type Watch = (folders: readonly string[]) => void;

/**
 * Reads again what changes in the corpus folders. The client tells of changes where it can; where it cannot, the host's
 * own watcher does. The answer ends it.
 */
export function registerWatching(session: Session, hostWatcher: FileWatcher | undefined): () => void {
  const { connection, client, workspace } = session;
  const debouncer = createDebouncer(REFRESH_DELAY_MS);
  const changed = new Set<string>();
  const note = (uri: string): void => {
    if (!workspace.concerns(uri)) return;
    changed.add(uri);
    debouncer.run('refresh', () => {
      const uris = [...changed];
      changed.clear();
      send(() => workspace.refresh(uris));
    });
  };
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) note(uri);
  });
  let stopHost = (): void => undefined;
  const watchHere: Watch = (folders) => {
    stopHost();
    stopHost =
      hostWatcher?.watch(folders, note, (why) => {
        connection.console.warn(
          `Changes in the corpus folders may go unnoticed; rebuild the index after one. (${why})`,
        );
      }) ?? stopHost;
  };
  const stopFollowing = followFolders(session, client.watchesFiles ? askClient(session) : watchHere);
  return () => {
    stopFollowing();
    stopHost();
    debouncer.dispose();
  };
}

/** Watches the folders that are indexed, whichever they are. The answer ends the following, not the watching. */
function followFolders({ workspace }: Session, watch: Watch): () => void {
  let watched = '';
  const follow = (): void => {
    const folders = [...workspace.folders, ...workspace.ownFolders];
    if (folders.join('\n') === watched) return;
    watched = folders.join('\n');
    watch(folders);
  };
  follow();
  return workspace.onStatus(follow);
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
