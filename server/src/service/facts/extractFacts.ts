import { articlesIn } from './articles.js';
import { countsIn } from './counts.js';
import { datesIn } from './dates.js';
import type { Fact } from './fact.js';
import type { FactSentence } from './sentenceParts.js';
import { symbolsIn } from './symbols.js';

/** The facts that a sentence states, by kind. Linear in its length; never throws. */
export function extractFacts(sentence: FactSentence): Fact[] {
  return [...datesIn(sentence), ...articlesIn(sentence), ...countsIn(sentence), ...symbolsIn(sentence)];
}
