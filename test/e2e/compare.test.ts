import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ComparedPair } from '../../server/src/cli/compare.js';
import { ROOT } from '../support/server.js';

const CLI = join(ROOT, 'dist', 'cli.cjs');
const folder = mkdtempSync(join(tmpdir(), 'aide-memoire-compare-'));
const CONFLICT = {
  id: 'c',
  prior: 'Rain fell. We need a treaty.',
  draft: 'We do not need a treaty.',
  source: 'not looked at',
};
const SHIFT = { id: 2, prior: 'States should share satellite data.', draft: 'States may share satellite data.' };

function compare(input: string, ...args: string[]): { code: number | null; out: string; err: string } {
  const { FORCE_COLOR: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'compare', ...args], {
    cwd: folder,
    encoding: 'utf8',
    input,
    env: { ...env, NO_COLOR: '1' },
  });
  return { code: status, out: stdout, err: stderr };
}

describe('compare on the command line', () => {
  beforeAll(() => {
    if (!existsSync(CLI)) throw new Error('dist/cli.cjs is not there: run `npm run build` first');
    writeFileSync(join(folder, 'pairs.jsonl'), `${JSON.stringify(CONFLICT)}\n\n${JSON.stringify(SHIFT)}\n`);
    writeFileSync(join(folder, 'bad.jsonl'), `${JSON.stringify(SHIFT)}\n{"id": 1}\nno\u009b31m\n`);
    writeFileSync(join(folder, 'empty.jsonl'), '\n');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('prints an answer a line as JSON, with the words that differ and where they stand', () => {
    const { code, out, err } = compare('', '--pairs', 'pairs.jsonl', '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as ComparedPair);
    expect(answers.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['c', 'conflict'],
      [2, 'shift'],
    ]);
    expect(answers[0]?.differences).toEqual([
      {
        kind: 'polarity',
        draft: { start: 17, end: 23, text: 'treaty' },
        prior: { start: 21, end: 27, text: 'treaty' },
      },
    ]);
    for (const { confidence } of answers) expect(confidence).toBeGreaterThan(0.45);
  });

  it('prints for reading, and reads standard input', () => {
    const { code, out } = compare(JSON.stringify(SHIFT), '--pairs', '-');
    expect(code).toBe(0);
    expect(out).toBe('2  shift  1.00\n  weaker: “may” where the prior says “should”\n');
  });

  it('names bad lines with file, line and what to write, answers the others, and fails', () => {
    const { code, out, err } = compare('', '--pairs', 'bad.jsonl');
    expect(code).toBe(2);
    expect(out).toMatch(/^2 {2}shift/);
    expect(err).toMatch(/^bad\.jsonl:2: "prior" must be text.*Write \{"id"/m);
    expect(err).toMatch(/^bad\.jsonl:3: not valid JSON/m);
    expect(err).not.toContain('\u009b');
    expect(compare('nothing', '--pairs', '-').err).toMatch(/^standard input:1: not valid JSON/);
  });

  it.each([
    [['--pairs', 'missing.jsonl'], /missing\.jsonl: there is no such file/],
    [['--pairs', '.'], /this is a folder/],
    [['--pairs', 'empty.jsonl'], /empty\.jsonl: there are no pairs/],
    [[], /--pairs/],
  ])('%s: says what is missing and exits with 2', (args, message) => {
    const { code, err } = compare('', ...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it('shows an example that works', () => {
    const { out } = compare('', '--help');
    const [, line = ''] = /echo '(.*)' \|/.exec(out) ?? [];
    expect(compare(line, '--pairs', '-').out).toMatch(/^1 {2}conflict/);
  });
});
