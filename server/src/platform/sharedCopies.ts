/** What the copy of a server's documents holds. */
export interface CopyState {
  readonly documents: number;
  /** Documents that may be read on the server and are not copied, because they are restricted. */
  readonly restricted: number;
  /** When it was last known to be all that may be read; absent while it is only some of it. */
  readonly at?: Date;
  /** Files that were written or taken away just now, as URIs. */
  readonly changed: readonly string[];
}

/** Told of documents that are copied: how many of how many. */
export type CopyProgress = (done: number, total: number) => void;

/**
 * Copies, on this machine, of what servers let the user read; for each server one folder, which all windows share. A server is
 * an address without a password.
 */
export interface SharedCopies {
  /** URI of the folder with the copied documents; `undefined` as long as there are none. */
  folderOf(server: string): string | undefined;
  /** What is kept, without asking the server; `undefined` when nothing. */
  kept(server: string): Promise<CopyState | undefined>;
  /**
   * Makes the copy equal to what the server has now. `password`: the user's; without one, that of the user's password file.
   * Rejects with an error whose message says to a drafter what to do.
   */
  follow(server: string, password: string | undefined, onProgress: CopyProgress): Promise<CopyState>;
}
