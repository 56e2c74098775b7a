import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { openConnection } from '../../server/src/postgres/connect.js';
import { StoreError } from '../../server/src/store/precedentStore.js';
import { usePostgres } from '../support/postgres.js';

const postgres = usePostgres();
const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));
let admin: Client;

/** Has the server write a file into its folder, for itself alone. */
async function put(name: string, target: string): Promise<void> {
  const lines = readFileSync(fixture(name), 'utf8').trim().split('\n');
  const rows = lines.map((line) => `('${line}')`).join(', ');
  await admin.query(`COPY (VALUES ${rows}) TO PROGRAM 'umask 077; cat > ${target}'`);
}

/** Has the server prove itself by a certificate. */
async function proveBy(certificate: string): Promise<void> {
  await put(`${certificate}.pem`, 'server.crt');
  await admin.query('ALTER SYSTEM SET ssl = on');
  await admin.query('SELECT pg_reload_conf()');
  // Only who connects after that meets it.
  await admin.query('SELECT pg_sleep(0.5)');
}

/** How many sessions there have been. */
async function sessions(): Promise<number> {
  const { rows } = await admin.query<{ sessions: string }>('SELECT sum(sessions) AS sessions FROM pg_stat_database');
  return Number(rows[0]?.sessions);
}

interface Encrypted {
  readonly ssl: boolean;
  readonly version: string;
}

async function ask(authority: string): Promise<Encrypted | undefined> {
  const { port, superuser } = postgres.get();
  const url = `postgres://${superuser.name}@localhost:${port}/postgres?sslrootcert=${fixture(authority)}`;
  const connection = openConnection({ url, password: superuser.password });
  try {
    const [row] = await connection.query<Encrypted & { pid: number }>(
      'SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
    );
    return row;
  } finally {
    await connection.close();
  }
}

async function refusal(authority: string): Promise<string> {
  try {
    await ask(authority);
    return 'nothing was refused';
  } catch (error) {
    return error instanceof StoreError ? `${error.fault}: ${error.message}` : String(error);
  }
}

beforeAll(async () => {
  admin = await (await postgres.createDatabase()).connect();
  await put('server.key', 'server.key');
}, 60_000);

describe('a server that proves who it is', () => {
  it('is asked, with encryption', async () => {
    await proveBy('localhost');
    const before = await sessions();
    expect(await ask('authority.pem')).toEqual({ ssl: true, version: 'TLSv1.3' });
    await expect.poll(sessions).toBe(before + 1);
  });

  it.each([
    ['by an authority that nobody named', 'localhost', 'stranger.pem'],
    ['as another machine', 'elsewhere', 'authority.pem'],
    ['by what has expired', 'expired', 'authority.pem'],
  ])('is asked for nothing where it does so %s', async (_, certificate, authority) => {
    await proveBy(certificate);
    const before = await sessions();
    expect(await refusal(authority)).toMatch(
      /^refused: The shared server localhost\/postgres could not prove who it is/,
    );
    // What would count has been counted by then.
    await admin.query('SELECT pg_sleep(0.5)');
    expect(await sessions()).toBe(before);
  });

  it('is asked for nothing where it has no certificate', async () => {
    await admin.query('ALTER SYSTEM SET ssl = off');
    await admin.query('SELECT pg_reload_conf(), pg_sleep(0.5)');
    expect(await refusal('authority.pem')).toMatch(
      /^refused: The shared server localhost\/postgres offers no encryption/,
    );
  });
});
