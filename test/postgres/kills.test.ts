import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as after } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usePostgres } from '../support/postgres.js';
import { countedStems, makeTables, tablesOf } from '../support/published.js';
import { ROOT } from '../support/server.js';
import { Count, tries, WHOLE } from '../support/trust.js';
import { createRandom } from '../bench/scale/random.js';

const postgres = usePostgres();
const root = mkdtempSync(join(tmpdir(), 'aide-memoire-kills-'));
/** Several batches of documents that are new, changed and taken out. */
const PAPERS = 260;
const TIME_LIMIT = 3_600_000;
const SESSION = 'aide-memoire publish';
const REVISION = 'SELECT number FROM aide.revision';

/** A paper: two in three have a sentence in common, one in five is restricted, one in seven open. */
function paper(n: number, edition: number): string {
  const handling = n % 5 === 0 ? 'restricted' : n % 7 === 0 ? 'open' : 'internal';
  const date = `${1960 + (n % 60)}-0${1 + (n % 9)}-1${n % 10}`;
  const common = n % 3 === 0 ? '' : '\n\nThe mountains of our country have been kind to all of us in difficult times.';
  const says = n % 2 === 0 ? 'supports' : 'opposes';
  return `---\ntitle: Paper ${n}\nholder: Pakistan\nkind: statement\ntier: own\nhandling: ${handling}\ndate: "${date}"\n---\n
Pakistan ${says} a treaty on the matter of number ${n * 7919}, edition ${edition}.${common}\n
Rivers number ${n * 104_729} carry boats to the town of ${n.toString(36)} and back again.\n`;
}

/** The folder before and after: every third paper changes, every tenth leaves, and as many come. */
function write(folder: string, isLater: boolean): void {
  for (let n = 0; n < PAPERS; n++) {
    if (isLater && n % 10 === 9) continue;
    const number = !isLater || n % 10 !== 8 ? n : n + PAPERS;
    for (const each of new Set([n, number])) {
      const path = join(folder, `paper-${each}.md`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, paper(each, isLater && each % 3 === 0 ? 2 : 1));
    }
  }
}

/** What a run of the program came to. */
interface Run {
  readonly code: number | null;
  readonly err: string;
}

/** A publisher that was started. */
interface Publisher {
  readonly child: ChildProcess;
  readonly ended: Promise<Run>;
}

const children: ChildProcess[] = [];

function start(folder: string, database: string): Publisher {
  const { port, superuser } = postgres.get();
  const address = `postgres://${superuser.name}@127.0.0.1:${port}/${database}`;
  const args = [join(ROOT, 'dist', 'cli.cjs'), 'publish', folder, '--to', address, '--collection', 'papers'];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NO_COLOR: '1', PGPASSWORD: superuser.password },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  children.push(child);
  const ended = Promise.all([text(child.stderr), once(child, 'close')]).then(([err, [code]]) => ({
    code: code as number | null,
    err,
  }));
  return { child, ended };
}

/** A connection to a database, once the server gives one: after a crash it puts itself in order first. */
async function connect(database: string): Promise<Client> {
  const { port, superuser } = postgres.get();
  for (const began = performance.now(); ; ) {
    const { name: user, password } = superuser;
    const client = new Client({ host: '127.0.0.1', port, database, user, password });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (performance.now() - began > 30_000) throw error;
      await after(50);
    }
  }
}

async function within<T>(database: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect(database);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Waits until a publisher has come to the database; answers its process on the server. */
async function publisherIn(database: string, admin: Client, child: ChildProcess): Promise<number> {
  while (child.exitCode === null) {
    const { rows } = await admin.query<{ pid: number }>(
      'SELECT pid FROM pg_stat_activity WHERE datname = $1 AND application_name = $2',
      [database, SESSION],
    );
    if (rows[0] !== undefined) return rows[0].pid;
    await after(3);
  }
  throw new Error('It ended before it published anything.');
}

const contentOf = (database: string): ReturnType<typeof tablesOf> =>
  within(database, async (client) => {
    const tables = await tablesOf(client);
    expect(tables['stem']).toEqual(await countedStems(client));
    return tables;
  });

/** How a publishing is broken off. `server`: its process there. */
const BREAKS = [
  {
    what: 'publishers that were killed',
    times: [8, 50],
    breakOff: async ({ child }: Publisher) => void child.kill('SIGKILL'),
  },
  {
    what: 'publishers whose connection was cut',
    times: [2, 15],
    breakOff: async (_: Publisher, server: number, admin: Client) =>
      void (await admin.query('SELECT pg_terminate_backend($1)', [server])),
  },
  {
    what: 'publishers whose server crashed',
    times: [2, 15],
    breakOff: async (_: Publisher, server: number) => void process.kill(server, 'SIGKILL'),
  },
] as const;

describe('a publishing that is broken off', () => {
  const folder = join(root, 'papers');
  let wanted: Awaited<ReturnType<typeof tablesOf>>;
  let copies = 0;
  /** How long the publisher has to do with the server. Milliseconds. */
  let span = 0;

  /** A copy of the database in which the earlier folder was published. */
  const copyOfFirst = async (): Promise<string> => {
    const name = `copy_${++copies}`;
    await within('postgres', (admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE first`));
    return name;
  };

  /** Publishes the earlier folder, and the later one in a copy without a kill. */
  async function publishBoth(): Promise<void> {
    await within('postgres', (admin) => admin.query('CREATE DATABASE first'));
    await within('first', makeTables);
    write(folder, false);
    expect(await start(folder, 'first').ended).toEqual({ code: 0, err: '' });
    rmSync(folder, { recursive: true });
    write(folder, true);
    const copy = await copyOfFirst();
    const { child, ended } = start(folder, copy);
    await within('postgres', (admin) => publisherIn(copy, admin, child));
    const began = performance.now();
    expect(await ended).toEqual({ code: 0, err: '' });
    span = performance.now() - began;
    wanted = await contentOf(copy);
    expect(wanted['removal']?.length).toBeGreaterThan(20);
  }

  beforeAll(publishBoth, TIME_LIMIT);
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(root, { recursive: true, force: true });
  });

  for (const { what, times, breakOff } of BREAKS) {
    it(`goes on where it stopped: ${what}`, { timeout: TIME_LIMIT }, async ({ task }) => {
      const count = new Count(what, 'faults');
      const random = createRandom(times[1]);
      /** Revisions at which they stopped. */
      const stops = new Set<string>();
      try {
        for (let n = 0; n < tries(times[0], times[1]); n++) {
          count.tried++;
          const copy = await copyOfFirst();
          const publisher = start(folder, copy);
          const at = random();
          await within('postgres', async (admin) => {
            const server = await publisherIn(copy, admin, publisher.child);
            await after(at * span);
            // It may have ended just before.
            await breakOff(publisher, server, admin).catch(() => undefined);
          });
          const broken = await publisher.ended;
          const { rows } = await within(copy, (client) => client.query<{ number: string }>(REVISION));
          stops.add(rows[0]?.number ?? '');
          if (broken.code === 2) expect(broken.err, `at ${at}`).toMatch(/^The connection to .*(?:was lost|broke off)/);
          expect(await start(folder, copy).ended, `at ${at}`).toEqual({ code: 0, err: '' });
          count.lost++;
          expect(await contentOf(copy), `at ${at}`).toEqual(wanted);
          count.lost--;
          count.survived++;
          await within('postgres', (admin) => admin.query(`DROP DATABASE ${copy}`));
        }
        // Some in the midst of it.
        if (WHOLE) expect(stops.size).toBeGreaterThan(2);
      } finally {
        count.tell(task);
      }
    });
  }
});
