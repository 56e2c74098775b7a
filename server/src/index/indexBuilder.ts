import { type CorpusDocument, type DocumentRecord, orderingDate } from '../ingest/corpusDocument.js';
import type { Spelling } from '../text/spelling.js';
import type { Tokenizer } from '../text/tokens.js';
import { compressDocument } from './documentText.js';
import { leaveOutDuplicates } from './duplicates.js';
import type { IndexData, TextData, VocabularyData } from './indexData.js';
import { breakAt, createPostings, sharedBuffer, termAt } from './postings.js';
import { createRuns, hashWord } from './runs.js';
import { findVersions } from './versions.js';
import { createVocabulary } from './vocabulary.js';
import { BREAK, breakIn, GAP, type WordStream } from './wordStream.js';

/** What an index is made with. The tokenizer must be the one that reads the drafts. */
export interface BuildOptions {
  readonly tokenize: Tokenizer;
  readonly spelling: Spelling;
}

/** Takes documents one by one, so that no two need to be in memory as objects at once. */
export interface IndexBuilder {
  add(document: CorpusDocument): void;
  /** Adds the document at `position` of an index made with the same tokenizer, under `record`. Reads no text: linear in its words. */
  addIndexed(index: IndexData, position: number, record: DocumentRecord): void;
  /** The index of all documents added, in whatever order they came, without what is mined. Afterwards the builder is spent. */
  finish(): IndexData;
}

interface AddedDocument {
  readonly record: DocumentRecord;
  /** Places in the builder's own stream. */
  readonly from: number;
  readonly to: number;
  readonly text: Uint8Array;
}

/** A builder that holds nothing yet. */
export function createIndexBuilder({ tokenize, spelling }: BuildOptions): IndexBuilder {
  const termNumbers = new Map<string, number>();
  const documents: AddedDocument[] = [];
  const translations = new Map<VocabularyData, (term: number) => number>();
  let stream = new Int32Array(1 << 16);
  let breaks = new Uint8Array(1 << 16);
  let length = 0;

  function push(term: number, before: number): void {
    if (length === stream.length) {
      stream = grown(stream, new Int32Array(length * 2));
      breaks = grown(breaks, new Uint8Array(length * 2));
    }
    stream[length] = term;
    breaks[length++] = before;
  }

  function numberOf(term: string): number {
    const known = termNumbers.get(term);
    if (known !== undefined) return known;
    termNumbers.set(term, termNumbers.size);
    return termNumbers.size - 1;
  }

  return {
    add(document) {
      const from = length;
      for (const { text } of document.passages) {
        let end = 0;
        for (const token of tokenize(text)) {
          push(numberOf(token.term), end === 0 ? BREAK.clause : breakIn(text.slice(end, token.start)));
          end = token.end;
        }
        push(GAP, BREAK.clause);
      }
      const { id, uri, metadata } = document;
      documents.push({ record: { id, uri, metadata }, from, to: length, text: compressDocument(document) });
    },

    addIndexed(index, position, record) {
      const { postings, texts } = index;
      const numbers = numbersFrom(index.vocabulary);
      const from = length;
      const firstPlace = postings.passagePlaces[postings.documentPassages[position] ?? 0] ?? 0;
      const end = postings.passagePlaces[postings.documentPassages[position + 1] ?? 0] ?? 0;
      for (let place = firstPlace; place < end; place++) {
        const term = termAt(postings, place);
        push(term === GAP ? GAP : numbers(term), breakAt(postings, place));
      }
      const text = texts.bytes.slice(texts.offsets[position], texts.offsets[position + 1]);
      documents.push({ record, from, to: length, text });
    },

    finish() {
      const terms = [...termNumbers.keys()];
      const hashes = Int32Array.from(terms, hashWord);
      const runs = documents.map(({ record, from, to }) => createRuns(record, () => wordHashes(from, to, hashes)));
      const { kept, duplicates } = leaveOutDuplicates(runs);
      const byRecord = new Map(documents.map((document) => [document.record, document]));
      const served = kept
        .flatMap(({ document }) => byRecord.get(document) ?? [])
        .sort((a, b) => newestFirst(a.record, b.record));
      const { vocabulary, numbers } = createVocabulary(terms, countTerms(served, terms.length), spelling.stopWords);
      const words = orderWords(served, numbers);
      const postings = createPostings(words, vocabulary.stemOfTerm.length);
      return {
        documents: served.map(({ record }) => record),
        duplicates,
        versions: findVersions(kept),
        vocabulary,
        postings,
        texts: joinTexts(served.map(({ text }) => text)),
      };
    },
  };

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

  /** Hashes of a document's words in order, without enumerators and passage ends. */
  function wordHashes(from: number, to: number, hashes: Int32Array): Int32Array {
    const words = new Int32Array(to - from);
    let count = 0;
    for (let place = from; place < to; place++) {
      const term = stream[place] ?? GAP;
      const hash = term === GAP ? 0 : (hashes[term] ?? 0);
      if (hash !== 0) words[count++] = hash;
    }
    return words.subarray(0, count);
  }

  function countTerms(served: readonly AddedDocument[], termCount: number): Int32Array {
    const counts = new Int32Array(termCount);
    for (const { from, to } of served) {
      for (let place = from; place < to; place++) {
        const term = stream[place] ?? GAP;
        if (term !== GAP) counts[term] = (counts[term] ?? 0) + 1;
      }
    }
    return counts;
  }

  /** The words of the documents in the order given, under their final numbers. */
  function orderWords(served: readonly AddedDocument[], numbers: Int32Array): WordStream {
    const total = served.reduce((sum, { from, to }) => sum + to - from, 0);
    const ordered = new Int32Array(total);
    const orderedBreaks = new Uint8Array(total);
    const passagePlaces: number[] = [];
    const documentPassages: number[] = [];
    let at = 0;
    for (const { from, to } of served) {
      documentPassages.push(passagePlaces.length);
      orderedBreaks.set(breaks.subarray(from, to), at);
      let opens = true;
      for (let place = from; place < to; place++, at++) {
        if (opens) passagePlaces.push(at);
        const term = stream[place] ?? GAP;
        opens = term === GAP;
        ordered[at] = opens ? GAP : (numbers[term] ?? GAP);
      }
    }
    return {
      stream: ordered,
      breaks: orderedBreaks,
      passagePlaces: Int32Array.from([...passagePlaces, total]),
      documentPassages: Int32Array.from([...documentPassages, passagePlaces.length]),
    };
  }
}

function grown<T extends Int32Array | Uint8Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}

function newestFirst(a: DocumentRecord, b: DocumentRecord): number {
  const [dateA, dateB] = [orderingDate(a.metadata), orderingDate(b.metadata)];
  if (dateA !== dateB) return dateA < dateB ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}

function joinTexts(texts: readonly Uint8Array[]): TextData {
  const offsets = new Float64Array(texts.length + 1);
  texts.forEach((text, i) => {
    offsets[i + 1] = (offsets[i] ?? 0) + text.length;
  });
  const bytes = new Uint8Array(sharedBuffer(offsets[texts.length] ?? 0));
  texts.forEach((text, i) => bytes.set(text, offsets[i]));
  return { bytes, offsets };
}
