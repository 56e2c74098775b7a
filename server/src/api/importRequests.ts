/**
 * Client -> server: read documents of any format and write each as normalised Markdown. Answers `ImportReport`, also when
 * the request is cancelled: then of what was done until then. Reports work-done progress under `workDoneToken`.
 */
export const IMPORT_REQUEST = 'aideMemoire/import';

/** Parameters of an import. Places are file URIs. */
export interface ImportParams {
  /** Documents, and folders that hold some at any depth. */
  readonly sources: readonly string[];
  /** The folder to write into; made when it is not there. */
  readonly into: string;
  readonly workDoneToken?: string | number;
}

/** What came of an import. */
export interface ImportReport {
  /** One entry for each document that was come to, in the order of the sources. */
  readonly files: readonly ImportedFile[];
  /** Sources and folders that could not be looked into, each with what to do. */
  readonly problems: readonly { readonly file: string; readonly message: string }[];
  /** Documents that were not come to because the import was cancelled. */
  readonly remaining: number;
}

/** What became of one document. */
export interface ImportedFile {
  /** URI of the document as received. */
  readonly source: string;
  /** `present`: an earlier import has written the same text already. */
  readonly outcome: 'read' | 'present' | 'skipped';
  /** URI of the file that holds the text; absent when it was skipped. */
  readonly written?: string;
  readonly passages: number;
  /** What the document does not state and was read out of its text: worth a look. */
  readonly guessed: readonly { readonly field: string; readonly value: string }[];
  /** Why it was skipped, or what its reader should know. */
  readonly remarks: readonly string[];
}
