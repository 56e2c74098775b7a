import type { DocumentRecord } from '../ingest/corpusDocument.js';
import type { PostingData } from './indexData.js';
import type { Vocabulary } from './vocabulary.js';
import type { WordStream } from './wordStream.js';

/** What phrases and corrections are found in while an index is made: the same words as a stream and by their places. */
export interface IndexSources {
  readonly words: WordStream;
  readonly postings: PostingData;
  readonly vocabulary: Vocabulary;
  /** Newest first, as the stream has them. */
  readonly documents: readonly DocumentRecord[];
}
