import type { Commitment } from './commitment.js';
import type { TermWeight } from './objects.js';
import { extractCommitments } from './extractCommitments.js';
import type { Lexicon } from './lexicon.js';
import type { Tokenizer } from '../text/tokens.js';
import type { Steps } from '../util/steps.js';

/** A sentence of the record, as it is handed to the register. `P` is whatever leads back to its source. */
export interface RecordedSentence<P> {
  readonly holder: string;
  /** ISO date by which newer and older are told apart. */
  readonly date: string;
  readonly text: string;
  /** The sentence above the list that it opens an item of. */
  readonly leadIn?: string;
  readonly place: P;
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
  /** Commitments of the holders that share a matter, an axis or three content words with `commitment`, newest first. */
  candidates(commitment: Commitment, holders: readonly string[]): readonly RecordedCommitment<P>[];
}

/** Reads every sentence of the record, one a step. Linear in its length. */
export function* readRegister<P>(
  sentences: Iterable<RecordedSentence<P>>,
  lexicon: Lexicon,
  tokenize: Tokenizer,
): Steps<PositionRegister<P>> {
  const all: RecordedCommitment<P>[] = [];
  for (const sentence of sentences) {
    yield;
    const { text, holder, leadIn } = sentence;
    for (const commitment of extractCommitments(text, { lexicon, tokenize, holder }, leadIn)) {
      if (commitment.mode === 'asserted') all.push({ sentence, commitment });
    }
  }
  all.sort((a, b) => (a.sentence.date < b.sentence.date ? 1 : a.sentence.date > b.sentence.date ? -1 : 0));
  const byKey = new Map<string, number[]>();
  all.forEach(({ commitment }, n) => {
    for (const key of keysOf(commitment).keys()) {
      const list = byKey.get(key);
      if (list === undefined) byKey.set(key, [n]);
      else list.push(n);
    }
  });
  const weightOf = (uses: number): number => Math.log((all.length + 1) / (uses + 1));
  const weights = new Map(Array.from(byKey, ([key, list]) => [key, weightOf(list.length)]));
  return {
    size: all.length,
    weight: (key) => weights.get(key) ?? weightOf(0),
    candidates(commitment, holders) {
      const shared = new Map<number, number>();
      for (const [key, telling] of keysOf(commitment)) {
        for (const n of byKey.get(key) ?? []) shared.set(n, (shared.get(n) ?? 0) + (telling ? ENOUGH_SHARED : 1));
      }
      return [...shared]
        .filter(([, count]) => count >= ENOUGH_SHARED)
        .sort(([a], [b]) => a - b)
        .map(([n]) => all[n])
        .filter((entry) => entry !== undefined)
        .filter((entry) => holders.includes(entry.sentence.holder));
    },
  };
}

/** Content words that two commitments must share where none of them is telling by itself. */
const ENOUGH_SHARED = 3;

/** What a commitment is found by, and whether sharing it alone is enough: a matter or an axis. */
function keysOf(commitment: Commitment): ReadonlyMap<string, boolean> {
  return new Map([
    ...commitment.terms.filter((term) => !term.light).map(({ key, matter }) => [key, matter !== undefined] as const),
    ...commitment.poles.map(({ axis }) => [`axis:${axis}`, true] as const),
  ]);
}
