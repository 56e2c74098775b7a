import { stemmer } from 'stemmer';
import type { ClauseBounds } from './clauses.js';
import {
  absorbDenial,
  admitSubject,
  type ClauseState,
  deny,
  endDenial,
  free,
  governBackwards,
  governSubject,
  polarityOf,
} from './clauseState.js';
import type { ClauseContent, Governing } from './clauseContent.js';
import type { Term } from './commitment.js';
import { closeEffects, doesHarm, effectAt, type OpenEffect, subjectOf } from './effects.js';
import { keyOf, positiveOf } from './negativeForms.js';
import type { Lexicon, Meaning, Mood } from './lexicon.js';
import { closePoles, governPoles, impliedObligation, type OpenPole } from './poles.js';
import type { ReadSentence } from './readSentence.js';
import {
  followsFor,
  followsNon,
  fromGerund,
  governsAct,
  inPredicateList,
  isDescribingParticiple,
  isListed,
  isPast,
  isParticiple,
  isAdverb,
  isConjunction,
  isPredicatedPole,
  isPredicative,
  isPrepositional,
  isProposal,
  namesakeAt,
  namesAct,
  obliges,
  precedesPredicate,
  repeatsNegation,
} from './syntax.js';

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
  let deniesLater = false;
  let tellsOfPast = false;
  let effectsTo = 0;
  let subjectTaken = carried;
  let subjectLength: number | undefined;
  let doerLength: number | undefined;
  let fronted = FRONTED.test(tokens[bounds.from]?.term ?? '');
  for (let i = bounds.from; i < bounds.to; i++) {
    const token = tokens[i];
    const reading = readings[i];
    if (token === undefined || reading === undefined || reading.length === 0) continue;
    const span = { start: token.start, end: tokens[i + reading.length - 1]?.end ?? token.end };
    const gap = text.slice(tokens[i - 1]?.end ?? token.start, token.start);
    if (gap.includes(',') || isConjunction(token) || token.term === 'as') conjunct++;
    if (gap.includes(',') && fronted) {
      endDenial(state);
      fronted = false;
    }
    const meaning = reading.meaning;
    const content = (key: string, options: Partial<Pick<Term, 'light' | 'matter' | 'negated'>> = {}): void => {
      const act = namesAct(sentence, i, bounds.from);
      // "should not address norms": leaves out the norms.
      const leavesOut = act && polarityOf(state) === -1 && lexicon.handling.has(key);
      const { light = leavesOut, matter } = options;
      const isNon = followsNon(sentence, i);
      const negated = options.negated === true || isNon;
      const rules = lexicon.rulings.has(token.term);
      const target = state.pending || rules;
      const mood = rules ? 'either' : state.mood;
      const polarity = isNon ? (-polarityOf(state) as 1 | -1) : polarityOf(state);
      const actor = lexicon.actors.has(key);
      // Written out: a record has a million terms, and spreading takes longer than all the rest.
      const { start, end } = span;
      const term = { start, end, key, polarity, target, actor, act, negated, light, matter, mood, conjunct };
      terms.push(term);
      if (state.local === -1) denied.add(term);
      if (!light) {
        // "need for States to report": what is governed is the act; "participation of women": they are.
        const ledTo = actor || followsFor(sentence, i) ? governsAct(sentence, i) : lexicon.conveying.has(key);
        state.pending = target && ledTo;
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
    const hasSubject = (): boolean =>
      terms.some((term) => !term.light) || poles.length > 0 || (carried.length > 0 && terms.length === 0);
    // "Rules are needed to ..." speaks of rules, "States are urged to ..." of what they are to do.
    const speaksOfSubject = (): boolean =>
      hasSubject() &&
      isPredicative(sentence, i, bounds.from) &&
      !(governsAct(sentence, i) && terms.some((term) => term.actor));
    const isVerdict = (): boolean =>
      isPredicative(sentence, i, bounds.from) &&
      (isPredicatedPole(sentence, i, bounds, stopWords) || lexicon.kinds.has(stems[i + reading.length] ?? ''));
    const ofSubject = (said: { readonly polarity: 1 | -1; readonly mood: Mood }): void => {
      if (!terms.some((term) => !term.light))
        subjectTaken = governBackwards(subjectTaken, denied, { ...state, local: said.polarity, mood: said.mood });
      governPoles(poles, state.base === said.polarity ? 1 : -1, said.mood);
      governSubject(terms, subjectLength, denied, state, said);
    };
    // "A treaty is wise": of the subject; "it is wise to ...": of what follows.
    const pass = (polarity: 1 | -1): void => {
      endDenial(state);
      if (hasSubject() && tokens[i - 1]?.term !== 'it') {
        ofSubject({ polarity, mood: 'normative' });
        return;
      }
      if (polarity === -1) deny(state);
      state.mood = 'normative';
      state.pending = true;
    };
    const effect = i < effectsTo ? undefined : effectAt(sentence, i, lexicon);
    if (effect !== undefined) effectsTo = i + effect.length;
    if (PREDICATES.has(meaning?.kind)) {
      subjectLength ??= terms.length;
      if (deniesLater) state.base = -1;
      deniesLater = false;
    }
    if (effect !== undefined || meaning?.kind === 'operator') doerLength ??= terms.length;
    if (effect?.claims === true) {
      const end = tokens[i + effect.length - 1]?.end ?? token.end;
      const polarity = polarityOf(state) === effect.word.polarity ? 1 : -1;
      effects.push({ ...effect.word, start: token.start, end, polarity, mood: state.mood, conjunct });
    }
    switch (meaning?.kind) {
      case 'self':
        // "..., as we do not accept": who says so stands before what governs nothing here.
        selfNamed = true;
        break;
      case 'other-speaker':
        // "reject the argument that ...": the argument, and what it says with its sign alone.
        if (tokens[i + reading.length]?.term === 'that') state.pending = false;
        break;
      case 'neutral':
      case 'condition':
      case 'proviso':
      case 'concession':
      case 'holder':
        break;
      case 'reporting':
        // "should consider the extension of ...": of what it considers.
        state.pending &&= namesAct(sentence, i, bounds.from) && tokens[i + reading.length]?.term !== 'that';
        break;
      case 'negator':
        // "Nothing in this treaty shall ...": denies what it shall, and not the treaty.
        deniesLater = token.term === 'nothing' && tokens[i + 1]?.term === 'in';
        if (deniesLater) break;
        tellsOfPast ||= token.term !== 'no' && isPast(tokens[i - 1]?.term ?? '');
        endDenial(state);
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
        if (!state.pending && token.term !== 'be') state.mood = 'factual';
        // "should be regarded as": what a thing is, and is to be taken for.
        if (reading.length > 1) state.mood = 'either';
        endDenial(state);
        state.pending = true;
        break;
      case 'operator': {
        if (isDescribingParticiple(sentence, i)) {
          word();
          break;
        }
        // "prevent and address": another verb governs the object too, so it is not simply denied.
        if (meaning.polarity === -1 && isConjunction(tokens[i + reading.length])) break;
        // "refrain from a process of proposing edits": denied with the process.
        if (!(tokens[i - 1]?.term === 'of' && token.term.endsWith('ing'))) endDenial(state);
        // "was not supported", "has not been restored": tells what happened, and wishes nothing.
        const mood = tellsOfPast && !selfNamed ? 'factual' : meaning.mood;
        if (speaksOfSubject()) {
          ofSubject({ polarity: meaning.polarity, mood });
          break;
        }
        if (meaning.mood === 'normative' && isPredicative(sentence, i, bounds.from) && governsAct(sentence, i)) {
          const polarity = polarityOf(state) === meaning.polarity ? 1 : -1;
          admitSubject(terms, subjectLength, polarity);
        }
        const followsGerund = tokens[i + reading.length]?.term.endsWith('ing') === true;
        const from =
          meaning.polarity === -1 || meaning.mood === 'normative'
            ? fromGerund(tokens, i + reading.length, bounds.to, meaning.polarity === -1 && !followsGerund)
            : undefined;
        // "should not prevent States from ...": of States as well, whom it leaves free.
        const frees = meaning.polarity === -1 && polarityOf(state) === -1;
        if (from !== undefined && !frees) {
          deferred = from;
          break;
        }
        // "be permitted to test or possess": one of the acts that are ruled.
        const inList = tokens[i - 1]?.term === 'to' || isConjunction(tokens[i - 1]);
        if (meaning.mood === 'normative' || !(state.pending || inList)) state.mood = mood;
        if (meaning.polarity === -1) deny(state);
        state.pending = true;
        state.trailing = !selfNamed;
        break;
      }
      case 'verdict':
        if (isVerdict()) pass(meaning.polarity);
        else word();
        break;
      case 'modal':
        endDenial(state);
        // "A treaty is needed to ...": no modal, though "need to" is.
        if (isParticiple(token.term) && terms.some((term) => !term.light && !term.actor)) {
          ofSubject({ polarity: 1, mood: meaning.mood });
          break;
        }
        if (obliges(sentence, i) && polarityOf(state) === -1 && terms.some((term) => term.actor)) {
          // "No State should be compelled to report": speaks against no reports.
          absorbDenial(terms, state);
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
        const describes = !isPredicatedPole(sentence, i, bounds, stopWords) && !inPredicateList(sentence, i);
        // "is being politicized": happens, and is no quality of it.
        if (tokens[i - 1]?.term === 'being') break;
        const trails = isPrepositional(sentence, i) && precedesPredicate(sentence, i, bounds);
        const attributive = describes || trails;
        const { axis, pole } = meaning;
        poles.push({
          ...span,
          axis,
          pole,
          polarity: polarityOf(state),
          mood: state.mood,
          attributive,
          trails,
          implied: false,
          denied: state.local === -1,
          opensObject: /^(?:in|of)$/.test(tokens[i + reading.length - 1]?.term ?? ''),
          ofSubject: isPredicative(sentence, i, bounds.from),
          at: terms.length,
        });
        if (describes) content(`${axis}:${pole}`);
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
        if (lexicon.predicates.has(token.term) && !isPredicatedPole(sentence, i, bounds, stopWords)) word();
        else content(meaning.id);
        break;
      case 'negative-form': {
        const positive = positiveOf(meaning.of, lexicon);
        if (positive?.kind === 'operator') {
          // "unnecessary" governs as "not necessary" does.
          const opposite = -positive.polarity as 1 | -1;
          if (speaksOfSubject()) {
            ofSubject({ polarity: opposite, mood: positive.mood });
            break;
          }
          deny(state);
          state.mood = positive.mood;
          state.trailing = true;
          break;
        }
        if (positive?.kind === 'verdict' && isVerdict()) {
          pass(-positive.polarity as 1 | -1);
          break;
        }
        const { local } = state;
        state.local = local === 1 ? -1 : 1;
        // "has no relevance": brings its own verb.
        state.pending ||= reading.length > 1;
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
        if (/^(?:it|them|this|these|those)$/.test(token.term)) {
          state.trailing = false;
          state.governed++;
        }
        if (i === deferred) {
          deny(state);
          state.mood = 'normative';
        }
        word();
        break;
    }
    // "should not hamper trade": speaks for the trade; "hinder, delay or obstruct": all of them are denied first.
    const forbids = state.mood === 'normative' && polarityOf(state) === -1;
    if (effect !== undefined && forbids && doesHarm(effect) && !isListed(sentence, i + effect.length)) free(state);
  }
  const { modal, softener, qualifiers } = state;
  const governed = state.trailing ? governBackwards(terms, denied, state) : terms;
  const closed = closePoles(poles, governed, carried, lexicon.describedAxes);
  return {
    terms: [...subjectTaken, ...governed],
    poles: [...closed, ...impliedObligation(modal, governed, closed)],
    effects: closeEffects(
      effects,
      governed,
      subjectOf(governed.slice(0, Math.min(subjectLength ?? terms.length, doerLength ?? terms.length)), carried),
    ),
    modal,
    softener,
    qualifiers,
    ends: { polarity: polarityOf(state), mood: state.mood, pending: state.pending },
  };
}
