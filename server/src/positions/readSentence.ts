import type { Token, Tokenizer } from '../text/tokens.js';
import { stemsOf } from './expressions.js';
import type { Lexicon, Meaning } from './lexicon.js';

/** A token's place in the reading of a sentence: the expression that starts there, or nothing. */
export interface Reading {
  readonly meaning: Meaning | undefined;
  /** Tokens covered; 0 inside an expression that starts earlier. */
  readonly length: number;
}

/** A sentence with what the lexicon says of it. `stems` and `readings` run along `tokens`. */
export interface ReadSentence {
  readonly text: string;
  /** UTF-16 offsets into `text`. */
  readonly tokens: readonly Token[];
  readonly stems: readonly string[];
  readonly readings: readonly Reading[];
}

/** Words of the longest sentence that is read: a text without stops takes no position, and could take all the time there is. */
const MOST_WORDS = 1000;

/** Reads a sentence from left to right, the longest expression of the lexicon at each place. One that is too long has no words. */
export function readSentence(text: string, tokenize: Tokenizer, lexicon: Lexicon): ReadSentence {
  const words = tokenize(text);
  const tokens = words.length > MOST_WORDS ? [] : words;
  const stems = stemsOf(tokens);
  const readings: Reading[] = [];
  for (let i = 0; i < stems.length; ) {
    const match = lexicon.expressions.match(stems, i);
    const length = match?.length ?? 1;
    readings[i] = { meaning: match?.value, length };
    for (let k = 1; k < length; k++) readings[i + k] = { meaning: undefined, length: 0 };
    i += length;
  }
  return { text, tokens, stems, readings };
}
