import type { CorpusDocument } from '../ingest/corpusDocument.js';
import type { Span } from '../text/span.js';
import type { Token, Tokenizer } from '../text/tokens.js';
import type { Occurrence } from './corpusIndex.js';

/** Stands in the token stream where a passage ends, so that no run of terms reaches into the next passage. */
export const GAP = -1;

/** What stands between a word and the one before it, weakest first. */
export const BREAK = { none: 0, comma: 1, bracket: 2, clause: 3, sentence: 4 } as const;

/**
 * Every word of the corpus as one stream of term numbers in typed arrays, with the places of each term.
 * A place is a position in the stream; `places` holds those of term `t` from `placeOffsets[t]` to `placeOffsets[t + 1]`,
 * ascending, which is the order of the documents given.
 */
export interface Postings {
  readonly terms: readonly string[];
  readonly termNumbers: ReadonlyMap<string, number>;
  readonly stream: Int32Array;
  /** Start and end of each word in its passage's text. UTF-16 offsets, end exclusive. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** One of `BREAK` for each place: what stands before the word. */
  readonly breaks: Uint8Array;
  readonly placeOffsets: Int32Array;
  readonly places: Int32Array;
  /** Passages of all documents in order: first place in the stream, document, passage in the document. */
  readonly firstPlaces: Int32Array;
  readonly passageDocuments: Int32Array;
  readonly passageNumbers: Int32Array;
}

/** Reads every passage once. Linear in the corpus's length. */
export function createPostings(documents: readonly CorpusDocument[], tokenize: Tokenizer): Postings {
  const termNumbers = new Map<string, number>();
  const stream: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const breaks: number[] = [];
  const firstPlaces: number[] = [];
  const passageDocuments: number[] = [];
  const passageNumbers: number[] = [];
  documents.forEach((document, d) => {
    document.passages.forEach((passage, p) => {
      firstPlaces.push(stream.length);
      passageDocuments.push(d);
      passageNumbers.push(p);
      const tokens = tokenize(passage.text);
      const openings = sentenceOpenings(tokens, passage.sentences);
      tokens.forEach((token, i) => {
        const number = termNumbers.get(token.term) ?? termNumbers.size;
        termNumbers.set(token.term, number);
        stream.push(number);
        starts.push(token.start);
        ends.push(token.end);
        const before = passage.text.slice(tokens[i - 1]?.end ?? 0, token.start);
        breaks.push(openings.has(i) ? BREAK.sentence : breakIn(before));
      });
      stream.push(GAP);
      starts.push(passage.text.length);
      ends.push(passage.text.length);
      breaks.push(BREAK.sentence);
    });
  });
  const flat = Int32Array.from(stream);
  return {
    terms: [...termNumbers.keys()],
    termNumbers,
    stream: flat,
    starts: Int32Array.from(starts),
    ends: Int32Array.from(ends),
    breaks: Uint8Array.from(breaks),
    ...invert(flat, termNumbers.size),
    firstPlaces: Int32Array.from(firstPlaces),
    passageDocuments: Int32Array.from(passageDocuments),
    passageNumbers: Int32Array.from(passageNumbers),
  };
}

function sentenceOpenings(tokens: readonly Token[], sentences: readonly Span[]): ReadonlySet<number> {
  const openings = new Set([0]);
  let t = 0;
  for (const sentence of sentences) {
    while (t < tokens.length && (tokens[t]?.start ?? 0) < sentence.start) t++;
    openings.add(t);
  }
  return openings;
}

function breakIn(between: string): number {
  if (/[;:]|[.?!]["”’)]*\s/.test(between)) return BREAK.clause;
  if (/[()[\]–—]|\s-\s/.test(between)) return BREAK.bracket;
  return between.includes(',') ? BREAK.comma : BREAK.none;
}

function invert(stream: Int32Array, termCount: number): { placeOffsets: Int32Array; places: Int32Array } {
  const placeOffsets = new Int32Array(termCount + 1);
  for (const term of stream) if (term !== GAP) placeOffsets[term + 1] = (placeOffsets[term + 1] ?? 0) + 1;
  for (let t = 0; t < termCount; t++) placeOffsets[t + 1] = (placeOffsets[t + 1] ?? 0) + (placeOffsets[t] ?? 0);
  const places = new Int32Array(placeOffsets[termCount] ?? 0);
  const next = placeOffsets.slice();
  stream.forEach((term, place) => {
    if (term === GAP) return;
    const slot = next[term] ?? 0;
    places[slot] = place;
    next[term] = slot + 1;
  });
  return { placeOffsets, places };
}

/** Places of one term, ascending. A view, not a copy. */
export function placesOfTerm(postings: Postings, term: number): Int32Array {
  return postings.places.subarray(postings.placeOffsets[term] ?? 0, postings.placeOffsets[term + 1] ?? 0);
}

/** Numbers of the terms; `undefined` when one of them is not in the corpus. */
export function termNumbersOf(postings: Postings, terms: readonly string[]): number[] | undefined {
  const numbers: number[] = [];
  for (const term of terms) {
    const number = postings.termNumbers.get(term);
    if (number === undefined) return undefined;
    numbers.push(number);
  }
  return numbers;
}

/** Places where the run of terms starts, ascending. Starts from the rarest term: O(its places x length of the run). */
export function placesOfRun(postings: Postings, run: readonly number[]): number[] {
  const { stream } = postings;
  let rarest = 0;
  let fewest = Number.POSITIVE_INFINITY;
  run.forEach((term, i) => {
    const count = placesOfTerm(postings, term).length;
    if (count < fewest) {
      fewest = count;
      rarest = i;
    }
  });
  const found: number[] = [];
  const anchor = run[rarest];
  if (anchor === undefined) return found;
  for (const place of placesOfTerm(postings, anchor)) {
    const start = place - rarest;
    if (start >= 0 && run.every((term, i) => stream[start + i] === term)) found.push(start);
  }
  return found;
}

/** The passage that holds the place: its number among all passages. O(log n). */
export function passageAt(postings: Postings, place: number): number {
  let low = 0;
  let high = postings.firstPlaces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((postings.firstPlaces[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Document of the place, by its position among the documents given. */
export function documentAt(postings: Postings, place: number): number {
  return postings.passageDocuments[passageAt(postings, place)] ?? 0;
}

/** The run of `length` words at `place` as an occurrence in its passage. */
export function occurrenceAt(postings: Postings, place: number, length: number): Occurrence {
  const passage = passageAt(postings, place);
  return {
    document: postings.passageDocuments[passage] ?? 0,
    passage: postings.passageNumbers[passage] ?? 0,
    start: postings.starts[place] ?? 0,
    end: postings.ends[place + length - 1] ?? 0,
  };
}

/**
 * The longest run of `query` around position `at` that stands in the corpus, as positions of the query (`to` exclusive);
 * leftmost among equals; `undefined` when the word at `at` is not in the corpus. Unknown words are given as `undefined`.
 */
export function longestRun(
  postings: Postings,
  query: readonly (number | undefined)[],
  at: number,
): { from: number; to: number } | undefined {
  const term = query[at];
  if (term === undefined) return undefined;
  const { stream } = postings;
  let best: { from: number; to: number } | undefined;
  for (const place of placesOfTerm(postings, term)) {
    let left = 0;
    while (left < at && left < place && stream[place - left - 1] === query[at - left - 1]) left++;
    let right = 1;
    while (at + right < query.length && stream[place + right] === query[at + right]) right++;
    const longer = best === undefined || left + right > best.to - best.from;
    const lefter = best !== undefined && left + right === best.to - best.from && at - left < best.from;
    if (longer || lefter) best = { from: at - left, to: at + right };
  }
  return best;
}
