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

/** Finds the longest known expression that starts at a token. Inflections are folded by stemming (Porter 1980). */
export class ExpressionTable<T> {
  readonly #byFirstStem = new Map<string, { readonly stems: readonly string[]; readonly value: T }[]>();

  /** Later entries never replace an equal earlier one: the order of `entries` is the order of precedence. */
  constructor(entries: Iterable<readonly [expression: string, value: T]>, tokenize: Tokenizer) {
    const known = new Set<string>();
    for (const [expression, value] of entries) {
      const stems = tokenize(expression).map((token) => stemOf(token.term));
      const [first] = stems;
      const key = stems.join(' ');
      if (first === undefined || known.has(key)) continue;
      known.add(key);
      const rivals = this.#byFirstStem.get(first);
      if (rivals === undefined) this.#byFirstStem.set(first, [{ stems, value }]);
      else rivals.push({ stems, value });
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
