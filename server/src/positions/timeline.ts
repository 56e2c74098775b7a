import type { Tokenizer } from '../text/tokens.js';
import type { Steps } from '../util/steps.js';
import { askStrength } from './asks.js';
import type { Commitment } from './commitment.js';
import { compareCommitments, nearness } from './compare.js';
import type { TermWeight } from './objects.js';
import { extractCommitments } from './extractCommitments.js';
import type { Lexicon } from './lexicon.js';
import { readSentence } from './readSentence.js';
import type { RecordedSentence } from './register.js';
import { changedQualifiers } from './shifts.js';
import { readStances, takesStance } from './stance.js';
import { compareStrength, type Strength, strengthOf } from './strength.js';
import { lineOf, polarityOn, topicsOf } from './topics.js';

/** A sentence of the record, with what is decided about it. */
export interface Statement<P> {
  readonly sentence: RecordedSentence<P>;
  /** What the delegation itself has decided; what is confirmed outranks everything that is read. */
  readonly ruling?: 'confirmed' | 'retired';
  /** The topic, where it is stated and need not be read. */
  readonly topic?: string;
}

/**
 * What became of a statement: nothing later takes its place (`current`, or `confirmed` by the delegation), something later
 * takes the same line as strongly (`retained`) or more so (`strengthened`), or another line (`superseded`), or the
 * delegation gave it up (`retired`).
 */
export type StepStatus = 'current' | 'confirmed' | 'retained' | 'strengthened' | 'superseded' | 'retired';

/** One statement of a position. */
export interface PositionStep<P> {
  readonly sentence: RecordedSentence<P>;
  readonly status: StepStatus;
  /** The later step that made it so, by its place in the timeline; `undefined` when nothing did. */
  readonly by?: number;
  /** The earlier step from which its words go on, by its place in the timeline; `undefined` when it opens a line. */
  readonly after?: number;
  /** How strongly it asks, see `askStrength`: that of the clause that asks most. */
  readonly strength: number;
  /** Whether it speaks for the topic or against it; `undefined` when its words do not tell, or some do the one and some the other. */
  readonly polarity?: 1 | -1;
}

/** What a holder has said on one topic over time. */
export interface Position<P> {
  readonly holder: string;
  /** As `topicsOf` names it. */
  readonly topic: string;
  /** Oldest first; at least one. */
  readonly steps: readonly PositionStep<P>[];
}

/** What the reading of positions goes by. */
export interface PositionReader {
  readonly lexicon: Lexicon;
  readonly tokenize: Tokenizer;
  readonly weight: TermWeight;
}

/** A commitment on a topic. */
interface Claim {
  readonly commitment: Commitment;
  readonly strength: Strength;
  /** How strongly the clause asks. */
  readonly ask: number;
  /** The concept that the clause asks for by name; `undefined` when it says something else about its topic. */
  readonly asked: string | undefined;
}

interface Step<P> extends Statement<P> {
  readonly claims: readonly Claim[];
  readonly polarity: 1 | -1 | undefined;
}

/** How an earlier step stands to a later one on the same object. */
type Relation = 'retained' | 'strengthened' | 'superseded';

/** Two steps on the same object, by their places in the timeline. */
interface Link {
  readonly from: number;
  readonly to: number;
  readonly relation: Relation;
  /** Of their nearest clauses; see `nearness`. */
  readonly near: number;
}

/** Least confidence of a contradiction by which a statement counts as given up, 0 to 1. */
const CLEAR = 0.45;
/** Before what is only spoken on: "recommendations on ...", "discussions on the adoption of a ...". */
const SPOKEN_ON = /\bon\s+(?:the\s+\w+\s+of\s+)?(?:an?\s+|the\s+)?$/iu;
/** Least confidence of an agreement by which two statements speak of one object, 0 to 1. */
const AGREED = 0.6;
/** Two clauses speak of one object when each holds at least this share of the other's content. */
const NEAR = 0.5;

/**
 * The positions in these statements, by holder and topic in the order of their names. Only what asserts what should be, or
 * judges, is a step; what describes is none. One statement, then one pair of a topic's statements, a step of the work.
 */
export function* readPositions<P>(
  statements: Iterable<Statement<P>>,
  reader: PositionReader,
): Steps<readonly Position<P>[]> {
  const byTopic = new Map<string, { holder: string; topic: string; steps: Step<P>[] }>();
  for (const statement of statements) {
    yield;
    const { holder } = statement.sentence;
    for (const [topic, claims] of claimsOf(statement, reader)) {
      const key = `${holder}\n${topic}`;
      const position = byTopic.get(key) ?? { holder, topic, steps: [] };
      const clauses = claims.map(({ commitment }) => commitment);
      position.steps.push({ ...statement, claims, polarity: polarityOn(topic, clauses, reader.lexicon) });
      byTopic.set(key, position);
    }
  }
  const positions: Position<P>[] = [];
  for (const [, { holder, topic, steps }] of [...byTopic].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const sorted = steps.sort((a, b) => compareDates(a.sentence.date, b.sentence.date));
    const links: Link[] = [];
    for (const [from, earlier] of sorted.entries()) {
      for (const [to, later] of sorted.entries()) {
        if (from === to || !isBefore(earlier, later)) continue;
        yield;
        const relation = relate(earlier, later, reader);
        if (relation !== undefined) links.push({ from, to, relation, near: nearnessOf(earlier, later, reader) });
      }
    }
    const placed = sorted.map((step, at) => placeStep(step, at, sorted, links));
    positions.push({ holder, topic, steps: placed });
  }
  return positions;
}

function claimsOf<P>({ sentence, ruling, topic }: Statement<P>, reader: PositionReader): Map<string, Claim[]> {
  const { lexicon, tokenize } = reader;
  const { holder, text, leadIn } = sentence;
  const claims = new Map<string, Claim[]>(topic === undefined ? [] : [[topic, []]]);
  // "We propose the following:" says nothing by itself.
  if (/:\s*$/u.test(text)) return claims;
  const read = readSentence(text, tokenize, lexicon);
  const stances = readStances(read, holder, lexicon);
  const isListed = leadIn !== undefined && opensWithStance(leadIn, holder, reader);
  for (const commitment of extractCommitments(text, { lexicon, tokenize, holder }, sentence)) {
    // What is decided about is a position, however it is put.
    const stands = ruling !== undefined || topic !== undefined || (isListed && commitment.mode === 'asserted');
    if (!stands && !takesStance(commitment, stances)) continue;
    const strength = strengthOf(commitment, read, lexicon);
    // "Such an instrument should provide for assistance" speaks of the instrument, not of assistance.
    const subject = /^such\s/iu.test(text.slice(commitment.start)) ? subjectOf(commitment) : commitment;
    for (const name of topic === undefined ? topicsOf(subject, lexicon, stances.asides) : [topic]) {
      claims.set(name, [
        ...(claims.get(name) ?? []),
        {
          commitment,
          strength,
          ask: askStrength(read, commitment, stances, lexicon),
          asked: askedFor(commitment, text, name, reader),
        },
      ]);
    }
  }
  return claims;
}

/** A clause without what it says of its subject. */
function subjectOf(clause: Commitment): Commitment {
  const predicate = clause.terms.findIndex(({ target }) => target);
  return predicate === -1 ? clause : { ...clause, terms: clause.terms.slice(0, predicate) };
}

function opensWithStance(sentence: string, holder: string, { lexicon, tokenize }: PositionReader): boolean {
  const stances = readStances(readSentence(sentence, tokenize, lexicon), holder, lexicon);
  return extractCommitments(sentence, { lexicon, tokenize, holder }).some((each) => takesStance(each, stances));
}

/**
 * The concept of the topic that the clause asks for by an expression of several words: "a dialogue" may be any dialogue. What
 * a modal is said of ("capacity-building should be ...") or is merely spoken on ("recommendations on ...") is not asked for.
 */
function askedFor(
  { terms, modal }: Commitment,
  text: string,
  topic: string,
  { lexicon }: PositionReader,
): string | undefined {
  return terms.find(
    ({ key, target, polarity, mood, matter, start, end }, i) =>
      matter === 'topic' &&
      polarity === 1 &&
      mood !== 'factual' &&
      (target || terms[i - 1]?.light === true) &&
      (modal === undefined || modal.start < start) &&
      !SPOKEN_ON.test(text.slice(0, start)) &&
      /[\s-]/.test(text.slice(start, end)) &&
      lineOf(key, lexicon) === topic,
  )?.key;
}

function placeStep<P>(
  { sentence, ruling, claims, polarity }: Step<P>,
  at: number,
  steps: readonly Step<P>[],
  links: readonly Link[],
): PositionStep<P> {
  const after = predecessorOf(at, links);
  const place = {
    sentence,
    strength: Math.max(0, ...claims.map(({ ask }) => ask)),
    ...(polarity === undefined ? {} : { polarity }),
    ...(after === undefined ? {} : { after }),
  };
  if (ruling === 'retired') return { ...place, status: 'retired' };
  const rankOf = ({ to }: Link): number => Number(steps[to]?.ruling !== undefined);
  const dateOf = ({ to }: Link): string => steps[to]?.sentence.date ?? '';
  const later = links
    .filter(({ from, to }) => from === at && steps[to]?.ruling !== 'retired')
    .sort(
      (a, b) =>
        rankOf(a) - rankOf(b) ||
        compareDates(dateOf(a), dateOf(b)) ||
        // Where one day takes both lines, nothing was given up.
        RANKS.indexOf(b.relation) - RANKS.indexOf(a.relation),
    );
  const last = later.at(-1);
  if (last === undefined) return { ...place, status: ruling ?? 'current' };
  if (ruling === 'confirmed' && last.relation !== 'superseded') return { ...place, status: 'confirmed' };
  // The newest word decides; it came about with the first of those that agree with it without a break.
  const first = later[later.findLastIndex(({ relation }) => relation !== last.relation) + 1] ?? last;
  return { ...place, status: last.relation, by: first.to };
}

/** The earlier step on the same object, of the same line if there is one, that says most nearly the same, the latest among equals. */
function predecessorOf(at: number, links: readonly Link[]): number | undefined {
  const likeness = ({ relation, near }: Link): number => (relation === 'superseded' ? near : 1 + near);
  return links
    .filter(({ from, to }) => to === at && from < at)
    .sort((a, b) => likeness(a) - likeness(b) || a.from - b.from)
    .at(-1)?.from;
}

/** Whether `other` comes later, or outranks. Of dates that may be the same day neither is before the other. */
function isBefore<P>(step: Step<P>, other: Step<P>): boolean {
  if (step.ruling === 'confirmed' || other.ruling === 'confirmed') {
    if (step.ruling !== other.ruling) return other.ruling === 'confirmed';
  }
  const [date, later] = [step.sentence.date, other.sentence.date];
  return date < later && !later.startsWith(date);
}

function compareDates(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const RANKS: readonly Relation[] = ['retained', 'strengthened', 'superseded'];

/** What the later step does to the earlier one, the most that any two of their clauses show; `undefined`: nothing. */
function relate<P>(earlier: Step<P>, later: Step<P>, reader: PositionReader): Relation | undefined {
  const relations = earlier.claims.flatMap((a) => later.claims.map((b) => relateClaims(a, b, reader)));
  return RANKS.findLast((relation) => relations.includes(relation));
}

function nearnessOf<P>(earlier: Step<P>, later: Step<P>, { weight }: PositionReader): number {
  return Math.max(
    0,
    ...earlier.claims.flatMap((a) => later.claims.map((b) => nearness(a.commitment, b.commitment, weight))),
  );
}

function relateClaims(earlier: Claim, later: Claim, { weight }: PositionReader): Relation | undefined {
  const [a, b] = [earlier.commitment, later.commitment];
  const comparison = compareCommitments(a, b, weight);
  if (comparison.relation === 'conflict' && comparison.confidence >= CLEAR) return 'superseded';
  const bothAsk = earlier.asked !== undefined && later.asked !== undefined;
  const isSame = comparison.relation === 'agrees' && comparison.confidence >= AGREED;
  if (!bothAsk && !isSame && nearness(a, b, weight) < NEAR) return undefined;
  // "Binding rules" gave way to "a legally binding instrument": other words for what is asked are another line.
  if (bothAsk && earlier.asked !== later.asked) return 'superseded';
  if (exchangesQualifier(a, b)) return 'superseded';
  const strength = compareStrength(earlier.strength, later.strength);
  return strength === 0 ? 'retained' : strength === 1 ? 'strengthened' : 'superseded';
}

/** Whether both narrow the commitment, in other ways: "intentionally" and "unintentionally". */
function exchangesQualifier(a: Commitment, b: Commitment): boolean {
  return changedQualifiers(a, b).some(({ draft, prior }) => draft.length > 0 && prior.length > 0);
}
