import { type CorpusDocument, orderingDate, passageIn } from '../ingest/corpusDocument.js';
import { NO_DECISIONS } from '../ingest/positionsFile.js';
import type { Commitment } from '../positions/commitment.js';
import { type Comparison, compareCommitments, nearness } from '../positions/compare.js';
import type { TermWeight } from '../positions/objects.js';
import { extractCommitments } from '../positions/extractCommitments.js';
import {
  assertedIn,
  type PositionRegister,
  readRegister,
  type RecordedCommitment,
  type RecordedSentence,
} from '../positions/register.js';
import type { Steps } from '../util/steps.js';
import type { ServiceContext } from './context.js';
import { createDerived, type Derived } from './derived.js';
import { createReadings } from './readings.js';
import type { SentenceReading } from './sentenceReadings.js';
import {
  type PassageSentence,
  recordedStatements,
  type SentencePlace,
  type SentencesOf,
  writtenSentences,
} from './statements.js';

/** A prior commitment that the draft's contradicts. `P` leads back to its source. */
export interface Conflict<P = SentencePlace> {
  readonly prior: RecordedCommitment<P>;
  readonly comparison: Extract<Comparison, { relation: 'conflict' }>;
}

/**
 * The commitments of the documents that bind the delegation: its own, its groups', the chair's and the adopted ones; as far
 * as its own file of positions leaves them standing, and with what that adds.
 */
export const bindingRecord: Derived<PositionRegister<SentencePlace>> = createDerived(function* (context) {
  const register = yield* readRegister(standingSentences(context), context.lexicon, context.tokenize);
  const { confirmed, added } = context.decisions ?? NO_DECISIONS;
  return remembering(confirmed.length + added.length === 0 ? register : yield* withoutOverruled(register, context));
});

/** A register that looks up a commitment's candidates once: several rules ask for the same. */
function remembering<P>(register: PositionRegister<P>): PositionRegister<P> {
  const known = new WeakMap<Commitment, Map<string, readonly RecordedCommitment<P>[]>>();
  return {
    ...register,
    candidates(commitment, holders) {
      const byHolders = known.get(commitment) ?? new Map<string, readonly RecordedCommitment<P>[]>();
      known.set(commitment, byHolders);
      const key = JSON.stringify(holders);
      const found = byHolders.get(key) ?? register.candidates(commitment, holders);
      byHolders.set(key, found);
      return found;
    },
  };
}

/** Sorts behind every ISO date. */
const BEYOND_ALL_DATES = '9999';

function* standingSentences(context: ServiceContext): Generator<RecordedSentence<SentencePlace>> {
  for (const { sentence, ruling } of recordedStatements(context, (entry) => readSentences(entry, context))) {
    // What is confirmed outranks whatever is newer, and a later decision an earlier one.
    if (ruling === 'confirmed') yield { ...sentence, date: `${BEYOND_ALL_DATES} ${sentence.date}` };
    else if (ruling === undefined) yield sentence;
  }
}

/** The sentences of a document with what each asserts. What has been read before is not read again: it is not even unpacked. */
function* readSentences(
  [number, document]: Parameters<SentencesOf>[0],
  { readings = createReadings(), lexicon, tokenize }: ServiceContext,
): Generator<RecordedSentence<PassageSentence>> {
  const known = readings.of(document);
  if (known !== undefined) {
    for (const reading of known.sentences) yield new ReadSentence(number, document, reading);
    return;
  }
  const read = readings.begin();
  for (const sentence of writtenSentences([number, document])) {
    const { place } = sentence;
    const reading = read.add(place.passage, place.sentence, assertedIn(sentence, lexicon, tokenize));
    yield new ReadSentence(number, document, reading);
  }
  readings.add(document, read);
}

/** There are tens of thousands: each holds no text, and nothing that can be looked up. */
class ReadSentence implements RecordedSentence<PassageSentence> {
  readonly holder: string;
  readonly date: string;
  readonly #number: number;
  readonly #document: CorpusDocument;
  readonly #reading: SentenceReading;

  constructor(number: number, document: CorpusDocument, reading: SentenceReading) {
    this.holder = document.metadata.holder;
    this.date = orderingDate(document.metadata);
    this.#number = number;
    this.#document = document;
    this.#reading = reading;
  }

  get text(): string {
    const { passage, sentence } = this.#reading;
    return passageIn(this.#document, passage)?.text.slice(sentence.start, sentence.end) ?? '';
  }

  get place(): PassageSentence {
    const { passage, sentence } = this.#reading;
    return { document: this.#number, passage, sentence };
  }

  get commitments(): readonly Commitment[] {
    return this.#reading.commitments;
  }
}

/** The register without what contradicts a statement of the same holder that the workspace has confirmed. */
function* withoutOverruled(
  register: PositionRegister<SentencePlace>,
  context: ServiceContext,
): Steps<PositionRegister<SentencePlace>> {
  const { lexicon, tokenize } = context;
  const overruled = new Set<RecordedCommitment<SentencePlace>>();
  const outdone = new Set<RecordedSentence<SentencePlace>>();
  for (const { sentence, ruling } of recordedStatements(context)) {
    yield;
    if (ruling !== 'confirmed') continue;
    const { holder, text } = sentence;
    for (const commitment of extractCommitments(text, { lexicon, tokenize, holder }, sentence)) {
      for (const prior of register.candidates(commitment, [holder])) {
        if (prior.sentence.place.decision !== undefined) continue;
        const comparison = compareCommitments(prior.commitment, commitment, register.weight);
        if (comparison.relation !== 'conflict' || comparison.confidence < LEAST_CONFIDENCE) continue;
        overruled.add(prior);
        outdone.add(prior.sentence);
      }
    }
  }
  return {
    ...register,
    sentences: register.sentences.filter((sentence) => !outdone.has(sentence)),
    candidates: (commitment, holders) =>
      register.candidates(commitment, holders).filter((prior) => !overruled.has(prior)),
  };
}

/** What the record of some holders says about the matter of a commitment. */
export interface RecordAnswer<P = SentencePlace> {
  /** The newest of the strong contradictions that no equally recent or later statement takes back. */
  readonly conflict: Conflict<P> | undefined;
  /** Where there is no `conflict`: one that is too weak for the rules and worth a judge's attention. */
  readonly doubtful: Conflict<P> | undefined;
  /** Whether the record takes the same line anywhere. */
  readonly agrees: boolean;
}

/** Weakest contradiction worth a drafter's attention, 0 to 1. Set on the labelled development sentences. */
export const LEAST_CONFIDENCE = 0.45;
/** Weakest contradiction worth a judge's attention. */
const LEAST_DOUBTFUL = 0.3;

const MUCH_NEARER = 0.2;

/** Compares a draft's commitment with what `holders` have said. */
export function askRecord(commitment: Commitment, holders: readonly string[], context: ServiceContext): RecordAnswer {
  // What is not asserted is met by nothing.
  if (commitment.mode !== 'asserted') return { conflict: undefined, doubtful: undefined, agrees: false };
  const record = bindingRecord.of(context);
  return weighPriors(commitment, record.candidates(commitment, holders), record.weight);
}

/** As `askRecord`, against prior commitments that are given, newest first. */
export function weighPriors<P>(
  commitment: Commitment,
  priors: readonly RecordedCommitment<P>[],
  weight: TermWeight,
): RecordAnswer<P> {
  const conflicts: Conflict<P>[] = [];
  const agreements: { readonly about: string; readonly confidence: number; readonly date: string }[] = [];
  for (const prior of priors) {
    const comparison = compareCommitments(prior.commitment, commitment, weight);
    if (comparison.relation === 'agrees') agreements.push({ ...comparison, date: prior.sentence.date });
    else if (comparison.relation === 'conflict') conflicts.push({ prior, comparison });
  }
  const standing = conflicts.filter(
    ({ prior, comparison }) =>
      comparison.confidence >= LEAST_DOUBTFUL &&
      !agreements.some(
        (agreement) =>
          agreement.about === comparison.about &&
          agreement.date >= prior.sentence.date &&
          agreement.confidence >= comparison.confidence,
      ),
  );
  const conflict = newestOf(standing.filter(({ comparison }) => comparison.confidence >= LEAST_CONFIDENCE));
  const doubtful = conflict === undefined ? newestOf(standing) : undefined;
  return { conflict, doubtful, agrees: agreements.length > 0 };
}

/** Of contradictions that come newest first, the current position's, unless an older one is much nearer to the draft. */
function newestOf<P>(conflicts: readonly Conflict<P>[]): Conflict<P> | undefined {
  const most = Math.max(...conflicts.map(({ comparison }) => comparison.confidence));
  return conflicts.find(({ comparison }) => comparison.confidence >= most - MUCH_NEARER);
}

/** Two clauses say nearly the same when either holds at least this share of the other's content. */
const NEAR = 0.6;

/** The prior commitment of some holders that says most nearly the same, the newest among equals; `undefined` when none is near. */
export function nearestInRecord(
  commitment: Commitment,
  holders: readonly string[],
  context: ServiceContext,
): RecordedCommitment<SentencePlace> | undefined {
  if (commitment.mode !== 'asserted') return undefined;
  const record = bindingRecord.of(context);
  return nearestOf(commitment, record.candidates(commitment, holders), record.weight)?.prior;
}

/** As `nearestInRecord`, among prior commitments that are given, newest first; `near` is their `nearness`. */
export function nearestOf<P>(
  commitment: Commitment,
  priors: readonly RecordedCommitment<P>[],
  weight: TermWeight,
): { readonly prior: RecordedCommitment<P>; readonly near: number } | undefined {
  let best: RecordedCommitment<P> | undefined;
  let most = NEAR;
  for (const prior of priors) {
    const near = nearness(prior.commitment, commitment, weight, most);
    if (near > most || (near === most && best === undefined)) {
      best = prior;
      most = near;
    }
  }
  return best === undefined ? undefined : { prior: best, near: most };
}
