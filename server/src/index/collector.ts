import type { CorpusDocument, DocumentRecord } from '../ingest/corpusDocument.js';
import { type Compression, PORTABLE_COMPRESSION } from '../platform/compression.js';
import type { TermScanner } from '../text/termScanner.js';
import { compressDocument, joinTexts, type StoredText } from './documentText.js';
import type { TextData } from './indexData.js';
import { collectLabels, type Label } from './labels.js';
import { createDoubles, createScratch, createStretches, newDoubles, shared, sharedBytes } from './memory.js';
import { type RunSketch, hashWord, sketchRuns } from './runs.js';
import { BREAK, breakBetween, GAP } from './wordStream.js';

const scratch = createScratch((length) => new Int32Array(length));

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

/** A collector that holds nothing yet. Collectors that share a scanner share what it remembers of words. */
export function createCollector(scanner: TermScanner, compression: Compression = PORTABLE_COMPRESSION): Collector {
  let terms: string[] = [];
  let hashes: number[] = [];
  let documents: CollectedDocument[] = [];
  let texts: StoredText[] = [];
  let stream = new Int32Array(1 << 12);
  let breaks = new Uint8Array(1 << 12);
  let length = 0;
  let sketches = createStretches(newDoubles);
  // The collector's number of each of the scanner's terms, from one on; 0 for those that it has not met.
  let numbers = new Int32Array(1 << 12);

  function push(term: number, before: number): void {
    if (length === stream.length) {
      stream = grown(stream, new Int32Array(length * 2));
      breaks = grown(breaks, new Uint8Array(length * 2));
    }
    stream[length] = term;
    breaks[length++] = before;
  }

  function addTerm(scanned: number): number {
    if (scanned >= numbers.length) numbers = grown(numbers, new Int32Array(scanned * 2));
    const term = scanner.terms[scanned] ?? '';
    hashes.push(hashWord(term));
    return (numbers[scanned] = terms.push(term));
  }

  function readPassage(text: string): void {
    let last = -1;
    scanner.scan(text, (scanned, start, end) => {
      const number = (numbers[scanned] ?? 0) || addTerm(scanned);
      push(number - 1, last < 0 ? BREAK.clause : breakBetween(text, last, start));
      last = end;
    });
    push(GAP, BREAK.clause);
  }

  function termsOf(text: string): readonly string[] {
    const found: string[] = [];
    scanner.scan(text, (scanned) => found.push(scanner.terms[scanned] ?? ''));
    return found;
  }

  return {
    add(document) {
      const from = length;
      for (const { text } of document.passages) readPassage(text);
      const { id, uri, metadata } = document;
      const labels = collectLabels(document, termsOf);
      const runs = sketchRuns(wordHashes(stream, from, length, hashes), sketches);
      documents.push({ record: { id, uri, metadata }, from, to: length, labels, ...runs });
      const packed = compressDocument(document, compression);
      texts.push({ length: packed.length, read: () => packed });
    },

    take() {
      const taken: CollectedDocuments = {
        terms: terms.join('\n'),
        stream: shared(stream.subarray(0, length)),
        breaks: sharedBytes(breaks.subarray(0, length)),
        documents: joinSketches(documents),
        texts: joinTexts(texts),
      };
      numbers.fill(0);
      [terms, hashes, documents, texts, length] = [[], [], [], [], 0];
      sketches = createStretches(newDoubles);
      return taken;
    },
  };
}

/** The documents with their sketches one after the other, in memory that threads share. */
function joinSketches(documents: readonly CollectedDocument[]): readonly CollectedDocument[] {
  const all = createDoubles(documents.reduce((sum, { sketch }) => sum + sketch.length, 0));
  let end = 0;
  return documents.map((document) => {
    const sketch = all.subarray(end, (end += document.sketch.length));
    sketch.set(document.sketch);
    return { ...document, sketch };
  });
}

/**
 * Hashes of the words from `from` to `to`, in order, without enumerators and passage ends. `hashes` has them by term; where
 * the stream numbers its terms by itself, `numbers` has the number of each of them there. Valid until the next call.
 */
export function wordHashes(
  stream: Int32Array,
  from: number,
  to: number,
  hashes: readonly number[],
  numbers?: Int32Array,
): Int32Array {
  const words = scratch(to - from);
  let count = 0;
  for (let place = from; place < to; place++) {
    const own = stream[place] ?? GAP;
    if (own === GAP) continue;
    const hash = hashes[numbers === undefined ? own : (numbers[own] ?? GAP)] ?? 0;
    if (hash !== 0) words[count++] = hash;
  }
  return words.subarray(0, count);
}

function grown<T extends Int32Array | Uint8Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
