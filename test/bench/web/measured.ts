import type { Position } from 'vscode-languageserver/browser';

/** What a page is to measure. */
export interface Asked {
  /** The record's files, by their path in its folder. */
  readonly paths: readonly string[];
  readonly delegation: string;
  readonly groups: readonly string[];
  readonly draft: string;
  /** Where the pointer rests in the draft. */
  readonly positions: readonly Position[];
  /** Lines at whose ends suggestions are asked for. */
  readonly typed: readonly string[];
}

/** What a page has measured, in milliseconds. */
export interface Measured {
  readonly documents: number;
  readonly problems: number;
  /** From the start of the worker to the answer to a hover that was asked at once. */
  readonly firstAnswer: number;
  /** To the status "ready". */
  readonly ready: number;
  /** The first check of the draft. */
  readonly check: number;
  readonly hovers: readonly number[];
  readonly completions: readonly number[];
  /** At how many of the lines something was suggested. */
  readonly offered: number;
  /** The longest times in which the page's own thread did nothing else: while the record was read, and afterwards. */
  readonly still: { readonly reading: number; readonly asked: number };
}
