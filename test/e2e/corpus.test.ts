import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCorpus } from '../../server/src/cli/corpus.js';
import { SEED_FILES, SEEDS } from '../support/seeds.js';

const COMMITTED = fileURLToPath(new URL('../../corpus/documents/', import.meta.url));

describe('the corpus command', () => {
  let root = '';
  const lines: string[] = [];
  const run = (seeds = SEEDS): Promise<number> =>
    runCorpus(
      { seeds, into: join(root, 'documents') },
      { out: (line) => lines.push(line), err: (line) => lines.push(line), width: 100 },
    );

  beforeEach(async () => {
    lines.length = 0;
    root = await mkdtemp(join(tmpdir(), 'aide-memoire-seeds-'));
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  it('makes the committed corpus from the seeds, byte for byte', async () => {
    expect(await run()).toBe(0);
    const made = await readdir(join(root, 'documents'));
    expect(made).toEqual(await readdir(COMMITTED));
    for (const name of made) {
      expect(await readFile(join(root, 'documents', name), 'utf8'), name).toBe(
        await readFile(COMMITTED + name, 'utf8'),
      );
    }
  });

  it('touches nothing when it runs again', async () => {
    await run();
    const times = async (): Promise<number[]> => {
      const names = await readdir(join(root, 'documents'));
      return Promise.all(names.map(async (name) => (await stat(join(root, 'documents', name))).mtimeMs));
    };
    const before = await times();
    expect(await run()).toBe(0);
    expect(await times()).toEqual(before);
    expect(lines.filter((line) => line.endsWith('unchanged'))).toHaveLength(4);
  });

  it('says for programs what became of each document', async () => {
    const terminal = { out: (line: string) => lines.push(line), err: (line: string) => lines.push(line), width: 100 };
    expect(await runCorpus({ seeds: SEEDS, into: join(root, 'documents'), json: true }, terminal)).toBe(0);
    expect(lines).toHaveLength(1);
    const converted = JSON.parse(lines[0] ?? '') as { outcome: string; target?: string; of?: string }[];
    expect(converted.filter(({ outcome }) => outcome === 'written')).toHaveLength(4);
    expect(converted.find(({ outcome }) => outcome === 'copy')).toMatchObject({ of: 'pakistan-working-paper-oewg' });
  });

  it('names the duplicate that it leaves out', async () => {
    await run();
    expect(lines).toContain(`${SEED_FILES.damagedCopy}: left out, a copy of pakistan-working-paper-oewg`);
  });

  it('refuses a seed that is not as received or is missing, and converts the others', async () => {
    await cp(SEEDS, join(root, 'seeds'), { recursive: true });
    await writeFile(join(root, 'seeds', SEED_FILES.statement2021), 'Something else.');
    await rm(join(root, 'seeds', SEED_FILES.namPaper));
    expect(await run(join(root, 'seeds'))).toBe(1);
    expect(lines.find((line) => line.startsWith(SEED_FILES.statement2021))).toContain('differs from the file');
    expect(lines.find((line) => line.startsWith(SEED_FILES.namPaper))).toContain('no such file');
    expect(await readdir(join(root, 'documents'))).toEqual([
      'pakistan-statements-2023-03.md',
      'pakistan-working-paper-oewg.md',
    ]);
  });

  it('says what is wrong with the catalogue', async () => {
    expect(await run(join(root, 'nowhere'))).toBe(2);
    expect(lines[0]).toContain('name the folder that holds catalog.yaml with --seeds');
    await cp(SEEDS, join(root, 'seeds'), { recursive: true });
    await writeFile(join(root, 'seeds', 'catalog.yaml'), 'documents: [');
    expect(await run(join(root, 'seeds'))).toBe(2);
    expect(lines[1]).toMatch(/catalog\.yaml: line \d/);
  });
});
