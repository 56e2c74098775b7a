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
  const known = new Map<string, string | undefined>();
  /** The stem of a term where it is looked for. The same terms come again and again, and stemming is what takes time. */
  const wantedStem = (term: string): string | undefined => {
    if (known.has(term)) return known.get(term);
    const stem = stemmer(term);
    known.set(term, rarity.has(stem) ? stem : undefined);
    return known.get(term);
  };
  return ({ text, sentences }) => {
    const tokens = tokenize(text);
    const found = runs.flatMap((run) => spansOf(run, tokens));
    const single = tokens.flatMap(({ start, end, term }) => {
      const stem = wantedStem(term);
      return stem === undefined ? [] : { start, end, stem };
    });
    return { marks: joinNeighbours(text, [...found, ...single]), sentence: bestSentence() };

    function bestSentence(): Span {
      const whole: Span = sentences[0] ?? { start: 0, end: text.length };
      const weights = sentences.map((sentence) => {
        if (found.some(({ start }) => start >= sentence.start && start < sentence.end)) return Number.POSITIVE_INFINITY;
        const held = single.filter(({ start, end }) => start >= sentence.start && end <= sentence.end);
        return [...new Set(held.map(({ stem }) => stem))].reduce((sum, stem) => sum + (rarity.get(stem) ?? 0), 0);
      });
      return sentences[weights.indexOf(Math.max(...weights))] ?? whole;
    }
  };
}

/** Where the run stands among the tokens. */
function spansOf(run: readonly string[], tokens: readonly Token[]): Span[] {
  const last = run.length - 1;
  if (last < 0) return [];
  return [...tokens.keys()]
    .filter((at) => run.every((term, i) => tokens[at + i]?.term === term))
    .map((at) => ({ start: tokens[at]?.start ?? 0, end: tokens[at + last]?.end ?? 0 }));
}

/** The spans in order, those that overlap or have nothing but space or a hyphen between them made one. */
function joinNeighbours(text: string, spans: readonly Span[]): Span[] {
  const marks: Span[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = marks.at(-1);
    const touches = last !== undefined && (start < last.end || /^[\s-]*$/.test(text.slice(last.end, start)));
    if (touches) marks[marks.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else marks.push({ start, end });
  }
  return marks;
}
