/** The first message to the server in a browser's worker: what it cannot find out by itself. `Port`: the browser's `MessagePort`. */
export interface BrowserStart<Port> extends BrowserProduct {
  /** Speaks LSP. */
  readonly client: Port;
  /** Take the requests for files, which are no part of LSP: of this worker, and of the one that makes the index for it. */
  readonly files: { readonly server: Port; readonly indexer: Port };
  /** Address of the script that the worker runs, from which it makes others. */
  readonly script: string;
}

/** What is installed, for a worker of a browser, which cannot look for it. */
export interface BrowserProduct {
  /** Where it lies: a URI without a slash at its end. */
  readonly product: string;
  /** Its own texts, by their path in it: "corpus/documents/name.md". */
  readonly texts: Readonly<Record<string, string>>;
  /** The words for a person in the editor's language, by their English text; absent in English. */
  readonly words?: Readonly<Record<string, string>>;
}

/** Server -> client: a file of a workspace folder. Answers `ReadFileAnswer`, or rejects. */
export const READ_FILE_REQUEST = 'aideMemoire/readFile';

/** Parameters of a request for a file. */
export interface ReadFileParams {
  readonly uri: string;
  /** No limit when absent. */
  readonly maxBytes?: number;
  /** Folder that the file has to lie in, itself and not by a link (a URI); anywhere in the workspace when absent. */
  readonly within?: string;
}

/** A file, or why it was not read: how many bytes it has, at least, that a link leads there, or that there is none. */
export type ReadFileAnswer =
  | { readonly bytes: Uint8Array }
  | { readonly tooLarge: number }
  | { readonly leadsOut: true }
  | { readonly missing: true };

/** Server -> client: write a file that the product keeps in a workspace folder. Answers `WriteFileAnswer`, or rejects. */
export const WRITE_FILE_REQUEST = 'aideMemoire/writeFile';

/** Parameters of a request to write a file. */
export interface WriteFileParams {
  readonly uri: string;
  readonly content: Uint8Array;
  /** What the file has to hold for that; absent when there must be none. */
  readonly before?: Uint8Array;
  /** As `ReadFileParams.within`. */
  readonly within?: string;
}

/** `changed`: the file holds something else by now, and is left. */
export type WriteFileAnswer = 'written' | 'changed' | 'leads out';

/** Server -> client: what is in a folder of a workspace folder. Answers `readonly FolderEntry[]`, or rejects. */
export const READ_DIRECTORY_REQUEST = 'aideMemoire/readDirectory';

/** Parameters of a request for what is in a folder. */
export interface ReadDirectoryParams {
  readonly uri: string;
}

/** One entry of a folder; as `DirectoryEntry` of the server. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'folder-link' | 'broken-link' | 'other';
}
