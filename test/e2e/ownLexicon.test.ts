import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ComparedPair } from '../../server/src/cli/compare.js';
import { createTestClient, FULL_CLIENT, type TestClient } from '../support/client.js';
import { ROOT } from '../support/server.js';

const OWN = 'topics:\n  legally-binding-instrument: [grand compact]\n';
const DRAFT = 'Pakistan sees no need for a grand compact in cyberspace.';
const URI = 'untitled:draft';
let folder = '';
let server: ChildProcess | undefined;

const fileOf = (name: string): string => join(folder, '.aide-memoire', 'lexicon', name);

async function openServer(): Promise<TestClient> {
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'server.cjs'), '--stdio'], { cwd: tmpdir() });
  server = child;
  const client = createTestClient(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin), {
    capabilities: FULL_CLIENT,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'drafts' }],
    // A judge may know a word that no list has.
    settings: { judge: { use: 'rules' } },
  });
  await client.start();
  await client.whenReady();
  client.open(URI, DRAFT);
  return client;
}

async function rulesIn(client: TestClient): Promise<readonly unknown[]> {
  const report = await client.diagnose(URI);
  return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
}

/** Changes a file, and tells the server as an editor does. */
async function change(client: TestClient, name: string, text: string | undefined): Promise<void> {
  if (text === undefined) rmSync(fileOf(name));
  else writeFileSync(fileOf(name), text);
  const uri = pathToFileURL(fileOf(name)).href;
  const before = client.statuses.length;
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
  await client.until('the change', () =>
    client.statuses.slice(before).some(({ state }) => state === 'ready') ? true : undefined,
  );
}

/** The bundled program, run in the folder. */
function run(command: string, input: string, ...args: string[]): { code: number | null; out: string; err: string } {
  const { FORCE_COLOR: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'dist', 'cli.cjs'), command, ...args], {
    cwd: folder,
    encoding: 'utf8',
    input,
    env: { ...env, NO_COLOR: '1' },
  });
  return { code: status, out: stdout, err: stderr };
}

describe('word lists of a workspace', () => {
  beforeEach(() => {
    if (!existsSync(join(ROOT, 'dist', 'server.cjs'))) throw new Error('dist is not there: run `npm run build` first');
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'aide-memoire-words-')));
    mkdirSync(join(folder, '.aide-memoire', 'lexicon'), { recursive: true });
  });
  afterEach(() => {
    server?.kill('SIGKILL');
    server = undefined;
    rmSync(folder, { recursive: true });
  });

  it('are heeded by the server as soon as they are saved, and mistakes in them are named', async () => {
    const client = await openServer();
    expect(await rulesIn(client)).not.toContain('position-conflict');
    await change(client, 'concepts.yaml', OWN);
    expect(await rulesIn(client)).toContain('position-conflict');
    await change(client, 'concepts.yaml', `${OWN}  other: word\n`);
    expect(client.statuses.at(-1)?.problems).toEqual([
      {
        file: pathToFileURL(fileOf('concepts.yaml')).href,
        message: expect.stringMatching(
          /^\.aide-memoire\/lexicon\/concepts\.yaml, line 3: correct "topics\.other"; "topics" is written like \{/,
        ) as string,
      },
    ]);
    expect(await rulesIn(client)).not.toContain('position-conflict');
    await change(client, 'concepts.yaml', undefined);
    expect(client.statuses.at(-1)?.problems).toEqual([]);
  });

  it('are heeded on the command line', () => {
    writeFileSync(join(folder, 'draft.md'), `${DRAFT}\n`);
    const pair = JSON.stringify({ id: 1, prior: 'We need a treaty.', draft: 'We do not need a grand compact.' });
    const verdict = (): string =>
      (JSON.parse(run('compare', pair, '--pairs', '-', '--json', '--judge', 'rules').out) as ComparedPair).verdict;
    expect(run('check', '', 'draft.md', '--judge', 'rules').out).not.toContain('position-conflict');
    expect(verdict()).toBe('unrelated');
    writeFileSync(fileOf('concepts.yaml'), OWN);
    expect(run('check', '', 'draft.md', '--judge', 'rules').out).toContain('position-conflict');
    expect(verdict()).toBe('conflict');
    writeFileSync(fileOf('topics.yaml'), OWN);
    const { err, out } = run('check', '', 'draft.md', '--judge', 'rules');
    expect(err).toContain(
      '.aide-memoire/lexicon/topics.yaml: no word list is called so; call it one of actors, axes, ',
    );
    expect(out).toContain('position-conflict');
  }, 60_000);
});
