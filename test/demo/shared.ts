// Shows a ministry's shared record at work: a PostgreSQL of its own is started, the bundled documents are published to it by
// the command line, and a language server that has nothing else serves a draft from them, also while the server is away.
// `npm run demo:shared`
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PASSWORD_NOTIFICATION, PASSWORD_REQUEST, type SharedInfo } from '../../server/src/api/protocol.js';
import { DEFAULT_SETTINGS } from '../../server/src/api/settings.js';
import { startCluster } from '../bench/shared/cluster.js';
import { type Server, spawnServer } from '../bench/scale/server.js';

const ROOT = join(__dirname, '..');
const DATABASE = 'precedents';
const DRAFT = 'file:///example.draft.md';
const TEXT = 'We need confidence building measures in the use of ICTs.';
const AT = TEXT.indexOf('building');

function say(line: string): void {
  console.log(line);
}

async function show(server: Server): Promise<void> {
  const hover = await server.client.connection.sendRequest<{ contents: { value: string } } | null>(
    'textDocument/hover',
    {
      textDocument: { uri: DRAFT },
      position: { line: 0, character: AT },
    },
  );
  if (hover === null) throw new Error('There was nothing to show.');
  for (const line of hover.contents.value.split('\n').filter((each) => each.trim() !== '')) say(`    ${line}`);
}

async function untilShared(server: Server, state: SharedInfo['state'], since = 0): Promise<SharedInfo> {
  const { client } = server;
  return client.until(`the shared record to be ${state}`, () => {
    const found = client.statuses
      .slice(since)
      .find(({ shared, documents }) => shared?.state === state && documents > 0);
    return found?.shared;
  });
}

async function main(home: string): Promise<void> {
  say('Starting PostgreSQL ...');
  const cluster = await startCluster(ROOT, []);
  let server: Server | undefined;
  try {
    const admin = await cluster.connect('postgres');
    await (await cluster.connect(DATABASE)).end();
    const address = cluster.address(DATABASE);
    say(`$ aide-memoire publish corpus/documents --to ${address}`);
    const published = await promisify(execFile)(
      process.execPath,
      [join(ROOT, 'dist', 'cli.cjs'), 'publish', join(ROOT, 'corpus', 'documents'), '--to', address],
      { env: { ...process.env, PGPASSWORD: cluster.password, NO_COLOR: '1' } },
    );
    for (const line of published.stdout.trim().split('\n')) say(`    ${line}`);
    const { limits } = DEFAULT_SETTINGS.corpus;
    const settings = { corpus: { bundled: false, folders: [], server: address, limits } };
    const options = { settings, showsStatus: true, givesPasswords: true };
    server = await spawnServer(
      join(ROOT, 'dist'),
      { settings, initializationOptions: options, timeLimit: 60_000 },
      { XDG_DATA_HOME: home, LOCALAPPDATA: home },
    );
    const { client } = server;
    client.connection.onRequest(PASSWORD_REQUEST, () => cluster.password);
    const { documents } = await untilShared(server, 'current');
    say(`A language server with no documents of its own has copied ${documents}. In a draft: “${TEXT}”`);
    client.open(DRAFT, TEXT);
    await show(server);
    say('The server is taken away ...');
    await admin.query(`ALTER DATABASE ${DATABASE} ALLOW_CONNECTIONS false`);
    const before = client.statuses.length;
    await client.connection.sendNotification(PASSWORD_NOTIFICATION);
    await untilShared(server, 'away', before);
    for (const { message } of client.statuses.at(-1)?.problems ?? []) say(`    ${message}`);
    await show(server);
    say('... and comes back.');
    await admin.query(`ALTER DATABASE ${DATABASE} ALLOW_CONNECTIONS true`);
    const away = client.statuses.length;
    await client.connection.sendNotification(PASSWORD_NOTIFICATION);
    const { at } = await untilShared(server, 'current', away);
    say(`The copy is all that may be read, as of ${at}.`);
    await admin.end();
  } finally {
    server?.stop();
    await cluster.stop();
  }
}

const home = mkdtempSync(join(tmpdir(), 'aide-memoire-demo-'));
main(home)
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  })
  .finally(() => rmSync(home, { recursive: true, force: true }));
