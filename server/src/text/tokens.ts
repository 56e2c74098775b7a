import type { Span } from './span.js';
import type { Spelling } from './spelling.js';
import { createTermScanner } from './termScanner.js';
import { createSpanReader, type SpanReader } from './tokenSpans.js';

/** One word of a text. `term` is the normalised index key; the span covers the word as written, without a possessive ending's loss. */
export interface Token extends Span {
  readonly term: string;
}

/** Turns text into tokens; equal terms mean "the same word for a reader" (case, house-style spelling, possessive and typography folded). */
export interface Tokenizer {
  (text: string): Token[];
  /** The spans of the same tokens. */
  readonly spansOf: SpanReader;
}

/** Terms that are remembered from one text to the next. */
const REMEMBERED = 1 << 14;

/**
 * A tokenizer that folds the spelling variants of `spelling`. Linear in the text's length.
 * Hyphens separate words ("capacity-building" and "capacity building" are the same two terms);
 * pairs that the house style writes as one word ("cyber-space") come out as one token. Words that look alike are alike:
 * accents composed or not, ligatures, full-width letters, any apostrophe, soft hyphens (Unicode Standard Annex 15, NFKC).
 */
export function createTokenizer(spelling: Spelling): Tokenizer {
  let scanner = createTermScanner(spelling);
  const tokenize = (text: string): Token[] => {
    if (scanner.terms.length > REMEMBERED) scanner = createTermScanner(spelling);
    const { terms } = scanner;
    const tokens: Token[] = [];
    scanner.scan(text, (term, start, end) => tokens.push({ start, end, term: terms[term] ?? '' }));
    return tokens;
  };
  return Object.assign(tokenize, { spansOf: createSpanReader(spelling) });
}

/** Index of the token that contains or ends at `offset`; `undefined` when the offset touches no word. O(log n). */
export function tokenAt(tokens: readonly Token[], offset: number): number | undefined {
  let low = 0;
  let high = tokens.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const token = tokens[middle];
    if (token === undefined) return undefined;
    if (offset < token.start) high = middle - 1;
    else if (offset > token.end) low = middle + 1;
    else {
      const next = tokens[middle + 1];
      return next !== undefined && next.start === offset ? middle + 1 : middle;
    }
  }
  return undefined;
}
