// Measures how long a ministry's record takes into a shared server, beside the least that any loader could need.
// `npm run bench:shared -- --words 11`; with `--growth`, how large it becomes and how long answers take, at two sizes.
import { mkdirSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openWorkspace } from '../../../server/src/cli/openWorkspace.js';
import { openCollection } from '../../../server/src/postgres/collection.js';
import { publishCollection } from '../../../server/src/postgres/load.js';
import { putIn, putPhrases, settle } from '../../../server/src/postgres/loadBatches.js';
import { createPreparer, type PreparedDocument } from '../../../server/src/postgres/prepare.js';
import { migrate } from '../../../server/src/postgres/migrate.js';
import { preparePhrases } from '../../../server/src/postgres/preparePhrases.js';
import { copyPart, type Corpus, openCorpus } from '../scale/corpus.js';
import { inTemporaryFolder } from '../temporaryFolder.js';
import { startCluster } from './cluster.js';
import { measureGrowth } from './growth.js';
import { copyPlainly } from './plainCopy.js';

const ROOT = join(__dirname, '..');
const ARCHIVE = join(ROOT, '..', 'shared', 'data', 'ungdc', 'ungdc.tar.gz');
/** Of English text, the space included. */
const BYTES_PER_WORD = 6.05;
/** As whoever sets up a server for a ministry would choose them. */
const FLAGS = ['shared_buffers=512MB', 'max_wal_size=4GB', 'maintenance_work_mem=256MB'];
const BATCH = 64;
const TARGET = { mission: 'Pakistan', collection: 'record' };

const began = performance.now();

function progress(message: string): void {
  console.error(`[${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s] ${message}`);
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [T, number]> {
  const start = performance.now();
  return [await work(), performance.now() - start];
}

/** One of so many documents makes about so many million words, or as many as there are. */
function everyFor({ files }: Corpus, words: number): number {
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  return Math.max(1, Math.round(bytes / BYTES_PER_WORD / (words * 1e6)));
}

async function main(whole: Corpus, words: number, temporary: string): Promise<void> {
  const folder = join(temporary, 'part');
  mkdirSync(folder);
  const part = copyPart(whole, 1 / everyFor(whole, words), folder);
  progress(`reading ${part.files.length} documents`);
  const { context } = await openWorkspace({ corpus: [folder], bundled: false, judge: 'rules' });
  const { index, lexicon, tokenize } = context;

  progress('preparing rows');
  const prepare = createPreparer({ lexicon, tokenize });
  const [prepared, preparing] = await timed(async () => index.documents.map((document) => prepare(document)));
  const [phrases, preparingPhrases] = await timed(async () => [...preparePhrases(index)]);
  const sum = (count: (document: PreparedDocument) => number): number =>
    prepared.reduce((all, document) => all + count(document), 0);
  const stems = new Set(prepared.flatMap((document) => [...document.stems.keys()])).size;
  const passages = sum((document) => document.passages.length);
  const positions = sum((document) => document.positions.length);
  const rows = prepared.length + passages + positions + stems + phrases.length;
  const wordCount = sum((document) => document.passages.reduce((all, { terms }) => all + terms.split(' ').length, 0));

  const cluster = await startCluster(ROOT, FLAGS);
  try {
    progress('plain COPY');
    const plainly = await cluster.connect('plain');
    await migrate(plainly, 'plain');
    const plain = await copyPlainly(plainly, prepared, phrases);
    const sizeOf = async (client: typeof plainly): Promise<number> => {
      const size = await client.query<{ size: string }>('SELECT pg_database_size(current_database()) AS size');
      return Number(size.rows[0]?.size);
    };
    const plainSize = await sizeOf(plainly);
    await plainly.end();

    progress('the loader, of the same rows');
    const loading = await cluster.connect('loading');
    await migrate(loading, 'loading');
    const [settling, load] = await timed(async () => {
      const handlings = new Set(prepared.map(({ handling }) => handling));
      const name = TARGET.collection;
      const collection = await openCollection(loading, { mission: TARGET.mission, name }, handlings, []);
      for (let from = 0; from < prepared.length; from += BATCH)
        await putIn(loading, collection, prepared.slice(from, from + BATCH));
      await putPhrases(loading, collection, phrases);
      return (await timed(() => settle(loading)))[1];
    });
    const size = await sizeOf(loading);
    await loading.end();

    progress('publishing, preparation included');
    const publishing = await cluster.connect('publishing');
    await migrate(publishing, 'publishing');
    const publication = { ...TARGET, index, words: { lexicon, tokenize } };
    const [, publish] = await timed(() => publishCollection(publishing, publication));
    await publishing.end();
    progress('publishing again');
    const again = await cluster.connect('publishing');
    const [, idle] = await timed(() => publishCollection(again, publication));
    await again.end();

    const seconds = (time: number): string => `${(time / 1000).toFixed(1)} s`;
    const least = plain.copy + plain.index;
    const [cpu] = cpus();
    console.log(`corpus: ${whole.name}, ${prepared.length} documents, ${(wordCount / 1e6).toFixed(1)} million words`);
    console.log(
      `machine: Node ${process.version}, ${cpus().length} x ${cpu?.model}; PostgreSQL with ${FLAGS.join(', ')}`,
    );
    console.log(
      `rows: ${rows} (${passages} passages, ${positions} positions, ${stems} stems, ${phrases.length} phrases)\n`,
    );
    console.log(`| measure | figure |\n|---|---|
| preparing rows (words, stems, positions) | ${seconds(preparing)} |
| preparing phrases | ${seconds(preparingPhrases)} |
| plain COPY, then keys and indexes | ${seconds(plain.copy)} + ${seconds(plain.index)} = ${seconds(least)} |
| the loader, of the same rows | ${seconds(load)}, of which making ready ${seconds(settling)} |
| loader / plain (at most 2) | ${(load / least).toFixed(2)} |
| loader | ${Math.round(rows / (load / 1000))} rows/s |
| publishing, preparation included | ${seconds(publish)}, ${(publish / least).toFixed(2)} times plain, ${(publish / (least + preparing + preparingPhrases)).toFixed(2)} times plain with preparation |
| publishing again, nothing changed | ${seconds(idle)} |
| database | ${(size / 1e6).toFixed(0)} MB; by plain COPY ${(plainSize / 1e6).toFixed(0)} MB |`);
  } finally {
    await cluster.stop();
  }
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: { words: { type: 'string' }, growth: { type: 'boolean', default: false } },
  });
  await inTemporaryFolder('shared', async (temporary) => {
    const corpus = openCorpus(undefined, ARCHIVE, temporary);
    const { words, growth } = values;
    if (!growth) return await main(corpus, Number(words ?? 11), temporary);
    const every = words === undefined ? 1 : everyFor(corpus, Number(words));
    await measureGrowth(corpus, [4 * every, every], { root: ROOT, flags: FLAGS, temporary }, progress);
  });
}

run().then(
  // Threads that read the record would stay.
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof Error ? error.stack : error);
    process.exit(1);
  },
);
