/** What a host (Node, browser, test) supplies. Paths are absolute file URIs as strings. */
export interface FileSystem {
  /** The file's bytes. Rejects when it cannot be read. */
  readFile(uri: string): Promise<Uint8Array>;
  /** Names of a folder's entries, sorted; rejects when it is not a readable folder. */
  readDirectory(uri: string): Promise<readonly DirectoryEntry[]>;
}

/** One entry of a folder. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'other';
}

/** Writes files, for hosts that can. */
export interface FileWriter {
  /**
   * Creates a file with this content, and the folders it needs. `false` when something has that name already: nothing is
   * ever overwritten, and a file is there whole or not at all. Rejects when it cannot be written.
   */
  createFile(uri: string, content: Uint8Array): Promise<boolean>;
}

/** Tells of changes, for hosts that can, where the editor does not. */
export interface FileWatcher {
  /**
   * Calls back with the URI of each file or folder below `folders` that is added, changed or removed from now on; a folder
   * that is not there yet is watched once it is. `onTrouble` is told why changes may be missed. The answer ends it.
   */
  watch(folders: readonly string[], onChange: (uri: string) => void, onTrouble: (why: string) => void): () => void;
}
