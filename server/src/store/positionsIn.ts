import type { CorpusDocument } from '../ingest/corpusDocument.js';
import { extractCommitments } from '../positions/extractCommitments.js';
import type { Lexicon } from '../positions/lexicon.js';
import { sentencesIn } from '../positions/sentencesIn.js';
import { topicsOf } from '../positions/topics.js';
import type { Span } from '../text/span.js';
import type { Tokenizer } from '../text/tokens.js';
import { compareByCodePoint } from './order.js';

/** A sentence of a document in which its holder takes a line on a topic. */
export interface PositionInPlace {
  /** Place of its passage in the document, from 0. */
  readonly passage: number;
  /** UTF-16 offsets into the passage's text. */
  readonly sentence: Span;
  /** As `topicsOf` names it. */
  readonly topic: string;
}

/** Words by which sentences are read. */
export interface PositionWords {
  readonly tokenize: Tokenizer;
  readonly lexicon: Lexicon;
}

/** The positions of a document in its order, those of one sentence by code points of the topic. Only what is asserted is one. */
export function* positionsIn(
  { metadata: { holder }, passages }: CorpusDocument,
  { tokenize, lexicon }: PositionWords,
): Generator<PositionInPlace> {
  for (const { passage, sentence, text, context } of sentencesIn(passages)) {
    const topics = extractCommitments(text, { tokenize, lexicon, holder }, context)
      .filter(({ mode }) => mode === 'asserted')
      .flatMap((commitment) => topicsOf(commitment, lexicon));
    for (const topic of [...new Set(topics)].sort(compareByCodePoint)) yield { passage, sentence, topic };
  }
}
