import { DidChangeWatchedFilesNotification, type Disposable, type FileSystemWatcher } from 'vscode-languageserver';
import { createDebouncer } from '../util/debounce.js';
import { send, type Session } from './session.js';

const REBUILD_DELAY_MS = 300;

/** Reads the corpus again when the client tells of a change in its folders. The answer ends it. */
export function registerWatching(session: Session): () => void {
  const { connection, client, workspace } = session;
  const debouncer = createDebouncer(REBUILD_DELAY_MS);
  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (!changes.some(({ uri }) => workspace.concerns(uri))) return;
    debouncer.run('rebuild', () => send(() => workspace.rebuild()));
  });
  if (!client.watchesFiles) return () => debouncer.dispose();
  let watched = '';
  let registration: Promise<Disposable> | undefined;
  const watch = (): void => {
    const { folders } = workspace;
    if (folders.join('\n') === watched) return;
    watched = folders.join('\n');
    const old = registration;
    const watchers = folders.map((folder) => watcherOf(folder, client.relativePatterns));
    const next = connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    send(() => next);
    send(async () => (await old)?.dispose());
    registration = next;
  };
  watch();
  const stop = workspace.onStatus(watch);
  return () => {
    stop();
    debouncer.dispose();
  };
}

function watcherOf(folder: string, relative: boolean): FileSystemWatcher {
  if (relative) return { globPattern: { baseUri: folder, pattern: '**/*' } };
  return { globPattern: `${decodeURIComponent(new URL(folder).pathname)}/**/*` };
}
