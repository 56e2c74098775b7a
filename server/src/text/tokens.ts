import type { Span } from './span.js';
import type { Spelling } from './spelling.js';

/** One word of a text. `term` is the normalised index key; the span covers the word as written, without a possessive ending's loss. */
export interface Token extends Span {
  readonly term: string;
}

/** Turns text into tokens; equal terms mean "the same word for a reader" (case, house-style spelling, possessive and typography folded). */
export type Tokenizer = (text: string) => Token[];

// Raised figures stand apart: they are exponents and marks of notes. Lowered ones belong to their word (CO₂).
const LETTERS = String.raw`[\p{L}\p{M}\p{Nd}\p{Nl}₀-₉]`;
const APOSTROPHES = "'’‘＇";
/** What shows nothing: soft hyphen, joiners and other characters without width. */
const INVISIBLE = String.raw`\u00ad\u200b-\u200d\u2060\ufeff`;
const WORD = new RegExp(
  String.raw`${LETTERS}+(?:(?:[${APOSTROPHES}](?=[\p{L}\p{M}])|[${INVISIBLE}]+(?=${LETTERS}))${LETTERS}+)*|\p{No}+`,
  'gu',
);
const PLAIN = /^[a-z0-9]+$/;
const NOT_SEEN = new RegExp(`[${INVISIBLE}]`, 'g');
const APOSTROPHE = new RegExp(`[${APOSTROPHES}ʼ]`, 'g');
const NO_LETTER = /[^\p{L}\p{M}\p{N}']/gu;
const POSSESSIVE = /'s$/;
/** Between two words that may be one: a space or a hyphen, breaking or not. */
const JOINTS: ReadonlySet<string> = new Set([' ', '\u00a0', '\u2009', '\u202f', '-', '\u2010', '\u2011']);

/**
 * A tokenizer that folds the spelling variants of `spelling`. Linear in the text's length.
 * Hyphens separate words ("capacity-building" and "capacity building" are the same two terms);
 * pairs that the house style writes as one word ("cyber-space") come out as one token. Words that look alike are alike:
 * accents composed or not, ligatures, full-width letters, any apostrophe, soft hyphens (Unicode Standard Annex 15, NFKC).
 */
export function createTokenizer(spelling: Spelling): Tokenizer {
  return (text) => {
    const tokens: Token[] = [];
    for (const match of text.matchAll(WORD)) {
      const start = match.index;
      const end = start + match[0].length;
      const lower = match[0].toLowerCase();
      const bare = PLAIN.test(lower) ? lower : fold(match[0]);
      const term = spelling.variants.get(bare) ?? bare;
      const previous = tokens.at(-1);
      const closed =
        previous !== undefined && start === previous.end + 1 && JOINTS.has(text.charAt(previous.end))
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

function fold(word: string): string {
  const plain = word.replace(NOT_SEEN, '').replace(APOSTROPHE, "'").normalize('NFKC').toLowerCase();
  return plain.replace(NO_LETTER, '').replace(POSSESSIVE, '') || plain;
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
