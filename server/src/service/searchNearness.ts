import type { ServiceContext } from './context.js';
import type { Match } from './searchMatches.js';
import type { Nearness } from './searchRanking.js';
import type { SearchWords } from './searchWords.js';

/** Words stand close together within so many times the length of what was typed. */
const CLOSE = 2;

/** Tells of matches whose words were looked for one by one how near to each other they stand. */
export function createNearness(
  { row, words }: SearchWords,
  { index }: ServiceContext,
): (match: Match) => { readonly nearness?: Nearness } {
  const measure = index.measureStretch(words);
  return (match) => {
    if (match.exact || match.above === undefined) return {};
    const { held, words: stretch } = measure(match);
    // A word alone is near to nothing.
    if (held < 2 || stretch === undefined) return { nearness: 'apart' };
    return { nearness: stretch <= CLOSE * row.length ? 'close' : 'clause' };
  };
}
