import type { Token } from '../text/tokens.js';
import type { ClauseBounds } from './clauses.js';
import type { Reading, ReadSentence } from './readSentence.js';

const BE =
  /^(?:be|been|being|is|are|was|were|remain|remains|remained|become|becomes|became|seem|seems|appear|appears|stay|stays|represents?|constitutes?|offers?|provides?)$/;

const HAVE = /^(?:have|has|had)$/;

/** Stand between "is" and what is predicated. */
const DEGREES = new Set(
  'a an the also both indeed just longer more most much now only quite rather so still therefore too very well yet as regarded considered deemed seen viewed treated recognized'.split(
    ' ',
  ),
);

const PREPOSITION = /^(?:to|of|on|for|in|at|with|without|from|against|by|as|under|within|outside|through|beyond)$/;

const DETERMINER = /^(?:the|an?|any|all|its|their|our|these|those|of|with|without|for)$/;

/** Nouns and verbs that end as adverbs do. */
const NO_ADVERBS = new Set('ally anomaly apply assembly comply family imply italy monopoly reply supply'.split(' '));

/** Before a negation, an auxiliary that tells of the past. */
export function isPast(term: string): boolean {
  return /^(?:did|had|has|have|was|were)$/.test(term);
}

/** Whether a word says how, by its ending. */
export function isAdverb(term: string): boolean {
  return term.endsWith('ly') && !NO_ADVERBS.has(term);
}

/** "and" or "or". */
export function isConjunction(token: Token | undefined): boolean {
  return token?.term === 'and' || token?.term === 'or';
}

/** Whether another member of a list begins at `at`, or "and" or "or" before it. */
export function isListed({ text, tokens }: ReadSentence, at: number): boolean {
  return isConjunction(tokens[at]) || text.slice(tokens[at - 1]?.end, tokens[at]?.start).includes(',');
}

/**
 * Whether the expression at `at` is what the clause says of its subject ("is premature", "should be supported"), and not
 * something that still needs an object ("is opposed to").
 */
export function isPredicative(sentence: ReadSentence, at: number, from: number): boolean {
  const { tokens, readings } = sentence;
  const last = tokens[at + (readings[at]?.length ?? 1) - 1];
  if (PREPOSITION.test(last?.term ?? '')) return false;
  // "is advocating for": does it, and has it not done to it.
  if (tokens[at]?.term.endsWith('ing') === true && readings[at]?.meaning?.kind === 'operator') return false;
  // "have no place", "be renewed": brings its own verb.
  const opensWithVerb = HAVE.test(tokens[at]?.term ?? '') || BE.test(tokens[at]?.term ?? '');
  if (opensWithVerb && (readings[at]?.length ?? 1) > 1) return true;
  for (let i = at - 1; i >= from; i--) {
    const term = tokens[i]?.term ?? '';
    // "There is no need": of no subject.
    if (BE.test(term)) return tokens[i - 1]?.term !== 'there';
    // "considers it necessary to ..."
    if (term === 'it' && governsAct(sentence, at)) return true;
    // "is a significant and welcome ...": the other half of what is predicated.
    const joins = term === 'and' || term === 'nor';
    if (joins) i--;
    const skipped = joins || readings[i]?.length === 0 || readings[i]?.meaning?.kind === 'negator';
    if (!skipped && !isAdverb(term) && !DEGREES.has(term)) return false;
  }
  return false;
}

/** "needed", "obliged": done to what it is said of. */
export function isParticiple(term: string): boolean {
  return /[^e]ed$/.test(term);
}

/** "be compelled to", "have to": a modal whose denial leaves free, and forbids nothing. */
export function obliges({ tokens }: ReadSentence, at: number): boolean {
  const term = tokens[at]?.term ?? '';
  return isParticiple(term) || HAVE.test(term);
}

/** "the agreed norms", "generally accepted norms": a participle that only describes the noun behind it. */
export function isDescribingParticiple({ tokens, readings }: ReadSentence, at: number): boolean {
  const [before, word] = [tokens[at - 1]?.term ?? '', tokens[at]?.term ?? ''];
  const next = readings[at + (readings[at]?.length ?? 1)];
  return (
    readings[at]?.length === 1 &&
    isParticiple(word) &&
    (DETERMINER.test(before) || isAdverb(before)) &&
    next?.meaning?.kind !== 'operator' &&
    /^\p{L}/u.test(tokens[at + 1]?.term ?? '') &&
    !PREPOSITION.test(tokens[at + 1]?.term ?? '')
  );
}

/** Whether the expression at `at` opens with a preposition: "outside the United Nations". */
export function isPrepositional({ tokens, readings }: ReadSentence, at: number): boolean {
  return (readings[at]?.length ?? 1) > 1 && PREPOSITION.test(tokens[at]?.term ?? '');
}

/** "need for the Group to ...": whether "for" stands before the noun at `at`. */
export function followsFor({ tokens, readings }: ReadSentence, at: number): boolean {
  let i = at - 1;
  while (DETERMINER.test(tokens[i]?.term ?? '') && tokens[i]?.term !== 'for') i--;
  while (i > 0 && readings[i]?.length === 0 && tokens[i]?.term !== 'for') i--;
  return tokens[i]?.term === 'for';
}

/** Whether a preposition stands right before `at`. */
export function followsPreposition({ tokens }: ReadSentence, at: number): boolean {
  return PREPOSITION.test(tokens[at - 1]?.term ?? '');
}

/** Whether an infinitive or "from" with a gerund follows the expression at `at`: what its subject is to do. */
export function governsAct({ tokens, readings }: ReadSentence, at: number): boolean {
  const next = at + (readings[at]?.length ?? 1);
  const term = tokens[next]?.term;
  return term === 'to' || (term === 'from' && tokens[next + 1]?.term.endsWith('ing') === true);
}

/** Whether the clause has its predicate behind the expression at `at`, and none before it. */
export function precedesPredicate({ readings }: ReadSentence, at: number, bounds: ClauseBounds): boolean {
  const isPredicate = ({ meaning }: Reading): boolean =>
    meaning?.kind === 'modal' || meaning?.kind === 'copula' || meaning?.kind === 'negator';
  return (
    readings.slice(at, bounds.to).some(isPredicate) &&
    !readings.slice(bounds.from, at).some((reading) => isPredicate(reading) || reading.meaning?.kind === 'operator')
  );
}

/** A list item that proposes an act without a verb of its own: "Establishing a dedicated fund." */
export function isProposal({ tokens, readings }: ReadSentence): boolean {
  const opensWithAct = tokens[0]?.term.endsWith('ing') === true;
  return opensWithAct && !readings.some(({ meaning }) => meaning?.kind === 'copula' || meaning?.kind === 'modal');
}

/** Whether the word at `at` is a verb by its place: after a modal or "to", negations and adverbs apart. */
export function namesAct({ readings, tokens }: ReadSentence, at: number, from: number): boolean {
  for (let i = at - 1; i >= from; i--) {
    const meaning = readings[i]?.meaning;
    const term = tokens[i]?.term ?? '';
    if (meaning?.kind === 'modal' || (meaning === undefined && term === 'to' && readings[i]?.length === 1)) return true;
    if (readings[i]?.length !== 0 && meaning?.kind !== 'negator' && !isAdverb(term)) return false;
  }
  return false;
}

/** "the Open-ended Working Group on Ageing": what the body whose name stands at `at` is about, where its name goes on. */
export function namesakeAt({ text, tokens, stems, readings }: ReadSentence, at: number): string | undefined {
  const next = at + (readings[at]?.length ?? 1);
  const [link, about] = [tokens[next], tokens[next + 1]];
  if (link?.term !== 'on' || about === undefined) return undefined;
  return /^\p{Lu}/u.test(text.slice(about.start, about.end)) ? stems[next + 1] : undefined;
}

/** "no treaty and no vote", "cannot and should not": another negation beside the first, which does not turn it round. */
export function repeatsNegation({ tokens, readings }: ReadSentence, at: number): boolean {
  let i = at - 1;
  while (i > 0 && (readings[i]?.meaning?.kind === 'modal' || /^(?:do|does|did)$/.test(tokens[i]?.term ?? ''))) i--;
  return tokens[at]?.term === 'nor' || isConjunction(tokens[i]);
}

/** Whether the word at `at` stands behind the prefix "non-", which turns it round. */
export function followsNon({ text, tokens }: ReadSentence, at: number): boolean {
  const [before, word] = [tokens[at - 1], tokens[at]];
  return before?.term === 'non' && word?.start === before.end + 1 && text[before.end] === '-';
}

/** "prevent cyberspace from becoming ...", or "to become": the position of "from" or "to", where the denial starts. */
export function fromGerund(tokens: readonly Token[], at: number, to: number, denies: boolean): number | undefined {
  for (let i = at + 1; i < Math.min(to, at + 8); i++) {
    const [link, verb] = [tokens[i]?.term, tokens[i + 1]?.term ?? ''];
    if (link === 'from' && verb.endsWith('ing')) return i;
    if (denies && link === 'to' && /^(?:be|become|turn)$/.test(verb)) return i;
  }
  return undefined;
}

/** A pole is predicated when no noun follows that it could merely describe: "is voluntary", "on a voluntary basis", not "voluntary norms". */
export function isPredicatedPole(
  sentence: ReadSentence,
  at: number,
  bounds: ClauseBounds,
  stopWords: ReadonlySet<string>,
): boolean {
  const { text, tokens, readings } = sentence;
  const length = readings[at]?.length ?? 1;
  const last = tokens[at + length - 1];
  const next = tokens[at + length];
  if (last === undefined || next === undefined || at + length >= bounds.to) return true;
  if (isPrepositional(sentence, at)) return true;
  const gap = text.slice(last.end, next.start);
  if (/[^\s]/u.test(gap) && gap !== '-') return true;
  if (gap === '-') return false;
  return stopWords.has(next.term) || readings[at + length]?.meaning?.kind === 'local-negator';
}

/** "should be non-discriminatory, unconditional and demand-driven": the poles of a list that a form of "be" opens. */
export function inPredicateList({ readings, tokens }: ReadSentence, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && (readings[i]?.length === 0 || readings[i]?.meaning?.kind === 'pole')) i--;
  return i < at - 1 && BE.test(tokens[i]?.term ?? '');
}
