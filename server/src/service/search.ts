import { type CorpusIndex, passageOf } from '../index/corpusIndex.js';
import type { CorpusDocument, Passage } from '../ingest/corpusDocument.js';
import type { Span } from '../text/span.js';
import type { ServiceContext } from './context.js';
import { distinctPassages } from './precedents.js';

/** A passage that answers a search. */
export interface FoundPassage {
  readonly document: CorpusDocument;
  readonly passage: Passage;
  /** The sentence of the passage that answers best. UTF-16 offsets into its text. */
  readonly sentence: Span;
}

/**
 * Passages for a query, at most `limit`: those that hold its words one after the other, newest first, then those that
 * share words with it, best first. Empty when the query has no word, or nothing but stop-words found nowhere in a row.
 */
export function findPassages(query: string, limit: number, context: ServiceContext): readonly FoundPassage[] {
  const { index, tokenize } = context;
  const terms = tokenize(query).map((token) => token.term);
  if (terms.length === 0 || limit < 1) return [];
  const exact = terms.every((term) => context.lexicon.spelling.stopWords.has(term)) ? [] : index.findPhrase(terms);
  const places = [...exact, ...index.rank(terms, limit)].map(({ document, passage }) => ({ document, passage }));
  return distinctPassages(places)
    .slice(0, limit)
    .map((place) => {
      const { document, passage } = passageOf(index, place);
      return { document, passage, sentence: bestSentence(passage, terms, index, context) };
    });
}

function bestSentence(passage: Passage, terms: readonly string[], index: CorpusIndex, context: ServiceContext): Span {
  const wanted = new Set(terms);
  let best: Span = passage.sentences[0] ?? { start: 0, end: passage.text.length };
  let highest = 0;
  for (const sentence of passage.sentences) {
    const words = new Set(
      context.tokenize(passage.text.slice(sentence.start, sentence.end)).map((token) => token.term),
    );
    let weight = 0;
    for (const word of words) if (wanted.has(word)) weight += 1 / (1 + index.passageFrequency(word));
    if (weight > highest) {
      highest = weight;
      best = sentence;
    }
  }
  return best;
}
