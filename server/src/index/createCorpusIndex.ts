import type { CorpusDocument } from '../ingest/corpusDocument.js';
import { type Compression, PORTABLE_COMPRESSION } from '../platform/compression.js';
import type { Tokenizer } from '../text/tokens.js';
import { finishSteps, type Steps } from '../util/steps.js';
import { createCompleter } from './completion.js';
import { type CorpusIndex, passageOf } from './corpusIndex.js';
import { openDocument, type OpenTexts, textsOf } from './documentText.js';
import { type BuildOptions, createIndexBuilder } from './indexBuilder.js';
import { createHeldPassages } from './heldPassages.js';
import type { IndexData, LabelData, PostingData } from './indexData.js';
import { mineIndex } from './mineIndex.js';
import { createRunFinder, createSpanMeter } from './passageLooks.js';
import { createPassageWords } from './passageWords.js';
import { createPhraseList } from './phraseList.js';
import { createNearestTerms } from './nearestTerms.js';
import { createOccurrenceReader } from './occurrences.js';
import { countInDocuments } from './passageCounts.js';
import { longestRun, placesOfRun } from './postings.js';
import { createRanker, type Ranker } from './ranking.js';
import { recordAt, recordCount } from './records.js';
import { createStretchMeter } from './stretch.js';
import { createTypoFinder } from './typos.js';
import { openVocabularyInSteps } from './vocabulary.js';
import { readWording } from './wording.js';

/** What opening an index needs besides its data. The tokenizer must be the one that the index was made with. */
export interface IndexOptions {
  readonly tokenize: Tokenizer;
  readonly revision: number;
  /** The portable one when absent. */
  readonly compression?: Compression;
  /** Needed for an index whose texts lie in a file. */
  readonly openTexts?: OpenTexts | undefined;
  /** Its documents, where an index of the same ones is open already. */
  readonly documents?: readonly CorpusDocument[];
}

/** An index with what it takes to lay a change over it. */
export interface OpenIndex extends CorpusIndex {
  readonly postings: PostingData;
  readonly labels: LabelData;
  readonly ranker: Ranker;
  readonly tokenize: Tokenizer;
}

/** Words on either side of a place in which its run is looked for: more than a passage has. */
const LONGEST_RUN = 500;

/** One immutable revision of the index of `documents`, in whatever order they come. */
export function createCorpusIndex(
  documents: Iterable<CorpusDocument>,
  options: IndexOptions & BuildOptions,
): OpenIndex {
  const builder = createIndexBuilder(options);
  for (const document of documents) builder.add(document);
  const data = builder.build();
  return openCorpusIndex({ ...data, mined: mineIndex(data) }, options);
}

/** The index that the data holds. Costs the vocabulary and the list of documents; no text is read. */
export function openCorpusIndex(data: IndexData, options: IndexOptions): OpenIndex {
  return finishSteps(openCorpusIndexInSteps(data, options));
}

/** As `openCorpusIndex`, for a thread that has others to answer meanwhile. */
export function* openCorpusIndexInSteps(
  data: IndexData,
  { tokenize, revision, compression = PORTABLE_COMPRESSION, openTexts, documents: open }: IndexOptions,
): Steps<OpenIndex> {
  const { postings, labels, mined } = data;
  const documents = open ?? (yield* openDocuments(data, compression, openTexts));
  const vocabulary = yield* openVocabularyInSteps(data.vocabulary);
  const findTypos = createTypoFinder(vocabulary, postings.counts);
  const readOccurrences = createOccurrenceReader(postings, documents, tokenize);
  // Whoever looks at each place of a text gives the same words again.
  let looked: { readonly terms: readonly string[]; readonly numbers: readonly (number | undefined)[] } | undefined;
  const numbersOf = (terms: readonly string[]): readonly (number | undefined)[] => {
    if (looked?.terms !== terms) looked = { terms, numbers: terms.map((term) => vocabulary.numberOf(term)) };
    return looked.numbers;
  };
  const findPlaces = (terms: readonly string[]): Int32Array => {
    const run = terms.map((term) => vocabulary.numberOf(term));
    return run.includes(undefined) ? new Int32Array() : placesOfRun(postings, run as number[]);
  };
  const wordingAt = (place: number, words: number): string => {
    const occurrence = readOccurrences(Int32Array.of(place), words).at(0);
    return occurrence === undefined ? '' : readWording(passageOf(index, occurrence).passage.text, occurrence);
  };
  const ranker = createRanker(postings, vocabulary, labels);
  const passageWords = createPassageWords(postings, vocabulary);
  const findNearest = createNearestTerms(vocabulary, findTypos);
  const index: OpenIndex = {
    postings,
    labels,
    ranker,
    tokenize,
    revision,
    documents,
    duplicates: data.duplicates,
    versions: data.versions,
    passageCount: postings.passagePlaces.length - 1,
    passagesIn: (document) =>
      (postings.documentPassages[document + 1] ?? 0) - (postings.documentPassages[document] ?? 0),
    findPhrase: (terms) => readOccurrences(findPlaces(terms), terms.length),
    longestPhrase: (terms, at, fewest) => {
      // No run goes beyond a word that the record lacks, or that far: a long text is not looked up anew for each of its words.
      const numbers = numbersOf(terms);
      const isKnown = (place: number): boolean => numbers[place] !== undefined;
      if (!isKnown(at)) return undefined;
      let [first, end] = [at, at + 1];
      while (end - at < LONGEST_RUN && isKnown(end)) end++;
      while (at - first < LONGEST_RUN && isKnown(first - 1)) first--;
      const run = longestRun(postings, numbers.slice(first, end), at - first, fewest);
      if (run === undefined) return undefined;
      const [from, to] = [run.from + first, run.to + first];
      return {
        from,
        to,
        // A hover trims the run first.
        get occurrences() {
          return index.findPhrase(terms.slice(from, to));
        },
      };
    },
    rank: (terms, limit, rankOptions) => ranker.rank(terms, limit, rankOptions),
    measureStretch: createStretchMeter(postings, vocabulary),
    measureSpan: createSpanMeter(postings, vocabulary),
    findRun: createRunFinder(postings, vocabulary),
    nearestTerms: (word, unfinished) => (ranker.isLabelled(word) ? [] : findNearest(word, unfinished)),
    passagesHolding: createHeldPassages(postings, vocabulary),
    formFrequency: (term) => ranker.countHolding(term, 'text'),
    termsIn: (place) => passageWords.in(place),
    wordsAround: (terms, before, after) => passageWords.around(findPlaces(terms), terms.length, before, after),
    passageFrequency: (term) => postings.passageCounts[vocabulary.numberOf(term) ?? -1] ?? 0,
    frequencyIn(documents) {
      const counts = countInDocuments(postings, documents);
      return (term) => {
        const number = vocabulary.numberOf(term);
        return number === undefined ? 0 : (counts.get(number) ?? 0);
      };
    },
    isMined: mined !== undefined,
    phrases: createPhraseList({ postings, vocabulary, mined, readOccurrences, wordingAt }),
    // Until corrections are known, a slip could be offered.
    complete:
      mined === undefined
        ? () => []
        : createCompleter({
            tokenize,
            vocabulary,
            postings,
            phraseData: mined.phrases,
            corrections: mined.corrections,
            findTypos,
            readOccurrences,
            readWording: wordingAt,
          }),
  };

  return index;
}

function* openDocuments(
  { documents, texts }: IndexData,
  compression: Compression,
  openTexts: OpenTexts | undefined,
): Steps<readonly CorpusDocument[]> {
  const open: CorpusDocument[] = [];
  const textOf = textsOf(texts, openTexts);
  for (let position = 0; position < recordCount(documents); position++) {
    open.push(openDocument(recordAt(documents, position), textOf(position), compression));
    yield;
  }
  return open;
}
