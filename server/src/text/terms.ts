import type { Spelling } from './spelling.js';
import { APOSTROPHES, INVISIBLE } from './words.js';

const PLAIN = /^[a-z0-9]+$/;
const NOT_SEEN = new RegExp(`[${INVISIBLE}]`, 'gu');
const APOSTROPHE = new RegExp(`[${APOSTROPHES}ʼ]`, 'g');
const NO_LETTER = /[^\p{L}\p{M}\p{N}']/gu;
const POSSESSIVE = /'s$/;

/** The term of a word as written: its normalised form, in the spelling of the house. */
export function termOf(word: string, { variants }: Spelling): string {
  const lower = word.toLowerCase();
  const bare = PLAIN.test(lower) ? lower : fold(word);
  return variants.get(bare) ?? bare;
}

function fold(word: string): string {
  const plain = word.replace(NOT_SEEN, '').replace(APOSTROPHE, "'").normalize('NFKC').toLowerCase();
  return plain.replace(NO_LETTER, '').replace(POSSESSIVE, '') || plain;
}
