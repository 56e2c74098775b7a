import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PositionsAnswer } from '../../server/src/api/protocol.js';
import { corpusFile } from '../support/files.js';
import { ROOT } from '../support/server.js';

const folder = mkdtempSync(join(tmpdir(), 'aide-memoire-positions-'));
const OWN = ['--no-bundled', '--corpus', 'record'];

function run(command: string, ...args: string[]): { code: number | null; out: string; err: string } {
  const { FORCE_COLOR: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'dist', 'cli.cjs'), command, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, NO_COLOR: '1' },
  });
  return { code: status, out: stdout, err: stderr };
}

describe('positions on the command line', () => {
  beforeAll(() => {
    mkdirSync(join(folder, 'record'));
    mkdirSync(join(folder, '.aide-memoire'));
    const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
    write('record/a.md', corpusFile('Pakistan', '2019-05-06', '1. We need a treaty on outer space.'));
    write(
      'record/b.md',
      corpusFile('Pakistan', '2023-03-06', '1. We see no need for a treaty on outer space.\n\n2. Rivers carry boats.'),
    );
    write(
      'record/c.md',
      corpusFile('Non-Aligned Movement', '2021', '1. NAM stresses that capacity-building should be\u202e free.'),
    );
    write('draft.md', 'We need a treaty on outer space.\n');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are printed with their sources and what became of each statement', () => {
    const { code, out, err } = run('positions', ...OWN, '--topic', 'treaty');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.split('\n')).toEqual([
      'Pakistan: legally binding instrument  International law · 2 statements',
      '  1. superseded by 2  Pakistan, statement, 6 May 2019, para. 1',
      '     We need a treaty on outer space.',
      '       source: record/a.md:9',
      '  2. current  Pakistan, statement, 6 March 2023, para. 1',
      '     We see no need for a treaty on outer space.',
      '       against 1: We {+see no+} need {+for+} a treaty on outer space.',
      '       source: record/b.md:9',
      '',
      '1 position.',
      '',
    ]);
  });

  it('are those of one holder, as JSON, with nothing that drives a terminal', () => {
    const { code, out } = run('positions', ...OWN, '--holder', 'non-aligned movement', '--json');
    expect(code).toBe(0);
    expect(out).toContain('\\u202e');
    const { positions, remarks } = JSON.parse(out) as PositionsAnswer;
    expect(remarks).toEqual([]);
    expect(positions.map(({ holder, topic, pillar }) => ({ holder, topic, pillar }))).toEqual([
      { holder: 'Non-Aligned Movement', topic: 'capacity building', pillar: 'Capacity-building' },
    ]);
  });

  it('may be none', () => {
    expect(run('positions', ...OWN, '--topic', 'zeppelins')).toEqual({
      code: 1,
      out: 'The record holds no such position.\n',
      err: '',
    });
  });

  it('say how to ask', () => {
    const { code, out } = run('positions', '--help');
    expect(code).toBe(0);
    expect(out).toContain('aide-memoire positions --topic treaty --holder Pakistan');
    expect(run('positions', '--topics', 'treaty').code).toBe(2);
  });

  it('follow what positions.yaml decides, as the check does', () => {
    const file = join(folder, '.aide-memoire', 'positions.yaml');
    expect(run('check', ...OWN, '--', 'draft.md').out).toContain('position-conflict');
    writeFileSync(file, 'retired:\n  - words: see no need for a treaty\n    reason: instruction of 12 March\n');
    const { out } = run('positions', ...OWN, '--topic', 'treaty');
    expect(out).toContain('1. current');
    expect(out).toContain('2. retired');
    expect(out).toContain('decided: instruction of 12 March');
    expect(run('check', ...OWN, '--', 'draft.md').out).toBe('No findings.\n');
    writeFileSync(file, 'retired:\n  - word: treaty\n');
    expect(run('positions', ...OWN).err).toContain(
      '.aide-memoire/positions.yaml, line 2: this entry of "retired" cannot be used at "words"; write "words: ..."',
    );
  });
});
