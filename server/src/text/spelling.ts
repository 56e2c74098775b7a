/** Spellings that a reader takes for the same word. Data: `corpus/lexicon/spelling.yaml`. */
export interface Spelling {
  /** Variant, lower case -> house-style spelling, lower case. */
  readonly variants: ReadonlyMap<string, string>;
  /** Two words, lower case, joined by one space -> the one word house style makes of them. */
  readonly compounds: ReadonlyMap<string, string>;
  /** Words too common to be evidence of anything. */
  readonly stopWords: ReadonlySet<string>;
}

/** No folding at all: every word is its own lower-case self. */
export const NO_SPELLING: Spelling = { variants: new Map(), compounds: new Map(), stopWords: new Set() };
