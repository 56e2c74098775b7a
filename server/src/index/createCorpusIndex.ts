import { type CorpusDocument, orderingDate } from '../ingest/corpusDocument.js';
import type { Spelling } from '../text/spelling.js';
import type { Tokenizer } from '../text/tokens.js';
import { createCompleter } from './completion.js';
import type { CorpusIndex, Occurrence } from './corpusIndex.js';
import { findCorrections } from './corrections.js';
import { leaveOutDuplicates } from './duplicates.js';
import { minePhrases } from './phrases.js';
import {
  createPostings,
  longestRun,
  occurrenceAt,
  type Postings,
  passageAt,
  placesOfRun,
  termNumbersOf,
} from './postings.js';
import { createRanker, createStems } from './ranking.js';
import { readRuns } from './runs.js';
import { createTypoFinder } from './typos.js';
import { findVersions } from './versions.js';

/** What an index needs besides the documents. The tokenizer must be the one that reads the drafts. */
export interface IndexOptions {
  readonly tokenize: Tokenizer;
  readonly spelling: Spelling;
  readonly revision: number;
}

/** One immutable revision of the index of `documents`, in whatever order they come. */
export function createCorpusIndex(documents: readonly CorpusDocument[], options: IndexOptions): CorpusIndex {
  const { kept, duplicates } = leaveOutDuplicates(documents.map((document) => readRuns(document, options.tokenize)));
  const served = kept.map(({ document }) => document).sort(newestFirst);
  const postings = createPostings(served, options.tokenize);
  const stems = createStems(postings.terms, options.spelling.stopWords);
  const corrections = findCorrections(postings, stems, served);
  const mined = minePhrases(postings, stems, served, corrections);
  const frequencies = countPassages(postings);
  const passageFrequency = (term: string): number => frequencies[postings.termNumbers.get(term) ?? -1] ?? 0;

  const findPhrase = (terms: readonly string[]): readonly Occurrence[] => {
    const run = termNumbersOf(postings, terms);
    return run === undefined
      ? []
      : placesOfRun(postings, run).map((place) => occurrenceAt(postings, place, run.length));
  };
  return {
    revision: options.revision,
    documents: served,
    duplicates,
    versions: findVersions(kept),
    passageCount: postings.firstPlaces.length,
    findPhrase,
    longestPhrase: (terms, at) => {
      const run = longestRun(
        postings,
        terms.map((term) => postings.termNumbers.get(term)),
        at,
      );
      return run && { ...run, occurrences: findPhrase(terms.slice(run.from, run.to)) };
    },
    rank: createRanker(postings, stems),
    passageFrequency,
    phrases: mined.map(({ phrase }) => phrase),
    complete: createCompleter({
      documents: served,
      tokenize: options.tokenize,
      postings,
      stems,
      phrases: mined,
      corrections,
      findTypos: createTypoFinder(postings),
      passageFrequency,
    }),
  };
}

function newestFirst(a: CorpusDocument, b: CorpusDocument): number {
  const [dateA, dateB] = [orderingDate(a.metadata), orderingDate(b.metadata)];
  if (dateA !== dateB) return dateA < dateB ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}

function countPassages(postings: Postings): Int32Array {
  const counts = new Int32Array(postings.terms.length);
  postings.terms.forEach((_, term) => {
    let last = -1;
    for (let i = postings.placeOffsets[term] ?? 0; i < (postings.placeOffsets[term + 1] ?? 0); i++) {
      const passage = passageAt(postings, postings.places[i] ?? 0);
      if (passage !== last) counts[term] = (counts[term] ?? 0) + 1;
      last = passage;
    }
  });
  return counts;
}
