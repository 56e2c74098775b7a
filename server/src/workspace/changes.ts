import { uriKey } from '../util/fileUri.js';

/** The files and folders that were changed since the last complete reading. */
export interface Changes {
  /** Takes files and folders (URIs) that were added, changed or removed; of a folder, everything in it. */
  add(uris: readonly string[]): void;
  /** From now on every file may differ. */
  addEverything(): void;
  /** Whether the file may differ from what was read. */
  include(uri: string): boolean;
  /** Forgets all: a reading has taken them in. */
  clear(): void;
}

/** No changes yet. */
export function createChanges(): Changes {
  const keys = new Set<string>();
  let everything = false;
  return {
    add(uris) {
      for (const uri of uris) keys.add(uriKey(uri));
    },
    addEverything() {
      everything = true;
    },
    include(uri) {
      if (everything) return true;
      const key = uriKey(uri);
      if (keys.has(key)) return true;
      for (let cut = key.lastIndexOf('/'); cut > 0; cut = key.lastIndexOf('/', cut - 1)) {
        if (keys.has(key.slice(0, cut))) return true;
      }
      return false;
    },
    clear() {
      keys.clear();
      everything = false;
    },
  };
}
