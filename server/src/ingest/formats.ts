/** What a reader may spend on one file. A file that needs more is a problem that names the setting. */
export interface ReadLimits {
  /** Bytes of the file as it is stored. */
  readonly fileBytes: number;
  /** Bytes or UTF-16 units that compressed content may unfold to. */
  readonly unfoldedBytes: number;
  readonly pages: number;
}

/** Generous for a document, small for an attack. */
export const DEFAULT_LIMITS: ReadLimits = { fileBytes: 64_000_000, unfoldedBytes: 256_000_000, pages: 5000 };

/** A file's text as the reader of its format gives it. */
export interface ReadText {
  /**
   * Markdown-like text: `#` headings where the format knows headings, enumerators written out ("12. ", "(a) "), no page
   * furniture that the format itself marks. `paragraphs`: blank lines stand between paragraphs and no line is broken by
   * the page's width; `lines`: lines as on the page, joining and furniture are left to the cleaning that follows.
   */
  readonly text: string;
  readonly layout: 'paragraphs' | 'lines';
  /** One-based page on which each line of `text` starts; absent for formats without pages. */
  readonly pages?: readonly number[];
  /** What a reader of the corpus should know: "has pending changes by two reviewers". Words for a drafter. */
  readonly remarks: readonly string[];
}

/** The text, or why there is none: what is wrong and what to do, without the file's name. */
export type ReadResult = ReadText | { readonly problem: string };

/** Reads one format. Never throws or rejects on anyone's bytes. */
export type FormatReader = (bytes: Uint8Array, limits: ReadLimits) => Promise<ReadResult>;
