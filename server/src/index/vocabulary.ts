import { stemmer } from 'stemmer';
import type { VocabularyData } from './indexData.js';
import { shared } from './postings.js';
import { createTrigrams } from './typos.js';

/** Number of a stem that stands for a stop-word: it counts for nothing. */
export const NO_STEM = -1;

/** The words of a corpus by number, the most frequent first. */
export interface Vocabulary {
  readonly data: VocabularyData;
  readonly terms: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
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
  const alphabetical = [...ordered.keys()].sort((a, b) => compareText(ordered[a] ?? '', ordered[b] ?? ''));
  const vocabulary: VocabularyData = {
    terms: ordered.join('\n'),
    alphabetical: shared(alphabetical),
    stems: [...stems.keys()].join('\n'),
    stemOfTerm: shared(stemOfTerm),
    trigrams: createTrigrams(ordered),
  };
  return { vocabulary, numbers };
}

/** The vocabulary that the data holds. */
export function openVocabulary(data: VocabularyData): Vocabulary {
  const terms = linesOf(data.terms);
  const numbers = new Map(terms.map((term, number) => [term, number]));
  const stems = new Map(linesOf(data.stems).map((stem, number) => [stem, number]));
  const { alphabetical, stemOfTerm } = data;
  let byStem: readonly (readonly number[])[] | undefined;
  return {
    data,
    terms,
    numbers,
    stemOfTerm,
    stemNumber: (word) => stems.get(stemmer(word)),
    termsOfStem: (stem) => {
      byStem ??= groupByStem(stemOfTerm, stems.size);
      return byStem[stem] ?? [];
    },
    termsWithPrefix: (prefix) => {
      const from = firstWhere((term) => term >= prefix);
      // What begins with the prefix stands together; the first term after it neither begins with it nor comes before it.
      const to = firstWhere((term) => term > prefix && !term.startsWith(prefix));
      return alphabetical.subarray(from, to);
    },
  };

  /** First position in `alphabetical` whose term passes; all that follow must pass too. */
  function firstWhere(passes: (term: string) => boolean): number {
    let low = 0;
    let high = alphabetical.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (passes(terms[alphabetical[middle] ?? 0] ?? '')) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n');
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
