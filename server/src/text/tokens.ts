import type { Span } from './span.js';
import type { Spelling } from './spelling.js';

/** One word of a text. `term` is the normalised index key; the span covers the word as written, without a possessive ending's loss. */
export interface Token extends Span {
  readonly term: string;
}

/** Turns text into tokens; equal terms mean "the same word for a reader" (case, house-style spelling, possessive folded). */
export type Tokenizer = (text: string) => Token[];

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu;
const POSSESSIVE = /'s$/;

/**
 * A tokenizer that folds the spelling variants of `spelling`. Linear in the text's length.
 * Hyphens separate words ("capacity-building" and "capacity building" are the same two terms);
 * pairs that the house style writes as one word ("cyber-space") come out as one token.
 */
export function createTokenizer(spelling: Spelling): Tokenizer {
  return (text) => {
    const tokens: Token[] = [];
    for (const match of text.matchAll(WORD)) {
      const start = match.index;
      const end = start + match[0].length;
      const bare = match[0].toLowerCase().replaceAll('’', "'").replace(POSSESSIVE, '');
      const term = spelling.variants.get(bare) ?? bare;
      const previous = tokens.at(-1);
      const gap = previous === undefined ? '' : text.slice(previous.end, start);
      const closed =
        previous !== undefined && (gap === '-' || gap === ' ')
          ? spelling.compounds.get(`${previous.term} ${term}`)
          : undefined;
      if (previous !== undefined && closed !== undefined) {
        tokens[tokens.length - 1] = { start: previous.start, end, term: closed };
      } else {
        tokens.push({ start, end, term });
      }
    }
    return tokens;
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
