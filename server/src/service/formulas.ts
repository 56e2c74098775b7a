import { type Occurrences } from '../index/corpusIndex.js';
import { listOccurrences } from '../index/occurrences.js';
import { stemOf } from '../positions/stems.js';
import type { ServiceContext } from './context.js';
import { createDerived, type Derived } from './derived.js';
import { bindingDocuments } from './precedents.js';
import { bindingPhrases } from './phrases.js';

/** Wording that a drafter is expected to repeat exactly. */
export interface Formula {
  /** As the newest document writes it. */
  readonly text: string;
  /** Shared by documents, or set in quotation marks as a term of art by one. */
  readonly origin: 'recurring' | 'quoted';
  readonly stems: readonly string[];
  /** How telling each word is; 0 for stop-words. */
  readonly weights: readonly number[];
  readonly occurrences: Occurrences;
}

const FEWEST_WORDS = 5;
const FEWEST_TELLING_WORDS = 4;
const FEWEST_TELLING_WORDS_QUOTED = 3;
const LONGEST_QUOTED = 12;
const QUOTED = /“([^”]{8,120})”|‘([^’]{8,120})’|"([^"]{8,120})"/gu;

/**
 * The formulas of the corpus by each of their telling stems: phrases that at least two documents share, and wording that
 * a passage of a binding document sets in quotation marks as a term of art.
 */
export const formulasByStem: Derived<ReadonlyMap<string, readonly Formula[]>> = createDerived(function* (context) {
  const byStem = new Map<string, Formula[]>();
  for (const formula of eachFormula(context)) {
    yield;
    if (formula === undefined) continue;
    formula.stems.forEach((stem, i) => {
      if ((formula.weights[i] ?? 0) === 0) return;
      const list = byStem.get(stem);
      if (list === undefined) byStem.set(stem, [formula]);
      else list.push(formula);
    });
  }
  return byStem;
});

/** Each formula, and nothing now and then where there is much to look through. */
function* eachFormula(context: ServiceContext): Generator<Formula | undefined> {
  yield* sharedPhrases(context);
  yield* quotedTerms(context);
}

function* sharedPhrases(context: ServiceContext): Generator<Formula | undefined> {
  for (const rank of bindingPhrases.of(context)) {
    yield undefined;
    const phrase = context.index.phrases.at(rank);
    if (phrase === undefined || phrase.terms.length < FEWEST_WORDS || phrase.documents < 2) continue;
    const formula = createFormula(
      { text: phrase.text, origin: 'recurring' },
      phrase.terms,
      phrase.occurrences,
      context,
    );
    if (tellingWords(formula) >= FEWEST_TELLING_WORDS) yield formula;
  }
}

function* quotedTerms(context: ServiceContext): Generator<Formula | undefined> {
  for (const [document, { passages }] of bindingDocuments(context)) {
    for (const [passage, { text }] of passages.entries()) {
      yield undefined;
      for (const match of text.matchAll(QUOTED)) {
        const words = match[1] ?? match[2] ?? match[3] ?? '';
        const terms = context.tokenize(words).map((token) => token.term);
        if (terms.length > LONGEST_QUOTED) continue;
        const occurrence = { document, passage, start: match.index + 1, end: match.index + 1 + words.length };
        const formula = createFormula({ text: words, origin: 'quoted' }, terms, listOccurrences([occurrence]), context);
        if (tellingWords(formula) >= FEWEST_TELLING_WORDS_QUOTED) yield formula;
      }
    }
  }
}

function createFormula(
  wording: Pick<Formula, 'text' | 'origin'>,
  terms: readonly string[],
  occurrences: Occurrences,
  context: ServiceContext,
): Formula {
  const { index, lexicon } = context;
  const weights = terms.map((term) =>
    lexicon.spelling.stopWords.has(term)
      ? 0
      : Math.log((index.passageCount + 1) / (index.passageFrequency(term) + 0.5)),
  );
  return { ...wording, stems: terms.map(stemOf), weights, occurrences };
}

function tellingWords(formula: Formula): number {
  return new Set(formula.stems.filter((_, i) => (formula.weights[i] ?? 0) > 0)).size;
}
