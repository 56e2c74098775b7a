import { createDebouncer } from '../util/debounce.js';
import type { Workspace } from './workspace.js';

/** Editors tell of one save in several messages. */
const REFRESH_DELAY_MS = 20;

/** Where changes of files and folders are told. */
export interface ChangeNotes {
  /** Tells of a file or folder (a URI) that is not as it was. */
  readonly note: (uri: string) => void;
  /** Forgets what was told and not read yet. */
  readonly dispose: () => void;
}

/** Has the workspace read again what is told to have changed, as far as it concerns it. `refresh`: reads these URIs again. */
export function noteChanges(
  workspace: Pick<Workspace, 'concerns'>,
  refresh: (uris: readonly string[]) => void,
): ChangeNotes {
  const debouncer = createDebouncer(REFRESH_DELAY_MS);
  const changed = new Set<string>();
  return {
    note(uri) {
      if (!workspace.concerns(uri)) return;
      changed.add(uri);
      debouncer.run('refresh', () => {
        const uris = [...changed];
        changed.clear();
        refresh(uris);
      });
    },
    dispose: () => debouncer.dispose(),
  };
}
