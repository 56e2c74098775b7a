import { stemmer } from 'stemmer';
import type { PassagePlace } from '../index/corpusIndex.js';
import type { Passage } from '../ingest/corpusDocument.js';
import type { Span } from '../text/span.js';
import type { TokenSpans } from '../text/tokenSpans.js';
import type { ServiceContext } from './context.js';

/** What a search looks for, as terms. */
export interface Wanted {
  /** Found in any form; stop-words are left out. */
  readonly words: readonly string[];
  /** Found one after the other, as they stand. */
  readonly runs: readonly (readonly string[])[];
}

/** Where a passage answers a search, looked for once somebody asks. UTF-16 offsets into its text. */
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
): (passage: Passage, place: PassagePlace) => Marks {
  const rarity = new Map(words.map((word) => [stemmer(word), 1 / (1 + index.passageFrequency(word))]));
  const known = new Map<string, string | undefined>();
  const initials = new Set([...rarity.keys()].map((stem) => stem.charCodeAt(0)));
  /**
   * The stem of a term where it is looked for. The same terms come again and again, and stemming is what takes time; it takes only
   * endings away.
   */
  const wantedStem = (term: string): string | undefined => {
    if (!initials.has(term.charCodeAt(0))) return undefined;
    if (known.has(term)) return known.get(term);
    const stem = stemmer(term);
    known.set(term, rarity.has(stem) ? stem : undefined);
    return known.get(term);
  };
  const look = (text: string, place: PassagePlace): Looked => {
    // The index knows its words without reading it: of a long text only those are looked for that are marked.
    const terms = index.termsIn(place);
    const spans = tokenize.spansOf(text);
    const single: Looked['single'] = [];
    for (let at = 0; at < terms.length; at++) {
      const stem = wantedStem(terms[at] ?? '');
      const span = stem === undefined ? undefined : spans.at(at);
      if (stem !== undefined && span !== undefined) single.push({ ...span, stem });
    }
    return { found: runs.flatMap((run) => spansOf(run, terms, spans)), single };
  };
  return (passage, place) => {
    const { text } = passage;
    let known: Looked | undefined;
    const looked = (): Looked => (known ??= look(text, place));
    return {
      get marks() {
        return joinNeighbours(text, [...looked().found, ...looked().single]);
      },
      get sentence() {
        return bestSentence(passage, looked(), rarity);
      },
    };
  };
}

/** What stands in a text: the runs, and the words with their stems. */
interface Looked {
  readonly found: readonly Span[];
  readonly single: (Span & { readonly stem: string })[];
}

/** See `Marks.sentence`; `rarity` by stem. */
function bestSentence(
  { text, sentences }: Passage,
  { found, single }: Looked,
  rarity: ReadonlyMap<string, number>,
): Span {
  const whole: Span = sentences[0] ?? { start: 0, end: text.length };
  const weights = sentences.map((sentence) => {
    if (found.some(({ start }) => start >= sentence.start && start < sentence.end)) return Number.POSITIVE_INFINITY;
    const held = single.filter(({ start, end }) => start >= sentence.start && end <= sentence.end);
    return [...new Set(held.map(({ stem }) => stem))].reduce((sum, stem) => sum + (rarity.get(stem) ?? 0), 0);
  });
  return sentences[weights.indexOf(Math.max(...weights))] ?? whole;
}

/** Where the run stands among the terms of a text. */
function spansOf(run: readonly string[], terms: readonly string[], spans: TokenSpans): Span[] {
  const found: Span[] = [];
  const [first] = run;
  if (first === undefined) return found;
  for (let at = terms.indexOf(first); at !== -1; at = terms.indexOf(first, at + 1)) {
    if (!run.every((term, i) => terms[at + i] === term)) continue;
    const [start, end] = [spans.at(at)?.start, spans.at(at + run.length - 1)?.end];
    if (start !== undefined && end !== undefined) found.push({ start, end });
  }
  return found;
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
