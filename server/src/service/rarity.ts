import type { ServiceContext } from './context.js';

/** How telling a term is: natural logarithm of (passages / passages with the term); 0 for a stop-word. */
export function rarityOf(term: string, { index, lexicon }: ServiceContext): number {
  if (lexicon.spelling.stopWords.has(term)) return 0;
  return Math.log((index.passageCount + 1) / (index.passageFrequency(term) + 1));
}
