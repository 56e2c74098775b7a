import { type EntailmentJudge, JUDGED_AT_ONCE, type JudgedPair } from '../platform/entailmentJudge.js';
import type { Span } from '../text/span.js';
import type { Tokenizer } from '../text/tokens.js';
import type { Cancellation } from '../util/cancellation.js';

/** Words of two texts without which a judge would be less sure that they contradict each other, in their order. */
export interface DecidingWords {
  readonly draft: readonly string[];
  readonly prior: readonly string[];
}

/** Words that are named of each text. */
const MOST_NAMED = 3;
/** A word is named where a judge is less sure without it by so much, of 1. */
const LEAST_DROP = 0.05;
/** Words of a text that are left out in turn. */
const MOST_TRIED = 40;

/**
 * Which words decide: each is left out in turn, and the judge asked again (occlusion: Li, Monroe and Jurafsky, Understanding
 * Neural Networks through Representation Erasure, 2016). `chance`: what it said of the whole. `undefined` where it was
 * cancelled. Rejects when the judge does.
 */
export async function decidingWords(
  pair: JudgedPair,
  chance: number,
  judge: EntailmentJudge,
  tokenize: Tokenizer,
  cancellation: Cancellation,
): Promise<DecidingWords | undefined> {
  const named: Record<keyof JudgedPair, readonly string[]> = { draft: [], prior: [] };
  for (const side of ['draft', 'prior'] as const) {
    const text = pair[side];
    const words = tokenize(text).slice(0, MOST_TRIED);
    const drops: { readonly word: Span; readonly drop: number }[] = [];
    for (let from = 0; from < words.length; from += JUDGED_AT_ONCE) {
      const batch = words.slice(from, from + JUDGED_AT_ONCE);
      const said = await judge.judge(
        batch.map((word) => ({ ...pair, [side]: without(text, word) })),
        cancellation,
      );
      if (cancellation.isCancellationRequested) return undefined;
      drops.push(...batch.map((word, n) => ({ word, drop: chance - (said[n] ?? chance) })));
    }
    named[side] = drops
      .filter(({ drop }) => drop >= LEAST_DROP)
      .toSorted((a, b) => b.drop - a.drop)
      .slice(0, MOST_NAMED)
      .toSorted((a, b) => a.word.start - b.word.start)
      .map(({ word }) => text.slice(word.start, word.end));
  }
  return named;
}

function without(text: string, { start, end }: Span): string {
  return `${text.slice(0, start).trimEnd()} ${text.slice(end).trimStart()}`.trim();
}
