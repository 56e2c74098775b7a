import { stemmer } from 'stemmer';
import type { Passage } from '../ingest/corpusDocument.js';
import type { Span } from '../text/span.js';
import type { Token } from '../text/tokens.js';
import type { ServiceContext } from './context.js';

/** What a search looks for, as terms. */
export interface Wanted {
  /** Found in any form; stop-words are left out. */
  readonly words: readonly string[];
  /** Found one after the other, as they stand. */
  readonly runs: readonly (readonly string[])[];
}

/** Where a passage answers a search. UTF-16 offsets into its text. */
export interface Marks {
  /** What was asked for, in order, neighbouring words together. */
  readonly marks: readonly Span[];
  /** The sentence that answers best: the first that holds one of the runs, else the one with the rarest words. */
  readonly sentence: Span;
}

/** Makes the marks of passages for one search. */
export function createMarker(
  { words, runs }: Wanted,
  { tokenize, index }: ServiceContext,
): (passage: Passage) => Marks {
  const rarity = new Map(words.map((word) => [stemmer(word), 1 / (1 + index.passageFrequency(word))]));
  return ({ text, sentences }) => {
    const tokens = tokenize(text);
    const inRun = new Set(runs.flatMap((run) => positionsOf(run, tokens)));
    const stems = tokens.map((token) => stemmer(token.term));
    const weigh = ({ start, end }: Span): number => {
      const inside = [...tokens.keys()].filter((i) => isInside(tokens[i], start, end));
      if (inside.some((i) => inRun.has(i))) return Number.POSITIVE_INFINITY;
      return [...new Set(inside.map((i) => stems[i] ?? ''))].reduce((sum, stem) => sum + (rarity.get(stem) ?? 0), 0);
    };
    let sentence: Span = sentences[0] ?? { start: 0, end: text.length };
    let highest = 0;
    for (const each of sentences) {
      const weight = weigh(each);
      if (weight <= highest) continue;
      highest = weight;
      sentence = each;
    }
    return {
      marks: joinNeighbours(
        text,
        tokens.filter((_, i) => inRun.has(i) || rarity.has(stems[i] ?? '')),
      ),
      sentence,
    };
  };
}

function isInside(token: Token | undefined, start: number, end: number): boolean {
  return token !== undefined && token.start >= start && token.end <= end;
}

/** Positions of the tokens that stand in an occurrence of the run. */
function positionsOf(run: readonly string[], tokens: readonly Token[]): number[] {
  if (run.length === 0) return [];
  const starts = [...tokens.keys()].filter((at) => run.every((term, i) => tokens[at + i]?.term === term));
  return starts.flatMap((at) => run.map((_, i) => at + i));
}

function joinNeighbours(text: string, tokens: readonly Token[]): Span[] {
  const marks: Span[] = [];
  for (const { start, end } of tokens) {
    const last = marks.at(-1);
    if (last !== undefined && /^[\s-]*$/.test(text.slice(last.end, start))) marks[marks.length - 1] = { ...last, end };
    else marks.push({ start, end });
  }
  return marks;
}
