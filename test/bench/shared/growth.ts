import { mkdirSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { openWorkspace } from '../../../server/src/cli/openWorkspace.js';
import { openCollection } from '../../../server/src/postgres/collection.js';
import { putIn, putPhrases, settle } from '../../../server/src/postgres/loadBatches.js';
import { migrate } from '../../../server/src/postgres/migrate.js';
import { createPostgresStore } from '../../../server/src/postgres/postgresStore.js';
import { createPreparer, UNSTATED } from '../../../server/src/postgres/prepare.js';
import { preparePhrases } from '../../../server/src/postgres/preparePhrases.js';
import { type Corpus, copyPart } from '../scale/corpus.js';
import { startCluster } from './cluster.js';
import { askQuestions, type Paragraphs, readParagraphs } from './questions.js';
import { openServerTime, type ServerTime } from './serverTime.js';

/** Where it is measured, and with which settings of PostgreSQL. */
export interface GrowthSettings {
  readonly root: string;
  readonly flags: readonly string[];
  readonly temporary: string;
}

/** A table with all its partitions, or an index of it. */
interface Size {
  readonly name: string;
  /** 'r': the rows; 't': what of them is kept apart (TOAST); 'i': an index. */
  readonly kind: 'r' | 't' | 'i';
  readonly bytes: number;
}

const BATCH = 64;
const QUESTIONS = 100;
const KINDS = { r: 'rows', t: 'long texts of the rows', i: 'index' };
/** What of a database is small change: bytes per word. */
const LEAST_SHOWN = 0.05;

/**
 * Prints what the server holds of a corpus, and how long loads and answers take, when one of so many documents is put in: for
 * each of `parts`.
 */
export async function measureGrowth(
  corpus: Corpus,
  parts: readonly number[],
  settings: GrowthSettings,
  progress: (message: string) => void,
): Promise<void> {
  const [cpu] = cpus();
  console.log(`corpus: ${corpus.name}
machine: Node ${process.version}, ${cpus().length} x ${cpu?.model}, ${(totalmem() / 1e9).toFixed(0)} GB; PostgreSQL with ${settings.flags.join(', ')}
date: ${new Date().toISOString().slice(0, 10)}`);
  const paragraphs = await readParagraphs();
  for (const every of parts) await measurePart(corpus, every, paragraphs, settings, progress);
}

async function measurePart(
  corpus: Corpus,
  every: number,
  paragraphs: Paragraphs,
  { root, flags, temporary }: GrowthSettings,
  progress: (message: string) => void,
): Promise<void> {
  const folder = join(temporary, `part-${every}`);
  mkdirSync(folder);
  const { files } = copyPart(corpus, 1 / every, folder);
  progress(`reading ${files.length} documents`);
  const { context } = await openWorkspace({ corpus: [folder], bundled: false, judge: 'rules' });
  const cluster = await startCluster(root, flags);
  try {
    const client = await cluster.connect('growth');
    await migrate(client, 'growth');
    progress('preparing and putting in');
    const serverTime = await openServerTime(client);
    const times = await load(client, context, serverTime);
    const sizes = await sizesOf(client);
    const [counted] = (
      await client.query<Record<'passages' | 'positions' | 'stems' | 'phrases' | 'words', string>>(
        `SELECT (SELECT count(*) FROM aide.passage) AS passages, (SELECT count(*) FROM aide.position) AS positions,
           (SELECT count(*) FROM aide.stem) AS stems, (SELECT count(*) FROM aide.phrase) AS phrases,
           (SELECT sum(length(terms) - length(replace(terms, ' ', '')) + 1) FROM aide.passage) AS words`,
      )
    ).rows;
    if (counted === undefined) throw new Error('The server counted nothing.');
    // Who asks below belongs to the mission.
    await client.query(`INSERT INTO aide.member VALUES (session_user, 'Pakistan', 'restricted')`);
    await client.end();
    const words = Number(counted.words);
    const seconds = (time: number): string => `${(time / 1000).toFixed(1)} s`;
    console.log(`
## ${files.length} documents, ${(words / 1e6).toFixed(1)} million words

rows: ${counted.passages} passages, ${counted.positions} positions, ${counted.stems} stems, ${counted.phrases} phrases
preparing: ${seconds(times.preparing)}, ${seconds(times.preparingProcessor)} of a processor
putting in: ${seconds(times.putting)}, ${Math.round((words / times.putting) * 1000)} words/s; making ready: ${seconds(times.settling)}; both took ${seconds(times.serverProcessor)} of the server's processor
most memory of this process so far, which holds the record as a publisher does: ${(process.resourceUsage().maxRSS / 1e6).toFixed(1)} GB

${sizeTable(sizes, words)}
`);
    progress('asking');
    const url = cluster.address('growth');
    const { stopWords } = paragraphs;
    const store = createPostgresStore({ url, password: cluster.password, stopWords, timeout: 60_000 });
    await askQuestions(store, paragraphs, QUESTIONS, serverTime);
    await store.close();
    console.log(
      `\nload of the machine meanwhile (1, 5, 15 minutes): ${loadavg()
        .map((load) => load.toFixed(1))
        .join(', ')}`,
    );
  } finally {
    await cluster.stop();
  }
}

interface LoadTimes {
  readonly preparing: number;
  readonly putting: number;
  readonly settling: number;
  /** Of a processor, whatever else the machine does; NaN where it is not known. */
  readonly preparingProcessor: number;
  readonly serverProcessor: number;
}

/** Puts all documents in, batch by batch, preparing none while the server takes one in. Milliseconds. */
async function load(
  client: Client,
  { index, lexicon, tokenize }: Awaited<ReturnType<typeof openWorkspace>>['context'],
  serverTime: ServerTime = () => Number.NaN,
): Promise<LoadTimes> {
  const prepare = createPreparer({ lexicon, tokenize });
  let preparing = 0;
  let preparingProcessor = 0;
  let putting = 0;
  const before = serverTime();
  const timed = async (work: () => unknown): Promise<number> => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  const handlings = new Set(index.documents.map(({ metadata: { handling = UNSTATED } }) => handling));
  const collection = await openCollection(client, { mission: 'Pakistan', name: 'record' }, handlings, []);
  for (let from = 0; from < index.documents.length; from += BATCH) {
    let batch: ReturnType<typeof prepare>[] = [];
    const start = process.cpuUsage();
    preparing += await timed(
      () => (batch = index.documents.slice(from, from + BATCH).map((document) => prepare(document))),
    );
    const { user, system } = process.cpuUsage(start);
    preparingProcessor += (user + system) / 1000;
    putting += await timed(() => putIn(client, collection, batch));
  }
  putting += await timed(() => putPhrases(client, collection, preparePhrases(index)));
  const settling = await timed(() => settle(client));
  return { preparing, preparingProcessor, putting, settling, serverProcessor: serverTime() - before };
}

async function sizesOf(client: Client): Promise<readonly Size[]> {
  const { rows } = await client.query<{ name: string; kind: Size['kind']; bytes: string }>(
    `SELECT coalesce(parent.relname, own.relname) AS name, size.kind, sum(size.bytes) AS bytes
     FROM pg_class AS own
     LEFT JOIN pg_inherits ON inhrelid = own.oid
     LEFT JOIN pg_class AS parent ON parent.oid = inhparent
     CROSS JOIN LATERAL (
       SELECT own.relkind::text AS kind, pg_relation_size(own.oid) AS bytes
       UNION ALL
       SELECT 't', pg_table_size(own.oid) - pg_relation_size(own.oid) WHERE own.relkind = 'r'
     ) AS size
     WHERE own.relnamespace = 'aide'::regnamespace AND own.relkind IN ('r', 'i')
     GROUP BY 1, 2 ORDER BY 3 DESC`,
  );
  return rows.map(({ name, kind, bytes }) => ({ name, kind, bytes: Number(bytes) }));
}

function sizeTable(sizes: readonly Size[], words: number): string {
  const sumOf = (some: readonly Size[]): number => some.reduce((sum, { bytes }) => sum + bytes, 0);
  const row = (name: string, what: string, bytes: number): string =>
    `| ${name} | ${what} | ${(bytes / 1e6).toFixed(1)} | ${(bytes / words).toFixed(2)} |`;
  const [shown, rest] = [true, false].map((isShown) =>
    sizes.filter(({ bytes }) => bytes / words >= LEAST_SHOWN === isShown),
  ) as [Size[], Size[]];
  return [
    '| table or index | what | MB | bytes per word |\n|---|---|---|---|',
    ...shown.map(({ name, kind, bytes }) => row(name, KINDS[kind], bytes)),
    row('all others', '', sumOf(rest)),
    row('all', '', sumOf(sizes)),
  ].join('\n');
}
