/** Where a host keeps indexes from one start to the next. Names are plain words. */
export interface SnapshotStore {
  /** The snapshot in memory that threads can share; `undefined` when there is none or it is damaged. Never rejects. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Replaces the snapshot as a whole: a reader sees the old one or the new one. Rejects when it cannot be written. */
  write(name: string, parts: readonly Uint8Array[]): Promise<void>;
  /** Takes the snapshot away, if there is one. */
  remove(name: string): Promise<void>;
  /** Takes every snapshot away, and what is left of those that were not written to their end. */
  clear(): Promise<void>;
  /** Reads snapshots where they lie; absent where one that is being read could not be replaced. */
  readonly inPlace?: SnapshotsInPlace;
}

/** Snapshots that are not held in memory. */
export interface SnapshotsInPlace {
  /** What `open` knows the snapshot by; `undefined` when there is none or it is damaged. Never rejects. Reads all of it. */
  digestOf(name: string): Promise<string | undefined>;
  /**
   * The snapshot, as long as somebody holds the reader, whatever becomes of its name; `undefined` when there is none of this
   * digest.
   */
  open(name: string, digest: string): PieceReader | undefined;
}

/** A copy of the bytes from `from` to `to` (exclusive), at once, in `into` where that is given. Throws when they can no longer be read. */
export type PieceReader = (from: number, to: number, into?: Uint8Array) => Uint8Array;
