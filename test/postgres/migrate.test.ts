import { beforeEach, describe, expect, it } from 'vitest';
import type { Client } from 'pg';
import { migrate } from '../../server/src/postgres/migrate.js';
import { makeMigrations, MIGRATIONS } from '../../server/src/postgres/migrations.js';
import { checkSchema, type Ask } from '../../server/src/postgres/schema.js';
import { StoreError } from '../../server/src/store/precedentStore.js';
import { type TestDatabase, usePostgres } from '../support/postgres.js';

const postgres = usePostgres();
const NAMES = MIGRATIONS.map(({ name }) => name);
const LABEL = 'host/precedents';

let database: TestDatabase;
let owner: Client;
beforeEach(async () => {
  database = await postgres.createDatabase();
  owner = await database.connect();
});

const askOf =
  (client: Client): Ask =>
  async (sql, values = []) =>
    (await client.query(sql, values)).rows;

/** Rejects with what a drafter or librarian reads. */
async function faultOf(work: Promise<unknown>): Promise<Pick<StoreError, 'fault' | 'message'>> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreError);
  const { fault, message } = error as StoreError;
  return { fault, message };
}

async function tables(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = to_regnamespace('aide') AND relkind IN ('r', 'p') ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

describe('migrating', () => {
  it('sets a database up, once', async () => {
    expect(await migrate(owner, LABEL)).toEqual(NAMES);
    expect(await tables(owner)).toContain('passage');
    await checkSchema(askOf(owner), LABEL);
    expect(await migrate(owner, LABEL)).toEqual([]);
    const { rows } = await owner.query('SELECT number, name FROM aide.migration ORDER BY number');
    expect(rows).toEqual(NAMES.map((name, at) => ({ number: at + 1, name })));
  });

  it('is done once by several at the same time, in several databases of a server', async () => {
    const other = await postgres.createDatabase();
    const clients = await Promise.all([
      ...[1, 2, 3].map(() => database.connect()),
      ...[1, 2].map(() => other.connect()),
    ]);
    const taken = await Promise.all(clients.map((client) => migrate(client, LABEL)));
    expect(taken.slice(0, 3).flat().toSorted()).toEqual(NAMES.toSorted());
    expect(taken.slice(3).flat().toSorted()).toEqual(NAMES.toSorted());
    for (const client of clients) await checkSchema(askOf(client), LABEL);
  });

  it('keeps what is there when another step follows', async () => {
    await migrate(owner, LABEL, MIGRATIONS);
    await owner.query(`INSERT INTO aide.scope (mission, handling) VALUES ('Pakistan', 'open')`);
    const [first] = makeMigrations({ more: 'ALTER TABLE aide.scope ADD COLUMN more integer' });
    const longer = [...MIGRATIONS, { ...first, number: MIGRATIONS.length + 1 } as (typeof MIGRATIONS)[number]];
    expect(await migrate(owner, LABEL, longer)).toEqual(['more']);
    const { rows } = await owner.query('SELECT mission, handling, more FROM aide.scope');
    expect(rows).toEqual([{ mission: 'Pakistan', handling: 'open', more: null }]);
  });

  it('goes on where it was killed', async () => {
    const steps = makeMigrations({
      one: 'CREATE TABLE aide.one (number integer)',
      two: 'CREATE TABLE aide.two (number integer); SELECT pg_sleep(60)',
      three: 'CREATE TABLE aide.three (number integer)',
    });
    const client = await database.connect();
    const broken = faultOf(migrate(client, LABEL, steps));
    await expect
      .poll(async () => (await owner.query(`SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'`)).rowCount)
      .toBe(1);
    await owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()`,
    );
    expect((await broken).fault).toBe('unreachable');
    expect(await tables(owner)).toEqual(['migration', 'one']);
    const fixed = makeMigrations({
      one: 'CREATE TABLE aide.one (number integer)',
      two: 'CREATE TABLE aide.two (number integer)',
      three: 'CREATE TABLE aide.three (number integer)',
    });
    expect(await migrate(owner, LABEL, fixed)).toEqual(['two', 'three']);
    expect(await tables(owner)).toEqual(['migration', 'one', 'three', 'two']);
  });

  it('undoes a step that fails', async () => {
    const steps = makeMigrations({ one: 'CREATE TABLE aide.one (number integer); SELECT 1 / 0' });
    expect((await faultOf(migrate(owner, LABEL, steps))).fault).toBe('refused');
    expect(await tables(owner)).toEqual(['migration']);
  });
});

describe('a schema that is not of this release', () => {
  it('is newer when it has steps behind it that are unknown', async () => {
    await migrate(owner, LABEL);
    await owner.query(`INSERT INTO aide.migration (number, name, digest) VALUES (99, 'later', 'x')`);
    const told = {
      fault: 'newer-schema',
      message: `The database ${LABEL} is set up for another, newer release of Aide-Mémoire. Update yours.`,
    };
    expect(await faultOf(checkSchema(askOf(owner), LABEL))).toEqual(told);
    expect(await faultOf(migrate(owner, LABEL))).toEqual(told);
  });

  it('is another when a step was a different one', async () => {
    await migrate(owner, LABEL);
    await owner.query(`UPDATE aide.migration SET digest = 'x' WHERE number = 2`);
    expect((await faultOf(migrate(owner, LABEL))).fault).toBe('newer-schema');
  });

  it('is older when steps are missing', async () => {
    await migrate(owner, LABEL, MIGRATIONS.slice(0, 2));
    expect(await faultOf(checkSchema(askOf(owner), LABEL))).toEqual({
      fault: 'older-schema',
      message: `The database ${LABEL} is set up for an older release of Aide-Mémoire. Ask your librarian to run “aide-memoire publish” of this one.`,
    });
    expect(await migrate(owner, LABEL)).toEqual(NAMES.slice(2));
    await checkSchema(askOf(owner), LABEL);
  });

  it('is none in an empty database', async () => {
    expect(await faultOf(checkSchema(askOf(owner), LABEL))).toEqual({
      fault: 'not-set-up',
      message: `The database ${LABEL} holds no precedents yet. Ask your librarian to run “aide-memoire publish”.`,
    });
  });
});

describe('a login that may not do everything', () => {
  /** A login that owns the database but is no superuser. */
  async function ownerOf(rights: string): Promise<Client> {
    const login = await database.login();
    await owner.query(`ALTER ROLE ${login.name} ${rights}; ALTER DATABASE ${database.name} OWNER TO ${login.name}`);
    return database.connect(login);
  }

  it('sets a database up that it owns when it may create roles', async () => {
    expect(await migrate(await ownerOf('CREATEROLE'), LABEL)).toEqual(NAMES);
  });

  it('needs no right to create roles that are there', async () => {
    await migrate(await (await postgres.createDatabase()).connect(), LABEL);
    expect(await migrate(await ownerOf('NOCREATEROLE'), LABEL)).toEqual(NAMES);
  });

  it('is told that roles are missing', async () => {
    const steps = makeMigrations({ roles: 'CREATE ROLE aide_of_the_test' });
    expect(await faultOf(migrate(await ownerOf('NOCREATEROLE'), LABEL, steps))).toEqual({
      fault: 'permission',
      message: `Your login may not create roles on the server of ${LABEL}. Ask whoever looks after it to run: CREATE ROLE aide_reader; CREATE ROLE aide_drafter; CREATE ROLE aide_librarian`,
    });
  });

  it('is told that pg_trgm may not be added', async () => {
    const login = await database.login();
    await owner.query(`CREATE SCHEMA aide AUTHORIZATION ${login.name}`);
    expect(await faultOf(migrate(await database.connect(login), LABEL))).toEqual({
      fault: 'permission',
      message: `Your login may not add the extension pg_trgm to ${LABEL}. Ask whoever looks after the server to run: CREATE EXTENSION pg_trgm`,
    });
  });

  it('needs no more than a schema of its own where pg_trgm is there', async () => {
    await migrate(await (await postgres.createDatabase()).connect(), LABEL);
    const login = await database.login();
    await owner.query(`CREATE SCHEMA aide AUTHORIZATION ${login.name}; CREATE EXTENSION pg_trgm`);
    expect(await migrate(await database.connect(login), LABEL)).toEqual(NAMES);
  });

  it('is told who sets up a database that it does not own', async () => {
    const stranger = await database.connect(await database.login());
    expect((await faultOf(migrate(stranger, LABEL))).fault).toBe('permission');
    expect(await tables(owner)).toEqual([]);
  });

  it('publishes into a database that is set up without any right to change it', async () => {
    await migrate(owner, LABEL);
    const librarian = await database.connect(await database.login('aide_librarian'));
    expect(await migrate(librarian, LABEL)).toEqual([]);
  });
});

describe('a server that cannot hold precedents', () => {
  it('takes pg_trgm from whatever schema it stands in', async () => {
    await owner.query('CREATE SCHEMA "Other Things"; CREATE EXTENSION pg_trgm SCHEMA "Other Things"');
    await migrate(owner, LABEL);
    const { rows } = await owner.query(`SELECT * FROM aide.phrases_like('tretay', 10)`);
    expect(rows).toEqual([]);
  });

  it('says when pg_trgm is not installed', async () => {
    // As a server without the contrib package answers.
    const client = await database.connect();
    const query = client.query.bind(client) as (...asked: readonly unknown[]) => Promise<unknown>;
    const withoutTrgm = Object.assign(client, {
      query: (...asked: readonly unknown[]) =>
        query(...asked.map((each) => (typeof each === 'string' ? each.replaceAll('pg_trgm', 'pg_no_such') : each))),
    });
    expect(await faultOf(migrate(withoutTrgm, LABEL))).toEqual({
      fault: 'not-set-up',
      message: `The server of ${LABEL} lacks the extension pg_trgm. Have PostgreSQL’s “contrib” package installed on it, then try again.`,
    });
  });

  it('says when letters beyond English are unknown', async () => {
    await owner.query(`CREATE DATABASE plain_letters TEMPLATE template0 LC_CTYPE 'C' LC_COLLATE 'C'`);
    const url = new URL(database.url());
    const { Client } = await import('pg');
    const client = new Client({
      host: url.hostname,
      port: Number(url.port),
      user: 'postgres',
      password: postgres.get().superuser.password,
      database: 'plain_letters',
    });
    await client.connect();
    try {
      expect((await faultOf(migrate(client, LABEL))).fault).toBe('not-set-up');
    } finally {
      await client.end();
    }
  });
});
