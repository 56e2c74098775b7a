/** A file that holds more than its reader asked for. */
export class FileTooLarge extends Error {
  /** `bytes`: how many the file has, at least. */
  constructor(readonly bytes: number) {
    super(`The file has ${bytes} bytes or more.`);
  }
}

/** A file that a link puts out of the folder that it was to be in. */
export class LeadsOut extends Error {
  constructor() {
    super('The file is not in the folder that was named.');
  }
}

/** What a host (Node, browser, test) supplies. Paths are absolute file URIs as strings. */
export interface FileSystem {
  /**
   * The file's bytes. Rejects when it cannot be read or is no regular file, and with `FileTooLarge`, before it is in
   * memory, when it has more than `maxBytes` (no limit when absent). `within`: a folder that somebody named, which may be a
   * link itself; rejects with `LeadsOut` when the file that was opened lies elsewhere.
   */
  readFile(uri: string, maxBytes?: number, within?: string): Promise<Uint8Array>;
  /** Names of a folder's entries, sorted; rejects when it is not a readable folder. */
  readDirectory(uri: string): Promise<readonly DirectoryEntry[]>;
}

/** One entry of a folder. */
export interface DirectoryEntry {
  readonly name: string;
  /**
   * A link to a file is a `file`. `folder-link`: a link to a folder, which may lead in a circle; `broken-link`: one that
   * leads nowhere; `other`: a pipe, socket or device, or what a link leads to of that sort.
   */
  readonly kind: 'file' | 'directory' | 'folder-link' | 'broken-link' | 'other';
}

/** Writes files, for hosts that can. */
export interface FileWriter {
  /**
   * Creates a file with this content, and the folders it needs. `false` when something has that name already: nothing is
   * ever overwritten, and a file is there whole or not at all. Rejects when it cannot be written.
   */
  createFile(uri: string, content: Uint8Array): Promise<boolean>;
  /**
   * Puts what `change` makes of a file's content (`undefined` where there is no file) in its place, as a whole: readers see
   * the old content or the new. Writers take turns, those in other processes too, and each is given what the one before has
   * written; so `change` may be asked more than once. Where it answers `undefined`, the file is left. The file's folder is
   * made where it is missing, and none above it. Rejects when it cannot be written, and with `LeadsOut` when links lead to
   * a place outside the folder `within`.
   */
  updateFile(
    uri: string,
    change: (before: Uint8Array | undefined) => Uint8Array | undefined,
    within?: string,
  ): Promise<void>;
}

/** Tells the time. */
export interface Clock {
  /** Now. */
  now(): Date;
}

/** Tells of changes, for hosts that can, where the editor does not. */
export interface FileWatcher {
  /**
   * Calls back with the URI of each file or folder below `folders` that is added, changed or removed from now on; a folder
   * that is not there yet is watched once it is. `onTrouble` is told why changes may be missed. The answer ends it.
   */
  watch(folders: readonly string[], onChange: (uri: string) => void, onTrouble: (why: string) => void): () => void;
}
