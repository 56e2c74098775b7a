import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';

const PASSWORD = 'a-password-for-measuring';

/** A PostgreSQL of its own. */
export interface Cluster {
  /** A connection to a database, which is made where there is none. */
  connect(database: string): Promise<Client>;
  /** Where a database is, for its superuser. Without the password. */
  address(database: string): string;
  readonly password: string;
  stop(): Promise<void>;
}

/** Starts PostgreSQL with settings, `name=value`. It does not outlive this process. */
export async function startCluster(root: string, flags: readonly string[]): Promise<Cluster> {
  const guard = spawn(
    process.execPath,
    [join(root, 'test/support/postgresGuard.mjs'), JSON.stringify({ password: PASSWORD, flags })],
    { stdio: ['pipe', 'pipe', 'inherit'], detached: true },
  );
  const [line] = (await once(createInterface(guard.stdout), 'line')) as [string];
  const { port = 0, error } = JSON.parse(line) as { port?: number; error?: string };
  if (error !== undefined) throw new Error(error);
  const open = async (database: string): Promise<Client> => {
    const client = new Client({ host: '127.0.0.1', port, database, user: 'postgres', password: PASSWORD });
    // Who is cut off when the server is stopped hears of it by what it asks next.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const admin = await open('postgres');
  return {
    password: PASSWORD,
    address: (database) => `postgres://postgres@127.0.0.1:${port}/${database}`,
    async connect(database) {
      const there = await admin.query('SELECT FROM pg_database WHERE datname = $1', [database]);
      if (there.rowCount === 0) await admin.query(`CREATE DATABASE ${database}`);
      return open(database);
    },
    async stop() {
      await admin.end();
      guard.stdin.end();
      await once(guard, 'exit');
    },
  };
}
