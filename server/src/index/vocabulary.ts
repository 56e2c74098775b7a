import { stemmer } from 'stemmer';
import { finishSteps, type Steps } from '../util/steps.js';
import type { VocabularyData } from './indexData.js';
import { shared } from './memory.js';
import { createTrigrams } from './typos.js';

/** Number of a stem that stands for a stop-word: it counts for nothing. */
export const NO_STEM = -1;

/** UTF-16 units of a list of words that are taken apart in one step. */
const LINES_STEP = 1 << 16;

/** The words of a corpus by number, the most frequent first. */
export interface Vocabulary {
  readonly data: VocabularyData;
  readonly terms: readonly string[];
  /** Number of a term; `undefined` when it does not occur. O(log n). */
  numberOf(term: string): number | undefined;
  /** Stem of each term by number (Porter's algorithm); `NO_STEM` for stop-words. */
  readonly stemOfTerm: Int32Array;
  /** Number of the stem of any word, be it in the corpus or not; `undefined` when no term has that stem. */
  stemNumber(word: string): number | undefined;
  /** Terms of a stem. */
  termsOfStem(stem: number): readonly number[];
  /** Terms that begin with `prefix`, in the order of their letters. O(log n) and their number. */
  termsWithPrefix(prefix: string): Int32Array;
}

/** The vocabulary of the terms that occur, and the number that each of `terms` gets in it; -1 for one that does not occur. */
export function createVocabulary(
  terms: readonly string[],
  counts: Int32Array,
  stopWords: ReadonlySet<string>,
): { vocabulary: VocabularyData; numbers: Int32Array } {
  const order = [...terms.keys()]
    .filter((term) => (counts[term] ?? 0) > 0)
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || compareText(terms[a] ?? '', terms[b] ?? ''));
  const numbers = new Int32Array(terms.length).fill(-1);
  order.forEach((term, number) => {
    numbers[term] = number;
  });
  const ordered = order.map((term) => terms[term] ?? '');
  const stems = new Map<string, number>();
  const stemOfTerm = ordered.map((term) => {
    if (stopWords.has(term)) return NO_STEM;
    const stem = stemmer(term);
    const number = stems.get(stem) ?? stems.size;
    stems.set(stem, number);
    return number;
  });
  const vocabulary: VocabularyData = {
    terms: ordered.join('\n'),
    alphabetical: shared(inOrderOfLetters(ordered)),
    stems: [...stems.keys()].join('\n'),
    stemsAlphabetical: shared(inOrderOfLetters([...stems.keys()])),
    stemOfTerm: shared(stemOfTerm),
    trigrams: createTrigrams(ordered),
  };
  return { vocabulary, numbers };
}

/** The vocabulary that the data holds. */
export function openVocabulary(data: VocabularyData): Vocabulary {
  return finishSteps(openVocabularyInSteps(data));
}

/** As `openVocabulary`, for a thread that has others to answer meanwhile. */
export function* openVocabularyInSteps(data: VocabularyData): Steps<Vocabulary> {
  const terms = yield* linesOf(data.terms);
  const stems = yield* linesOf(data.stems);
  const { alphabetical, stemsAlphabetical, stemOfTerm } = data;
  let byStem: readonly (readonly number[])[] | undefined;
  return {
    data,
    terms,
    numberOf: (term) => find(term, terms, alphabetical),
    stemOfTerm,
    stemNumber: (word) => find(stemmer(word), stems, stemsAlphabetical),
    termsOfStem: (stem) => {
      byStem ??= groupByStem(stemOfTerm, stems.length);
      return byStem[stem] ?? [];
    },
    termsWithPrefix: (prefix) => {
      const from = firstWhere(terms, alphabetical, (term) => term >= prefix);
      // What begins with the prefix stands together; the first term after it neither begins with it nor comes before it.
      const to = firstWhere(terms, alphabetical, (term) => term > prefix && !term.startsWith(prefix));
      return alphabetical.subarray(from, to);
    },
  };
}

/** Number of the word among `words`, of which `order` is the order; no map of so many words has to be made for it. */
function find(word: string, words: readonly string[], order: Int32Array): number | undefined {
  const number = order[firstWhere(words, order, (other) => other >= word)];
  return number !== undefined && words[number] === word ? number : undefined;
}

/** First position in `order` whose word passes; all that follow must pass too. */
function firstWhere(words: readonly string[], order: Int32Array, passes: (word: string) => boolean): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(words[order[middle] ?? 0] ?? '')) high = middle;
    else low = middle + 1;
  }
  return low;
}

function inOrderOfLetters(words: readonly string[]): number[] {
  return [...words.keys()].sort((a, b) => compareText(words[a] ?? '', words[b] ?? ''));
}

function* linesOf(text: string): Steps<readonly string[]> {
  const lines: string[] = [];
  for (let from = 0; from < text.length; yield) {
    const end = text.indexOf('\n', from + LINES_STEP);
    const to = end < 0 ? text.length : end;
    for (const line of text.slice(from, to).split('\n')) lines.push(line);
    from = to + 1;
  }
  return lines;
}

function groupByStem(stemOfTerm: Int32Array, count: number): number[][] {
  const groups: number[][] = Array.from({ length: count }, () => []);
  stemOfTerm.forEach((stem, term) => {
    if (stem !== NO_STEM) groups[stem]?.push(term);
  });
  return groups;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
