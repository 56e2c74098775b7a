import type { Token } from '../text/tokens.js';
import type { ClauseBounds } from './clauses.js';
import type { ReadSentence } from './readSentence.js';

const BE =
  /^(?:be|been|being|is|are|was|were|remain|remains|remained|become|becomes|became|seem|seems|appear|appears)$/;

const HAVE = /^(?:have|has|had)$/;

/** Stand between "is" and what is predicated. */
const DEGREES = new Set(
  'a an the also both indeed just longer more most much now only quite rather so still therefore too very well yet as regarded considered deemed seen viewed treated recognized'.split(
    ' ',
  ),
);

const PREPOSITION = /^(?:to|of|on|for|in|at|with|without|from|against|by|as|under|within|outside|through|beyond)$/;

/** Opens what an act is about. */
const OBJECT = /^(?:for|a|an|the|any|all|this|that|these|those|such|its|our|their)$/;

/** Nouns and verbs that end as adverbs do. */
const NO_ADVERBS = new Set('ally anomaly apply assembly comply family imply italy monopoly reply supply'.split(' '));

/** Whether a word says how, by its ending. */
export function isAdverb(term: string): boolean {
  return term.endsWith('ly') && !NO_ADVERBS.has(term);
}

/** "and" or "or". */
export function isConjunction(token: Token | undefined): boolean {
  return token?.term === 'and' || token?.term === 'or';
}

/**
 * Whether the expression at `at` is what the clause says of its subject ("is premature", "should be supported"), and not
 * something that still needs an object ("is opposed to").
 */
export function isPredicative({ tokens, readings }: ReadSentence, at: number, from: number): boolean {
  const last = tokens[at + (readings[at]?.length ?? 1) - 1];
  if (PREPOSITION.test(last?.term ?? '')) return false;
  // "is advocating for an instrument": acts on what follows.
  if (last?.term.endsWith('ing') === true && OBJECT.test(tokens[at + (readings[at]?.length ?? 1)]?.term ?? ''))
    return false;
  // "have no place": brings its own verb.
  if (HAVE.test(tokens[at]?.term ?? '')) return true;
  for (let i = at - 1; i >= from; i--) {
    const term = tokens[i]?.term ?? '';
    if (BE.test(term)) return true;
    // "is a significant and welcome ...": the other half of what is predicated.
    if (term === 'and') i--;
    const skipped = term === 'and' || readings[i]?.length === 0 || readings[i]?.meaning?.kind === 'negator';
    if (!skipped && !isAdverb(term) && !DEGREES.has(term)) return false;
  }
  return false;
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

/** "prevent cyberspace from becoming ...": the position of "from" before a gerund, where the denial starts. */
export function fromGerund(tokens: readonly Token[], at: number, to: number): number | undefined {
  for (let i = at + 1; i < Math.min(to, at + 8); i++) {
    if (tokens[i]?.term === 'from' && tokens[i + 1]?.term.endsWith('ing')) return i;
  }
  return undefined;
}

/** A pole is predicated when no noun follows that it could merely describe: "is voluntary", "on a voluntary basis", not "voluntary norms". */
export function isPredicatedPole(
  { text, tokens, readings }: ReadSentence,
  at: number,
  bounds: ClauseBounds,
  stopWords: ReadonlySet<string>,
): boolean {
  const length = readings[at]?.length ?? 1;
  const last = tokens[at + length - 1];
  const next = tokens[at + length];
  if (last === undefined || next === undefined || at + length >= bounds.to) return true;
  if (length > 1 && PREPOSITION.test(tokens[at]?.term ?? '')) return true;
  const gap = text.slice(last.end, next.start);
  if (/[^\s]/u.test(gap) && gap !== '-') return true;
  if (gap === '-') return false;
  return stopWords.has(next.term);
}

/** "should be non-discriminatory, unconditional and demand-driven": the poles of a list that a form of "be" opens. */
export function inPredicateList({ readings, tokens }: ReadSentence, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && (readings[i]?.length === 0 || readings[i]?.meaning?.kind === 'pole')) i--;
  return i < at - 1 && BE.test(tokens[i]?.term ?? '');
}
