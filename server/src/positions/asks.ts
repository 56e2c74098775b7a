import type { Commitment } from './commitment.js';
import type { ExpressionTable } from './expressions.js';
import type { Lexicon } from './lexicon.js';
import type { ReadSentence } from './readSentence.js';
import type { Stances } from './stance.js';

/**
 * How strongly a clause asks for something, by its modals and the `asks` of `corpus/lexicon/stances.yaml`: "must" 4, "should"
 * and "calls for" 3, "proposes" 2. 0 where it takes no stand, or judges, thanks or approves.
 */
export function askStrength(
  { tokens, stems, readings }: ReadSentence,
  { mode, start, end }: Commitment,
  { anyone, author }: Stances,
  { asks }: Lexicon,
): number {
  if (mode !== 'asserted') return 0;
  const stands = new Set(anyone);
  const strengths = tokens.map((token, i) => {
    const isStand = token.start === author || (stands.has(token.start) && start <= token.start);
    if (!isStand || token.start >= end) return 0;
    const meaning = readings[i]?.meaning;
    // "Must be encouraged" asks for less than "must".
    const isRule = meaning?.kind === 'modal' && meaning.mood === 'normative';
    return asks.match(stems, i)?.value ?? (isRule ? meaning.strength : 0);
  });
  return strengths.reduce((most, strength) => Math.max(most, strength), 0);
}

/** Whether what a sentence asks for passes with the meeting: about its papers, its sessions. */
export function isPassing({ stems }: ReadSentence, { passing }: { readonly passing: ExpressionTable<true> }): boolean {
  return stems.some((_, i) => passing.match(stems, i) !== undefined);
}
