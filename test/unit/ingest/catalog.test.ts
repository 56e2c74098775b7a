import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCatalog } from '../../../server/src/ingest/catalog.js';
import { SEED_FILES, SEEDS } from '../../support/seeds.js';

const entry = (lines: readonly string[]): string =>
  [
    'documents:',
    '  - file: a.txt',
    '    id: a',
    `    sha256: ${'a'.repeat(64)}`,
    ...lines.map((line) => `    ${line}`),
  ].join('\n');
const problemsOf = (text: string): readonly string[] => {
  const catalog = parseCatalog(text);
  return 'problems' in catalog ? catalog.problems : [];
};

describe('the catalogue of the seeds', () => {
  const catalog = parseCatalog(readFileSync(`${SEEDS}catalog.yaml`, 'utf8'));
  if ('problems' in catalog) throw new Error(catalog.problems.join('\n'));

  it('describes every seed once', () => {
    expect(catalog.entries.map(({ file }) => file)).toEqual(Object.values(SEED_FILES));
  });

  it('says of each document when, or between when and why', () => {
    for (const { metadata } of catalog.entries) {
      expect(metadata.date ?? (metadata.between && metadata.undated)).toBeTruthy();
    }
    expect(catalog.entries.find(({ duplicateOf }) => duplicateOf !== undefined)?.file).toBe(SEED_FILES.damagedCopy);
  });
});

describe('a faulty catalogue', () => {
  it('names the entry, the field and what to write', () => {
    expect(problemsOf(entry(['title: T', 'holder: Chile', 'kind: speech', 'tier: own', 'date: 2023']))).toEqual([
      'a.txt: "kind": write one of: working-paper, statement, resolution, report, draft, other',
    ]);
    expect(problemsOf(entry(['title: T', 'holder: Chile', 'kind: statement', 'tier: own']))).toEqual([
      'a.txt: write either a date, or both "between" and the reason in "undated"',
    ]);
    expect(
      problemsOf(entry(['title: T', 'holder: Chile', 'kind: other', 'tier: own', 'date: 2023', 'duplicate-of: b'])),
    ).toEqual(['a.txt: "duplicate-of" names no document that is kept: b']);
    expect(problemsOf('documents: none')[0]).toContain('one "- file: ..." entry for each document');
  });

  it('names the line of malformed YAML', () => {
    expect(problemsOf('documents:\n  - file: "a\n')[0]).toMatch(/^line \d: /);
  });
});
