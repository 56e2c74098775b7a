import { openCorpusIndex } from '../../../server/src/index/createCorpusIndex.js';
import { createIndexBuilder } from '../../../server/src/index/indexBuilder.js';
import type { Part } from './corpus.js';
import type { Measured } from './measured.js';
import { inOwnProcess, type Task } from './ownProcess.js';
import { parseFile } from './passages.js';
import { createRandom } from './random.js';
import { median, percentile } from './statistics.js';
import { sampleWording, type Wording } from './wordings.js';
import { loadWords } from './words.js';

const QUERIES = 600;
const REPETITIONS = 3;

interface EngineTimes {
  /** Milliseconds: reading and parsing the files, indexing the documents. */
  readonly parse: number;
  readonly index: number;
  /** Milliseconds of each query. */
  readonly queries: readonly number[];
  /** What took longest, for the remark. */
  readonly slowest: string;
}

/** Reads and indexes the files in this thread, without mining, and looks wordings up. */
export const engineTask: Task<readonly string[], EngineTimes> = {
  name: 'engine',
  async run(files) {
    const words = await loadWords();
    const random = createRandom(2);
    const builder = createIndexBuilder(words);
    const wordings: Wording[] = [];
    const every = Math.max(1, Math.floor(files.length / QUERIES));
    let parse = 0;
    let index = 0;
    for (const [i, file] of files.entries()) {
      const began = performance.now();
      const document = parseFile(file);
      const parsed = performance.now();
      parse += parsed - began;
      if (document === undefined) continue;
      builder.add(document);
      index += performance.now() - parsed;
      const wording = i % every === 0 ? sampleWording(document, wordings.length, words.tokenize, random) : undefined;
      if (wording !== undefined) wordings.push(wording);
    }
    const began = performance.now();
    const corpus = openCorpusIndex(builder.build(), { tokenize: words.tokenize, revision: 1 });
    index += performance.now() - began;
    const queries = wordings.map(({ terms, text }) => {
      const times = Array.from({ length: REPETITIONS }, () => {
        const began = performance.now();
        if (corpus.findPhrase(terms).length === 0) throw new Error(`"${text}" is not found though it is there.`);
        return performance.now() - began;
      });
      return median(times);
    });
    const slowest = wordings[queries.indexOf(Math.max(...queries))]?.text ?? '';
    return { parse, index, queries, slowest };
  },
};

/** How fast wordings are found in the whole part, and what reading and indexing cost without the server. */
export async function measurePhrases(part: Part): Promise<Measured[]> {
  const { parse, index, queries, slowest } = await inOwnProcess(engineTask, part.files);
  const megabytes = part.bytes / 1e6;
  const remark = `${queries.length} stretches of 1-3 words of running text; slowest: "${slowest}", ${Math.max(...queries).toFixed(1)} ms`;
  return [
    { name: 'phrase query p50', value: percentile(queries, 0.5), unit: 'ms', most: 1 },
    { name: 'phrase query p95', value: percentile(queries, 0.95), unit: 'ms', most: 15, remark },
    { name: 'reading and parsing alone', value: megabytes / (parse / 1000), unit: 'MB/s' },
    { name: 'indexing alone', value: megabytes / (index / 1000), unit: 'MB/s', remark: 'without what is mined' },
  ];
}
