/** Where an entry of one of the workspace's own files is, or was. */
export interface EntryPlace {
  /** URI of the file. */
  readonly uri: string;
  /** Zero-based. */
  readonly line: number;
}
