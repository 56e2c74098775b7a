import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDesk } from '../support/commandLine.js';
import { DRAFTING } from '../support/drafting.js';
import { corpusFile } from '../support/files.js';
import type { CommandResult } from '../support/launch.js';

const desk = createDesk();
const TIME_LIMIT = 90_000;
const index = (...options: string[]): Promise<CommandResult> => desk.run(['index', '--no-bundled', ...options]);

/** A record of more than 200,000 words; no two passages are alike. `handling`: of its first document. */
function largeRecord(folder: string, handling: string): Readonly<Record<string, string>> {
  const passage = (n: number): string =>
    `${n}. States should ${Array.from({ length: 40 }, (_, m) => `w${(n * 7919 + m * 104_729) % 30_011}`).join(' ')}.`;
  const files = Array.from({ length: 6 }, (_, file) => {
    const body = Array.from({ length: 900 }, (__, n) => passage(file * 900 + n)).join('\n\n');
    const text = corpusFile('Pakistan', `202${file}-01-01`, body);
    return [
      `${folder}/long-${file}.md`,
      file === 0 ? text.replace('kind:', `handling: ${handling}\nkind:`) : text,
    ] as const;
  });
  return Object.fromEntries(files);
}

describe('index', { timeout: TIME_LIMIT }, () => {
  beforeAll(() =>
    desk.put({
      ...DRAFTING,
      'record/undated.md': 'Rivers and lakes are full of fish, as everybody says.',
      'bad/kept.md': corpusFile('France', '2020-02-02', 'France supports the plan.'),
      'bad/damaged.pdf': '%PDF-1.4 and nothing else',
    }),
  );
  afterAll(desk.clear);

  it('prints what is in the record', async () => {
    const { code, out } = await index('--corpus', 'record');
    expect(code).toBe(0);
    expect(out).toMatch(/^2 documents, \d+ passages, 2021\n {2}Pakistan: 1 document\n0 skipped\.\n$/);
  });

  it('says what was skipped and why, and ends with 1', async () => {
    const { code, out, err } = await index('--corpus', 'bad');
    expect(code).toBe(1);
    expect(out).toMatch(/^1 document, [\s\S]*\n1 skipped\.\n$/);
    expect(err).toMatch(/^damaged\.pdf: .*bad\/damaged\.pdf\)\n$/);
  });

  it('prints all of it as JSON', async () => {
    const { code, out } = await index('--corpus', 'bad', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      passages: 1,
      documents: [
        expect.objectContaining({ holder: 'France', date: '2 February 2020', authority: expect.any(String) }),
      ],
      holders: [{ holder: 'France', documents: 1 }],
      duplicates: [],
      skipped: [expect.objectContaining({ file: expect.stringMatching(/damaged\.pdf$/), skipped: true })],
      remarks: [],
    });
  });

  it('ends with 2 where there is nothing, or a folder is missing', async () => {
    expect(await index()).toMatchObject({ code: 2, out: expect.stringMatching(/^0 documents/) });
    const missing = await index('--corpus', 'record', 'nowhere');
    expect(missing).toMatchObject({ code: 2, out: expect.stringMatching(/^2 documents/) });
    expect(missing.err).toContain(join(desk.folder, 'nowhere'));
  });

  it('keeps a large record where it is told to, and the next command begins with it', async () => {
    desk.put(largeRecord('large', 'internal'));
    const options = ['--corpus', 'large', '--snapshots', 'kept'];
    const first = await index(...options);
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('kept for the next start in kept\n') });
    const files = readdirSync(join(desk.folder, 'kept'));
    expect(files.length).toBeGreaterThan(0);
    expect(await index(...options)).toEqual(first);
    expect(readdirSync(join(desk.folder, 'kept'))).toEqual(files);
    const search = ['search', 'states should w1', '--no-bundled', '--corpus', 'large', '--json'];
    const [plain, kept] = await Promise.all([desk.run(search), desk.run([...search, '--snapshots', 'kept'])]);
    expect(kept).toEqual(plain);
  });

  it('keeps nothing of a small record, and nothing of one that holds a restricted document', async () => {
    const small = await index('--corpus', 'record', '--snapshots', 'small');
    expect(small).toMatchObject({
      code: 0,
      out: expect.stringContaining('nothing is kept in small: only a record of'),
    });
    desk.put(largeRecord('large', 'restricted'));
    const secret = await index('--corpus', 'large', '--snapshots', 'kept');
    expect(secret.out).toContain('  restricted: 1 document\n');
    expect(secret.out).toContain('nothing is kept in kept');
    expect(readdirSync(join(desk.folder, 'kept'))).toEqual([]);
  });
});
