import type { CorpusDocument, DocumentRecord } from '../ingest/corpusDocument.js';
import { type Compression, PORTABLE_COMPRESSION } from '../platform/compression.js';
import type { Tokenizer } from '../text/tokens.js';
import { compressDocument, joinTexts } from './documentText.js';
import type { TextData } from './indexData.js';
import { collectLabels, type Label } from './labels.js';
import { shared, sharedBytes } from './memory.js';
import { type RunSketch, hashWord, sketchRuns } from './runs.js';
import { BREAK, breakIn, GAP } from './wordStream.js';

/** A document among others, word by word. */
export interface CollectedDocument extends RunSketch {
  readonly record: DocumentRecord;
  /** Its places in the stream, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** Its title and headings. */
  readonly labels: readonly Label[];
}

/** What an index needs of some documents. Values only, in memory that threads share: it can be handed to another one. */
export interface CollectedDocuments {
  /** Terms by number, a line each; numbers go by first use. */
  readonly terms: string;
  /** Term of each place; `GAP` after each passage. */
  readonly stream: Int32Array;
  /** One of `BREAK` for each place. */
  readonly breaks: Uint8Array;
  readonly documents: readonly CollectedDocument[];
  readonly texts: TextData;
}

/** Turns documents into words, one by one, so that no two need to be in memory as objects at once. */
export interface Collector {
  add(document: CorpusDocument): void;
  /** All that was added. Afterwards the collector is empty again. */
  take(): CollectedDocuments;
}

/** Terms whose numbers are at hand. */
const RECENT = 4096;

/** A collector that holds nothing yet. */
export function createCollector(tokenize: Tokenizer, compression: Compression = PORTABLE_COMPRESSION): Collector {
  let numbers = new Map<string, number>();
  let terms: string[] = [];
  let hashes: number[] = [];
  let documents: CollectedDocument[] = [];
  let texts: Uint8Array[] = [];
  let stream = new Int32Array(1 << 12);
  let breaks = new Uint8Array(1 << 12);
  let length = 0;
  // In front of the map: looking a term up there is most of the work.
  const recentTerms: string[] = Array.from({ length: RECENT }, () => '');
  const recentNumbers = new Int32Array(RECENT);

  function push(term: number, before: number): void {
    if (length === stream.length) {
      stream = grown(stream, new Int32Array(length * 2));
      breaks = grown(breaks, new Uint8Array(length * 2));
    }
    stream[length] = term;
    breaks[length++] = before;
  }

  function numberOf(term: string): number {
    const slot = (term.charCodeAt(0) * 31 + term.charCodeAt(term.length - 1) * 7 + term.length) % RECENT;
    if (recentTerms[slot] === term) return recentNumbers[slot] ?? GAP;
    const number = numbers.get(term) ?? addTerm(term);
    recentTerms[slot] = term;
    recentNumbers[slot] = number;
    return number;
  }

  function addTerm(term: string): number {
    // A copy: a slice would keep the whole text it was cut from in memory.
    const own = [...term].join('');
    numbers.set(own, terms.length);
    hashes.push(hashWord(own));
    return terms.push(own) - 1;
  }

  function readPassage(text: string): void {
    let end = -1;
    for (const token of tokenize(text)) {
      const isNext = token.start === end + 1 && text.charCodeAt(end) === 0x20;
      push(numberOf(token.term), isNext ? BREAK.none : end < 0 ? BREAK.clause : breakIn(text.slice(end, token.start)));
      end = token.end;
    }
    push(GAP, BREAK.clause);
  }

  return {
    add(document) {
      const from = length;
      for (const { text } of document.passages) readPassage(text);
      const { id, uri, metadata } = document;
      const labels = collectLabels(document, tokenize);
      const runs = sketchRuns(wordHashes(stream, from, length, hashes));
      documents.push({ record: { id, uri, metadata }, from, to: length, labels, ...runs });
      texts.push(compressDocument(document, compression));
    },

    take() {
      const taken: CollectedDocuments = {
        terms: terms.join('\n'),
        stream: shared(stream.subarray(0, length)),
        breaks: sharedBytes(breaks.subarray(0, length)),
        documents,
        texts: joinTexts(texts),
      };
      numbers = new Map();
      recentTerms.fill('');
      [terms, hashes, documents, texts, length] = [[], [], [], [], 0];
      return taken;
    },
  };
}

/** Hashes (by `hashes` of term numbers) of the words from `from` to `to`, in order, without enumerators and passage ends. */
export function wordHashes(stream: Int32Array, from: number, to: number, hashes: ArrayLike<number>): Int32Array {
  const words = new Int32Array(to - from);
  let count = 0;
  for (let place = from; place < to; place++) {
    const term = stream[place] ?? GAP;
    const hash = term === GAP ? 0 : (hashes[term] ?? 0);
    if (hash !== 0) words[count++] = hash;
  }
  return words.subarray(0, count);
}

function grown<T extends Int32Array | Uint8Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
