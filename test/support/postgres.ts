import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll } from 'vitest';

/** Of the superuser, and of every login that is made here. */
const PASSWORD = 'a-password-for-tests';
const GUARD = fileURLToPath(new URL('postgresGuard.mjs', import.meta.url));

/** A login and what it belongs to. */
export interface TestLogin {
  readonly name: string;
  readonly password: string;
}

/** A database of its own, empty at first. */
export interface TestDatabase {
  readonly name: string;
  /** Where it is, for a login (the superuser when not given). Without a password. */
  url(login?: string): string;
  /** A connection of its own, closed with the cluster; the superuser's when no login is given. */
  connect(login?: TestLogin): Promise<Client>;
  /** A new login that has these roles, which must be there. */
  login(...roles: readonly string[]): Promise<TestLogin>;
}

/** A PostgreSQL of its own for one file of tests. */
export interface TestCluster {
  /** Folder of its socket. */
  readonly folder: string;
  readonly port: number;
  readonly superuser: TestLogin;
  createDatabase(): Promise<TestDatabase>;
  /** A database that is there. */
  database(name: string): TestDatabase;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL that does not outlive this process. `flags`: its settings, `name=value`. `copy`: a folder of data to start
 * from, which becomes its own; it is empty when absent.
 */
export async function startPostgres(flags: readonly string[] = [], copy?: string): Promise<TestCluster> {
  const guard = spawn(process.execPath, [GUARD, JSON.stringify({ password: PASSWORD, flags, copy })], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const [line] = (await once(createInterface(guard.stdout), 'line')) as [string];
  const { port = 0, folder = '', error } = JSON.parse(line) as { port?: number; folder?: string; error?: string };
  if (error !== undefined) throw new Error(error);
  const superuser = { name: 'postgres', password: PASSWORD };
  const clients: Client[] = [];
  let made = 0;

  const connect = async (database: string, { name, password }: TestLogin): Promise<Client> => {
    const client = new Client({ host: '127.0.0.1', port, database, user: name, password });
    // Who is cut off on purpose hears of it by what it asks next.
    client.on('error', () => {});
    await client.connect();
    clients.push(client);
    return client;
  };
  const admin = await connect('postgres', superuser);

  const database = (name: string): TestDatabase => ({
    name,
    url: (login = superuser.name) => `postgres://${login}@127.0.0.1:${port}/${name}`,
    connect: (login = superuser) => connect(name, login),
    async login(...roles) {
      const login = { name: `login_${++made}`, password: PASSWORD };
      await admin.query(`CREATE ROLE ${login.name} LOGIN PASSWORD '${PASSWORD}'`);
      for (const role of roles) await admin.query(`GRANT ${role} TO ${login.name}`);
      return login;
    },
  });
  return {
    folder,
    port,
    superuser,
    database,
    async createDatabase() {
      const name = `test_${++made}`;
      await admin.query(`CREATE DATABASE ${name}`);
      return database(name);
    },
    async stop() {
      await Promise.all(clients.map((client) => client.end().catch(() => {})));
      if (guard.exitCode !== null) return;
      guard.stdin.end();
      await once(guard, 'exit');
    },
  };
}

/** A PostgreSQL for the tests of one file, from before the first of them until after the last. */
export function usePostgres(
  flags: readonly string[] = [],
): Pick<TestCluster, 'createDatabase'> & { get(): TestCluster } {
  let cluster: TestCluster | undefined;
  const get = (): TestCluster => {
    if (cluster === undefined) throw new Error('PostgreSQL is there only while a test runs.');
    return cluster;
  };
  beforeAll(async () => {
    cluster = await startPostgres(flags);
  }, 120_000);
  afterAll(async () => await cluster?.stop(), 60_000);
  return { get, createDatabase: () => get().createDatabase() };
}
