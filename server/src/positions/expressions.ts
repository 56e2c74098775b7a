import { stemmer } from 'stemmer';
import type { Token, Tokenizer } from '../text/tokens.js';

/**
 * Words that mean something else than others of their stem: "developing" and "developed" countries, "conventional" weapons
 * and a convention, the "attributes" of a thing and the attribution of an act.
 */
const KEPT_WHOLE = new Set(['developing', 'developed', 'united', 'existing', 'conventional', 'attributes']);

/** The stem by which inflections of a term are taken for one word. */
export function stemOf(term: string): string {
  return KEPT_WHOLE.has(term) ? term : stemmer(term);
}

/** Finds the longest known expression that starts at a token. Inflections are folded by stemming (Porter 1980). */
export class ExpressionTable<T> {
  readonly #byFirstStem = new Map<string, { readonly stems: readonly string[]; readonly value: T }[]>();

  /** Later entries never replace an equal earlier one: the order of `entries` is the order of precedence. */
  constructor(entries: Iterable<readonly [expression: string, value: T]>, tokenize: Tokenizer) {
    for (const [expression, value] of entries) {
      const stems = tokenize(expression).map((token) => stemOf(token.term));
      const [first] = stems;
      if (first === undefined) continue;
      const rivals = this.#byFirstStem.get(first) ?? [];
      if (!rivals.some((rival) => rival.stems.join(' ') === stems.join(' '))) rivals.push({ stems, value });
      this.#byFirstStem.set(first, rivals);
    }
    for (const rivals of this.#byFirstStem.values()) rivals.sort((a, b) => b.stems.length - a.stems.length);
  }

  /** The longest expression at `at`, with its length in tokens; `undefined` when none starts there. */
  match(stems: readonly string[], at: number): { readonly value: T; readonly length: number } | undefined {
    const first = stems[at];
    if (first === undefined) return undefined;
    for (const rival of this.#byFirstStem.get(first) ?? []) {
      if (rival.stems.every((stem, i) => stems[at + i] === stem))
        return { value: rival.value, length: rival.stems.length };
    }
    return undefined;
  }
}

/** The stem of each token's term. */
export function stemsOf(tokens: readonly Token[]): string[] {
  return tokens.map((token) => stemOf(token.term));
}
