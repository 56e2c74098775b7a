import type { Lexicon, Meaning } from './lexicon.js';
import { stemOf } from './stems.js';

/** What the lexicon says of the word that a negative form negates. */
export function positiveOf(word: string, lexicon: Lexicon): Meaning | undefined {
  return lexicon.expressions.match([stemOf(word)], 0)?.value;
}

/** The key under which a word stands in other clauses: its concept's name, or its stem. */
export function keyOf(word: string, meaning: Meaning | undefined): string {
  return meaning?.kind === 'topic' || meaning?.kind === 'synonym' ? meaning.id : stemOf(word);
}
