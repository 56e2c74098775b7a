import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { pathToFileURL } from 'node:url';
import { createIndexBuilder } from '../../../server/src/index/indexBuilder.js';
import type { CorpusDocument } from '../../../server/src/ingest/corpusDocument.js';
import { parseDocument } from '../../../server/src/ingest/parseDocument.js';
import { statedBy } from './corpus.js';
import type { Task } from './ownProcess.js';
import { loadWords } from './words.js';

const CHUNK = 1 << 20;

/** What is to be read, and where to. */
interface PassageRequest {
  readonly files: readonly string[];
  readonly passages: number;
  /** File to write, a document a line as JSON. */
  readonly into: string;
}

/** What was written. */
export interface PassageFile {
  readonly documents: number;
  readonly passages: number;
  /** UTF-16 units of the passages' text. */
  readonly characters: number;
}

/** Parses as many documents, from all over the corpus, as give the passages asked for; none that the index would leave out as a copy. */
export const passagesTask: Task<PassageRequest, PassageFile> = {
  name: 'passages',
  async run({ files, passages, into }) {
    const chosen: CorpusDocument[] = [];
    let missing = passages;
    for (const file of spread(files)) {
      if (missing <= 0) break;
      const document = parseFile(file);
      if (document === undefined) continue;
      // Ids must be unique here too: the same name may stand in two folders.
      chosen.push({ ...document, id: String(chosen.length), passages: document.passages.slice(0, missing) });
      missing -= document.passages.length;
    }
    const builder = createIndexBuilder(await loadWords());
    for (const document of chosen) builder.add(document);
    const copies = new Set(builder.build().duplicates.map(({ document }) => document.id));
    const kept = chosen.filter(({ id }) => !copies.has(id));
    const output = openSync(into, 'w');
    for (const document of kept) writeSync(output, `${JSON.stringify(document)}\n`);
    closeSync(output);
    const texts = kept.flatMap((document) => document.passages.map(({ text }) => text));
    return {
      documents: kept.length,
      passages: texts.length,
      characters: texts.reduce((sum, text) => sum + text.length, 0),
    };
  },
};

/** The document of a file of text; `undefined` when it holds none. */
export function parseFile(file: string): CorpusDocument | undefined {
  const source = { uri: pathToFileURL(file).href, name: basename(file), stated: statedBy(file) };
  return parseDocument(source, readFileSync(file)).document;
}

/** The documents of a file that `passagesTask` wrote, one by one: none but the newest is held. */
export function* readDocuments(path: string): Generator<CorpusDocument> {
  const input = openSync(path, 'r');
  const decoder = new StringDecoder('utf8');
  const chunk = Buffer.alloc(CHUNK);
  let rest = '';
  for (let read = readSync(input, chunk); read > 0; read = readSync(input, chunk)) {
    const lines = (rest + decoder.write(chunk.subarray(0, read))).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as CorpusDocument;
  }
  closeSync(input);
}

/** The files in an order of which every beginning comes from all over the list: every 64th, then those behind them, and so on. */
function* spread<T>(items: readonly T[]): Generator<T> {
  const step = 64;
  for (let from = 0; from < step; from++) {
    for (let i = from; i < items.length; i += step) yield items[i] as T;
  }
}
