import { type Span, spanContains } from '../text/span.js';
import type { Token, Tokenizer } from '../text/tokens.js';
import { type ClauseBounds, type Reading, splitClauses } from './clauses.js';
import type { Commitment, Modal, Mode, Pole, Qualifier, Term } from './commitment.js';
import { stemOf, stemsOf } from './expressions.js';
import type { Lexicon, Meaning, Mood } from './lexicon.js';
import { namesSelf, speaksForOthers } from './speakers.js';

/** Reads sentences for one author. */
export interface SentenceReader {
  readonly lexicon: Lexicon;
  readonly tokenize: Tokenizer;
  /** The author: whose name, as the subject, does not make a clause somebody else's. */
  readonly holder: string;
}

/** The mutable state of reading one clause from left to right. */
interface ClauseState {
  /** What negation of the whole predicate makes of everything that follows. */
  base: 1 | -1;
  /** What the latest denying word makes of its own object. */
  local: 1 | -1;
  /** Content words since the latest denying word. */
  governed: number;
  /** An operator or modal waits for the word it governs. */
  pending: boolean;
  mood: Mood;
  modal: Modal | undefined;
  softener: Span | undefined;
  readonly qualifiers: Qualifier[];
  /** Nothing but operators since the last content word: they govern what stands before ("X is not needed"). */
  trailing: boolean;
}

const QUOTED = /“[^”]+”|"[^"]+"|‘[^’]+’/gu;
/** Opens an adjunct that ends at the comma: "To prevent conflict, a treaty is needed." */
const FRONTED = /^(?:to|in|by|for|with|without|rather|instead|far)$/;

/**
 * The commitments of one sentence, one per clause. Linear in the sentence's length; never throws.
 * Negation scope follows the clause: an operator turns what follows it, or, at the clause's end, what stands before it.
 */
export function extractCommitments(sentence: string, reader: SentenceReader): Commitment[] {
  // "using ICTs to ...;" is the end of a sentence that begins above the list: what governs it is not here.
  if (/^[^\p{L}]*\p{Ll}/u.test(sentence)) return [];
  const tokens = reader.tokenize(sentence);
  const stems = stemsOf(tokens);
  const readings = readExpressions(stems, reader.lexicon);
  const quotations = [...sentence.matchAll(QUOTED)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const asked = /\?["”’)\s]*$/u.test(sentence);
  const commitments: Commitment[] = [];
  let mode: Mode = asked ? 'asked' : 'asserted';
  let inherited: 1 | -1 = 1;
  let previous: readonly Term[] = [];
  const clauses = splitClauses(sentence, tokens, readings, quotations);
  const supposed = clauses.some((clause) => clause.opening === 'condition');
  for (const [n, bounds] of clauses.entries()) {
    if (bounds.opening === 'main') {
      inherited = 1;
      const reopened = bounds.from > 0 && namesSelf(readings, bounds, reader.holder);
      if (mode === 'reported' && reopened) mode = asked ? 'asked' : 'asserted';
    }
    if (mode === 'asserted' && speaksForOthers(tokens, readings, bounds, reader.holder)) mode = 'reported';
    const state: ClauseState = {
      base: bounds.opening === 'complement' ? inherited : 1,
      local: 1,
      governed: 0,
      pending: false,
      mood: 'factual',
      modal: undefined,
      softener: undefined,
      qualifiers: [],
      trailing: false,
    };
    const { terms, poles } = readClause(sentence, tokens, stems, readings, bounds, state, reader.lexicon);
    const span = clauseSpan(tokens, bounds);
    inherited = polarityOf(state);
    if (terms.length === 0 && poles.length === 0) continue;
    const carried = carriedTerms(readings, bounds, previous);
    previous = [...carried, ...terms];
    commitments.push({
      ...span,
      mode: clauseMode(mode, bounds, span, quotations, supposed),
      modal: state.modal,
      softener: state.softener,
      qualifiers: state.qualifiers,
      terms: [...carried, ...terms],
      poles,
      narrowed:
        polarityOf(state) === -1 &&
        clauses[n + 1]?.opening === 'relative' &&
        !followsComma(sentence, tokens, clauses[n + 1]),
    });
  }
  return commitments;
}

/** What an incomplete clause takes over from the one before: a relative pronoun its antecedent, "but not ..." its subject. */
function carriedTerms(readings: readonly Reading[], bounds: ClauseBounds, previous: readonly Term[]): Term[] {
  const neutral = (term: Term): Term => ({ ...term, polarity: 1, target: false });
  if (bounds.opening === 'relative') return previous.slice(-3).map(neutral);
  const first = readings[bounds.from + 1]?.meaning?.kind;
  if (!bounds.soft || (first !== 'negator' && first !== 'operator' && first !== 'modal')) return [];
  const predicate = previous.findIndex((term) => term.target);
  return previous.slice(0, predicate === -1 ? previous.length : predicate).map(neutral);
}

/** What each token begins: the longest expression of the lexicon, or nothing. */
export function readExpressions(stems: readonly string[], lexicon: Lexicon): Reading[] {
  const readings: Reading[] = [];
  for (let i = 0; i < stems.length; ) {
    const match = lexicon.expressions.match(stems, i);
    const length = match?.length ?? 1;
    readings[i] = { meaning: match?.value, length };
    for (let k = 1; k < length; k++) readings[i + k] = { meaning: undefined, length: 0 };
    i += length;
  }
  return readings;
}

function readClause(
  sentence: string,
  tokens: readonly Token[],
  stems: readonly string[],
  readings: readonly Reading[],
  bounds: ClauseBounds,
  state: ClauseState,
  lexicon: Lexicon,
): { terms: Term[]; poles: Pole[] } {
  const terms: Term[] = [];
  const poles: Pole[] = [];
  const { stopWords } = lexicon.spelling;
  const denied = new Set<Term>();
  let deferred: number | undefined;
  let conjunct = 0;
  let fronted = FRONTED.test(tokens[bounds.from]?.term ?? '');
  for (let i = bounds.from; i < bounds.to; i++) {
    const token = tokens[i];
    const reading = readings[i];
    if (token === undefined || reading === undefined || reading.length === 0) continue;
    const span = { start: token.start, end: tokens[i + reading.length - 1]?.end ?? token.end };
    const gap = sentence.slice(tokens[i - 1]?.end ?? token.start, token.start);
    if (gap.includes(',') || isConjunction(token)) conjunct++;
    if (gap.includes(',') && fronted) {
      endDenial(state);
      fronted = false;
    }
    const meaning = reading.meaning;
    const content = (key: string, options: Partial<Pick<Term, 'light' | 'matter' | 'negated'>> = {}): void => {
      const { light = false, matter, negated = false } = options;
      const { pending: target, mood } = state;
      const act = namesAct(readings, tokens, i, bounds.from);
      const term = { ...span, key, polarity: polarityOf(state), target, act, negated, light, matter, mood, conjunct };
      terms.push(term);
      if (state.local === -1) denied.add(term);
      if (!light) {
        state.pending = false;
        state.governed++;
      }
      state.trailing = false;
    };
    switch (meaning?.kind) {
      case 'neutral':
      case 'self':
      case 'other-speaker':
      case 'condition':
      case 'concession':
      case 'holder':
        break;
      case 'reporting':
        state.pending = false;
        break;
      case 'negator':
        state.base = state.base === 1 || repeatsNegation(tokens, readings, i) ? -1 : 1;
        state.pending = true;
        state.trailing = true;
        break;
      case 'local-negator':
        deny(state);
        break;
      case 'absence':
        deny(state);
        state.pending = false;
        break;
      case 'copula':
        // "should be" stays a rule: a copula right after a modal does not lower it.
        if (!state.pending) state.mood = 'factual';
        endDenial(state);
        state.pending = true;
        break;
      case 'operator': {
        // "prevent and address": another verb governs the object too, so it is not simply denied.
        if (meaning.polarity === -1 && isConjunction(tokens[i + reading.length])) break;
        endDenial(state);
        const from =
          meaning.polarity === -1 || meaning.mood === 'normative'
            ? fromGerund(tokens, i + reading.length, bounds.to)
            : undefined;
        if (from !== undefined) {
          deferred = from;
          break;
        }
        if (meaning.mood === 'normative' || !state.pending) state.mood = meaning.mood;
        if (meaning.polarity === -1) deny(state);
        state.pending = true;
        state.trailing = true;
        break;
      }
      case 'modal':
        endDenial(state);
        state.pending = true;
        if (meaning.strength > (state.modal?.strength ?? 0)) state.modal = { ...span, strength: meaning.strength };
        state.mood = meaning.mood;
        break;
      case 'softener':
        state.softener = span;
        break;
      case 'qualifier':
        state.qualifiers.push({ ...span, group: meaning.group, value: meaning.value });
        break;
      case 'pole':
        if (
          isPredicated(sentence, tokens, i, reading.length, bounds, stopWords) ||
          inPredicateList(readings, tokens, i)
        ) {
          poles.push({ ...span, axis: meaning.axis, pole: meaning.pole, polarity: polarityOf(state) });
          state.trailing = false;
        } else content(`${meaning.axis}:${meaning.pole}`);
        break;
      case 'topic':
        content(meaning.id, { matter: 'topic' });
        break;
      case 'body':
        content(meaning.id, { matter: 'body' });
        break;
      case 'synonym':
        content(meaning.id);
        break;
      case 'negative-form': {
        const positive = positiveOf(meaning.of, lexicon);
        if (positive?.kind === 'operator') {
          // "unnecessary" governs as "not necessary" does.
          deny(state);
          state.mood = positive.mood;
          state.trailing = true;
          break;
        }
        const { local } = state;
        state.local = local === 1 ? -1 : 1;
        content(keyOf(meaning.of, positive), { negated: true });
        state.local = local;
        break;
      }
      case 'light':
        content(stems[i] ?? token.term, { light: true });
        break;
      case undefined:
        if (i === deferred) {
          deny(state);
          state.mood = 'normative';
        }
        if (!stopWords.has(token.term)) content(stems[i] ?? token.term, { light: token.term.endsWith('ly') });
        break;
    }
  }
  return { terms: state.trailing ? governBackwards(terms, denied, state) : terms, poles };
}

/** What the lexicon says of the word that a negative form negates. */
function positiveOf(word: string, lexicon: Lexicon): Meaning | undefined {
  return lexicon.expressions.match([stemOf(word)], 0)?.value;
}

/** The key under which a word stands in other clauses: its concept's name, or its stem. */
function keyOf(word: string, meaning: Meaning | undefined): string {
  return meaning?.kind === 'topic' || meaning?.kind === 'synonym' ? meaning.id : stemOf(word);
}

/** Whether the word at `at` is a verb by its place: after a modal or "to", negations and adverbs apart. */
function namesAct(readings: readonly Reading[], tokens: readonly Token[], at: number, from: number): boolean {
  for (let i = at - 1; i >= from; i--) {
    const meaning = readings[i]?.meaning;
    const term = tokens[i]?.term ?? '';
    if (meaning?.kind === 'modal' || (meaning === undefined && term === 'to' && readings[i]?.length === 1)) return true;
    if (readings[i]?.length !== 0 && meaning?.kind !== 'negator' && !term.endsWith('ly')) return false;
  }
  return false;
}

function polarityOf(state: ClauseState): 1 | -1 {
  return state.base === state.local ? 1 : -1;
}

/** A word that denies its own object only; chained denials ("refrain from opposing") turn round twice. */
function deny(state: ClauseState): void {
  state.local = state.governed === 0 && state.local === -1 ? 1 : -1;
  state.governed = 0;
  state.pending = true;
}

/** What follows the denied object is another predicate: "a ban on weapons should be ...". */
function endDenial(state: ClauseState): void {
  if (state.governed > 0) state.local = 1;
}

function isConjunction(token: Token | undefined): boolean {
  return token?.term === 'and' || token?.term === 'or';
}

/** "no treaty and no vote", "cannot and should not": another negation beside the first, which does not turn it round. */
function repeatsNegation(tokens: readonly Token[], readings: readonly Reading[], at: number): boolean {
  let i = at - 1;
  while (i > 0 && (readings[i]?.meaning?.kind === 'modal' || /^(?:do|does|did)$/.test(tokens[i]?.term ?? ''))) i--;
  return tokens[at]?.term === 'nor' || isConjunction(tokens[i]);
}

/** "prevent cyberspace from becoming ...": the position of "from" before a gerund, where the denial starts. */
function fromGerund(tokens: readonly Token[], at: number, to: number): number | undefined {
  for (let i = at + 1; i < Math.min(to, at + 8); i++) {
    if (tokens[i]?.term === 'from' && tokens[i + 1]?.term.endsWith('ing')) return i;
  }
  return undefined;
}

/** "X is not needed": what the operators at the clause's end say holds of the clause's subject, "a ban on X" turned round. */
function governBackwards(terms: readonly Term[], denied: ReadonlySet<Term>, state: ClauseState): Term[] {
  const polarity = polarityOf(state);
  return terms.map((term, i) => ({
    ...term,
    polarity: denied.has(term) ? (-polarity as 1 | -1) : polarity,
    mood: state.mood,
    target: i === 0 || term.target,
  }));
}

/** A pole is predicated when no noun follows that it could merely describe: "is voluntary", not "voluntary norms". */
function isPredicated(
  sentence: string,
  tokens: readonly Token[],
  at: number,
  length: number,
  bounds: ClauseBounds,
  stopWords: ReadonlySet<string>,
): boolean {
  const last = tokens[at + length - 1];
  const next = tokens[at + length];
  if (length > 1 || last === undefined || next === undefined || at + length >= bounds.to) return true;
  const gap = sentence.slice(last.end, next.start);
  if (/[^\s]/u.test(gap) && gap !== '-') return true;
  if (gap === '-') return false;
  return stopWords.has(next.term);
}

/** "should be non-discriminatory, unconditional and demand-driven": the poles of a list that a form of "be" opens. */
function inPredicateList(readings: readonly Reading[], tokens: readonly Token[], at: number): boolean {
  let i = at - 1;
  while (i >= 0 && (readings[i]?.length === 0 || readings[i]?.meaning?.kind === 'pole')) i--;
  return i < at - 1 && /^(?:be|is|are|was|were|remain|remains)$/.test(tokens[i]?.term ?? '');
}

function clauseSpan(tokens: readonly Token[], bounds: ClauseBounds): Span {
  return { start: tokens[bounds.from]?.start ?? 0, end: tokens[bounds.to - 1]?.end ?? 0 };
}

function clauseMode(
  mode: Mode,
  bounds: ClauseBounds,
  span: Span,
  quotations: readonly Span[],
  supposed: boolean,
): Mode {
  if (mode !== 'asserted') return mode;
  if (quotations.some((quotation) => spanContains(quotation, span))) return 'quoted';
  if (supposed) return 'supposed';
  return bounds.opening === 'concession' ? 'conceded' : 'asserted';
}

function followsComma(sentence: string, tokens: readonly Token[], clause: ClauseBounds | undefined): boolean {
  const first = clause === undefined ? undefined : tokens[clause.from];
  return first !== undefined && /,\s*$/.test(sentence.slice(0, first.start));
}
