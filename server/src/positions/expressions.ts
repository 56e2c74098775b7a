import { stemmer } from 'stemmer';
import type { Token, Tokenizer } from '../text/tokens.js';

/** Participles that mean something else than their verb; a stem would make one word of "developing" and "developed". */
const KEPT_WHOLE = new Set(['developing', 'developed', 'united', 'existing']);

/** Stems that have been worked out, for texts and word lists repeat few words most of the time; emptied when full. */
const KNOWN_STEMS = new Map<string, string>();
const REMEMBERED = 1 << 14;

/** The stem by which inflections of a term are taken for one word. */
export function stemOf(term: string): string {
  const known = KNOWN_STEMS.get(term);
  if (known !== undefined) return known;
  const stem = KEPT_WHOLE.has(term) ? term : stemmer(term);
  if (KNOWN_STEMS.size === REMEMBERED) KNOWN_STEMS.clear();
  KNOWN_STEMS.set(term, stem);
  return stem;
}

/** An expression of a table, as stems. */
interface Entry<T> {
  readonly stems: readonly string[];
  readonly value: T;
}

/**
 * Finds the longest known expression that starts at a token. Inflections are folded by stemming (Porter 1980). The
 * expressions are read when one is first looked for, since a server's start must not wait for some thousands of them.
 */
export class ExpressionTable<T> {
  readonly #read: () => Map<string, Entry<T>[]>;
  #byFirstStem: Map<string, Entry<T>[]> | undefined;

  /** Later entries never replace an equal earlier one: the order of `entries` is the order of precedence. */
  constructor(entries: Iterable<readonly [expression: string, value: T]>, tokenize: Tokenizer) {
    this.#read = () => readEntries(entries, tokenize);
  }

  /** The longest expression at `at`, with its length in tokens; `undefined` when none starts there. */
  match(stems: readonly string[], at: number): { readonly value: T; readonly length: number } | undefined {
    const first = stems[at];
    if (first === undefined) return undefined;
    this.#byFirstStem ??= this.#read();
    for (const rival of this.#byFirstStem.get(first) ?? []) {
      if (rival.stems.every((stem, i) => stems[at + i] === stem))
        return { value: rival.value, length: rival.stems.length };
    }
    return undefined;
  }
}

/** The entries by their first stem, the longest first; of equal ones the first. */
function readEntries<T>(entries: Iterable<readonly [string, T]>, tokenize: Tokenizer): Map<string, Entry<T>[]> {
  const byFirstStem = new Map<string, Entry<T>[]>();
  const known = new Set<string>();
  for (const [expression, value] of entries) {
    const stems = stemsOf(tokenize(expression));
    const [first] = stems;
    const key = stems.join(' ');
    if (first === undefined || known.has(key)) continue;
    known.add(key);
    const rivals = byFirstStem.get(first);
    if (rivals === undefined) byFirstStem.set(first, [{ stems, value }]);
    else rivals.push({ stems, value });
  }
  for (const rivals of byFirstStem.values()) rivals.sort((a, b) => b.stems.length - a.stems.length);
  return byFirstStem;
}

/** The stem of each token's term. */
export function stemsOf(tokens: readonly Token[]): string[] {
  return tokens.map((token) => stemOf(token.term));
}
