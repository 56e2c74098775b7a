import type { Span } from './span.js';
import type { Spelling } from './spelling.js';
import { createTermScanner, type TermScanner } from './termScanner.js';

/** One word of a text. `term` is the normalised index key; the span covers the word as written, without a possessive ending's loss. */
export interface Token extends Span {
  readonly term: string;
}

/** Turns text into tokens; equal terms mean "the same word for a reader" (case, house-style spelling, possessive and typography folded). */
export interface Tokenizer {
  (text: string): Token[];
  /** The spans of the same tokens, for whoever wants few of them: the text is read no further than to those. */
  spansOf(text: string): TokenSpans;
}

/** Where the tokens of a text stand. */
export interface TokenSpans {
  /** `undefined` beyond the last token. */
  at(token: number): Span | undefined;
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
  let current = createTermScanner(spelling);
  const scanner = (): TermScanner => {
    if (current.terms.length > REMEMBERED) current = createTermScanner(spelling);
    return current;
  };
  const tokenize = (text: string): Token[] => {
    const reading = scanner();
    const { terms } = reading;
    const tokens: Token[] = [];
    reading.scan(text, (term, start, end) => tokens.push({ start, end, term: terms[term] ?? '' }));
    return tokens;
  };
  return Object.assign(tokenize, { spansOf: (text: string) => readSpans(text, scanner) });
}

function readSpans(text: string, scanner: () => TermScanner): TokenSpans {
  // Offsets of start and end in turn: there may be thousands.
  const edges: number[] = [];
  return {
    at(token) {
      const wanted = 2 * token + 2;
      if (edges.length < wanted) {
        scanner().scan(text, (_, start, end) => edges.push(start, end) < wanted, edges.at(-1));
      }
      const [start, end] = [edges[wanted - 2], edges[wanted - 1]];
      return start === undefined || end === undefined ? undefined : { start, end };
    },
  };
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
