import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../server/src/api/report.js';
import { corpusFile } from '../support/files.js';
import { ROOT } from '../support/server.js';

const CLI = join(ROOT, 'dist', 'cli.cjs');
const folder = mkdtempSync(join(tmpdir(), 'aide-memoire-report-'));
const SAID = 'Pakistan supports a treaty on outer space.';
const OPPOSED = 'Pakistan opposes a treaty on outer space.';

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The bundled program, as a drafter runs it in a folder of drafts. */
function report(options: readonly string[], draft = 'draft.md'): Run {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [CLI, 'report', ...options, '--no-bundled', '--corpus', 'record', '--', draft],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  );
  return { code: status, out: stdout, err: stderr };
}

describe('the report of the command line', () => {
  beforeAll(() => {
    mkdirSync(join(folder, 'record'));
    const rest = 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.';
    writeFileSync(join(folder, 'record', 'said.md'), corpusFile('Pakistan', '2021-12-13', `1. ${SAID}\n\n${rest}`));
    writeFileSync(join(folder, 'draft.md'), `# Our <paper>\n\n1. ${OPPOSED}\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is Markdown unless told otherwise', () => {
    const { code, out, err } = report([]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^# Clearance report: Our &lt;paper&gt;\n/);
    expect(out).toContain(`> “${SAID}”  \n> Pakistan, statement, 13 December 2021, para. 1`);
  });

  it('is JSON for programs, in two words or one', () => {
    const short = report(['--judge', 'rules', '--json']);
    expect(short).toEqual(report(['--judge', 'rules', '--format', 'json']));
    expect(JSON.parse(short.out)).toMatchObject({ title: 'Our <paper>', findings: [{ rule: 'position-conflict' }] });
    expect(report(['--json', '--format', 'html'])).toMatchObject({ code: 2, out: '' });
  });

  it('is written into a file, the same bytes for the same draft', () => {
    const written = ['one.html', 'two.html'].map((name) => {
      expect(report(['--format', 'html', '--output', name])).toEqual({ code: 0, out: '', err: '' });
      return readFileSync(join(folder, name), 'utf8');
    });
    expect(written[0]).toMatch(/^<!doctype html>[\s\S]*Our &lt;paper&gt;[\s\S]*<\/html>\n$/);
    expect(written[1]).toBe(written[0]);
  });

  it('names the record by what it says, wherever it lies', () => {
    const digestOf = (...options: string[]): string =>
      (JSON.parse(report(['--format', 'json', ...options]).out) as Report).corpus.digest;
    mkdirSync(join(folder, 'copy'));
    const text = readFileSync(join(folder, 'record', 'said.md'), 'utf8');
    writeFileSync(join(folder, 'copy', 'said.md'), text);
    const record = digestOf();
    expect(record).toMatch(/^[0-9a-f]{12}$/);
    renameSync(join(folder, 'record'), join(folder, 'before'));
    renameSync(join(folder, 'copy'), join(folder, 'record'));
    expect(digestOf()).toBe(record);
    writeFileSync(join(folder, 'record', 'said.md'), text.replace('Farmers', 'Peasants'));
    expect(digestOf()).not.toBe(record);
    writeFileSync(join(folder, 'record', 'said.md'), text);
  });

  it('knows the departures of the folder', () => {
    const file = join(folder, '.aide-memoire', 'departures.yaml');
    mkdirSync(join(folder, '.aide-memoire'));
    writeFileSync(
      file,
      `departures:\n  - rule: position-conflict\n    by: A\n    date: 2026-03-12\n    reason: telegram 114\n    sentence: ${OPPOSED}\n    from: { document: said, citation: x, quote: "${SAID}" }\n`,
    );
    const { findings, departures } = JSON.parse(report(['--format', 'json']).out) as Report;
    expect(findings).toEqual([]);
    expect(departures).toMatchObject([{ by: 'A', date: '12 March 2026', reason: 'telegram 114' }]);
    rmSync(join(folder, '.aide-memoire'), { recursive: true });
  });

  it.each([
    [['--format', 'pdf'], 'draft.md', /Allowed choices are md, html, json/],
    [[], 'missing.md', /missing\.md: there is no such file/],
    [['--output', 'no/such/folder/r.md'], 'draft.md', /no\/such\/folder\/r\.md: cannot be written\. Name a file/],
  ])('fails with what to do: %j %s', (options, draft, message) => {
    const { code, out, err } = report(options, draft);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });
});
