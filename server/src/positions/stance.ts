import type { Span } from '../text/span.js';
import type { Commitment } from './commitment.js';
import type { Lexicon } from './lexicon.js';
import type { ReadSentence } from './readSentence.js';

/** Tokens between the author's name and what it does: "Pakistan also firmly supports". */
const NEAR = 8;

/** Where a sentence takes a stand, for asking of each of its commitments. UTF-16 offsets. */
export interface Stances {
  /** Starts of expressions that take a stand whoever is their subject, and of modals that rule: "should", not "may". */
  readonly anyone: readonly number[];
  /** Start of the first that takes one because the author is its subject; `undefined` without one. */
  readonly author: number | undefined;
  /** What only says by what a thing is measured: "contrary to international law". */
  readonly asides: readonly Span[];
}

/** The stands that a sentence of `holder`'s takes, by the words of `corpus/lexicon/stances.yaml`. Linear in its length. */
export function readStances(sentence: ReadSentence, holder: string, { stances }: Lexicon): Stances {
  const { text, tokens, stems, readings } = sentence;
  const anyone: number[] = [];
  const asides: Span[] = [];
  let author: number | undefined;
  let named = Number.NEGATIVE_INFINITY;
  for (const [i, { start }] of tokens.entries()) {
    const meaning = readings[i]?.meaning;
    if (meaning?.kind === 'self' || (meaning?.kind === 'holder' && meaning.name === holder)) named = i;
    const stance = stances.match(stems, i)?.value;
    if (stance === 'anyone' || (meaning?.kind === 'modal' && meaning.mood === 'normative')) anyone.push(start);
    else if (stance === 'author' && i - named <= NEAR) author ??= start;
    else if (stance === 'yardstick') asides.push({ start, end: endOfPart(text, start) });
  }
  return { anyone, author, asides };
}

/** Whether a commitment asserts what should be or how things are to be judged, rather than describe. */
export function takesStance({ mode, start, end }: Commitment, { anyone, author }: Stances): boolean {
  if (mode !== 'asserted') return false;
  return (author !== undefined && author < end) || anyone.some((at) => start <= at && at < end);
}

function endOfPart(text: string, from: number): number {
  const length = text.slice(from).search(/[,;:]/);
  return length === -1 ? text.length : from + length;
}
