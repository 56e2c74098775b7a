import type { Token, Tokenizer } from '../text/tokens.js';
import { stemOf } from './stems.js';

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
