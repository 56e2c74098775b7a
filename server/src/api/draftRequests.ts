import type { PrecedentInfo } from './precedentRequests.js';

/** Client -> server: a draft and a document of the record paragraph by paragraph. Answers `AlignAnswer`; refuses very long ones. */
export const ALIGN_REQUEST = 'aideMemoire/align';

/** Parameters of a request to align. */
export interface AlignParams {
  readonly textDocument: { readonly uri: string };
  /** URI of the document of the record. */
  readonly uri: string;
}

/** Two texts side by side. */
export interface AlignAnswer {
  /** The document of the record: "Pakistan, 13 December 2021". */
  readonly name: string;
  /**
   * Everything of both in its order, paragraphs that say nearly the same in one pair; each on one line with its enumerator or
   * its "##". Empty for what is no draft or not in the record.
   */
  readonly pairs: readonly AlignedParagraphs[];
}

/** A paragraph or heading of a draft, of the record, or one of each that belong together. */
export interface AlignedParagraphs {
  readonly draft?: string;
  readonly record?: string;
}

/** Client -> server: what puts the numbers of a draft's paragraphs in order. Answers `RenumberAnswer`. */
export const RENUMBER_REQUEST = 'aideMemoire/renumber';

/** Client -> server: what stands in square brackets in a draft. Answers `BracketsAnswer`. */
export const BRACKETS_REQUEST = 'aideMemoire/brackets';

/** Parameters of a request about a draft as a whole. */
export interface DraftParams {
  readonly textDocument: { readonly uri: string };
}

/** Edits that put a draft's numbers in order. Ranges are LSP's. */
export interface RenumberAnswer {
  /** None when they are in order. They do not overlap. */
  readonly edits: readonly { readonly range: PrecedentInfo['range']; readonly newText: string }[];
  /** Paragraphs that get another number. */
  readonly paragraphs: number;
  /** References that change with them. */
  readonly references: number;
  /** References that may mean a paragraph that gets another number, and are left as they are. */
  readonly unclear: readonly { readonly range: PrecedentInfo['range']; readonly text: string }[];
}

/** The words of a draft that are not settled. */
export interface BracketsAnswer {
  /** From bracket to bracket, in order; those within others come after them. LSP ranges. */
  readonly ranges: readonly PrecedentInfo['range'][];
}

/** Client -> server: what the record says to a draft. Answers `DraftReport`, or null for a document that is no open draft. */
export const REPORT_REQUEST = 'aideMemoire/report';

/** Parameters of a request for a report. */
export interface ReportParams {
  readonly textDocument: { readonly uri: string };
}

/**
 * Client -> server: the clearance report of a draft as a document. Answers `ReportText`, or null for a document that is no
 * open draft. Both requests are refused, with what to do, while the record is read for the first time.
 */
export const REPORT_TEXT_REQUEST = 'aideMemoire/reportText';

/** Parameters of a request for a report's text. */
export interface ReportTextParams extends ReportParams {
  /**
   * `markdown` and `html` are whole documents, and wait for the judge. `main` is an HTML element for a page of the client's
   * own, in which places are links to `#place-0`, `#place-1` and so on; of the judge it has what was said by then.
   */
  readonly format: 'markdown' | 'html' | 'main';
}

/** A report's text. */
export interface ReportText {
  readonly text: string;
  /** LSP version of the draft that it speaks of. */
  readonly version: number;
  /** Where the links of a `main` element lead, in the order of their numbers: into the draft and into the record. */
  readonly places: readonly { readonly uri: string; readonly range: PrecedentInfo['range'] }[];
}
