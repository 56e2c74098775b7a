/** Where a host keeps indexes from one start to the next. Names are plain words. */
export interface SnapshotStore {
  /** The snapshot in memory that threads can share; `undefined` when there is none or it is damaged. Never rejects. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Replaces the snapshot as a whole: a reader sees the old one or the new one. Rejects when it cannot be written. */
  write(name: string, parts: readonly Uint8Array[]): Promise<void>;
  /** Takes the snapshot away, if there is one. */
  remove(name: string): Promise<void>;
}
