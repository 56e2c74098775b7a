import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  PASSWORD_NOTIFICATION,
  PASSWORD_REQUEST,
  RECORD_DEPARTURE_REQUEST,
  type SharedInfo,
  type StatusParams,
} from '../../server/src/api/protocol.js';
import { DEFAULT_SETTINGS } from '../../server/src/api/settings.js';
import { migrate } from '../../server/src/postgres/migrate.js';
import { type Server, spawnServer } from '../bench/scale/server.js';
import { createDesk, type Desk } from '../support/commandLine.js';
import { type TestDatabase, usePostgres } from '../support/postgres.js';
import { ROOT } from '../support/server.js';

const postgres = usePostgres();
const LIMIT = 60_000;
const DRAFT = 'file:///draft.draft.md';
const WORDING = 'the patient keepers of the northern lighthouse';

let database: TestDatabase;
let admin: Client;
let desk: Desk;
let home: string;
let server: Server | undefined;

/** A document of its holder, in the folder that is published. */
const paper = (handling: string, text: string, holder = 'Pakistan', date = '2021-03-01'): string =>
  `---\ntitle: Paper of ${date}\nholder: ${holder}\nkind: statement\ntier: own\ndate: ${date}\nhandling: ${handling}\n---\n\n# Paper of ${date}\n\n1. ${text}\n`;

async function publish(): Promise<void> {
  const { password } = postgres.get().superuser;
  const { code, err } = await desk.run(['publish', 'record', '--to', database.url()], {
    env: { PGPASSWORD: password },
  });
  expect([code, err]).toEqual([0, '']);
}

/** A language server that is given the password when it asks for it. */
async function start(
  give: () => string | null = () => postgres.get().superuser.password,
  login = postgres.get().superuser.name,
  folder?: string,
): Promise<Server> {
  const { limits } = DEFAULT_SETTINGS.corpus;
  const corpus = { bundled: false, folders: [], server: database.url(login), limits };
  const settings = { corpus, decisions: { mission: folder === undefined ? '' : 'Pakistan' } };
  const uri = folder === undefined ? undefined : pathToFileURL(folder).href;
  server = await spawnServer(
    join(ROOT, 'dist'),
    {
      settings,
      ...(uri && { workspaceFolders: [{ uri, name: 'drafts' }] }),
      initializationOptions: { settings, showsStatus: true, givesPasswords: true },
      timeLimit: LIMIT / 2,
    },
    { XDG_DATA_HOME: home, PGPASSWORD: undefined, PGPASSFILE: join(home, 'none') },
  );
  server.client.connection.onRequest(PASSWORD_REQUEST, () => give());
  return server;
}

function untilShared(what: string, isSo: (shared: SharedInfo, status: StatusParams) => boolean): Promise<StatusParams> {
  const seen = server?.client.statuses.length ?? 0;
  const { client } = server as Server;
  return client.until(what, () =>
    client.statuses.slice(seen).find((status) => status.shared !== undefined && isSo(status.shared, status)),
  );
}

async function hovered(text: string): Promise<string> {
  const { client } = server as Server;
  client.open(DRAFT, text);
  const hover: unknown = await client.connection.sendRequest('textDocument/hover', {
    textDocument: { uri: DRAFT },
    position: { line: 0, character: text.indexOf('lighthouse') + 2 },
  });
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: DRAFT } });
  return JSON.stringify(hover);
}

const askAgain = (): Promise<void> => (server as Server).client.connection.sendNotification(PASSWORD_NOTIFICATION);

async function allowConnections(isAllowed: boolean): Promise<void> {
  await admin.query(`ALTER DATABASE ${database.name} ALLOW_CONNECTIONS ${isAllowed}`);
}

/** All files below the folder of the copies, relative to it. */
function copied(): string[] {
  return readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => entry.name)
    .sort();
}

beforeEach(async () => {
  database = await postgres.createDatabase();
  const client = await database.connect();
  await migrate(client, 'the test');
  admin = await (await postgres.createDatabase()).connect();
  desk = createDesk();
  home = mkdtempSync(join(tmpdir(), 'aide-memoire-shared-'));
  desk.put({
    'record/first.md': paper('open', `Pakistan commends ${WORDING}.`),
    'record/secret.md': paper(
      'restricted',
      `Pakistan doubts the secret accounts of ${WORDING}.`,
      'Pakistan',
      '2022-05-05',
    ),
  });
  await publish();
}, LIMIT);

afterEach(() => {
  server?.stop();
  server = undefined;
  desk.clear();
  rmSync(home, { recursive: true, force: true });
});

describe('a shared record', () => {
  it(
    'is copied and served, but for what is restricted',
    async () => {
      await start();
      const status = await untilShared('a copy', ({ state }, { documents }) => state === 'current' && documents === 1);
      expect(status.shared).toMatchObject({ host: '127.0.0.1', documents: 1, restricted: 1 });
      expect(Date.now() - Date.parse(status.shared?.at ?? '')).toBeLessThan(LIMIT);
      expect(status.problems).toEqual([]);
      expect(await hovered(`We thank ${WORDING}.`)).toContain('Pakistan');
      expect(copied()).toEqual(['first.md']);
    },
    LIMIT,
  );

  it(
    'is for the user alone, and says nothing of what is restricted',
    async () => {
      await start();
      await untilShared('a copy', ({ state }) => state === 'current');
      const files = readdirSync(home, { recursive: true, withFileTypes: true });
      for (const entry of files) {
        const path = join(entry.parentPath, entry.name);
        if (entry.parentPath !== home && entry.name !== 'aide-memoire') expect(statSync(path).mode & 0o077).toBe(0);
        if (entry.isFile()) expect(readFileSync(path, 'utf8')).not.toMatch(/secret/i);
      }
    },
    LIMIT,
  );

  it(
    'is served while its server is away, from the start too, and catches up afterwards',
    async () => {
      await start();
      await untilShared('a copy', ({ state }, { documents }) => state === 'current' && documents === 1);
      await allowConnections(false);
      await askAgain();
      const away = await untilShared('that it is away', ({ state }) => state === 'away');
      expect(away.problems.map(({ file, message }) => [file, message])).toEqual([
        ['aideMemoire.corpus.server', expect.stringContaining('served from the copy on this machine')],
      ]);
      expect(await hovered(`We thank ${WORDING}.`)).toContain('Pakistan');
      await askAgain();
      const again = await untilShared('that it is asked again', ({ state }) => state === 'asking');
      expect(again.problems).toEqual(away.problems);
      server?.stop();

      await start();
      await untilShared('that it is still away', ({ state }, { documents }) => state === 'away' && documents === 1);
      expect(await hovered(`We thank ${WORDING}.`)).toContain('Pakistan');

      await allowConnections(true);
      desk.put({
        'record/first.md': paper('open', `Pakistan commends ${WORDING} once more.`),
        'record/second.md': paper('open', `Brazil commends ${WORDING}.`, 'Brazil', '2024-01-01'),
      });
      await publish();
      await askAgain();
      await untilShared('what is new', ({ state }, { documents }) => state === 'current' && documents === 2);
      expect(await hovered(`We thank ${WORDING} once more.`)).toContain('once more.”');
      expect(await hovered(`We thank ${WORDING}.`)).toContain('Brazil');
    },
    LIMIT * 2,
  );

  it(
    'is for each login what it may read',
    async () => {
      desk.put({ 'record/inner.md': paper('internal', `Brazil commends ${WORDING}.`, 'Brazil', '2024-01-01') });
      await publish();
      const { name, password } = await database.login('aide_reader');
      await start(() => password, name);
      const open = await untilShared(
        'what is open',
        ({ state }, { documents }) => state === 'current' && documents === 1,
      );
      expect(open.shared).toMatchObject({ documents: 1, restricted: 0 });
      const owner = await database.connect();
      await owner.query('INSERT INTO aide.member (login, mission, handling) VALUES ($1, $2, $3)', [
        name,
        'Pakistan',
        'internal',
      ]);
      await askAgain();
      const internal = await untilShared(
        'what is internal',
        ({ documents }, status) => documents === 2 && status.documents === 2,
      );
      expect(internal.shared?.restricted).toBe(0);
      expect(await hovered(`We thank ${WORDING}.`)).toContain('Brazil');
      await owner.query('DELETE FROM aide.member');
      await askAgain();
      await untilShared('that it is no more', ({ documents }, status) => documents === 1 && status.documents === 1);
      expect(copied()).toEqual(['first.md']);
    },
    LIMIT,
  );

  it(
    'is asked of no database that holds nothing, or was set up for another release',
    async () => {
      const client = await database.connect();
      await client.query("UPDATE aide.migration SET digest = 'another' WHERE number = 1");
      await start();
      const newer = await untilShared('what is wrong', ({ state }) => state === 'away');
      expect(newer.problems[0]?.message).toMatch(/newer release of Aide-Mémoire. Update yours/);
      await client.query('DROP SCHEMA aide CASCADE');
      await askAgain();
      const empty = await untilShared('what is wrong', ({ state }) => state === 'away');
      expect(empty.problems[0]?.message).toMatch(/Ask your librarian to run “aide-memoire publish”/);
    },
    LIMIT,
  );

  it(
    'loses what may no longer be read',
    async () => {
      desk.put({ 'record/second.md': paper('open', `Brazil commends ${WORDING}.`, 'Brazil', '2024-01-01') });
      await publish();
      await start();
      await untilShared('a copy', ({ state }, { documents }) => state === 'current' && documents === 2);
      desk.put({ 'record/second.md': paper('restricted', `Brazil commends ${WORDING}.`, 'Brazil', '2024-01-01') });
      await publish();
      await askAgain();
      await untilShared('that it is gone', ({ restricted }, { documents }) => restricted === 2 && documents === 1);
      expect(copied()).toEqual(['first.md']);
      expect(await hovered(`We thank ${WORDING}.`)).not.toContain('Brazil');
    },
    LIMIT,
  );

  it(
    'is asked for with the password that the user gives, and says what is wrong with it',
    async () => {
      let password: string | null = 'wrong';
      await start(() => password);
      const away = await untilShared('a refusal', ({ state }) => state === 'away');
      expect(away.problems[0]?.message).toMatch(/password/i);
      expect(away.problems[0]?.message).not.toContain('wrong');
      password = postgres.get().superuser.password;
      await askAgain();
      await untilShared('a copy', ({ state }, { documents }) => state === 'current' && documents === 1);
    },
    LIMIT,
  );

  it(
    'is decided upon together: what one drafter records is in the files of the other, and waits while the server is away',
    async () => {
      const owner = await database.connect();
      const drafters = await Promise.all(
        ['amina', 'omar'].map(async (name) => {
          const login = await database.login('aide_drafter');
          await owner.query("INSERT INTO aide.member VALUES ($1, 'Pakistan', 'internal')", [login.name]);
          const folder = join(home, name, 'drafts');
          mkdirSync(folder, { recursive: true });
          return { ...login, folder };
        }),
      );
      const [amina, omar] = drafters as [(typeof drafters)[number], (typeof drafters)[number]];
      const draftIn = async ({ name, password, folder }: typeof amina): Promise<Server> => {
        server?.stop();
        server = undefined;
        return start(() => password, name, folder);
      };
      const departure = {
        subject: {
          rule: 'position-conflict',
          sentence: `Nobody commends ${WORDING}.`,
          from: { document: 'record/first', citation: 'para. 1', quote: `Pakistan commends ${WORDING}.` },
        },
        by: 'A. Drafter',
        reason: 'Telegram 114',
      };
      const hers = await draftIn(amina);
      await untilShared('a copy', ({ state, decisions }) => state === 'current' && decisions !== undefined);
      await allowConnections(false);
      await hers.client.connection.sendRequest(RECORD_DEPARTURE_REQUEST, departure);
      await untilShared('that it waits', ({ state, decisions }) => state === 'away' && decisions?.waiting === 1);
      await allowConnections(true);
      await draftIn(amina);
      await untilShared('that it is taken', ({ state, decisions }) => state === 'current' && decisions?.waiting === 0);

      await draftIn(omar);
      const file = join(omar.folder, '.aide-memoire', 'departures.yaml');
      await untilShared('a copy', ({ state, decisions }) => state === 'current' && decisions !== undefined);
      expect(existsSync(file)).toBe(true);
      expect(readFileSync(file, 'utf8')).toContain('reason: Telegram 114');
      const { rows } = await owner.query('SELECT login, version FROM aide.decision_history');
      expect(rows).toEqual([{ login: amina.name, version: 1 }]);
    },
    LIMIT * 2,
  );

  it(
    'puts right what somebody changed in the copy',
    async () => {
      await start();
      await untilShared('a copy', ({ state }, { documents }) => state === 'current' && documents === 1);
      const [file] = readdirSync(home, { recursive: true, withFileTypes: true }).filter(
        ({ name }) => name === 'first.md',
      );
      const path = join(file?.parentPath ?? '', 'first.md');
      const whole = readFileSync(path, 'utf8');
      rmSync(path);
      await askAgain();
      await untilShared('a copy', ({ state }) => state === 'current');
      expect(readFileSync(path, 'utf8')).toBe(whole);
    },
    LIMIT,
  );
});
