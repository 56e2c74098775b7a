import type { Occurrences, Phrase } from '../index/corpusIndex.js';
import { listOccurrences } from '../index/occurrences.js';
import { stemOf } from '../positions/stems.js';
import { detached } from '../util/detached.js';
import { take } from '../util/iterables.js';
import type { ServiceContext } from './context.js';
import { createDerived, type Derived } from './derived.js';
import { bindingDocuments } from './precedents.js';
import { bindingPhrases } from './phrases.js';

/** Wording that a drafter is expected to repeat exactly. */
export interface Formula {
  /** As the newest document writes it. Read when it is asked for. */
  readonly text: string;
  /** Shared by documents, or set in quotation marks as a term of art by one. */
  readonly origin: 'recurring' | 'quoted';
  readonly stems: readonly string[];
  /** How telling each word is; 0 for stop-words. */
  readonly weights: readonly number[];
  /** Looked up when they are asked for. */
  readonly occurrences: Occurrences;
}

/** The formulas of a record. */
export interface Formulas {
  /**
   * Those, shared or not (`isShared`), of whose telling weight the stems hold at least this share, 0 to 1, in whatever
   * order. Linear in the formulas that share a telling stem.
   */
  heldBy(stems: readonly string[], share: number): readonly Formula[];
}

const FEWEST_WORDS = 5;
const FEWEST_TELLING_WORDS = 4;
const FEWEST_TELLING_WORDS_QUOTED = 3;
const LONGEST_QUOTED = 12;
/** Weights are added in another order than a formula's own sum. */
const ROUNDING = 1 - 1e-9;
const QUOTED = /“([^”]{8,120})”|‘([^’]{8,120})’|"([^"]{8,120})"/gu;

/**
 * The formulas of the corpus: phrases that at least two documents share, and wording that a passage of a binding document
 * sets in quotation marks as a term of art. Of the phrases, which may be a hundred thousand, only their ranks are held.
 */
export const formulasOf: Derived<Formulas> = createDerived(function* (context) {
  const weigh = createWeighing(context);
  const ranks: number[] = [];
  const totals: number[] = [];
  const uses = new Map<string, StemUses>();
  for (const rank of bindingPhrases.of(context)) {
    yield;
    const words = weighPhrase(context.index.phrases.at(rank), weigh);
    if (words === undefined) continue;
    fileWords(words, totals, uses);
    ranks.push(rank);
  }
  const quoted: Formula[] = [];
  for (const formula of quotedTerms(context, weigh)) {
    yield;
    if (formula === undefined) continue;
    fileWords(formula, totals, uses);
    quoted.push(formula);
  }
  const formulaAt = (number: number): Formula | undefined => {
    const rank = ranks[number];
    if (rank === undefined) return quoted[number - ranks.length];
    const phrase = context.index.phrases.at(rank);
    const words = weighPhrase(phrase, weigh);
    return phrase && words && recurring(phrase, words);
  };
  return createTable(totals, uses, formulaAt);
});

/** The formulas that hold a stem, by their places among all, and how telling it is in each. */
interface StemUses {
  readonly formulas: number[];
  readonly weights: number[];
}

/** Files the words of the next formula. */
function fileWords({ stems, weights }: WeighedWords, totals: number[], uses: Map<string, StemUses>): void {
  const number = totals.push(weights.reduce((sum, weight) => sum + weight, 0)) - 1;
  stems.forEach((stem, i) => {
    const weight = weights[i] ?? 0;
    if (weight === 0) return;
    const own = uses.get(stem) ?? { formulas: [], weights: [] };
    own.formulas.push(number);
    own.weights.push(weight);
    uses.set(stem, own);
  });
}

function createTable(
  totals: readonly number[],
  uses: ReadonlyMap<string, StemUses>,
  formulaAt: (number: number) => Formula | undefined,
): Formulas {
  // Zero between two questions: a sentence may share a stem with ten thousand formulas.
  const held = new Float64Array(totals.length);
  return {
    heldBy(stems, share) {
      const met: number[] = [];
      for (const stem of new Set(stems)) {
        const own = uses.get(stem);
        own?.formulas.forEach((number, i) => {
          if (held[number] === 0) met.push(number);
          held[number] = (held[number] ?? 0) + (own.weights[i] ?? 0);
        });
      }
      const enough = met.filter((number) => (held[number] ?? 0) >= (totals[number] ?? 0) * share * ROUNDING);
      for (const number of met) held[number] = 0;
      return enough.flatMap((number) => formulaAt(number) ?? []);
    },
  };
}

/** Whether it is quoted or at least two documents share it: two passages of one may have the same words. Slower than `heldBy`. */
export function isShared({ origin, occurrences }: Formula): boolean {
  return origin === 'quoted' || take(occurrences.documents(), 2).length === 2;
}

/** The words of a phrase that is long and telling enough for a formula; `undefined` for any other. */
function weighPhrase(phrase: Phrase | undefined, weigh: WordWeighing): WeighedWords | undefined {
  if (phrase === undefined || phrase.terms.length < FEWEST_WORDS) return undefined;
  const words = weigh(phrase.terms);
  return tellingWords(words) < FEWEST_TELLING_WORDS ? undefined : words;
}

function recurring(phrase: Phrase, words: WeighedWords): Formula {
  return {
    origin: 'recurring',
    ...words,
    get text() {
      return phrase.text;
    },
    get occurrences() {
      return phrase.occurrences;
    },
  };
}

/** Each quoted formula, and nothing now and then where there is much to look through. */
function* quotedTerms(context: ServiceContext, weigh: WordWeighing): Generator<Formula | undefined> {
  for (const [document, { passages }] of bindingDocuments(context)) {
    for (const [passage, { text }] of passages.entries()) {
      yield undefined;
      for (const match of text.matchAll(QUOTED)) {
        const words = match[1] ?? match[2] ?? match[3] ?? '';
        const terms = context.tokenize(words).map((token) => token.term);
        if (terms.length > LONGEST_QUOTED) continue;
        const weighed = weigh(terms);
        if (tellingWords(weighed) < FEWEST_TELLING_WORDS_QUOTED) continue;
        const occurrence = { document, passage, start: match.index + 1, end: match.index + 1 + words.length };
        yield { text: detached(words), origin: 'quoted', ...weighed, occurrences: listOccurrences([occurrence]) };
      }
    }
  }
}

/** Stems and weighs words; each word is weighed once, since formulas share theirs. */
function createWeighing({ index, lexicon }: ServiceContext): WordWeighing {
  const known = new Map<string, { readonly stem: string; readonly weight: number }>();
  const weigh = (term: string): { readonly stem: string; readonly weight: number } => {
    const before = known.get(term);
    if (before !== undefined) return before;
    const weight = lexicon.spelling.stopWords.has(term)
      ? 0
      : Math.log((index.passageCount + 1) / (index.passageFrequency(term) + 0.5));
    const weighed = { stem: stemOf(term), weight };
    known.set(term, weighed);
    return weighed;
  };
  return (terms) => {
    const words = terms.map(weigh);
    return { stems: words.map(({ stem }) => stem), weights: words.map(({ weight }) => weight) };
  };
}

type WeighedWords = Pick<Formula, 'stems' | 'weights'>;
type WordWeighing = (terms: readonly string[]) => WeighedWords;

function tellingWords({ stems, weights }: WeighedWords): number {
  return new Set(stems.filter((_, i) => (weights[i] ?? 0) > 0)).size;
}
