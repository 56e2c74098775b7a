import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BLOCKING_FILES } from '../../../server/src/node/blockingFiles.js';
import { createNodeFileSystem } from '../../../server/src/node/fileSystem.js';
import { createNodeFileWriter } from '../../../server/src/node/fileWriter.js';
import { LeadsOut } from '../../../server/src/platform/host.js';

const base = mkdtempSync(join(tmpdir(), 'aide mémoire within #'));
const uriOf = (...names: readonly string[]): string => pathToFileURL(join(base, ...names)).href;
const ANY = Number.POSITIVE_INFINITY;

beforeAll(() => {
  for (const folder of ['corpus', 'corpus-old', 'outside']) mkdirSync(join(base, folder));
  for (const folder of ['corpus', 'corpus-old', 'outside']) writeFileSync(join(base, folder, 'a.md'), folder);
  symlinkSync(join(base, 'corpus'), join(base, 'named'));
  symlinkSync('a.md', join(base, 'corpus', 'inside.md'));
  symlinkSync('../corpus-old/a.md', join(base, 'corpus', 'old.md'));
  symlinkSync(join(base, 'outside'), join(base, 'corpus', 'away'));
});
afterAll(() => rmSync(base, { recursive: true }));

describe.each([
  ['createNodeFileSystem', createNodeFileSystem().readFile],
  ['BLOCKING_FILES', BLOCKING_FILES.readFile],
])('%s reads within a folder', (_, readFile) => {
  const read = async (...names: readonly string[]): Promise<string> =>
    new TextDecoder().decode(await readFile(uriOf(...names), ANY, uriOf('named')));

  it('what lies there, by whatever name', async () => {
    expect(await read('corpus', 'a.md')).toBe('corpus');
    expect(await read('named', 'a.md')).toBe('corpus');
    expect(await read('named', 'inside.md')).toBe('corpus');
  });

  it.each([
    ['a link to a file of a folder whose name begins alike', ['named', 'old.md']],
    ['a link to another folder', ['named', 'away', 'a.md']],
    ['another folder', ['outside', 'a.md']],
  ])('and not %s', async (_what, names) => {
    await expect(read(...names)).rejects.toBeInstanceOf(LeadsOut);
  });

  it('and everything where no folder is given', async () => {
    expect(new TextDecoder().decode(await readFile(uriOf('named', 'away', 'a.md')))).toBe('outside');
  });
});

describe('updateFile within a folder', () => {
  const write = (...names: readonly string[]): Promise<void> =>
    createNodeFileWriter().updateFile(uriOf(...names), () => new TextEncoder().encode('new'), uriOf('named'));

  it('writes what lies there', async () => {
    await write('named', 'below', 'b.yaml');
    expect(readFileSync(join(base, 'corpus', 'below', 'b.yaml'), 'utf8')).toBe('new');
  });

  it('writes nothing elsewhere', async () => {
    await expect(write('named', 'old.md')).rejects.toBeInstanceOf(LeadsOut);
    await expect(write('named', 'away', 'a.md')).rejects.toBeInstanceOf(LeadsOut);
    await expect(write('named', 'away', 'new.yaml')).rejects.toBeInstanceOf(LeadsOut);
    expect(readFileSync(join(base, 'corpus-old', 'a.md'), 'utf8')).toBe('corpus-old');
    expect(readFileSync(join(base, 'outside', 'a.md'), 'utf8')).toBe('outside');
  });

  it('puts a file in the place of a link that leads nowhere', async () => {
    symlinkSync(join(base, 'outside', 'new.yaml'), join(base, 'corpus', 'nowhere.yaml'));
    await write('named', 'nowhere.yaml');
    expect(readFileSync(join(base, 'corpus', 'nowhere.yaml'), 'utf8')).toBe('new');
    await expect(createNodeFileSystem().readFile(uriOf('outside', 'new.yaml'))).rejects.toThrow();
  });
});
