import type { Span } from '../text/span.js';
import type { Commitment, Pole, Term } from './commitment.js';
import type { Mood } from './lexicon.js';
import {
  coveredObject,
  isCommitted,
  isGovernedItself,
  isLastTarget,
  nounOf,
  objectAround,
  objectFrom,
  objectsOf,
  type TermList,
  type TermWeight,
  wordsFrom,
} from './objects.js';
import { sharesOf, termsByKey } from './sharedWords.js';

/** How a later commitment differs from an earlier one on the same matter. */
export interface Difference {
  /** Opposite polarity on the same object, opposite poles of one axis, or harm where the other sees good. */
  readonly kind: 'polarity' | 'axis' | 'effect';
  /** The part of the draft's sentence that differs. */
  readonly draft: Span;
  /** The part of the prior sentence that differs. */
  readonly prior: Span;
  /** For `axis`: its name and the two poles. */
  readonly axis?: { readonly name: string; readonly draft: string; readonly prior: string };
}

/** What comparing two commitments finds. */
export type Comparison =
  | { readonly relation: 'unrelated' }
  /** The same matter with the same sign. */
  | { readonly relation: 'agrees'; readonly about: string; readonly confidence: number }
  | {
      readonly relation: 'conflict';
      readonly about: string;
      readonly confidence: number;
      readonly difference: Difference;
    };

const UNRELATED: Comparison = { relation: 'unrelated' };
/** Words of an object that must be shared before two clauses are about the same thing. */
const OBJECT_COVERAGE = 0.6;
/** Two clauses are about one matter when the earlier holds this share of the draft's content, */
const DRAFT_COVERAGE = 0.35;
/** or the draft holds this share of the earlier one's. */
const PRIOR_COVERAGE = 0.6;
/** Longest clause that is compared, in terms. */
const MOST_TERMS = 60;
/** A plain fact is denied by who shares so much of it. */
const FACT_COVERAGE = 0.6;
/** Two things on one axis are the same when the one that is named in fewer words shares so much with the other. */
const SUBJECT_COVERAGE = 0.5;
/** Words of what narrows a denial that the other clause must hold before the denial is about the same. */
const ENOUGH_NARROWED = 2;
/** Fewest words of an object that are recognized without the verb before them. */
const ENOUGH_OBJECT = 3;
/** Words that what is obliged to must share with what is said to be voluntary. */
const ENOUGH_OBLIGED = 2;
/** What two clauses say one thing does to another is about the same things when either holds so much of the other's. */
const THING_COVERAGE = 0.5;

/**
 * Compares what two clauses commit to. They conflict when the object that one of them denies stands affirmed in the
 * other, or when they put the same subject on opposite poles of an axis; both must be rules or both facts.
 */
export function compareCommitments(prior: Commitment, draft: Commitment, weight: TermWeight): Comparison {
  if (prior.mode !== 'asserted' || draft.mode !== 'asserted') return UNRELATED;
  // In so long a clause nobody can say what governs what.
  if (Math.max(prior.terms.length, draft.terms.length) > MOST_TERMS) return UNRELATED;
  const onMatter = shareAMatter(prior, draft);
  const mayAnswer = sharesAxis(prior, draft) || (prior.effects.length > 0 && draft.effects.length > 0);
  if ((!onMatter && !mayAnswer) || namesOtherBody(prior, draft)) return UNRELATED;
  const { ofDraft, ofPrior } = sharesOf(prior, draft, weight);
  const coverage = Math.max(ofDraft, ofPrior);
  const axis = compareAxes(prior, draft, { coverage, onMatter, weight });
  if (axis !== undefined) return axis;
  const effect = compareEffects(prior, draft, weight);
  if (effect !== undefined) return effect;
  if (!onMatter) return UNRELATED;
  if (ofDraft < DRAFT_COVERAGE && ofPrior < PRIOR_COVERAGE) return UNRELATED;
  return comparePolarity(prior, draft, coverage, weight);
}

/**
 * How nearly two clauses say the same: the smaller share that either holds of the other's content, 0 to 1; 0 where it is
 * below `least`, one is not asserted, their signs differ, or they speak of different bodies.
 */
export function nearness(prior: Commitment, draft: Commitment, weight: TermWeight, least = 0): number {
  if (prior.mode !== 'asserted' || draft.mode !== 'asserted') return 0;
  if (!shareAMatter(prior, draft) || namesOtherBody(prior, draft)) return 0;
  const { ofDraft, ofPrior } = sharesOf(prior, draft, weight);
  const near = Math.min(ofDraft, ofPrior);
  if (near < least) return 0;
  const polarities = new Map(prior.terms.map((term) => [term.key, term.polarity]));
  if (draft.terms.some((term) => (polarities.get(term.key) ?? term.polarity) !== term.polarity)) return 0;
  return near;
}

function comparePolarity(prior: Commitment, draft: Commitment, coverage: number, weight: TermWeight): Comparison {
  let agreement: Comparison = UNRELATED;
  for (const [one, other] of [
    [draft, prior],
    [prior, draft],
  ] as const) {
    for (const [object, head] of recognizable(one)) {
      const match = findMatch(head, other);
      if (match === undefined || !moodsMeet(head.mood, match.mood)) continue;
      const negative = head.polarity === -1 ? one : other;
      const plain = isPlainFact(other, match);
      if (onlyDescribe(head, match) && speakOfDifferentActors(one, head, other, match)) continue;
      if (plain && (head.polarity === 1 || coverage < FACT_COVERAGE || !isLastTarget(one, head))) continue;
      if (head.polarity !== match.polarity && match.polarity === 1 && !plain && !isGovernedItself(other, match))
        continue;
      // "No parallel structure" says nothing about structures: what is denied counts with all that narrows it.
      const denied = negative === one ? object : objectAround(other, match);
      const share = coveredObject(denied, (negative === one ? other : one).terms, weight);
      if (share < OBJECT_COVERAGE) continue;
      const confidence = Math.min(1, (share + coverage) / 2);
      if (head.polarity === match.polarity) {
        agreement = { relation: 'agrees', about: head.key, confidence };
      } else if (!isNarrowedFor(negative, negative === one ? other : one) && !affirmsToo(negative, denied)) {
        const [here, there] = one === draft ? [head, match] : [match, head];
        const difference: Difference = {
          kind: 'polarity',
          draft: wordsFrom(objectFrom(draft, here)),
          prior: wordsFrom(objectFrom(prior, there)),
        };
        return { relation: 'conflict', about: head.key, confidence, difference };
      }
    }
  }
  return agreement;
}

/** Each object with what it may be recognized by: its head or, where that only describes it, its noun. */
function* recognizable(commitment: Commitment): Generator<readonly [object: TermList, by: Term]> {
  for (const object of objectsOf(commitment)) {
    const [head] = object;
    yield [object, head];
    const noun = nounOf(object);
    if (!head.act && noun !== head) yield [object, noun];
    // "No need to involve agencies in countering ...": whatever is or is not to be done, it is done to these.
    const [, first, ...rest] = object;
    if (head.act && head.polarity === -1 && first !== undefined && rest.length + 1 >= ENOUGH_OBJECT)
      yield [[first, ...rest], first];
  }
}

/** What a clause commits to under a head's key: where it both affirms and denies it, what agrees. */
function findMatch(head: Term, other: Commitment): Term | undefined {
  const same = other.terms.filter(
    (term) => term.key === head.key && (isCommitted(other, term) || isPlainFact(other, term)),
  );
  return same.find((term) => term.polarity === head.polarity) ?? same[0];
}

/** Whether the clause that denies an object affirms all of it as well: "one of the measures, not the measure". */
function affirmsToo(commitment: Commitment, object: TermList): boolean {
  const affirmed = new Set(commitment.terms.filter((term) => term.polarity === 1).map((term) => term.key));
  return object.every((term) => affirmed.has(term.key));
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** Whether a denial is narrowed to something that the other clause does not speak of. */
function isNarrowedFor({ narrowing }: Commitment, { terms }: Commitment): boolean {
  if (narrowing === undefined) return false;
  const spoken = new Set(terms.filter((term) => !term.light).map((term) => term.key));
  return narrowing.filter((key) => spoken.has(key)).length < Math.min(ENOUGH_NARROWED, narrowing.length);
}

function onlyDescribe(a: Term, b: Term): boolean {
  return a.mood === 'factual' && b.mood === 'factual';
}

/** "Companies do not bear the responsibility" says nothing of what States bear. */
function speakOfDifferentActors(one: Commitment, head: Term, other: Commitment, match: Term): boolean {
  const [here, there] = [actorsBefore(one, head), actorsBefore(other, match)];
  return here.size > 0 && there.size > 0 && ![...here].some((key) => there.has(key));
}

function actorsBefore({ terms }: Commitment, { start }: Term): ReadonlySet<string> {
  return new Set(terms.filter((term) => term.actor && term.start < start).map((term) => term.key));
}

/** "Norms deter attacks": what a clause says before anything governs it, and is denied by "norms do not deter attacks". */
function isPlainFact(commitment: Commitment, term: Term): boolean {
  return term.mood === 'factual' && term.polarity === 1 && !isCommitted(commitment, term);
}

function compareAxes(
  prior: Commitment,
  draft: Commitment,
  {
    coverage,
    onMatter,
    weight,
  }: { readonly coverage: number; readonly onMatter: boolean; readonly weight: TermWeight },
): Comparison | undefined {
  for (const here of draft.poles) {
    for (const there of prior.poles) {
      if (here.axis !== there.axis || !isStated(here) || !isStated(there)) continue;
      // Who says "must" only obliges; that he rules out what is voluntary shows where the other says so.
      if (here.implied && there.implied) continue;
      // What is merely described ("confidential information") may be wanted here and not there.
      if (here.pole === there.pole && (here.attributive || there.attributive)) continue;
      if ((here.implied || there.implied) && sharedWords(here, there) < ENOUGH_OBLIGED) continue;
      const share = sharedSubject(here, there, weight) ?? (onMatter ? SUBJECT_COVERAGE : 0);
      if (share < SUBJECT_COVERAGE) continue;
      const samePole = here.pole === there.pole;
      // What is no matter by itself must at least be ruled alike; and "no mechanism exists under the auspices of ..." does
      // not say that none is wanted.
      if ((!onMatter || samePole) && !moodsMeet(here.mood, there.mood)) continue;
      const confidence = (share + coverage) / 2;
      const samePolarity = here.polarity === there.polarity;
      const about = `axis:${here.axis}`;
      if (samePole && samePolarity) return { relation: 'agrees', about, confidence };
      // "not mandatory" says nothing against "voluntary", nor "not voluntary" against "not mandatory".
      if (!samePole && (here.polarity === -1 || there.polarity === -1)) continue;
      const axis = { name: here.axis, draft: here.pole, prior: there.pole };
      return {
        relation: 'conflict',
        about,
        confidence,
        difference: { kind: 'axis', draft: spanOf(here), prior: spanOf(there), axis },
      };
    }
  }
  return undefined;
}

/** Two clauses on what one thing does to another: harm or good, or not that. */
function compareEffects(prior: Commitment, draft: Commitment, weight: TermWeight): Comparison | undefined {
  for (const here of draft.effects) {
    for (const there of prior.effects) {
      if (!moodsMeet(here.mood, there.mood)) continue;
      // "No threat to trade" leaves open whether it is a concern.
      if (here.polarity !== there.polarity && (here.polarity === 1 ? there : here).object !== undefined) {
        if (here.object === undefined || there.object === undefined) continue;
      }
      const confidence = Math.min(
        sameThing(here.subject, there.subject, weight),
        here.object === undefined || there.object === undefined ? 1 : sameThing(here.object, there.object, weight),
      );
      if (confidence < THING_COVERAGE) continue;
      const about = 'effect';
      if (here.effect === there.effect && here.polarity === there.polarity)
        return { relation: 'agrees', about, confidence };
      // "Does no harm" says nothing against "does good", nor against "does no good".
      if (here.effect !== there.effect && (here.polarity === -1 || there.polarity === -1)) continue;
      return {
        relation: 'conflict',
        about,
        confidence,
        difference: { kind: 'effect', draft: spanOf(here), prior: spanOf(there) },
      };
    }
  }
  return undefined;
}

/** How nearly some member of one list is some member of the other: the smaller share that either holds of the other, by weight. */
function sameThing(
  some: readonly (readonly string[])[],
  others: readonly (readonly string[])[],
  weight: TermWeight,
): number {
  const shareOf = (keys: readonly string[], held: ReadonlySet<string>): number => {
    const [all, shared] = [keys, keys.filter((key) => held.has(key))].map((each) =>
      each.reduce((sum, key) => sum + weight(key), 0),
    );
    return all === undefined || all === 0 || shared === undefined ? 0 : shared / all;
  };
  const nearest = some.flatMap((one) =>
    others.map((other) => Math.min(shareOf(one, new Set(other)), shareOf(other, new Set(one)))),
  );
  return Math.max(0, ...nearest);
}

function sharedWords(here: Pole, there: Pole): number {
  return new Set(here.subject.filter((key) => there.subject.includes(key))).size;
}

/** Who speaks of "voluntary norms" says that norms are voluntary only where he wants them. */
function isStated({ attributive, mood }: Pole): boolean {
  return !attributive || mood === 'normative';
}

/** Share of the shorter of two subjects that the other one holds, by weight, 0 to 1; `undefined` where one is not named. */
function sharedSubject(here: Pole, there: Pole, weight: TermWeight): number | undefined {
  if (here.subject.length === 0 || there.subject.length === 0) return undefined;
  const weigh = (keys: Iterable<string>): number => [...new Set(keys)].reduce((sum, key) => sum + weight(key), 0);
  const others = new Set(there.subject);
  const shared = weigh(here.subject.filter((key) => others.has(key)));
  return shared / Math.max(Number.MIN_VALUE, Math.min(weigh(here.subject), weigh(there.subject)));
}

/** Whether two clauses share a topic or body and something besides, or, without one, at least three content words. */
function shareAMatter(prior: Commitment, draft: Commitment): boolean {
  const own = termsByKey(draft);
  const shared = new Map<string, Term>();
  let matter = false;
  for (const { key, light } of prior.terms) {
    const term = light ? undefined : own.get(key);
    if (term === undefined) continue;
    shared.set(key, term);
    matter ||= term.matter !== undefined;
    if (shared.size >= 3 || (matter && shared.size >= 2)) return true;
  }
  if (!matter) return false;
  if (sharesAxis(prior, draft)) return true;
  // What has been said of one thing alone is met by who says the opposite of it, whatever else he says.
  const isOpposed = prior.terms.some(({ key, polarity }) => (shared.get(key)?.polarity ?? polarity) !== polarity);
  const whole = heavyKeys(draft).size === 1 || (heavyKeys(prior).size === 1 && isOpposed);
  // A lone word is a matter where one stands for or against it: "that would not be dialogue" is about no dialogue.
  return whole && draft.terms.some((term) => shared.has(term.key) && term.mood === 'normative');
}

function sharesAxis(prior: Commitment, draft: Commitment): boolean {
  return draft.poles.some((pole) => prior.poles.some((other) => other.axis === pole.axis));
}

function heavyKeys({ terms }: Commitment): ReadonlySet<string> {
  return new Set(terms.filter((term) => !term.light).map((term) => term.key));
}

function namesOtherBody(prior: Commitment, draft: Commitment): boolean {
  const isBody = ({ matter }: Term): boolean => matter === 'body';
  if (!draft.terms.some(isBody) || !prior.terms.some(isBody)) return false;
  const there = new Set(prior.terms.filter(isBody).map((term) => term.key));
  return !draft.terms.some((term) => isBody(term) && there.has(term.key));
}

/** A rule is not contradicted by a fact: "States need capacity" and "States lack capacity" agree. */
function moodsMeet(a: Mood, b: Mood): boolean {
  return a === b || a === 'either' || b === 'either';
}
