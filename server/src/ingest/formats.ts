import { type CorpusLimits, DEFAULT_SETTINGS } from '../api/settings.js';

/** What a reader may spend on one file. A file that needs more is a problem that names the setting. */
export interface ReadLimits {
  /** Bytes of the file as it is stored. */
  readonly fileBytes: number;
  /** Bytes that compressed content may unfold to. */
  readonly unfoldedBytes: number;
  /** UTF-16 units of the text itself. */
  readonly textUnits: number;
  readonly pages: number;
  readonly milliseconds: number;
}

/** The limits of the settings in the units of a reader. */
export function toReadLimits(limits: CorpusLimits): ReadLimits {
  return {
    fileBytes: limits.fileMegabytes * 1_000_000,
    unfoldedBytes: limits.unfoldedMegabytes * 1_000_000,
    textUnits: limits.characters,
    pages: limits.pages,
    milliseconds: limits.secondsPerFile * 1000,
  };
}

/** What holds when the settings say nothing. */
export const DEFAULT_LIMITS: ReadLimits = toReadLimits(DEFAULT_SETTINGS.corpus.limits);

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
