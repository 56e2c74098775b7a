import type { Span } from '../text/span.js';
import type { Commitment, Term } from './commitment.js';

/** How telling a term is; see `PositionRegister.weight`. */
export type TermWeight = (key: string) => number;

/** An object's words, its head first. */
export type TermList = readonly [head: Term, ...rest: Term[]];

const LIGHT_SHARE = 0.25;
/** The first word of an object weighs more than those that narrow it. */
const HEAD_SHARE = 2;
const OBJECT_LENGTH = 10;

/** The objects a clause denies or affirms: each target with the words that follow it. */
export function objectsOf(commitment: Commitment): TermList[] {
  return commitment.terms.filter((head) => head.target && !head.light).map((head) => objectFrom(commitment, head));
}

/** A head with the content words that follow it under the same polarity. */
export function objectFrom(commitment: Commitment, head: Term): TermList {
  const behind = commitment.terms.filter((term) => term.start > head.start);
  // "Is not the place to negotiate ...": what it is not is the place.
  const purpose = head.act || head.mood !== 'factual' ? -1 : behind.findIndex((term) => term.act);
  const following = (purpose === -1 ? behind : behind.slice(0, purpose)).filter(
    (term) => term.polarity === head.polarity && !term.light,
  );
  return [head, ...following.slice(0, OBJECT_LENGTH - 1)];
}

/** The object that `term` belongs to: from the nearest target before it, under the same polarity. */
export function objectAround(commitment: Commitment, term: Term): TermList {
  const head = commitment.terms.findLast(
    (other) => other.target && !other.light && other.start <= term.start && other.polarity === term.polarity,
  );
  return objectFrom(commitment, head ?? term);
}

/** A term the clause commits to: governed by an operator or a modal, directly or further on. */
export function isCommitted(commitment: Commitment, term: Term): boolean {
  return commitment.terms.some((other) => other.target && other.start <= term.start);
}

/**
 * Whether what governs the clause governs the term itself. Who says "report incidents" or "research on weapons" stands
 * for reports and research, not for incidents and weapons.
 */
export function isGovernedItself(commitment: Commitment, term: Term): boolean {
  let governed = false;
  let previous: Term | undefined;
  for (const each of commitment.terms) {
    const goesOn =
      previous !== undefined &&
      (previous.light || each.conjunct !== previous.conjunct || (!previous.act && each.start === previous.end + 1));
    governed = each.target || (governed && goesOn);
    if (each === term) return governed;
    previous = each;
  }
  return false;
}

/** What a term weighs where it stands: a light word little. */
export function weightIn({ key, light }: Term, weight: TermWeight): number {
  return weight(key) * (light ? LIGHT_SHARE : 1);
}

/** Share of the weight of `terms` that `others` hold too, 0 to 1. */
export function covered(terms: readonly Term[], others: readonly Term[], weight: TermWeight, head?: string): number {
  const keys = new Set(others.map((term) => term.key));
  let all = 0;
  let shared = 0;
  for (const term of new Map(terms.map((each) => [each.key, each])).values()) {
    const own = weightIn(term, weight) * (term.key === head ? HEAD_SHARE : 1);
    all += own;
    if (keys.has(term.key)) shared += own;
  }
  return all === 0 ? 0 : shared / all;
}

/** As `covered`, for the best of an object's conjuncts: who denies "A, B or C" denies each. */
export function coveredObject([head, ...rest]: TermList, others: readonly Term[], weight: TermWeight): number {
  const noun = nounOf([head, ...rest]);
  const conjuncts = new Set(rest.map((term) => term.conjunct));
  const shares = [...conjuncts].map((conjunct) =>
    covered([head, ...rest.filter((term) => term.conjunct === conjunct)], others, weight, noun.key),
  );
  return shares.length === 0 ? covered([head], others, weight) : Math.max(...shares);
}

/** An object's first words without a gap: "cyber incidents" of "cyber incidents in the area". */
export function wordsFrom(object: TermList): Span {
  return { start: object[0].start, end: nounOf(object).end };
}

/** The last of the words that follow each other without a gap: "incidents" in "cyber incidents in the area". */
export function nounOf([head, ...rest]: TermList): Term {
  let noun = head;
  for (const term of rest) {
    if (term.start !== noun.end + 1) break;
    noun = term;
  }
  return noun;
}

/** "States" of "no State should attack" is not what the clause denies. */
export function isLastTarget(commitment: Commitment, head: Term): boolean {
  return !commitment.terms.some((term) => term.target && !term.light && term.start > head.start);
}
