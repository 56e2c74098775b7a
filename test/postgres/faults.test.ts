import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ConnectionSettings } from '../../server/src/postgres/connect.js';
import { migrate } from '../../server/src/postgres/migrate.js';
import { createPostgresStore } from '../../server/src/postgres/postgresStore.js';
import { type PrecedentStore, StoreError } from '../../server/src/store/precedentStore.js';
import { type TestDatabase, type TestLogin, startPostgres, usePostgres } from '../support/postgres.js';

const postgres = usePostgres(['max_connections=30', 'superuser_reserved_connections=10', 'listen_addresses=*']);
const stores: PrecedentStore[] = [];
let database: TestDatabase;
let admin: Client;
let reader: TestLogin;

beforeAll(async () => {
  database = await postgres.createDatabase();
  admin = await database.connect();
  await migrate(admin, 'test');
  reader = await database.login('aide_reader');
}, 120_000);
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(stores.splice(0).map((store) => store.close()));
});

function open(settings: Partial<ConnectionSettings> = {}): PrecedentStore {
  const store = createPostgresStore({
    url: database.url(reader.name),
    password: reader.password,
    stopWords: new Set(),
    ...settings,
  });
  stores.push(store);
  return store;
}

/** The fault, of which nothing tells the password. */
async function faultOf(work: Promise<unknown>): Promise<Pick<StoreError, 'fault' | 'message'>> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreError);
  const { fault, message, stack, cause } = error as StoreError;
  for (const told of [message, stack, JSON.stringify({ cause }), String(cause)])
    expect(told).not.toContain(reader.password);
  return { fault, message };
}

const label = (): string => `127.0.0.1/${database.name}`;

describe('a server that does not answer', () => {
  it('is unreachable when it is down, and answers once it is up', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    await new Promise((resolve) => taken.close(resolve));
    const url = `postgres://reader@127.0.0.1:${port}/precedents`;
    expect(await faultOf(open({ url }).revision())).toEqual({
      fault: 'unreachable',
      message: 'The shared server 127.0.0.1/precedents cannot be reached. Check the network or VPN, then try again.',
    });
  });

  it('is unreachable when nobody knows its name', async () => {
    const url = 'postgres://reader@nobody.invalid/precedents';
    expect(await faultOf(open({ url }).revision())).toEqual({
      fault: 'unreachable',
      message:
        'No server answers to the name of nobody.invalid/precedents. Check its address in the settings, and the network or VPN.',
    });
  });

  it('is unreachable when it takes the connection and says nothing', async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    const sockets: { destroy(): void }[] = [];
    silent.on('connection', (socket) => sockets.push(socket));
    try {
      const store = open({ url: `postgres://reader@127.0.0.1:${port}/precedents`, patience: 300 });
      expect(['unreachable', 'busy']).toContain((await faultOf(store.revision())).fault);
    } finally {
      for (const socket of sockets) socket.destroy();
      silent.close();
    }
  });

  it('is unreachable after it was shut down, and asked again once it is back', async () => {
    const cluster = await startPostgres();
    const own = await cluster.createDatabase();
    await migrate(await own.connect(), 'test');
    const store = open({ url: own.url(), password: cluster.superuser.password });
    expect(await store.revision()).toBe(0);
    await cluster.stop();
    expect((await faultOf(store.revision())).fault).toBe('unreachable');
  }, 60_000);

  it('is unreachable when the connection is ended in the midst of a question, and answers the next one', async () => {
    const store = open();
    expect(await store.revision()).toBe(0);
    await admin.query('BEGIN; LOCK TABLE aide.revision');
    try {
      const broken = faultOf(store.revision());
      await expect.poll(waiting).toBe(1);
      await admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${reader.name}' AND wait_event_type = 'Lock'`,
      );
      expect(await broken).toEqual({
        fault: 'unreachable',
        message: `The connection to the shared server ${label()} broke off. Try again in a moment.`,
      });
    } finally {
      await admin.query('ROLLBACK');
    }
    expect(await store.revision()).toBe(0);
  });

  it('answers after a connection was ended that nobody used', async () => {
    const store = open();
    expect(await store.revision()).toBe(0);
    await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${reader.name}'`);
    await expect.poll(async () => await store.revision().catch(() => undefined)).toBe(0);
  });
});

/** Questions of the reader that wait for a lock. */
async function waiting(): Promise<number> {
  const { rowCount } = await admin.query(
    `SELECT FROM pg_stat_activity WHERE usename = '${reader.name}' AND wait_event_type = 'Lock'`,
  );
  return rowCount ?? 0;
}

describe('a server that has too much to do', () => {
  it('is too slow when an answer takes longer than is allowed', async () => {
    await admin.query('BEGIN; LOCK TABLE aide.revision');
    try {
      expect(await faultOf(open({ timeout: 200 }).revision())).toEqual({
        fault: 'too-slow',
        message: `The shared server ${label()} took too long. Ask for something rarer, or for less: one holder, or fewer years.`,
      });
    } finally {
      await admin.query('ROLLBACK');
    }
  });

  it('is busy when every connection of ours is in use for too long', async () => {
    const store = open({ connections: 1, patience: 300 });
    expect(await store.revision()).toBe(0);
    await admin.query('BEGIN; LOCK TABLE aide.revision');
    const first = store.revision();
    try {
      await expect.poll(waiting).toBe(1);
      expect(await faultOf(store.revision())).toEqual({
        fault: 'busy',
        message: `Too much is asked of the shared server ${label()} at once. Try again in a moment; if that does not help, tell whoever looks after it.`,
      });
    } finally {
      await admin.query('ROLLBACK');
    }
    expect(await first).toBe(0);
  });

  it('is busy when it takes no more connections', async () => {
    const clients: Client[] = [];
    try {
      for (;;) {
        const client = await database.connect(reader).catch(() => undefined);
        if (client === undefined) break;
        clients.push(client);
      }
      expect((await faultOf(open().revision())).fault).toBe('busy');
    } finally {
      await Promise.all(clients.map((client) => client.end()));
    }
  });

  it('is busy when a login may have no more connections', async () => {
    const limited = await database.login('aide_reader');
    await admin.query(`ALTER ROLE ${limited.name} CONNECTION LIMIT 0`);
    const store = open({ url: database.url(limited.name), password: limited.password });
    expect((await faultOf(store.revision())).fault).toBe('busy');
  });
});

describe('a server that refuses', () => {
  it('refuses a wrong password', async () => {
    expect(await faultOf(open({ password: 'not it' }).revision())).toEqual({
      fault: 'refused',
      message: `The shared server ${label()} does not accept this login or its password. Check both.`,
    });
  });

  it('refuses an unknown login', async () => {
    expect((await faultOf(open({ url: database.url('nobody') }).revision())).fault).toBe('refused');
  });

  it('asks for a password where there is none', async () => {
    vi.stubEnv('PGPASSFILE', join(tmpdir(), 'no-such-file'));
    vi.stubEnv('PGPASSWORD', undefined);
    const store = createPostgresStore({ url: database.url(reader.name), stopWords: new Set() });
    stores.push(store);
    expect(await faultOf(store.revision())).toEqual({
      fault: 'refused',
      message: `The shared server ${label()} asks for a password. Enter it, or put it into the file that PGPASSFILE names.`,
    });
  });

  it('takes the password from the file that PGPASSFILE names, or from who asks for it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aide-pass-'));
    const file = join(folder, 'pgpass');
    try {
      writeFileSync(file, `127.0.0.1:*:*:${reader.name}:${reader.password}\n`);
      chmodSync(file, 0o600);
      vi.stubEnv('PGPASSFILE', file);
      const store = createPostgresStore({ url: database.url(reader.name), stopWords: new Set() });
      stores.push(store);
      expect(await store.revision()).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(await open({ password: () => Promise.resolve(reader.password) }).revision()).toBe(0);
  });

  it('is not asked for anything by another machine without encryption', async () => {
    const { port } = postgres.get();
    const store = open({ url: `postgres://${reader.name}@${hostname()}:${port}/${database.name}` });
    expect(await faultOf(store.revision())).toEqual({
      fault: 'refused',
      message: `The shared server ${hostname()}/${database.name} offers no encryption, and nothing is sent without. Ask whoever looks after it to switch TLS on.`,
    });
  });

  it('gives no permission to who has no role', async () => {
    const stranger = await database.login();
    const store = open({ url: database.url(stranger.name), password: stranger.password });
    expect(await faultOf(store.revision())).toEqual({
      fault: 'permission',
      message: `Your login may not read the precedents of ${label()}. Ask your librarian to give it the role aide_reader.`,
    });
  });

  it('has no such database', async () => {
    const url = database.url(reader.name).replace(database.name, 'elsewhere');
    expect(await faultOf(open({ url }).revision())).toEqual({
      fault: 'not-set-up',
      message: 'There is no database 127.0.0.1/elsewhere. Check its address in the settings, or ask your librarian.',
    });
  });

  it('has a database that was never set up', async () => {
    const empty = await postgres.createDatabase();
    const store = open({ url: empty.url(reader.name) });
    expect((await faultOf(store.revision())).fault).toBe('not-set-up');
    // As soon as it is, the same store answers.
    await migrate(await empty.connect(), 'test');
    expect(await store.revision()).toBe(0);
  });

  it('is set up for another release while it is asked', async () => {
    const own = await postgres.createDatabase();
    const owner = await own.connect();
    await migrate(owner, 'test');
    const store = open({ url: own.url(reader.name) });
    expect(await store.revision()).toBe(0);
    await owner.query(`DROP FUNCTION aide.newest_revision; INSERT INTO aide.migration VALUES (99, 'later', 'x')`);
    expect((await faultOf(store.revision())).fault).toBe('newer-schema');
  });
});

describe('a store that was closed', () => {
  it('is closed once', async () => {
    const store = open();
    expect(await store.revision()).toBe(0);
    await store.close();
    await store.close();
  });
});
