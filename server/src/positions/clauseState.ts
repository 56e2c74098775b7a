import type { Span } from '../text/span.js';
import type { Modal, Qualifier, Term } from './commitment.js';
import type { Mood } from './lexicon.js';

/** The mutable state of reading one clause from left to right. */
export interface ClauseState {
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

/** What all negations together make of what follows. */
export function polarityOf(state: ClauseState): 1 | -1 {
  return state.base === state.local ? 1 : -1;
}

/** A word that denies its own object only; chained denials ("refrain from opposing") turn round twice. */
export function deny(state: ClauseState): void {
  state.local = state.governed === 0 && state.local === -1 ? 1 : -1;
  state.governed = 0;
  state.pending = true;
}

/** "not hamper", "without hindering": a rule against harm speaks for what follows. */
export function free(state: ClauseState): void {
  state.local = state.base;
  state.governed = 0;
  state.pending = true;
}

/** What follows the denied object is another predicate: "a ban on weapons should be ...". */
export function endDenial(state: ClauseState): void {
  if (state.governed > 0) state.local = 1;
}

/** "A ban on X is unnecessary": what is said of the subject holds of it, of what it denies the opposite; what follows is free. */
export function governSubject(
  terms: Term[],
  subjectLength: number | undefined,
  denied: ReadonlySet<Term>,
  state: ClauseState,
  { polarity, mood }: { readonly polarity: 1 | -1; readonly mood: Mood },
): void {
  state.local = polarity;
  state.mood = mood;
  // "is applicable and is essential": what has been said of the subject stands.
  const subject = terms.slice(0, subjectLength);
  terms.splice(0, subject.length, ...governBackwards(subject, denied, state));
  state.base = 1;
  state.local = 1;
  state.governed = 0;
  state.pending = false;
  state.trailing = false;
}

/** What has been denied so far is an obligation, and neither its subject nor what follows. */
export function absorbDenial(terms: Term[], state: ClauseState): void {
  for (const [n, term] of terms.entries()) terms[n] = { ...term, polarity: 1, target: false };
  state.base = 1;
  state.local = 1;
  state.pending = false;
}

/** "Companies should be allowed to ...": who may act is let in as well, by matters on which positions are taken. */
export function admitSubject(terms: Term[], subjectLength: number | undefined, polarity: 1 | -1): void {
  for (const [n, term] of terms.slice(0, subjectLength).entries()) {
    if (term.matter === 'topic' && term.actor) terms[n] = { ...term, polarity, mood: 'normative', target: true };
  }
}

/** "X is not needed": what the operators at the clause's end say holds of the clause's subject, "a ban on X" turned round. */
export function governBackwards(terms: readonly Term[], denied: ReadonlySet<Term>, state: ClauseState): Term[] {
  const polarity = polarityOf(state);
  const first = Math.max(
    0,
    terms.findIndex((term) => !term.light),
  );
  return terms.map((term, i) => ({
    ...term,
    polarity: denied.has(term) ? (-polarity as 1 | -1) : polarity,
    mood: state.mood,
    target: i === first || term.target,
  }));
}
