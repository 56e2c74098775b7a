import { type Span, spanContains } from '../text/span.js';
import type { Token } from '../text/tokens.js';
import type { Meaning } from './lexicon.js';
import type { Reading, ReadSentence } from './readSentence.js';

/** A piece of a sentence that is read by itself. Token positions, `to` exclusive. */
export interface ClauseBounds {
  readonly from: number;
  readonly to: number;
  /** What opens it: a complement of a reporting verb, a relative clause, a concession, a condition, a proviso, or nothing special. */
  readonly opening: 'main' | 'complement' | 'relative' | 'concession' | 'condition' | 'proviso' | 'reason';
  /** Cut at a coordinator: perhaps only a list. */
  readonly soft: boolean;
}

const COORDINATORS = new Set(['and', 'but', 'or', 'nor', 'yet', 'however', 'therefore', 'thus', 'hence', 'so']);
/** Openings of clauses that end at the next comma. */
const GRANTING: ReadonlySet<ClauseBounds['opening']> = new Set([
  'concession',
  'condition',
  'proviso',
  'reason',
] as const);
const INVERTED = new Set(['were', 'had', 'should']);
const RELATIVES = new Set(['which', 'who', 'whose', 'where', 'whom']);

/** Whether a sentence asks: it ends with a question mark, quotation marks and brackets behind it apart. */
export function isAsked(sentence: string): boolean {
  return /\?["”’)\s]*$/u.test(sentence);
}

/**
 * Cuts a sentence into clauses at strong punctuation, coordinators after a comma, relative pronouns, "that",
 * concessions, conditions, and the marks of `quotations` (in order) that say something by themselves. Cutting too often
 * costs a miss; cutting too rarely costs a false alarm.
 */
export function splitClauses({ text, tokens, readings }: ReadSentence, quotations: readonly Span[]): ClauseBounds[] {
  const quoted = quotedStatements(tokens, readings, quotations);
  const asked = isAsked(text);
  const clauses: ClauseBounds[] = [];
  let open: Omit<ClauseBounds, 'to'> = { from: 0, opening: 'main', soft: false };
  const cut = (at: number, opening: ClauseBounds['opening'], soft = false): void => {
    if (at > open.from) clauses.push({ ...open, to: at });
    open = { from: at, opening, soft };
  };
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) continue;
    const previous = tokens[i - 1];
    const gap = previous === undefined ? '' : text.slice(previous.end, token.start);
    const kind = readings[i]?.meaning?.kind;
    if (i > 0 && quoted[i] !== quoted[i - 1]) {
      cut(i, 'main');
    } else if (kind === 'concession') {
      cut(i, kind);
    } else if (kind === 'proviso') {
      cut(i, i === 0 ? 'condition' : kind);
    } else if ((kind === 'condition' && !INVERTED.has(token.term)) || supposesByInversion(tokens, i, gap, asked)) {
      cut(i, 'condition');
    } else if (i > 0 && /[;:—–]/u.test(gap)) {
      cut(i, 'main');
    } else if (i > 0 && gap.includes(',') && GRANTING.has(open.opening)) {
      cut(i, 'main');
    } else if (i > 0 && gap.includes(',') && open.from === 0 && clauses.length === 0 && opensWithParticiple(tokens)) {
      cut(i, 'main');
    } else if (
      i > 0 &&
      (token.term === 'but' || token.term === 'thereby' || (gap.includes(',') && COORDINATORS.has(token.term)))
    ) {
      cut(i, 'main', true);
    } else if (
      (token.term === 'because' && tokens[i + 1]?.term !== 'of') ||
      (token.term === 'since' && gap.includes(','))
    ) {
      cut(i, 'reason');
    } else if (joinsPredicates(readings, i, token)) {
      cut(i, 'main', true);
    } else if (RELATIVES.has(token.term) && i > 0) {
      cut(i, 'relative');
    } else if (token.term === 'that' && i > 0 && !isDemonstrative(tokens, i)) {
      const before = readingBefore(readings, i)?.kind;
      // "We reject the argument that ...": of an operator or of what somebody says.
      const isComplement =
        followsReporting(readings, open.from, i) || before === 'operator' || before === 'other-speaker';
      cut(i, isComplement ? 'complement' : 'relative');
    }
  }
  cut(tokens.length, 'main');
  return joinFragments(clauses, readings);
}

/** For each token the quotation it stands in, if that has a predicate of its own; `undefined` elsewhere. */
function quotedStatements(
  tokens: readonly Token[],
  readings: readonly Reading[],
  quotations: readonly Span[],
): readonly (Span | undefined)[] {
  let next = 0;
  const places = tokens.map((token) => {
    while ((quotations[next]?.end ?? Infinity) <= token.start) next++;
    const quotation = quotations[next];
    return quotation !== undefined && spanContains(quotation, token) ? quotation : undefined;
  });
  const statements = new Set(places.filter((_, i) => isPredicate(readings[i])));
  return places.map((place) => (statements.has(place) ? place : undefined));
}

/** "Having studied the text, we ...", "Given its mandate, ...": ends at the comma. */
function opensWithParticiple([first]: readonly Token[]): boolean {
  return first?.term === 'given' || first?.term === 'having' || first?.term === 'recalling';
}

/** Undoes cuts at a comma that left one side without a predicate: "international law, and in particular the Charter, applies". */
function joinFragments(clauses: readonly ClauseBounds[], readings: readonly Reading[]): ClauseBounds[] {
  const joined: ClauseBounds[] = [];
  for (const clause of clauses) {
    const previous = joined.at(-1);
    const fragment =
      previous !== undefined &&
      clause.opening === 'main' &&
      clause.soft &&
      (!hasPredicate(readings, previous) || !hasPredicate(readings, clause));
    if (fragment) joined[joined.length - 1] = { ...previous, to: clause.to };
    else joined.push(clause);
  }
  return joined;
}

function hasPredicate(readings: readonly Reading[], clause: ClauseBounds): boolean {
  // "... and some delegations abstained": others are another subject.
  return readings
    .slice(clause.from, clause.to)
    .some((reading) => isPredicate(reading) || reading.meaning?.kind === 'other-speaker');
}

function isPredicate(reading: Reading | undefined): boolean {
  return ['operator', 'copula', 'modal', 'reporting', 'negator', 'negative-form'].includes(
    reading?.meaning?.kind ?? '',
  );
}

/** "... would slow us down and should be avoided": a second rule for the same subject. */
function joinsPredicates(readings: readonly Reading[], at: number, { term }: Token): boolean {
  const [before, after] = [readings[at - 1]?.meaning?.kind, readings[at + 1]?.meaning?.kind];
  return (term === 'and' || term === 'or') && after === 'modal' && before !== 'modal' && before !== 'negator';
}

/** "for that purpose": not what opens a clause. */
function isDemonstrative(tokens: readonly Token[], that: number): boolean {
  return /^(?:for|to|in|on|at|by|of|with|from|under|towards?|about|after|before|beyond)$/.test(
    tokens[that - 1]?.term ?? '',
  );
}

/** "Were participation to become ...", "Had it not been ...": at the start of a clause, and of no question. */
function supposesByInversion(tokens: readonly Token[], at: number, gap: string, asked: boolean): boolean {
  const [first, next] = [tokens[at]?.term ?? '', tokens[at + 1]?.term ?? ''];
  return INVERTED.has(first) && !asked && !/^(?:be|been|have|not)$/.test(next) && (at === 0 || /[,;:]/.test(gap));
}

/** What the lexicon says of the expression that ends before `at`. */
function readingBefore(readings: readonly Reading[], at: number): Meaning | undefined {
  let i = at - 1;
  while (i > 0 && readings[i]?.length === 0) i--;
  return readings[i]?.meaning;
}

function followsReporting(readings: readonly Reading[], from: number, that: number): boolean {
  for (let i = that - 1; i >= Math.max(from, that - 4); i--) {
    if (readings[i]?.meaning?.kind === 'reporting') return true;
  }
  return false;
}
