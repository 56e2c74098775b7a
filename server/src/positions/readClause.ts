import { stemmer } from 'stemmer';
import type { Span } from '../text/span.js';
import type { ClauseBounds } from './clauses.js';
import { type ClauseState, deny, endDenial, governBackwards, governSubject, polarityOf } from './clauseState.js';
import type { EffectClaim, Modal, Pole, Qualifier, Term } from './commitment.js';
import { closeEffects, type OpenEffect } from './effects.js';
import { stemOf } from './stems.js';
import type { Lexicon, Meaning, Mood } from './lexicon.js';
import { closePoles, type OpenPole } from './poles.js';
import type { ReadSentence } from './readSentence.js';
import {
  followsNon,
  followsPreposition,
  fromGerund,
  governsAct,
  inPredicateList,
  isAdverb,
  isConjunction,
  isPredicatedPole,
  isPredicative,
  isProposal,
  namesakeAt,
  namesAct,
  repeatsNegation,
} from './syntax.js';

/** What one clause says, without who says it and how. */
export interface ClauseContent {
  readonly terms: readonly Term[];
  readonly poles: readonly Pole[];
  readonly effects: readonly EffectClaim[];
  readonly modal: Modal | undefined;
  readonly softener: Span | undefined;
  readonly qualifiers: readonly Qualifier[];
  /** How it would govern a clause that it leads to. */
  readonly ends: Governing;
}

/** What a clause takes over from the one that leads to it. */
export interface Governing {
  readonly polarity: 1 | -1;
  readonly mood: Mood;
  /** An operator or modal waits for what it governs. */
  readonly pending: boolean;
}

/** Led to by nothing. */
export const UNGOVERNED: Governing = { polarity: 1, mood: 'factual', pending: false };

/** Where the subject of a clause ends. */
const PREDICATES: ReadonlySet<Meaning['kind'] | undefined> = new Set(['copula', 'modal'] as const);

/** Opens an adjunct that ends at the comma: "To prevent conflict, a treaty is needed." */
const FRONTED = /^(?:to|in|by|for|with|without|rather|instead|far)$/;

/**
 * Reads one clause. Negation has two layers: that of the predicate holds to the clause's end; that of a denying word
 * holds for its own object, and chained denials cancel. `governing`: what leads to the clause; `carried`: what it
 * takes over as its subject.
 */
export function readClause(
  sentence: ReadSentence,
  bounds: ClauseBounds,
  lexicon: Lexicon,
  governing: Governing,
  carried: readonly Term[],
): ClauseContent {
  const { text, tokens, stems, readings } = sentence;
  const state: ClauseState = {
    base: governing.polarity,
    local: 1,
    governed: 0,
    pending: governing.pending,
    mood: governing.mood,
    modal: undefined,
    softener: undefined,
    qualifiers: [],
    trailing: false,
  };
  const terms: Term[] = [];
  const poles: OpenPole[] = [];
  const effects: OpenEffect[] = [];
  const { stopWords } = lexicon.spelling;
  const denied = new Set<Term>();
  let deferred: number | undefined;
  let conjunct = 0;
  let selfNamed = false;
  let subjectLength: number | undefined;
  let doerLength: number | undefined;
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
      const { light = false, matter } = options;
      const negated = options.negated === true || followsNon(sentence, i);
      const { pending: target, mood } = state;
      const act = namesAct(sentence, i, bounds.from);
      const polarity = followsNon(sentence, i) ? (-polarityOf(state) as 1 | -1) : polarityOf(state);
      // Written out: a record has a million terms, and spreading takes longer than all the rest.
      const { start, end } = span;
      const term = { start, end, key, polarity, target, act, negated, light, matter, mood, conjunct };
      terms.push(term);
      if (state.local === -1) denied.add(term);
      if (!light) {
        state.pending = false;
        state.governed++;
      }
      state.trailing = false;
    };
    const word = (): void => {
      if (stopWords.has(token.term)) return;
      const stem = stems[i] ?? token.term;
      const light = isAdverb(token.term);
      const isCommon = lexicon.commonStems.has(stem) || lexicon.commonStems.has(stemmer(token.term));
      const telling = !light && /^\p{L}{3,}$/u.test(stem) && !isCommon;
      content(stem, { light, ...(telling ? { matter: 'word' } : {}) });
    };
    // "Rules are needed to ..." speaks of rules, "States are urged to ..." of what they are to do.
    const speaksOfSubject = (): boolean =>
      terms.some((term) => !term.light) &&
      isPredicative(sentence, i, bounds.from) &&
      !(governsAct(sentence, i) && terms.some((term) => lexicon.actors.has(term.key)));
    const effect = lexicon.effects.match(stems, i);
    if (PREDICATES.has(meaning?.kind)) subjectLength ??= terms.length;
    if (effect !== undefined || meaning?.kind === 'operator') doerLength ??= terms.length;
    // "The possibility of harm to ..." claims no harm.
    if (effect !== undefined && !followsPreposition(sentence, i)) {
      const end = tokens[i + effect.length - 1]?.end ?? token.end;
      const { mood } = state;
      effects.push({
        start: token.start,
        end,
        effect: effect.value,
        polarity: polarityOf(state),
        mood,
        conjunct,
      });
    }
    switch (meaning?.kind) {
      case 'self':
        // "..., as we do not accept": who says so stands before what governs nothing here.
        selfNamed = true;
        break;
      case 'neutral':
      case 'other-speaker':
      case 'condition':
      case 'proviso':
      case 'concession':
      case 'holder':
        break;
      case 'reporting':
        state.pending = false;
        break;
      case 'negator':
        state.base = state.base === 1 || repeatsNegation(sentence, i) ? -1 : 1;
        state.pending = true;
        state.trailing = !selfNamed;
        break;
      case 'local-negator':
        deny(state);
        break;
      case 'absence':
        deny(state);
        state.pending = false;
        break;
      case 'copula':
        // "refrain from allowing it to be used": still the same denial.
        if (tokens[i - 1]?.term === 'to') break;
        // "should be" stays a rule: a copula right after a modal does not lower it.
        if (!state.pending) state.mood = 'factual';
        endDenial(state);
        state.pending = true;
        break;
      case 'operator': {
        // "prevent and address": another verb governs the object too, so it is not simply denied.
        if (meaning.polarity === -1 && isConjunction(tokens[i + reading.length])) break;
        endDenial(state);
        if (speaksOfSubject()) {
          governSubject(terms, subjectLength, denied, state, meaning);
          break;
        }
        const from =
          meaning.polarity === -1 || meaning.mood === 'normative'
            ? fromGerund(tokens, i + reading.length, bounds.to)
            : undefined;
        if (from !== undefined) {
          deferred = from;
          break;
        }
        // "be permitted to test or possess": one of the acts that are ruled.
        const inList = tokens[i - 1]?.term === 'to' || isConjunction(tokens[i - 1]);
        if (meaning.mood === 'normative' || !(state.pending || inList)) state.mood = meaning.mood;
        if (meaning.polarity === -1) deny(state);
        state.pending = true;
        state.trailing = !selfNamed;
        break;
      }
      case 'verdict': {
        const { polarity } = meaning;
        if (!isPredicative(sentence, i, bounds.from) || !isPredicatedPole(sentence, i, bounds, stopWords)) word();
        else if (terms.some((term) => !term.light)) {
          endDenial(state);
          governSubject(terms, subjectLength, denied, state, { polarity, mood: 'normative' });
        } else {
          // "It is wise to ...": of what follows.
          endDenial(state);
          if (polarity === -1) deny(state);
          state.mood = 'normative';
          state.pending = true;
        }
        break;
      }
      case 'modal':
        endDenial(state);
        // "A treaty is needed to ...": no modal, though "need to" is.
        if (token.term.endsWith('ed') && terms.some((term) => !term.light && !lexicon.actors.has(term.key))) {
          governSubject(terms, subjectLength, denied, state, { polarity: 1, mood: meaning.mood });
          break;
        }
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
      case 'pole': {
        const attributive = !isPredicatedPole(sentence, i, bounds, stopWords) && !inPredicateList(sentence, i);
        const { axis, pole } = meaning;
        poles.push({
          ...span,
          axis,
          pole,
          polarity: polarityOf(state),
          mood: state.mood,
          attributive,
          ofSubject: isPredicative(sentence, i, bounds.from),
          at: terms.length,
        });
        if (attributive) content(`${axis}:${pole}`);
        else state.trailing = false;
        // "public-private" describes nothing by itself.
        if (text[span.end] === '-') poles.pop();
        break;
      }
      case 'topic':
        content(meaning.id, { matter: 'topic' });
        break;
      case 'body': {
        const namesake = namesakeAt(sentence, i);
        content(namesake === undefined ? meaning.id : `${meaning.id} on ${namesake}`, { matter: 'body' });
        break;
      }
      case 'synonym':
        content(meaning.id);
        break;
      case 'negative-form': {
        const positive = positiveOf(meaning.of, lexicon);
        if (positive?.kind === 'operator') {
          // "unnecessary" governs as "not necessary" does.
          const opposite = -positive.polarity as 1 | -1;
          if (speaksOfSubject()) {
            governSubject(terms, subjectLength, denied, state, { polarity: opposite, mood: positive.mood });
            break;
          }
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
        // "non-use" is the use that is not.
        if (token.term === 'non' && text[token.end] === '-') break;
        // "to prevent it": the object has been named elsewhere.
        if (/^(?:it|them|this|these|those)$/.test(token.term)) state.trailing = false;
        if (i === deferred) {
          deny(state);
          state.mood = 'normative';
        }
        word();
        break;
    }
  }
  const { modal, softener, qualifiers } = state;
  const governed = state.trailing ? governBackwards(terms, denied, state) : terms;
  return {
    terms: governed,
    poles: closePoles(poles, governed, carried),
    effects: closeEffects(
      effects,
      governed,
      subjectOf(
        governed.slice(0, Math.min(subjectLength ?? terms.length, doerLength ?? terms.length)),
        carried,
        lexicon,
      ),
    ),
    modal,
    softener,
    qualifiers,
    ends: { polarity: polarityOf(state), mood: state.mood, pending: state.pending },
  };
}

/** What a clause takes over as its subject, else the words that name it; nothing where only somebody acts ("States"). */
function subjectOf(named: readonly Term[], carried: readonly Term[], { actors }: Lexicon): readonly Term[] {
  const subject = carried.length > 0 ? carried : named;
  return subject.some((term) => !term.light && !actors.has(term.key)) ? subject : [];
}

/** What the lexicon says of the word that a negative form negates. */
function positiveOf(word: string, lexicon: Lexicon): Meaning | undefined {
  return lexicon.expressions.match([stemOf(word)], 0)?.value;
}

/** The key under which a word stands in other clauses: its concept's name, or its stem. */
function keyOf(word: string, meaning: Meaning | undefined): string {
  return meaning?.kind === 'topic' || meaning?.kind === 'synonym' ? meaning.id : stemOf(word);
}
