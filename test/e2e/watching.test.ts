import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestClient } from '../support/client.js';
import { ROOT } from '../support/server.js';

const SERVER = join(ROOT, 'dist', 'server.cjs');
let folder = '';
let server: ChildProcess | undefined;

describe('dist/server.cjs and an editor that cannot watch files', () => {
  beforeEach(() => {
    if (!existsSync(SERVER)) throw new Error('dist/server.cjs is not there: run `npm run build` first');
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'aide-memoire-watch-')));
    mkdirSync(join(folder, 'corpus'));
  });
  afterEach(() => {
    server?.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  it('follows its folder, and ends although it watches', async () => {
    const child = spawn(process.execPath, [SERVER, '--stdio'], { cwd: folder });
    server = child;
    const client = createTestClient(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin), {
      capabilities: {},
      initializationOptions: { settings: { corpus: { bundled: false, folders: [join(folder, 'corpus')] } } },
    });
    await client.start();
    await client.whenReady();
    // Written again until it is noticed: a watcher says nothing of when it has begun.
    let n = 0;
    const writing = setInterval(() => writeFileSync(join(folder, 'corpus', 'a.md'), `1. Paragraph ${n++}.\n`), 400);
    const { problems } = await client
      .until('the new document', () =>
        client.statuses.find(({ state, documents }) => state === 'ready' && documents === 1),
      )
      .finally(() => clearInterval(writing));
    expect(problems).toEqual([]);
    await client.connection.sendRequest('shutdown');
    const ended = once(child, 'exit');
    await client.connection.sendNotification('exit');
    expect(await ended).toEqual([0, null]);
  });
});
