import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Hover,
  IPCMessageReader,
  IPCMessageWriter,
  type MarkupContent,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestClient, type TestClient } from '../support/client.js';
import { ROOT } from '../support/server.js';

const SERVER = join(ROOT, 'dist', 'server.cjs');
const elsewhere = mkdtempSync(join(tmpdir(), 'aide-memoire-'));
const running: ChildProcess[] = [];

/** The server as an editor starts it, in a folder that has nothing to do with it. */
function start(transport: '--stdio' | '--node-ipc'): { readonly server: ChildProcess; readonly client: TestClient } {
  if (transport === '--node-ipc') {
    const server = fork(SERVER, [transport], { cwd: elsewhere, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    running.push(server);
    return { server, client: createTestClient(new IPCMessageReader(server), new IPCMessageWriter(server)) };
  }
  const server = spawn(process.execPath, [SERVER, transport], { cwd: elsewhere });
  running.push(server);
  return {
    server,
    client: createTestClient(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin)),
  };
}

async function exitCodeOf(server: ChildProcess): Promise<number | null> {
  if (server.exitCode !== null) return server.exitCode;
  const [code] = (await once(server, 'exit')) as [number | null];
  return code;
}

describe('dist/server.cjs', () => {
  beforeAll(() => {
    if (!existsSync(SERVER)) throw new Error('dist/server.cjs is not there: run `npm run build` first');
  });
  afterEach(() => {
    for (const server of running.splice(0)) server.kill('SIGKILL');
  });
  afterAll(() => {
    rmSync(elsewhere, { recursive: true });
  });

  it.each(['--stdio', '--node-ipc'] as const)(
    'serves the bundled corpus over %s and ends cleanly',
    async (transport) => {
      const began = performance.now();
      const { server, client } = start(transport);
      await client.start();
      const status = await client.whenReady();
      console.log(`${transport}: ready ${Math.round(performance.now() - began)} ms after the start`);
      expect(status.documents).toBeGreaterThanOrEqual(4);
      expect(status.problems).toEqual([]);

      const uri = pathToFileURL(join(elsewhere, 'paper.draft.md')).href;
      client.open(uri, 'It is essential to develop a legally binding international instrument.', 'negotiation-draft');
      const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
        textDocument: { uri },
        position: { line: 0, character: 32 },
      });
      expect((hover.contents as MarkupContent).value).toContain('Pakistan');

      await client.connection.sendRequest('shutdown');
      const ended = exitCodeOf(server);
      await client.connection.sendNotification('exit');
      expect(await ended).toBe(0);
    },
  );

  it('ends with code 1 when told to exit without shutdown', async () => {
    const { server, client } = start('--stdio');
    await client.start();
    const ended = exitCodeOf(server);
    await client.connection.sendNotification('exit');
    expect(await ended).toBe(1);
  });

  it('ends when its editor is gone', async () => {
    const { server, client } = start('--stdio');
    await client.start();
    const ended = exitCodeOf(server);
    server.stdin?.end();
    expect(await ended).toBe(1);
  });

  it.each([
    [[]],
    [['--help']],
    [['stdio']],
    [['--socket=6009']],
    [['--socket', '6009', '--stdio']],
    [['--pipe=aide-memoire', '--stdio']],
  ])('explains itself when called with %j', (args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [SERVER, ...args], { encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('--stdio');
  });

  it('writes nothing to the error stream', async () => {
    const { server, client } = start('--stdio');
    let errors = '';
    server.stderr?.on('data', (data: Buffer) => {
      errors += data.toString();
    });
    await client.start();
    await client.whenReady();
    expect(errors).toBe('');
  });
});
