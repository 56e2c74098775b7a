import { type CorpusDocument, type DocumentRecord, orderingDate } from '../ingest/corpusDocument.js';
import type { Compression } from '../platform/compression.js';
import type { Spelling } from '../text/spelling.js';
import { createTermScanner } from '../text/termScanner.js';
import { type CollectedDocument, type CollectedDocuments, createCollector, wordHashes } from './collector.js';
import { joinTexts, type OpenTexts, type StoredText, textsOf } from './documentText.js';
import { leaveOutDuplicates } from './duplicates.js';
import type { IndexData, VocabularyData } from './indexData.js';
import { createLabelReader, createLabels, type Label } from './labels.js';
import { createBytes, createInts, createStretches, newDoubles } from './memory.js';
import { shareSketches } from './minHash.js';
import { breakAt, createPostings, termAt } from './postings.js';
import { packRecords, recordAt } from './records.js';
import { distinctRuns, type DocumentRuns, hashWord, sketchRuns } from './runs.js';
import { findVersions } from './versions.js';
import { createVocabulary } from './vocabulary.js';
import { GAP, type WordStream } from './wordStream.js';

/** What an index is made with. */
export interface BuildOptions {
  /** That of the tokenizer that reads the drafts. */
  readonly spelling: Spelling;
  /** The portable one when absent. */
  readonly compression?: Compression;
  /** Needed for adding documents of an index whose texts lie in a file. */
  readonly openTexts?: OpenTexts | undefined;
}

/** Takes the documents of an index as they come. */
export interface IndexBuilder {
  add(document: CorpusDocument): void;
  /** Adds what was collected elsewhere with the same tokenizer. Keeps it; reads no text. */
  addCollected(collected: CollectedDocuments): void;
  /** Adds the document at `position` of an index made with the same tokenizer, under this id. Reads no text: linear in its words. */
  addIndexed(index: IndexData, position: number, id: string): void;
  /** Words added so far, passage ends included. */
  readonly size: number;
  /** The index of all documents added so far, in whatever order they came, without what is mined. More may be added afterwards. */
  build(): IndexData;
  /** As `build`; afterwards the builder is empty, and the memory of what was added is given back. */
  finish(): IndexData;
}

/** A document that is part of the builder. */
interface Part extends Omit<CollectedDocument, 'record'> {
  readonly record: DocumentRecord;
  readonly stream: Int32Array;
  readonly breaks: Uint8Array;
  /** The builder's number of each term of the stream; the same when absent. */
  readonly numbers?: Int32Array;
  readonly text: StoredText;
}

/** Memory for what documents of an index are taken apart to. */
function createRoom() {
  return {
    streams: createStretches((length) => new Int32Array(length)),
    breaks: createStretches((length) => new Uint8Array(length)),
    sketches: createStretches(newDoubles),
  };
}

/** A builder that holds nothing yet. */
export function createIndexBuilder({ spelling, compression, openTexts }: BuildOptions): IndexBuilder {
  const termNumbers = new Map<string, number>();
  const hashes: number[] = [];
  const parts: Part[] = [];
  const translations = new Map<VocabularyData, (term: number) => number>();
  const labelReaders = new Map<IndexData, (position: number) => readonly Label[]>();
  const collector = createCollector(createTermScanner(spelling), compression);
  let size = 0;
  let room = createRoom();

  function numberOf(term: string): number {
    const known = termNumbers.get(term);
    if (known !== undefined) return known;
    termNumbers.set(term, hashes.length);
    return hashes.push(hashWord(term)) - 1;
  }

  function take({ terms, stream, breaks, documents, texts }: CollectedDocuments): void {
    const numbers = Int32Array.from(terms === '' ? [] : terms.split('\n'), numberOf);
    const textOf = textsOf(texts);
    documents.forEach((document, i) => {
      parts.push({ ...document, stream, breaks, numbers, text: textOf(i) });
    });
    size += stream.length;
  }

  /** Takes over what `add` has collected: all at once, since each time costs the words that were met. */
  function settle(): void {
    const own = collector.take();
    if (own.documents.length > 0) take(own);
  }

  return {
    add: (document) => collector.add(document),

    addCollected(collected) {
      settle();
      take(collected);
    },

    addIndexed(index, position, id) {
      settle();
      const { documents, postings, texts } = index;
      const record = { ...recordAt(documents, position), id };
      const numbers = numbersFrom(index.vocabulary);
      const first = postings.passagePlaces[postings.documentPassages[position] ?? 0] ?? 0;
      const words = (postings.passagePlaces[postings.documentPassages[position + 1] ?? 0] ?? 0) - first;
      const [stream, breaks] = [room.streams(words), room.breaks(words)];
      for (let place = 0; place < words; place++) {
        const term = termAt(postings, first + place);
        stream[place] = term === GAP ? GAP : numbers(term);
        breaks[place] = breakAt(postings, first + place);
      }
      const runs = sketchRuns(wordHashes(stream, 0, words, hashes), room.sketches);
      const labels = labelsFrom(index)(position);
      const text = textsOf(texts, openTexts)(position);
      parts.push({ record, from: 0, to: words, labels, ...runs, stream, breaks, text });
      size += words;
    },

    get size() {
      settle();
      return size;
    },

    build,

    finish() {
      const data = build();
      parts.length = 0;
      room = createRoom();
      size = 0;
      return data;
    },
  };

  function build(): IndexData {
    settle();
    const { kept, duplicates } = leaveOutDuplicates(runsOf(parts));
    const byRecord = new Map(parts.map((part) => [part.record, part]));
    const served = kept
      .flatMap(({ document }) => byRecord.get(document) ?? [])
      .sort((a, b) => newestFirst(a.record, b.record));
    const terms = [...termNumbers.keys()];
    const { vocabulary, numbers } = createVocabulary(terms, countTerms(served, terms.length), spelling.stopWords);
    const postings = createPostings(orderWords(served, numbers), vocabulary.stemOfTerm);
    return {
      documents: packRecords(served.map(({ record }) => record)),
      duplicates,
      versions: findVersions(kept),
      vocabulary,
      postings,
      labels: createLabels(
        served.map(({ labels }) => labels),
        postings.documentPassages,
        spelling.stopWords,
      ),
      texts: joinTexts(served.map(({ text }) => text)),
    };
  }

  /** The builder's number for a term of another index. */
  function numbersFrom(vocabulary: VocabularyData): (term: number) => number {
    const known = translations.get(vocabulary);
    if (known !== undefined) return known;
    const terms = vocabulary.terms.split('\n');
    const numbers = new Int32Array(terms.length).fill(-1);
    const translate = (term: number): number => {
      if (numbers[term] === -1) numbers[term] = numberOf(terms[term] ?? '');
      return numbers[term] ?? GAP;
    };
    translations.set(vocabulary, translate);
    return translate;
  }

  function labelsFrom(index: IndexData): (position: number) => readonly Label[] {
    const reader = labelReaders.get(index) ?? createLabelReader(index);
    labelReaders.set(index, reader);
    return reader;
  }

  function runsOf(all: readonly Part[]): readonly DocumentRuns[] {
    const sketches = shareSketches(all.map(({ sketch }) => sketch));
    return sketches.map((shared, i) => {
      const { record, size: count, stream, from, to, numbers } = all[i] as Part;
      return {
        ...shared,
        document: record,
        size: count,
        runs: () => distinctRuns(wordHashes(stream, from, to, hashes, numbers)),
      };
    });
  }
}

function countTerms(served: readonly Part[], termCount: number): Int32Array {
  const counts = new Int32Array(termCount);
  for (const { stream, from, to, numbers } of served) {
    for (let place = from; place < to; place++) {
      const own = stream[place] ?? GAP;
      if (own === GAP) continue;
      const term = numbers === undefined ? own : (numbers[own] ?? GAP);
      counts[term] = (counts[term] ?? 0) + 1;
    }
  }
  return counts;
}

/** The words of the documents in the order given, under the vocabulary's numbers. */
function orderWords(served: readonly Part[], vocabularyNumbers: Int32Array): WordStream {
  const total = served.reduce((sum, { from, to }) => sum + to - from, 0);
  const stream = createInts(total);
  const breaks = createBytes(total);
  const passagePlaces: number[] = [];
  const documentPassages: number[] = [];
  // Documents that were collected together share a small table: looking a word up in two would take longer than all the rest.
  const tables = new Map<Int32Array | undefined, Int32Array>([[undefined, vocabularyNumbers]]);
  const tableFor = (numbers: Int32Array | undefined): Int32Array => {
    const table = tables.get(numbers) ?? (numbers ?? vocabularyNumbers).map((term) => vocabularyNumbers[term] ?? GAP);
    tables.set(numbers, table);
    return table;
  };
  let at = 0;
  for (const part of served) {
    documentPassages.push(passagePlaces.length);
    breaks.set(part.breaks.subarray(part.from, part.to), at);
    const table = tableFor(part.numbers);
    let opens = true;
    for (let place = part.from; place < part.to; place++, at++) {
      if (opens) passagePlaces.push(at);
      const own = part.stream[place] ?? GAP;
      opens = own === GAP;
      stream[at] = opens ? GAP : (table[own] ?? GAP);
    }
  }
  return {
    stream,
    breaks,
    passagePlaces: Int32Array.from([...passagePlaces, total]),
    documentPassages: Int32Array.from([...documentPassages, passagePlaces.length]),
  };
}

/** The order of the documents of an index: by date, then by id. */
export function newestFirst(a: DocumentRecord, b: DocumentRecord): number {
  const [dateA, dateB] = [orderingDate(a.metadata), orderingDate(b.metadata)];
  if (dateA !== dateB) return dateA < dateB ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}
