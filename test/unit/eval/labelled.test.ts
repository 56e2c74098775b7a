import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { evaluateLabelled } from '../../eval/labelled.js';
import { createContextOf } from '../../support/record.js';

const folder = mkdtempSync(join(tmpdir(), 'aide-memoire-labelled-'));
// In a record of one sentence no word would be telling.
const context = createContextOf([
  {
    id: 'a',
    date: '2021',
    text: 'Pakistan supports a treaty on outer space.\n\nRivers carry boats.\n\nFarmers should grow wheat.\n\nMusic moves people.',
  },
]);
let printed: string[];

function write(name: string, cases: readonly { id: string; expect?: string; kind?: string; draft: string }[]): void {
  writeFileSync(join(folder, name), cases.map((each) => JSON.stringify(each)).join('\n'));
}

beforeEach(() => {
  printed = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

test('sentences kept apart are counted and never shown; of the others the wrong ones are', async () => {
  const cases = [
    { id: '1', expect: 'conflict', draft: 'Pakistan opposes a treaty on outer space.' },
    { id: '2', expect: 'conflict', draft: 'Pakistan likes wheat.' },
    { id: '3', expect: 'none', draft: 'Pakistan supports a treaty on outer space.' },
  ];
  write('consistency-dev.jsonl', cases);
  write('consistency-more-apart.jsonl', cases);
  write('language-dev.jsonl', [{ id: '4', kind: 'none', draft: 'Rivers carry boats.' }]);
  await evaluateLabelled(folder, context);
  expect(printed.filter((line) => line.endsWith(': conflict')).map((line) => line.split(':')[0])).toEqual([
    'consistency-dev.jsonl',
    'consistency-more-apart.jsonl',
  ]);
  const rows = printed.filter((_, n) => printed[n - 1]?.endsWith(': conflict') === true);
  expect(rows).toHaveLength(2);
  for (const row of rows) {
    expect(row).toMatch(
      /^ {2}rules +precision 1\.00 .*recall 0\.50 .*\(1 right, 0 false alarms, 1 missed, 3 in all\)$/,
    );
  }
  expect(printed.filter((line) => line.includes('likes'))).toEqual(['    missed  2  Pakistan likes wheat.']);
});
