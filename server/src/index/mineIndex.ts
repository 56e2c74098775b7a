import { findCorrections } from './corrections.js';
import type { IndexData, MinedData } from './indexData.js';
import { minePhrases } from './phrases.js';
import { streamOf } from './postings.js';
import { recordsOf } from './records.js';
import { openVocabulary } from './vocabulary.js';

/** Finds the recurring phrases and the wording that was corrected later. Takes several times as long as indexing. */
export function mineIndex({ documents, postings, vocabulary }: IndexData): MinedData {
  const sources = {
    words: streamOf(postings),
    postings,
    vocabulary: openVocabulary(vocabulary),
    documents: recordsOf(documents),
  };
  const corrections = findCorrections(sources);
  return { corrections, phrases: minePhrases(sources, corrections) };
}
