// Measures what drafters wait for when their record is one that a ministry shares: through the whole language server, whose copy
// of the shared record answers, beside the same documents in a folder; and the shared server itself, asked by many at once.
// `npm run bench:drafters -- --share 1 --drafters 50`
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { PASSWORD_REQUEST, SEARCH_REQUEST, type SearchAnswer } from '../../../server/src/api/protocol.js';
import { DEFAULT_SETTINGS } from '../../../server/src/api/settings.js';
import { openWorkspace } from '../../../server/src/cli/openWorkspace.js';
import { askServer } from '../../../server/src/postgres/askServer.js';
import { createPostgresStore } from '../../../server/src/postgres/postgresStore.js';
import { copyPart, DELEGATION, draftText, GROUPS, openCorpus } from '../scale/corpus.js';
import type { Measured } from '../scale/measured.js';
import { createRandom } from '../scale/random.js';
import { type Server, settingsFor, spawnServer } from '../scale/server.js';
import { percentile } from '../scale/statistics.js';
import { measureDraft } from '../scale/typing.js';
import { inTemporaryFolder } from '../temporaryFolder.js';
import { type Cluster, startCluster } from './cluster.js';

const ROOT = join(__dirname, '..');
const DIST = join(ROOT, 'dist');
const ARCHIVE = join(ROOT, '..', 'shared', 'data', 'ungdc', 'ungdc.tar.gz');
const DATABASE = 'precedents';
/** As whoever sets up a server for a ministry would choose them. */
const FLAGS = ['shared_buffers=512MB', 'max_wal_size=4GB', 'maintenance_work_mem=256MB', 'max_connections=120'];
const SEARCHES = 120;
/** Each drafter rests the pointer once in so many milliseconds. */
const [PAUSE, MINUTE] = [1_000, 60_000];

const began = performance.now();

function progress(message: string): void {
  console.error(`[${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s] ${message}`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function describe(what: string, times: readonly number[], remark: string): Measured[] {
  return ([0.5, 0.95] as const).map((share) => ({
    name: `${what} p${share * 100}`,
    value: percentile(times, share),
    unit: 'ms',
    remark,
  }));
}

/** What a drafter waits for, by the language server. */
async function measureServer(server: Server, text: string): Promise<readonly Measured[]> {
  const { connection } = server.client;
  const figures = await measureDraft(server, text);
  const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 4);
  const searches: number[] = [];
  for (let n = 0; n < SEARCHES; n++) {
    const at = Math.floor((words.length * n) / SEARCHES);
    const query = words.slice(at, at + 1 + (n % 3)).join(' ');
    const params = { query, limit: 20 };
    searches.push(await timed(() => connection.sendRequest<SearchAnswer>(SEARCH_REQUEST, params)));
  }
  return [...figures, ...describe('search, first page', searches, `${SEARCHES} of one to three words in turn`)];
}

/** The server of a drafter whose record is shared, once its copy is whole and read; and the seconds until then. */
async function startSharing(cluster: Cluster, home: string): Promise<{ server: Server; copied: number; read: number }> {
  const { limits } = DEFAULT_SETTINGS.corpus;
  const corpus = { bundled: false, folders: [], server: cluster.address(DATABASE), limits };
  const settings = { delegation: DELEGATION, groups: GROUPS, corpus };
  const server = await spawnServer(
    DIST,
    { settings, initializationOptions: { settings, showsStatus: true, givesPasswords: true } },
    { XDG_DATA_HOME: home },
  );
  const { client } = server;
  client.connection.onRequest(PASSWORD_REQUEST, () => cluster.password);
  await client.until('the copy', () => client.statuses.find(({ shared }) => shared?.state === 'current'));
  const copied = server.age() / 1000;
  await client.until('all of it', () => {
    const last = client.statuses.at(-1);
    return last?.state === 'ready' && last.documents > 0 ? last : undefined;
  });
  return { server, copied, read: server.age() / 1000 };
}

/** Many drafters at once, each asking the shared server itself what a hover needs. */
async function measureMany(
  cluster: Cluster,
  drafters: number,
  lines: readonly (readonly string[])[],
  stopWords: ReadonlySet<string>,
): Promise<readonly Measured[]> {
  const url = cluster.address(DATABASE);
  const random = createRandom(1);
  const times: number[] = [];
  const end = performance.now() + MINUTE;
  const draft = async (phase: number): Promise<void> => {
    const store = createPostgresStore({ url, password: cluster.password, stopWords, connections: 1, timeout: MINUTE });
    await store.revision();
    await wait(phase);
    while (performance.now() < end) {
      const terms = lines[Math.floor(random() * lines.length)] ?? [];
      const at = Math.floor(random() * terms.length);
      const time = await timed(async () => {
        const run = await store.longestPhrase(terms, at);
        if (run !== undefined) await store.phrase(terms.slice(run.from, run.to), { limit: 20 });
      });
      times.push(time);
      await wait(Math.max(0, PAUSE - time));
    }
    await store.close();
  };
  await Promise.all(Array.from({ length: drafters }, () => draft(random() * PAUSE)));
  return describe(
    `${drafters} drafters ask it what a hover needs,`,
    times,
    `${times.length} in a minute, one a second each`,
  );
}

/** Many drafters at once, each asking whether anything has changed, as their servers do once a minute. */
async function measureFollowing(cluster: Cluster, drafters: number): Promise<readonly Measured[]> {
  const ask = (): Promise<unknown> =>
    askServer(cluster.address(DATABASE), cluster.password, MINUTE, (client) =>
      client.query('SELECT number, (SELECT count(*) FROM aide.scope) FROM aide.revision'),
    );
  const times = await Promise.all(Array.from({ length: drafters }, () => timed(ask)));
  return describe(`${drafters} drafters ask at once what is new,`, times, 'nothing is; each opens a connection');
}

async function main(share: number, drafters: number, temporary: string): Promise<void> {
  const whole = openCorpus(undefined, ARCHIVE, temporary);
  const folder = join(temporary, 'part');
  mkdirSync(folder);
  const part = copyPart(whole, share, folder);
  const text = draftText(whole);
  const cluster = await startCluster(ROOT, FLAGS);
  try {
    progress(`publishing ${part.files.length} documents`);
    const client = await cluster.connect(DATABASE);
    const publishing = performance.now();
    const published = spawnSync(
      process.execPath,
      [join(DIST, 'cli.cjs'), 'publish', folder, '--to', cluster.address(DATABASE), '--mission', DELEGATION],
      { env: { ...process.env, PGPASSWORD: cluster.password }, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    if (published.status !== 0) throw new Error(`publish ended with ${published.status}`);
    progress(`published in ${((performance.now() - publishing) / 1000).toFixed(0)} s`);
    await client.query("INSERT INTO aide.member VALUES ('postgres', $1, 'internal')", [DELEGATION]);
    await client.end();

    progress('a drafter who shares the record');
    const { server, copied, read } = await startSharing(cluster, join(temporary, 'home'));
    const shared = await measureServer(server, text);
    server.stop();

    progress('a drafter with the same documents in a folder');
    const settings = settingsFor(folder, GROUPS);
    const own = await spawnServer(DIST, { settings, initializationOptions: { settings } });
    await own.client.whenReady();
    const embedded = await measureServer(own, text);
    own.stop();

    progress(`${drafters} drafters at once`);
    const { context } = await openWorkspace({ corpus: [], bundled: true, judge: 'rules' });
    const lines = context.index.documents
      .flatMap(({ passages }) => passages.map((passage) => context.tokenize(passage.text).map(({ term }) => term)))
      .filter(({ length }) => length >= 12);
    const many = await measureMany(cluster, drafters, lines, context.lexicon.spelling.stopWords);
    const following = await measureFollowing(cluster, drafters);

    const [cpu] = cpus();
    const ms = (value: number | undefined): string => (value === undefined ? '' : `${value.toFixed(1)} ms`);
    console.log(`corpus: ${whole.name}, ${part.files.length} documents, ${(part.bytes / 1e6).toFixed(0)} MB`);
    console.log(
      `machine: Node ${process.version}, ${cpus().length} x ${cpu?.model}; PostgreSQL with ${FLAGS.join(', ')}`,
    );
    console.log(`a new drafter: all copied after ${copied.toFixed(1)} s, all read after ${read.toFixed(1)} s\n`);
    console.log('| by the language server | shared | in a folder | remark |\n|---|---|---|---|');
    for (const { name, value, remark = '' } of shared) {
      const other = embedded.find((each) => each.name === name)?.value;
      console.log(`| ${name} | ${ms(value)} | ${ms(other)} | ${remark} |`);
    }
    console.log('\n| the shared server itself | figure | remark |\n|---|---|---|');
    for (const { name, value, remark = '' } of [...many, ...following])
      console.log(`| ${name} | ${ms(value)} | ${remark} |`);
  } finally {
    await cluster.stop();
  }
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: { share: { type: 'string', default: '1' }, drafters: { type: 'string', default: '50' } },
  });
  await inTemporaryFolder('drafters', (temporary) => main(Number(values.share), Number(values.drafters), temporary));
}

run().then(
  // Threads that read the record would stay.
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof Error ? error.stack : error);
    process.exit(1);
  },
);
