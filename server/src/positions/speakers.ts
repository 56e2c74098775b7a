import type { Token } from '../text/tokens.js';
import type { ClauseBounds } from './clauses.js';
import type { Reading } from './readSentence.js';

/** Whether a clause opens with its author's own name or "we". `holder` is the author. */
export function namesSelf(readings: readonly Reading[], bounds: ClauseBounds, holder: string): boolean {
  return readings
    .slice(bounds.from, Math.min(bounds.to, bounds.from + 5))
    .some(({ meaning }) => isSelf(meaning, holder));
}

function isSelf(meaning: Reading['meaning'], holder: string): boolean {
  return meaning?.kind === 'self' || (meaning?.kind === 'holder' && meaning.name === holder);
}

/** Whether somebody other than the author is the subject of what the clause says or reports. */
export function speaksForOthers(
  tokens: readonly Token[],
  readings: readonly Reading[],
  bounds: ClauseBounds,
  holder: string,
): boolean {
  // "The delegation of France said ..." reports; "the threats to France should be met" does not.
  let named = false;
  for (let i = bounds.from; i < bounds.to; i++) {
    const meaning = readings[i]?.meaning;
    if (isSelf(meaning, holder)) return false;
    if (meaning?.kind === 'other-speaker') return true;
    if (meaning?.kind === 'holder') {
      if (!followsPreposition(tokens[i - 1])) return true;
      named = true;
    }
    if (meaning?.kind === 'reporting') return named;
    if (meaning?.kind === 'modal' || meaning?.kind === 'operator' || meaning?.kind === 'copula') return false;
  }
  return false;
}

function followsPreposition(before: Token | undefined): boolean {
  return before !== undefined && /^(?:of|in|to|with|for|from|by|within|between|and)$/.test(before.term);
}
