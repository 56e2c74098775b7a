import type { ClientBase } from 'pg';
import { fault, codeOf, toStoreError } from './errors.js';
import { MIGRATIONS, type Migration } from './migrations.js';
import { type Ask, readApplied, refuseNewer } from './schema.js';
import { t } from '../util/l10n.js';

/** A database is changed by one at a time: the lock's number, of no meaning. */
const MIGRATING = 4_241_990_316;
/** How long to wait for somebody else who changes it. Milliseconds. */
const PATIENCE = 30_000;
const NOT_PERMITTED = '42501';
const NOT_AVAILABLE: ReadonlySet<string> = new Set(['0A000', '58P01']);

/**
 * Brings a database to the schema of this release and returns the names of the steps that it took: none when it was there
 * already. Each is a transaction: what is broken off goes on where it stopped. `label`: how the database is called in
 * messages. Rejects with a `StoreError` that says who must do what.
 */
export async function migrate(
  client: ClientBase,
  label: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<readonly string[]> {
  const ask: Ask = async (sql, values = []) => (await client.query(sql, values)).rows;
  try {
    // Whoever only publishes needs no right to change anything.
    const before = (await readApplied(ask)) ?? [];
    refuseNewer(before, label, migrations);
    if (before.length === migrations.length) return [];
    return await apply(client, ask, label, migrations);
  } catch (error) {
    throw codeOf(error) === NOT_PERMITTED ? notPermitted(error, label) : toStoreError(error, label);
  }
}

async function apply(client: ClientBase, ask: Ask, label: string, migrations: readonly Migration[]): Promise<string[]> {
  await client.query(`SET lock_timeout = ${PATIENCE}`);
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATING]);
  try {
    await client.query('SET lock_timeout = 0; SET statement_timeout = 0; SET client_min_messages = warning');
    await prepareDatabase(client, label);
    await client.query(`CREATE TABLE IF NOT EXISTS aide.migration (
        number integer PRIMARY KEY,
        name text NOT NULL,
        digest text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now()
      )`);
    const applied = (await readApplied(ask)) ?? [];
    refuseNewer(applied, label, migrations);
    const names: string[] = [];
    for (const migration of migrations.slice(applied.length)) {
      await step(client, migration);
      names.push(migration.name);
    }
    return names;
  } finally {
    // Where the connection is gone, so is the lock.
    await client.query('RESET lock_timeout; RESET statement_timeout; RESET client_min_messages').catch(() => undefined);
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATING]).catch(() => undefined);
  }
}

async function step(client: ClientBase, { number, name, digest, sql }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    // Nothing is to be found, or put, anywhere but where the step says so.
    await client.query('SET LOCAL search_path = pg_catalog, pg_temp');
    await client.query(sql);
    await client.query('INSERT INTO aide.migration (number, name, digest) VALUES ($1, $2, $3)', [number, name, digest]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Makes sure that the database can hold precedents: its letters, a schema, and the extension that finds mistyped words. */
async function prepareDatabase(client: ClientBase, label: string): Promise<void> {
  const { rows } = await client.query<{ encoding: string; ctype: string; version: number }>(
    `SELECT pg_encoding_to_char(encoding) AS encoding, datctype AS ctype, current_setting('server_version_num')::int AS version
     FROM pg_database WHERE datname = current_database()`,
  );
  const { encoding, ctype, version } = rows[0] ?? { encoding: '', ctype: '', version: 0 };
  if (version < 150_000)
    throw fault('not-set-up', t('The server of {0} is too old: it must be PostgreSQL 15 or newer.', label));
  if (encoding !== 'UTF8' || ctype === 'C' || ctype === 'POSIX')
    throw fault(
      'not-set-up',
      t(
        'The database {0} does not know letters beyond English. Have it made anew with ENCODING UTF8 and a LOCALE such as C.UTF-8 or fr_FR.UTF-8.',
        label,
      ),
    );
  // Somebody with more rights may have made it: then none is needed.
  const schema = await client.query("SELECT FROM pg_namespace WHERE nspname = 'aide'");
  if (schema.rowCount === 0) await client.query('CREATE SCHEMA IF NOT EXISTS aide');
  try {
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA aide');
  } catch (error) {
    const code = codeOf(error);
    if (NOT_AVAILABLE.has(code))
      throw withCause(
        fault(
          'not-set-up',
          t(
            'The server of {0} lacks the extension pg_trgm. Have PostgreSQL’s “contrib” package installed on it, then try again.',
            label,
          ),
        ),
        error,
      );
    throw error;
  }
}

function notPermitted(error: unknown, label: string): unknown {
  const { message = '' } = error as { readonly message?: string };
  const text = /extension/.test(message)
    ? t(
        'Your login may not add the extension pg_trgm to {0}. Ask whoever looks after the server to run: CREATE EXTENSION pg_trgm',
        label,
      )
    : /role/.test(message)
      ? t(
          'Your login may not create roles on the server of {0}. Ask whoever looks after it to run: CREATE ROLE aide_reader; CREATE ROLE aide_drafter; CREATE ROLE aide_librarian',
          label,
        )
      : t('Your login may not set up {0}. Have whoever owns the database run “aide-memoire publish” once.', label);
  return withCause(fault('permission', text), error);
}

function withCause(told: Error, cause: unknown): Error {
  told.cause = cause;
  return told;
}
