import type { Span } from '../text/span.js';
import type { EffectClaim, Term } from './commitment.js';
import type { Effect, EffectWord, Lexicon } from './lexicon.js';
import type { ReadSentence } from './readSentence.js';
import { followsPreposition } from './syntax.js';

/** A word of harm or good as long as what it is said of is not known. */
export interface OpenEffect extends Omit<EffectClaim, 'subject' | 'object'> {
  /** Which member of a list it belongs to, counted as terms are. */
  readonly conjunct: number;
  readonly said: EffectWord['said'];
}

/** A word of harm or good in a sentence. `length` in tokens; it `claims` nothing where it only names what may be. */
export interface EffectReading {
  readonly word: EffectWord;
  readonly length: number;
  readonly claims: boolean;
}

/** The word of harm or good that starts at a token; `undefined` where none does, or only a name that holds one. */
export function effectAt(sentence: ReadSentence, at: number, lexicon: Lexicon): EffectReading | undefined {
  const { tokens, stems, readings } = sentence;
  const match = lexicon.effects.match(stems, at);
  // "Harmful hidden functions" are a name.
  if (match === undefined || match.length < (readings[at]?.length ?? 1)) return undefined;
  const { value: word, length } = match;
  // "No threat to trade" is no word on threats of any kind.
  if (word.said === 'of-subject' && tokens[at + length]?.term === 'to') return undefined;
  // "The possibility of harm to ..." claims no harm.
  const claims = word.said !== 'of-both' || tokens[at - 1]?.term === 'to' || !followsPreposition(sentence, at);
  return { word, length, claims };
}

/** Whether it says that harm is done to what follows. */
export function doesHarm({ word }: EffectReading): boolean {
  return word.effect === 'harm' && word.said === 'of-both';
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
    const goesOn = before?.conjunct === effect.conjunct && before.said === effect.said;
    if (goesOn && termsWithin({ start: before.end, end: effect.start }, terms) <= BETWEEN) {
      joined[joined.length - 1] = { ...before, end: effect.end, effect: compound(before.effect, effect.effect) };
    } else joined.push(effect);
  }
  const does = thingsOf(subject);
  return joined.flatMap(({ said, start, end, effect, polarity, mood }, n) => {
    const to = joined[n + 1]?.start ?? Number.POSITIVE_INFINITY;
    const following = thingsOf(terms.filter((term) => term.start >= end && term.end <= to));
    const subject = said === 'of-what-follows' ? following : does;
    const object = said === 'of-both' ? following : undefined;
    const claim: EffectClaim = { start, end, effect, polarity, mood, subject, object };
    return subject.length === 0 || object?.length === 0 ? [] : claim;
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

/** What a clause takes over as its subject, else the words that name it; nothing where only somebody acts ("States"). */
export function subjectOf(named: readonly Term[], carried: readonly Term[]): readonly Term[] {
  const subject = carried.length > 0 ? carried : named;
  return subject.some((term) => !term.light && !term.actor) ? subject : [];
}
