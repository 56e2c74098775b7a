import type { Commitment } from './commitment.js';
import type { TermWeight } from './objects.js';
import { extractCommitments } from './extractCommitments.js';
import type { SentenceContext } from './leadIns.js';
import type { Lexicon } from './lexicon.js';
import type { Tokenizer } from '../text/tokens.js';
import type { Steps } from '../util/steps.js';

/** A sentence of the record, as it is handed to the register. `P` is whatever leads back to its source. */
export interface RecordedSentence<P> extends SentenceContext {
  readonly holder: string;
  /** ISO date by which newer and older are told apart. */
  readonly date: string;
  readonly text: string;
  readonly place: P;
  /** What it asserts, where that has been read already; equal at each look, not always the same. */
  readonly commitments?: readonly Commitment[];
}

/** A commitment of the record with the sentence it stands in. */
export interface RecordedCommitment<P> {
  readonly sentence: RecordedSentence<P>;
  readonly commitment: Commitment;
}

/** Every commitment of the record, found by what it is about. Immutable. */
export interface PositionRegister<P> {
  readonly size: number;
  /** How telling a term is: natural logarithm of (commitments / commitments with the term). */
  readonly weight: TermWeight;
  /** The sentences that commit their holder to anything, newest first. */
  readonly sentences: readonly RecordedSentence<P>[];
  /**
   * Commitments of the holders that may conflict or agree with `commitment` or be near it, newest first: those that share
   * an axis, a matter and something besides, or three content words.
   */
  candidates(commitment: Commitment, holders: readonly string[]): readonly RecordedCommitment<P>[];
}

/**
 * Reads every sentence of the record, one a step, and then files what each commits to. Linear in its length. Holds no
 * commitment of a sentence that has been read already, and looks it up there.
 */
export function* readRegister<P>(
  sentences: Iterable<RecordedSentence<P>>,
  lexicon: Lexicon,
  tokenize: Tokenizer,
): Steps<PositionRegister<P>> {
  const inOrder: RecordedSentence<P>[] = [];
  for (const sentence of sentences) {
    yield;
    inOrder.push(sentence);
  }
  inOrder.sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
  const all: RecordedCommitment<P>[] = [];
  const committing: RecordedSentence<P>[] = [];
  const uses = new Map<string, number>();
  const byHolder = new Map<string, Map<string, number[]>>();
  const traits: number[] = [];
  for (const given of inOrder) {
    yield;
    const asserted = given.commitments ?? assertedIn(given, lexicon, tokenize);
    if (asserted.length === 0) continue;
    const sentence = given.commitments === undefined ? { ...given, commitments: asserted } : given;
    committing.push(sentence);
    const { holder } = sentence;
    const byKey = byHolder.get(holder) ?? new Map<string, number[]>();
    byHolder.set(holder, byKey);
    for (const [place, commitment] of asserted.entries()) {
      const n = all.push(new Filed(sentence, place)) - 1;
      let things = 0;
      for (const [key, mark] of keysOf(commitment)) {
        if (mark !== AXIS) things++;
        uses.set(key, (uses.get(key) ?? 0) + 1);
        const list = byKey.get(key);
        if (list === undefined) byKey.set(key, [n]);
        else list.push(n);
      }
      traits.push((things === 1 ? LONE : 0) | (commitment.effects.length > 0 ? HAS_EFFECTS : 0));
    }
  }
  const traitsOf = Uint8Array.from(traits);
  const weightOf = (count: number): number => Math.log((all.length + 1) / (count + 1));
  const weights = new Map(Array.from(uses, ([key, count]) => [key, weightOf(count)]));
  const unused = weightOf(0);
  // What each commitment shares with the one that is asked about; zero between two questions.
  const words = new Uint32Array(all.length);
  const marks = new Uint8Array(all.length);
  return {
    size: all.length,
    weight: (key) => weights.get(key) ?? unused,
    sentences: committing,
    candidates(commitment, holders) {
      const met: number[] = [];
      const keys = askingKeysOf(commitment);
      for (const holder of new Set(holders)) {
        for (const [key, mark] of keys) {
          for (const n of byHolder.get(holder)?.get(key) ?? []) {
            if (words[n] === 0 && marks[n] === 0) met.push(n);
            if (mark !== LIGHT) words[n] = (words[n] ?? 0) + 1;
            marks[n] = (marks[n] ?? 0) | mark;
          }
        }
      }
      const isAlone = [...keys.values()].filter((mark) => mark === WORD || mark === MATTER).length === 1;
      const found = met.filter((n) => {
        const [count = 0, mark = 0] = [words[n], marks[n]];
        if ((mark & AXIS) !== 0) return true;
        if ((mark & MATTER) === 0) return count >= ENOUGH;
        const trait = traitsOf[n] ?? 0;
        if (count > 1 || (mark & LIGHT) !== 0 || isAlone || (trait & LONE) !== 0) return true;
        return commitment.effects.length > 0 && (trait & HAS_EFFECTS) !== 0;
      });
      for (const n of met) words[n] = marks[n] = 0;
      return found.sort((a, b) => a - b).flatMap((n) => all[n] ?? []);
    },
  };
}

/** A commitment that is looked up in its sentence: there are a hundred thousand, and few of them are ever asked for. */
class Filed<P> implements RecordedCommitment<P> {
  readonly sentence: RecordedSentence<P>;
  readonly #place: number;

  constructor(sentence: RecordedSentence<P>, place: number) {
    this.sentence = sentence;
    this.#place = place;
  }

  get commitment(): Commitment {
    const commitment = this.sentence.commitments?.[this.#place];
    if (commitment === undefined) throw new RangeError('the sentence is filed with what it commits to');
    return commitment;
  }
}

/** What a sentence commits its holder to. Linear in its length. */
export function assertedIn<P>(
  sentence: Omit<RecordedSentence<P>, 'place'>,
  lexicon: Lexicon,
  tokenize: Tokenizer,
): readonly Commitment[] {
  const { text, holder } = sentence;
  const commitments = extractCommitments(text, { lexicon, tokenize, holder }, sentence);
  return commitments.filter(({ mode }) => mode === 'asserted');
}

/** Content words that two commitments must share where none of them is telling by itself. */
const ENOUGH = 3;

/** Of a filed commitment: it speaks of one thing only; it says what one thing does to another. */
const [LONE, HAS_EFFECTS] = [1, 2] as const;

/** What sharing a key means: a word like others, a matter, an axis, or a word that weighs little in the one who asks. */
const [WORD, MATTER, AXIS, LIGHT] = [0, 1, 2, 4] as const;
type Mark = typeof WORD | typeof MATTER | typeof AXIS | typeof LIGHT;

/** What a commitment is found by. */
function keysOf(commitment: Commitment): ReadonlyMap<string, Mark> {
  const keys = new Map<string, Mark>();
  for (const { key, light, matter } of commitment.terms)
    if (!light) keys.set(key, matter === undefined ? WORD : MATTER);
  for (const { axis } of commitment.poles) keys.set(`axis:${axis}`, AXIS);
  return keys;
}

/** As `keysOf`, and before them its light words: they count where a matter is shared. */
function askingKeysOf(commitment: Commitment): ReadonlyMap<string, Mark> {
  const light = commitment.terms.filter((term) => term.light);
  return new Map<string, Mark>([...light.map(({ key }): [string, Mark] => [key, LIGHT]), ...keysOf(commitment)]);
}
