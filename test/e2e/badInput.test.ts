import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeBadFiles } from '../support/badFiles.js';
import { createTestClient } from '../support/client.js';
import { corpusFile } from '../support/files.js';
import { ROOT } from '../support/server.js';
import { richWordFile } from '../support/wordFixtures.js';

const SERVER = join(ROOT, 'dist', 'server.cjs');
const CLI = join(ROOT, 'dist', 'cli.cjs');
const root = mkdtempSync(join(tmpdir(), 'aide-memoire-bad-'));
const record = join(root, 'record');
let said: ReadonlyMap<string, RegExp> = new Map();

beforeAll(async () => {
  if (!existsSync(SERVER)) throw new Error('dist/server.cjs is not there: run `npm run build` first');
  mkdirSync(record);
  said = await writeBadFiles(record);
  writeFileSync(join(record, 'good.docx'), await richWordFile());
  writeFileSync(
    join(record, 'good.md'),
    corpusFile('Pakistan', '2021-12-13', 'Pakistan supports a treaty on outer space.'),
  );
  writeFileSync(join(record, 'map.png'), Uint8Array.of(0x89, 0x50, 0x4e, 0x47));
  writeFileSync(join(root, 'draft.md'), 'Pakistan opposes a treaty on outer space.\n');
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Each bad file has one message, which says why and what to do, and so has the folder for its picture. */
function expectOneEach(skipped: readonly string[]): void {
  for (const [name, message] of said) {
    const own = skipped.filter((line) => line.startsWith(`${name}: skipped: `));
    expect(own, name).toEqual([expect.stringMatching(message)]);
  }
  expect(skipped.filter((line) => line.startsWith('skipped: 1 file is no document: map.png.'))).toHaveLength(1);
  expect(skipped).toHaveLength(said.size + 1);
}

describe('a folder of bad files with two good documents', () => {
  it('is checked against in the terminal: each bad file is named once, the good ones are read', () => {
    const began = performance.now();
    const args = [CLI, 'check', 'draft.md', '--no-bundled', '--corpus', 'record'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    console.log(`checked in ${Math.round(performance.now() - began)} ms`);
    expect(stdout).toContain('position-conflict');
    expect(status).toBe(1);
    const lines = stderr.trimEnd().split('\n');
    expectOneEach(lines.filter((line) => line.includes('skipped: ')));
    // Beside those: the good document's pending changes and its comment.
    expect(lines.filter((line) => !line.includes('skipped: '))).toEqual([
      expect.stringMatching(/^good\.docx: .*pending change/),
      expect.stringMatching(/^good\.docx: .*comment/),
    ]);
  });

  it('is indexed by the server, whose status lists what was skipped', async () => {
    const server = spawn(process.execPath, [SERVER, '--stdio'], { cwd: root });
    try {
      const client = createTestClient(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin), {
        settings: { corpus: { bundled: false, folders: [record] } },
      });
      await client.start();
      const { documents, problems } = await client.whenReady();
      expect(documents).toBe(2);
      expectOneEach(problems.filter(({ skipped }) => skipped).map(({ message }) => message));
      expect(new Set(problems.map(({ file, message }) => `${file} ${message}`)).size).toBe(problems.length);
    } finally {
      server.kill('SIGKILL');
    }
  });
});
