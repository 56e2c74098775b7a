import type { Span } from '../text/span.js';
import type { EffectClaim, Term } from './commitment.js';
import type { Effect } from './lexicon.js';

/** A word of harm or good as long as what it is said of is not known. */
export interface OpenEffect extends Omit<EffectClaim, 'subject' | 'object'> {
  /** Which member of a list it belongs to, counted as terms are. */
  readonly conjunct: number;
}

/** Terms that may stand between two words of one claim: "contribute to a dangerous erosion of". */
const BETWEEN = 1;

/**
 * What a clause says that its subject (`subject`, the terms that name it) does to something else. Words of harm and good
 * that follow each other make one claim: to contribute to an erosion is harm. A claim that does not name both things says
 * nothing.
 */
export function closeEffects(
  opened: readonly OpenEffect[],
  terms: readonly Term[],
  subject: readonly Term[],
): readonly EffectClaim[] {
  const joined: OpenEffect[] = [];
  for (const effect of opened) {
    const before = joined.at(-1);
    const goesOn = before?.conjunct === effect.conjunct;
    if (goesOn && termsWithin({ start: before.end, end: effect.start }, terms) <= BETWEEN) {
      joined[joined.length - 1] = { ...before, end: effect.end, effect: compound(before.effect, effect.effect) };
    } else joined.push(effect);
  }
  const does = thingsOf(subject);
  return joined.flatMap(({ start, end, effect, polarity, mood }, n) => {
    const to = joined[n + 1]?.start ?? Number.POSITIVE_INFINITY;
    const object = thingsOf(terms.filter((term) => term.start >= end && term.end <= to));
    const claim: EffectClaim = { start, end, effect, polarity, mood, subject: does, object };
    return does.length === 0 || object.length === 0 ? [] : claim;
  });
}

function compound(first: Effect, second: Effect): Effect {
  return first === second ? 'benefit' : 'harm';
}

function termsWithin({ start, end }: Span, terms: readonly Term[]): number {
  return terms.filter((term) => !term.light && term.start >= start && term.end <= end).length;
}

/** The members of a list of things, each by the keys of its words. */
function thingsOf(terms: readonly Term[]): readonly (readonly string[])[] {
  const things = new Map<number, string[]>();
  for (const { key, light, conjunct } of terms) {
    if (light) continue;
    const thing = things.get(conjunct);
    if (thing === undefined) things.set(conjunct, [key]);
    else thing.push(key);
  }
  return [...things.values()];
}
