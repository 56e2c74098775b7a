import pg from 'pg';
import { parseAddress, type ServerAddress } from './address.js';
import { isOvertaken, toStoreError } from './errors.js';
import { findPassword } from './passwordFile.js';

/** How a shared server is asked. */
export interface ConnectionSettings {
  /** See `parseAddress`. */
  readonly url: string;
  /** Asked for at each new connection. Absent: see `findPassword`. */
  readonly password?: string | (() => Promise<string>);
  /** What an answer may take. Milliseconds; 10,000 when absent. */
  readonly timeout?: number;
  /** What connecting may take, waiting for a free connection included. Milliseconds; 5,000 when absent. */
  readonly patience?: number;
  /** Most connections at once; 4 when absent. */
  readonly connections?: number;
  /** How the server's administrator sees this program; "aide-memoire" when absent. */
  readonly application?: string;
}

/** Asks a shared server, whose connections it keeps and opens anew as needed. */
export interface Connection {
  /** How the server is called in messages. */
  readonly label: string;
  /** Rows of a statement, which is asked once more when a replica gave it up for something new. Rejects with a `StoreError`. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Ends every connection. */
  close(): Promise<void>;
}

const TIMEOUT = 10_000;
const PATIENCE = 5_000;
const CONNECTIONS = 4;
const IDLE = 60_000;
/** How much later than the server we give up ourselves: it may be gone without a word. */
const GRACE = 2_000;

/** Reads the settings; connects as soon as something is asked. Throws a `StoreError` when the address is wrong. */
export function openConnection(settings: ConnectionSettings): Connection {
  const address = parseAddress(settings.url);
  const pool = new pg.Pool({
    ...clientSettings(address, settings),
    max: settings.connections ?? CONNECTIONS,
    idleTimeoutMillis: IDLE,
    allowExitOnIdle: true,
  });
  // A connection that breaks while nobody uses it is replaced by the next question.
  pool.on('error', () => undefined);
  let closing: Promise<void> | undefined;
  return {
    label: address.label,
    async query<Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) {
      const ask = async (): Promise<readonly Row[]> => (await pool.query<Row>(sql, [...values])).rows;
      try {
        return await ask().catch((error: unknown) => {
          if (isOvertaken(error)) return ask();
          throw error;
        });
      } catch (error) {
        throw toStoreError(error, address.label);
      }
    },
    async close() {
      closing ??= pool.end();
      await closing;
    },
  };
}

/** What package pg needs to know for one connection. */
export function clientSettings(address: ServerAddress, settings: Omit<ConnectionSettings, 'url'>): pg.ClientConfig {
  const { host, port, database, user, tls } = address;
  const { password, timeout = TIMEOUT, patience = PATIENCE, application = 'aide-memoire' } = settings;
  return {
    host,
    port,
    database,
    ...(user === undefined ? {} : { user }),
    password: password ?? (() => findPassword(address)),
    // The name is checked against the certificate also where it is an address.
    ssl: tls === undefined ? false : { host, rejectUnauthorized: true, minVersion: 'TLSv1.2', ...tls },
    application_name: application,
    connectionTimeoutMillis: patience,
    ...(timeout === 0 ? {} : { statement_timeout: timeout, query_timeout: timeout + GRACE }),
    keepAlive: true,
  };
}
