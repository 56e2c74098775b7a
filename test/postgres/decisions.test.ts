import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDeparture } from '../../server/src/ingest/departuresFile.js';
import { parsePositions } from '../../server/src/ingest/positionsFile.js';
import { createNodeFileSystem } from '../../server/src/node/fileSystem.js';
import { createNodeFileWriter } from '../../server/src/node/fileWriter.js';
import { createSharedDecisions } from '../../server/src/node/sharedDecisions.js';
import { migrate } from '../../server/src/postgres/migrate.js';
import {
  type DecisionsHost,
  type DecisionsState,
  exchangeDecided,
  noteDecided,
} from '../../server/src/workspace/shareDecisions.js';
import { createRandom } from '../bench/scale/random.js';
import { usePostgres, type TestDatabase, type TestLogin } from '../support/postgres.js';
import { createContextOf } from '../support/record.js';

const postgres = usePostgres();
const LIMIT = 60_000;
const MISSION = 'Pakistan';
const NO_PERMISSION = '42501';
const CONTEXT = createContextOf([
  { id: 'open-2021', text: 'We support the use of force in no case.', handling: 'open' },
  { id: 'secret-2022', text: 'We could live with a voluntary code.', handling: 'restricted' },
]);

/** Somebody who drafts: a login, a folder, and what the machine keeps of the decisions in it. */
interface Drafter {
  readonly login: TestLogin;
  /** What `positions.yaml` says. */
  positions(): string;
  departures(): string;
  refused(): string;
  write(file: 'positions' | 'departures' | 'refused', text: string | undefined): void;
  /** As after each change. */
  note(): Promise<DecisionsState>;
  /** As once a minute. `server`: an address; the shared one when absent. */
  exchange(server?: string): Promise<readonly string[]>;
  /** Everything that the process had in memory is gone. */
  restart(): void;
  /** The file that keeps what waits. */
  readonly machine: string;
}

let database: TestDatabase;
let admin: Client;
let root: string;

async function drafter(...roles: string[]): Promise<Drafter> {
  const login = await database.login(...(roles.length === 0 ? ['aide_drafter'] : roles));
  await admin.query('INSERT INTO aide.member (login, mission, handling) VALUES ($1, $2, $3)', [
    login.name,
    MISSION,
    'internal',
  ]);
  return at(login);
}

function at(login: TestLogin, place = login.name): Drafter {
  const folder = join(root, place, 'work');
  const machine = join(root, place, 'kept');
  const own = join(folder, '.aide-memoire');
  mkdirSync(own, { recursive: true });
  const hostNow = (): DecisionsHost => ({
    fileSystem: createNodeFileSystem(),
    fileWriter: createNodeFileWriter(),
    decisions: createSharedDecisions(machine),
  });
  let host = hostNow();
  const where = (server: string) => ({ server, mission: MISSION, folder: pathToFileURL(folder).href });
  const read = (file: string): string => {
    const path = join(own, `${file}.yaml`);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  };
  return {
    login,
    machine,
    positions: () => read('positions'),
    departures: () => read('departures'),
    refused: () => read('refused'),
    write(file, text) {
      const path = join(own, `${file}.yaml`);
      if (text === undefined) rmSync(path);
      else writeFileSync(path, text);
    },
    note: () => noteDecided(host, where(database.url(login.name)), CONTEXT),
    exchange: (server = database.url(login.name)) => exchangeDecided(host, where(server), CONTEXT, login.password),
    restart: () => (host = hostNow()),
  };
}

const confirmed = (words: string, reason?: string): string =>
  `confirmed:\n  - words: ${words}\n${reason === undefined ? '' : `    reason: ${reason}\n`}`;
const retired = (words: string): string => `retired:\n  - words: ${words}\n`;
const wordsIn = (text: string, list: 'confirmed' | 'retired' = 'confirmed'): string[] =>
  parsePositions('', text).decisions[list].map(({ words }) => words);

interface Written {
  readonly version: number | null;
  readonly login: string;
  readonly fields: Record<string, string> | null;
}

async function history(): Promise<Written[]> {
  const { rows } = await admin.query<Written>(
    'SELECT version, login, fields FROM aide.decision_history ORDER BY decided_at, version',
  );
  return rows;
}

beforeEach(async () => {
  database = await postgres.createDatabase();
  admin = await database.connect();
  await migrate(admin, 'the test');
  root = mkdtempSync(join(tmpdir(), 'aide-memoire-decisions-'));
}, LIMIT);

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('decisions that a mission shares', () => {
  it('reach the others with who and when, and are taken back by whoever takes them out', async () => {
    const [amina, omar] = [await drafter(), await drafter()];
    amina.write('positions', `# Ours.\n${confirmed('the use of force')}`);
    await amina.exchange();
    omar.write('positions', `# Omar's own notes.\n${retired('a code')}`);
    expect(await omar.exchange()).toHaveLength(1);
    expect(omar.positions()).toContain("# Omar's own notes.");
    expect([wordsIn(omar.positions()), wordsIn(omar.positions(), 'retired')]).toEqual([
      ['the use of force'],
      ['a code'],
    ]);
    const day = new Date().toISOString().slice(0, 10);
    expect(omar.positions()).toContain(`by: ${amina.login.name}, ${day}`);
    await amina.exchange();
    expect(wordsIn(amina.positions(), 'retired')).toEqual(['a code']);
    expect(amina.positions()).toContain('# Ours.');

    omar.write('positions', retired('a code'));
    await omar.exchange();
    await amina.exchange();
    expect([wordsIn(amina.positions()), wordsIn(amina.positions(), 'retired')]).toEqual([[], ['a code']]);
    expect(await amina.exchange()).toEqual([]);
    expect(await omar.exchange()).toEqual([]);
  });

  it('are departures too', async () => {
    const [amina, omar] = [await drafter(), await drafter()];
    const departure = {
      rule: 'position-conflict' as const,
      sentence: 'There is no need: “none”.',
      from: { document: 'open-2021', citation: 'para. 2', quote: '# There is a need.' },
      by: 'A. Drafter',
      date: '2026-03-12',
      reason: 'Telegram 114',
    };
    const edited = addDeparture(undefined, departure);
    amina.write('departures', 'text' in edited ? edited.text : '');
    await amina.exchange();
    await omar.exchange();
    expect(omar.departures()).toContain('by: A. Drafter');
    await omar.exchange();
    await amina.exchange();
    expect(await history()).toHaveLength(1);
  });

  it('are changed by whoever has seen them: who has not keeps what he decided, and is told who decided otherwise', async () => {
    const [amina, omar] = [await drafter(), await drafter()];
    amina.write('positions', confirmed('the use of force'));
    await amina.exchange();
    await omar.exchange();
    omar.write('positions', confirmed('the use of force', 'cable 5'));
    amina.write('positions', retired('the use of force'));
    await omar.exchange();
    await amina.exchange();
    expect([wordsIn(amina.positions()), wordsIn(amina.positions(), 'retired')]).toEqual([['the use of force'], []]);
    expect(amina.positions()).toContain('cable 5');
    expect(amina.refused()).toContain(`by: ${omar.login.name}, `);
    expect(amina.refused()).toContain('list: retired');
    expect((await amina.note()).problem).toMatch(/^1 decision of yours was not taken.*refused\.yaml/);
    expect((await omar.note()).problem).toBe('');

    // She has seen it now, and decides anew.
    amina.write('refused', undefined);
    amina.write('positions', retired('the use of force'));
    await amina.exchange();
    await omar.exchange();
    expect(wordsIn(omar.positions(), 'retired')).toEqual(['the use of force']);
    expect(await amina.note()).toEqual({ waiting: 0, kept: 0, problem: '' });
    expect((await history()).map(({ version, login }) => [version, login])).toEqual([
      [1, amina.login.name],
      [2, omar.login.name],
      [null, amina.login.name],
      [3, amina.login.name],
    ]);
  });

  it('that two made alike at once are one', async () => {
    const [amina, omar] = [await drafter(), await drafter()];
    for (const each of [amina, omar]) each.write('positions', confirmed('the use of force'));
    await Promise.all([amina.exchange(), omar.exchange()]);
    expect(await history()).toHaveLength(1);
    expect([amina.refused(), omar.refused()]).toEqual(['', '']);
  });

  it('wait while the server is away, through a restart, and are taken once', async () => {
    const [amina, omar] = [await drafter(), await drafter()];
    const away = 'postgres://amina@127.0.0.1:1/precedents';
    amina.write('positions', confirmed('the use of force'));
    expect(await amina.note()).toMatchObject({ waiting: 1 });
    await expect(amina.exchange(away)).rejects.toThrow(/cannot be reached/);
    amina.restart();
    amina.write('positions', `${confirmed('the use of force')}${retired('a code')}`);
    expect(await amina.note()).toMatchObject({ waiting: 2 });
    expect(await amina.note()).toMatchObject({ waiting: 2 });
    amina.restart();
    await amina.exchange();
    expect(await amina.note()).toMatchObject({ waiting: 0 });
    await amina.exchange();
    await omar.exchange();
    expect(wordsIn(omar.positions(), 'retired')).toEqual(['a code']);
    expect(await history()).toHaveLength(2);
  });

  it('whose answer got lost are told again and taken once, though another took them back meanwhile', async () => {
    const [amina, omar] = [await drafter(), await drafter()];
    amina.write('positions', confirmed('the use of force'));
    await amina.note();
    const [file] = readdirSync(amina.machine);
    const before = readFileSync(join(amina.machine, file ?? ''), 'utf8');
    await amina.exchange();
    await omar.exchange();
    omar.write('positions', '');
    await omar.exchange();
    // As if the process had been killed before it could write down what came of it.
    writeFileSync(join(amina.machine, file ?? ''), before);
    amina.restart();
    await amina.exchange();
    expect(wordsIn(amina.positions())).toEqual([]);
    expect((await history()).map(({ version }) => version)).toEqual([1, 2]);
    expect(amina.refused()).toBe('');
  });

  it('are neither taken nor given while a file is half written, and come back where a file is gone', async () => {
    const amina = await drafter();
    amina.write('positions', confirmed('the use of force'));
    await amina.exchange();
    amina.write('positions', 'confirmed:\n  - word');
    expect(await amina.exchange()).toEqual([]);
    expect((await amina.note()).problem).toMatch(
      /^Nothing is shared with Pakistan until \.aide-memoire\/positions\.yaml/,
    );
    expect(await history()).toHaveLength(1);
    amina.write('positions', undefined);
    await amina.exchange();
    expect(wordsIn(amina.positions())).toEqual(['the use of force']);
    expect(await history()).toHaveLength(1);
  });

  it('stay here when they quote what is restricted', async () => {
    const amina = await drafter();
    amina.write('positions', `${confirmed('a voluntary code')}${retired('the use of force')}`);
    await amina.exchange();
    expect(await amina.note()).toEqual({ waiting: 0, kept: 1, problem: '' });
    const { rows } = await admin.query<{ all: string }>(
      "SELECT string_agg(fields::text, '') AS all FROM aide.decision_history",
    );
    expect(rows[0]?.all).not.toContain('voluntary');
    expect(wordsIn(amina.positions())).toEqual(['a voluntary code']);
    const quoting = addDeparture(undefined, {
      rule: 'position-conflict',
      sentence: 'There is no need.',
      from: { document: 'secret-2022', citation: 'para. 1', quote: 'anything' },
      by: 'A. Drafter',
      date: '2026-03-12',
      reason: 'so',
    });
    amina.write('departures', 'text' in quoting ? quoting.text : '');
    await amina.exchange();
    expect(await history()).toHaveLength(1);
  });

  it('are kept for the user alone', async () => {
    const amina = await drafter();
    amina.write('positions', confirmed('the use of force'));
    await amina.note();
    expect(statSync(amina.machine).mode & 0o077).toBe(0);
    const [file = ''] = readdirSync(amina.machine);
    expect(statSync(join(amina.machine, file)).mode & 0o077).toBe(0);
  });

  it('come out alike for everybody, whatever is decided in what order', { timeout: LIMIT * 2 }, async () => {
    const random = createRandom(7);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const drafters = [await drafter(), await drafter(), await drafter()];
    for (let round = 0; round < 60; round++) {
      const one = pick(drafters);
      const now = new Map(
        (['confirmed', 'retired'] as const).flatMap((list) =>
          wordsIn(one.positions(), list).map((words) => [words, list] as const),
        ),
      );
      const words = pick(['one', 'two', 'three', 'four']);
      const choice = pick(['confirmed', 'retired', 'none'] as const);
      if (choice === 'none') now.delete(words);
      else now.set(words, choice);
      one.write(
        'positions',
        (['confirmed', 'retired'] as const)
          .map((list) => {
            const ofList = [...now].filter(([, each]) => each === list);
            return ofList.length === 0 ? '' : `${list}:\n${ofList.map(([each]) => `  - words: ${each}\n`).join('')}`;
          })
          .join(''),
      );
      await one.note();
      if (random() < 0.2) one.restart();
      if (random() < 0.5) await one.exchange();
    }
    for (const each of [...drafters, ...drafters]) await each.exchange();
    const { rows: stand } = await admin.query<{ list: string; words: string }>(
      `SELECT list, fields ->> 'words' AS words FROM aide.decision WHERE list IS NOT NULL ORDER BY words`,
    );
    for (const each of drafters) {
      const said = (['confirmed', 'retired'] as const).flatMap((list) =>
        wordsIn(each.positions(), list).map((words) => ({ list, words })),
      );
      expect(said.toSorted((a, b) => (a.words < b.words ? -1 : 1))).toEqual(stand);
    }
    // Each version is accounted for once.
    const { rows: made } = await admin.query<{ subject: string; versions: number[] }>(
      `SELECT subject, array_agg(version ORDER BY version) AS versions FROM aide.decision_history
       WHERE version IS NOT NULL GROUP BY subject`,
    );
    for (const { versions } of made) expect(versions).toEqual(versions.map((_, at) => at + 1));
  });
});

describe('who decides for a mission', () => {
  it('is told what to do where he does not', async () => {
    const reader = await drafter('aide_reader');
    reader.write('positions', confirmed('the use of force'));
    await expect(reader.exchange()).rejects.toThrow(/does not decide for Pakistan.*aide_drafter/);
    const stranger = at(await database.login('aide_drafter'));
    await expect(stranger.exchange()).rejects.toThrow(/does not decide for Pakistan/);
    expect(await history()).toEqual([]);
  });

  it('changes nothing but by deciding, and sees nothing of others', async () => {
    const amina = await drafter();
    amina.write('positions', confirmed('the use of force'));
    await amina.exchange();
    const outsider = await database.login('aide_drafter');
    const [hers, his] = [await database.connect(amina.login), await database.connect(outsider)];
    for (const table of ['decision', 'decision_history', 'decision_revision']) {
      expect((await hers.query(`SELECT FROM aide.${table}`)).rowCount, table).toBe(1);
      expect((await his.query(`SELECT FROM aide.${table}`)).rowCount, table).toBe(0);
      for (const statement of [`DELETE FROM aide.${table}`, `UPDATE aide.${table} SET mission = 'x'`])
        await expect(hers.query(statement), statement).rejects.toMatchObject({ code: NO_PERMISSION });
    }
    const write = (client: Client, id: string): Promise<unknown> =>
      client.query(`SELECT * FROM aide.decide($1, $2, 'positions', 'x', 0, 'retired', '{}')`, [id, MISSION]);
    await expect(write(his, crypto.randomUUID())).rejects.toMatchObject({ code: NO_PERMISSION });
    const { rows } = await admin.query<{ write: string }>('SELECT write FROM aide.decision_history');
    await expect(write(hers, rows[0]?.write ?? '')).rejects.toMatchObject({ code: '23505' });
  });
});
