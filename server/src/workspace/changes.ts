import { uriKey } from '../util/fileUri.js';

/** Files and folders (URIs) that may differ from what was read; of a folder, everything in it. `undefined`: every file. */
export type Changed = readonly string[] | undefined;

/** The changes since the last complete reading. */
export interface Changes {
  /** Takes files and folders that were added, changed or removed. */
  add(uris: readonly string[]): void;
  /** From now on every file may differ. */
  addEverything(): void;
  /** All that was taken. */
  readonly changed: Changed;
  /** Forgets all: a reading has taken them in. */
  clear(): void;
}

/** No changes yet. */
export function createChanges(): Changes {
  let changed: Changed = [];
  return {
    add(uris) {
      changed = changed && [...changed, ...uris];
    },
    addEverything() {
      changed = undefined;
    },
    get changed() {
      return changed;
    },
    clear() {
      changed = [];
    },
  };
}

/** Tells of a file (a URI) whether it is among what changed, however its address is written. */
export function createChangeFilter(changed: Changed): (uri: string) => boolean {
  if (changed === undefined) return () => true;
  const keys = new Set(changed.map(uriKey));
  if (keys.size === 0) return () => false;
  return (uri) => {
    const key = uriKey(uri);
    if (keys.has(key)) return true;
    for (let cut = key.lastIndexOf('/'); cut > 0; cut = key.lastIndexOf('/', cut - 1)) {
      if (keys.has(key.slice(0, cut))) return true;
    }
    return false;
  };
}
