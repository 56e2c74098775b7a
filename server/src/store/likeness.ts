import { compareByCodePoint, comparePassages, type OrderedPassage } from './order.js';
import { createForms, formsOf } from './forms.js';

/** Passages that are compared with a text. */
export const MOST_COMPARED = 2000;
/** Share of a text's words, by weight, that a passage like it holds in the same order. */
export const LIKE = 0.5;
/** What sums of the same weights in another order may differ by is rounded away. */
const ROUNDING = 1e9;

/** How often words are used. */
export interface FormCounts {
  /** Number of passages, all told. */
  readonly passages: number;
  /** How many of them hold each form; what is absent or 0 is held by none. */
  readonly holding: ReadonlyMap<string, number>;
}

/** A text, ready to be compared. */
export interface WeighedText {
  readonly terms: readonly string[];
  /** Of each of them: ln((passages + 1) / (passages that hold its form + 1)), 0 for a stop-word. */
  readonly weights: ReadonlyMap<string, number>;
  /** Of all of them together, each as often as it stands there; above 0. */
  readonly whole: number;
}

/** A passage that shares a word with the text. */
export interface Comparable extends OrderedPassage {
  readonly terms: readonly string[];
}

/** A passage with its likeness to a text: `SimilarFound.likeness`. */
export interface Alike<T> {
  readonly candidate: T;
  readonly likeness: number;
}

/**
 * The forms of a text by which passages like it are found: the rarest first, of equally rare ones by code point, as long as the
 * passages that hold them cannot be more than `MOST_COMPARED`; the rarest in any case, of whose passages then the newest
 * `MOST_COMPARED` are compared. Those that no passage holds are left out.
 */
export function formsToCompare(
  terms: readonly string[],
  { holding }: FormCounts,
  stopWords: ReadonlySet<string>,
): readonly string[] {
  const countOf = (form: string): number => holding.get(form) ?? 0;
  const rarestFirst = formsOf(terms, createForms(stopWords))
    .filter((form) => countOf(form) > 0)
    .sort((a, b) => countOf(a) - countOf(b) || compareByCodePoint(a, b));
  let found = 0;
  const end = rarestFirst.findIndex((form, i) => (found += countOf(form)) > MOST_COMPARED && i > 0);
  return end === -1 ? rarestFirst : rarestFirst.slice(0, end);
}

/** The text with the weights of its terms; `undefined` when nothing in it weighs anything. */
export function weighText(
  terms: readonly string[],
  { passages, holding }: FormCounts,
  stopWords: ReadonlySet<string>,
): WeighedText | undefined {
  const formOf = createForms(stopWords);
  const weights = new Map<string, number>();
  let whole = 0;
  for (const term of terms) {
    const form = formOf(term);
    const weight = form === undefined ? 0 : Math.log((passages + 1) / ((holding.get(form) ?? 0) + 1));
    weights.set(term, weight);
    whole += weight;
  }
  return whole > 0 ? { terms, weights, whole } : undefined;
}

/** Those of the candidates that are alike, most alike first; then in the order of the record; at most `limit`. */
export function rankAlike<T extends Comparable>(
  candidates: readonly T[],
  text: WeighedText,
  limit: number,
): readonly Alike<T>[] {
  return candidates
    .flatMap((candidate) => {
      if (!mayBeLike(candidate.terms, text)) return [];
      const likeness = likenessOf(candidate.terms, text);
      return likeness >= LIKE ? [{ candidate, likeness }] : [];
    })
    .sort((a, b) => b.likeness - a.likeness || comparePassages(a.candidate, b.candidate))
    .slice(0, Math.max(0, limit));
}

/**
 * Share of the text's words, by weight, that the other terms hold in the same order: the heaviest common subsequence (Wagner
 * and Fischer 1974, with weights). 0 to 1, to nine decimals. Costs the product of both lengths, words in common only.
 */
export function likenessOf(terms: readonly string[], { terms: own, weights, whole }: WeighedText): number {
  const others = terms.filter((term) => (weights.get(term) ?? 0) > 0);
  const held = new Set(others);
  // What is held in common with the first of `others`, by how many of them.
  const heaviest = new Float64Array(others.length + 1);
  for (const term of own) {
    if (!held.has(term)) continue;
    const weight = weights.get(term) ?? 0;
    let before = 0;
    for (let i = 1; i <= others.length; i++) {
      const above = heaviest[i] ?? 0;
      const best = others[i - 1] === term ? before + weight : 0;
      heaviest[i] = Math.max(above, heaviest[i - 1] ?? 0, best);
      before = above;
    }
  }
  return Math.round(((heaviest[others.length] ?? 0) / whole) * ROUNDING) / ROUNDING;
}

/** Whether the terms hold enough of the text's words, in whatever order; most passages do not. */
function mayBeLike(terms: readonly string[], { terms: own, weights, whole }: WeighedText): boolean {
  const held = new Set(terms);
  let most = 0;
  for (const term of own) if (held.has(term)) most += weights.get(term) ?? 0;
  // A little less than the share itself: sums are rounded.
  return most >= (LIKE - 1 / ROUNDING) * whole;
}
