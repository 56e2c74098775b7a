import type { Span } from '../text/span.js';
import type { Token } from '../text/tokens.js';
import type { ClauseBounds } from './clauses.js';
import type { Modal, Pole, Qualifier, Term } from './commitment.js';
import { stemOf } from './expressions.js';
import type { Lexicon, Meaning, Mood } from './lexicon.js';
import type { ReadSentence } from './readSentence.js';

/** What one clause says, without who says it and how. */
export interface ClauseContent {
  readonly terms: readonly Term[];
  readonly poles: readonly Pole[];
  readonly modal: Modal | undefined;
  readonly softener: Span | undefined;
  readonly qualifiers: readonly Qualifier[];
  /** What negation has made of the clause by its end. */
  readonly polarity: 1 | -1;
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

/** Opens an adjunct that ends at the comma: "To prevent conflict, a treaty is needed." */
const FRONTED = /^(?:to|in|by|for|with|without|rather|instead|far)$/;

/** Nouns and verbs that end as adverbs do. */
const NO_ADVERBS = new Set('ally anomaly apply assembly comply family imply italy monopoly reply supply'.split(' '));

/**
 * Reads one clause. Negation has two layers: that of the predicate holds to the clause's end; that of a denying word
 * holds for its own object, and chained denials cancel. `negated`: the clause is reported under a negation.
 */
export function readClause(
  sentence: ReadSentence,
  bounds: ClauseBounds,
  lexicon: Lexicon,
  negated: boolean,
): ClauseContent {
  const { text, tokens, stems, readings } = sentence;
  const state: ClauseState = {
    base: negated ? -1 : 1,
    local: 1,
    governed: 0,
    pending: false,
    mood: 'factual',
    modal: undefined,
    softener: undefined,
    qualifiers: [],
    trailing: false,
  };
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
    const gap = text.slice(tokens[i - 1]?.end ?? token.start, token.start);
    if (gap.includes(',') || isConjunction(token)) conjunct++;
    if (gap.includes(',') && fronted) {
      endDenial(state);
      fronted = false;
    }
    const meaning = reading.meaning;
    const content = (key: string, options: Partial<Pick<Term, 'light' | 'matter' | 'negated'>> = {}): void => {
      const { light = false, matter, negated = false } = options;
      const { pending: target, mood } = state;
      const act = namesAct(sentence, i, bounds.from);
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
        state.base = state.base === 1 || repeatsNegation(sentence, i) ? -1 : 1;
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
        if (isPredicated(sentence, i, bounds, stopWords) || inPredicateList(sentence, i)) {
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
        if (i === 0 && isProposal(sentence)) {
          state.mood = 'normative';
          state.pending = true;
        }
        content(stems[i] ?? token.term, { light: true });
        break;
      case undefined:
        if (i === deferred) {
          deny(state);
          state.mood = 'normative';
        }
        if (!stopWords.has(token.term)) {
          const stem = stems[i] ?? token.term;
          const light = isAdverb(token.term);
          const telling = !light && /^\p{L}{3,}$/u.test(stem) && !lexicon.commonStems.has(stem);
          content(stem, { light, ...(telling ? { matter: 'word' } : {}) });
        }
        break;
    }
  }
  const { modal, softener, qualifiers } = state;
  const governed = state.trailing ? governBackwards(terms, denied, state) : terms;
  return { terms: governed, poles, modal, softener, qualifiers, polarity: polarityOf(state) };
}

/** What the lexicon says of the word that a negative form negates. */
function positiveOf(word: string, lexicon: Lexicon): Meaning | undefined {
  return lexicon.expressions.match([stemOf(word)], 0)?.value;
}

/** The key under which a word stands in other clauses: its concept's name, or its stem. */
function keyOf(word: string, meaning: Meaning | undefined): string {
  return meaning?.kind === 'topic' || meaning?.kind === 'synonym' ? meaning.id : stemOf(word);
}

/** A list item that proposes an act without a verb of its own: "Establishing a dedicated fund." */
function isProposal({ tokens, readings }: ReadSentence): boolean {
  const opensWithAct = tokens[0]?.term.endsWith('ing') === true;
  return opensWithAct && !readings.some(({ meaning }) => meaning?.kind === 'copula' || meaning?.kind === 'modal');
}

/** Whether the word at `at` is a verb by its place: after a modal or "to", negations and adverbs apart. */
function namesAct({ readings, tokens }: ReadSentence, at: number, from: number): boolean {
  for (let i = at - 1; i >= from; i--) {
    const meaning = readings[i]?.meaning;
    const term = tokens[i]?.term ?? '';
    if (meaning?.kind === 'modal' || (meaning === undefined && term === 'to' && readings[i]?.length === 1)) return true;
    if (readings[i]?.length !== 0 && meaning?.kind !== 'negator' && !isAdverb(term)) return false;
  }
  return false;
}

function isAdverb(term: string): boolean {
  return term.endsWith('ly') && !NO_ADVERBS.has(term);
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
function repeatsNegation({ tokens, readings }: ReadSentence, at: number): boolean {
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
  { text, tokens, readings }: ReadSentence,
  at: number,
  bounds: ClauseBounds,
  stopWords: ReadonlySet<string>,
): boolean {
  const length = readings[at]?.length ?? 1;
  const last = tokens[at + length - 1];
  const next = tokens[at + length];
  if (length > 1 || last === undefined || next === undefined || at + length >= bounds.to) return true;
  const gap = text.slice(last.end, next.start);
  if (/[^\s]/u.test(gap) && gap !== '-') return true;
  if (gap === '-') return false;
  return stopWords.has(next.term);
}

/** "should be non-discriminatory, unconditional and demand-driven": the poles of a list that a form of "be" opens. */
function inPredicateList({ readings, tokens }: ReadSentence, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && (readings[i]?.length === 0 || readings[i]?.meaning?.kind === 'pole')) i--;
  return i < at - 1 && /^(?:be|is|are|was|were|remain|remains)$/.test(tokens[i]?.term ?? '');
}
