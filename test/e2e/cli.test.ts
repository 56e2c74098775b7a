import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CounterpartsAnswer, SimilarAnswer } from '../../server/src/api/protocol.js';
import { corpusFile } from '../support/files.js';
import { ROOT } from '../support/server.js';

const CLI = join(ROOT, 'dist', 'cli.cjs');
const folder = mkdtempSync(join(tmpdir(), 'aide-memoire-cli-'));
const LINE = 'Pakistan supports a treaty on outer space.';
const OPPOSED = 'Pakistan opposes a treaty on outer space.\n';

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The bundled program, as a drafter runs it in a folder of drafts. */
function run(...args: string[]): Run {
  const { FORCE_COLOR: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, NO_COLOR: '1' },
  });
  return { code: status, out: stdout, err: stderr };
}

/** As `run`, with the folder's own record alone. */
const check = (...args: string[]): Run => run('check', '--no-bundled', '--corpus', 'record', '--', ...args);
const checkWith = (options: string[], ...files: string[]): Run =>
  run('check', '--no-bundled', ...options, '--corpus', 'record', '--', ...files);

function write(name: string, content: string | Uint8Array): void {
  writeFileSync(join(folder, name), content);
}

// Several runs of the program in one test, some with a judge, on a busy machine.
describe('the command line', { timeout: 60_000 }, () => {
  beforeAll(() => {
    if (!existsSync(CLI)) throw new Error('dist/cli.cjs is not there: run `npm run build` first');
    mkdirSync(join(folder, 'record'));
    const open = 'open, secure, stable, accessible and peaceful digital environment';
    const rest = 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.';
    write(
      'record/a.md',
      corpusFile('Pakistan', '2021-12-13', `1. ${LINE}\n\n2. Delegations want an ${open} now.\n\n${rest}`),
    );
    write('record/b.md', corpusFile('Pakistan', '2019-05-01', `Pakistan wants an ${open} again.`));
    write('opposed.md', OPPOSED);
    write('clean.md', 'Rivers carry boats.\n');
    write('spelling.md', 'Good behavior helps.\n');
    write('hostile.md', 'We want an open,\u009b31m secure\u202e, accessible and peaceful digital environment.\n');
    write('binary.md', Uint8Array.of(0, 1, 2, 65, 0));
    write('draft.docx', 'PK\u0003\u0004 and so on');
    write('draft.txt', 'PK\u0003\u0004 and so on');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('prints each finding with its place, severity, rule, reason and source, and fails', () => {
    const { code, out, err } = check('opposed.md');
    expect(code).toBe(1);
    expect(err).toBe('');
    expect(out).toMatch(/^opposed\.md:1:1 {2}warning {2}position-conflict\n/);
    expect(out.replace(/\s+/g, ' ')).toContain(
      `The draft denies or opposes “treaty”. This contradicts the delegation’s own record: “${LINE}” (Pakistan, statement, 13 December 2021, para. 1).`,
    );
    expect(out).toMatch(/\n {4}source: record\/a\.md:\d+\n/);
    expect(out).toMatch(/\n1 finding\.\n$/);
  });

  it('says so when there is nothing to find', () => {
    expect(check('clean.md')).toEqual({ code: 0, out: 'No findings.\n', err: '' });
  });

  it.each([
    ['error', 'opposed.md', 0],
    ['warning', 'opposed.md', 1],
    ['warning', 'spelling.md', 0],
    ['hint', 'spelling.md', 1],
    ['never', 'opposed.md', 0],
  ])('with --fail-on %s, %s ends with %i', (severity, file, expected) => {
    expect(checkWith(['--fail-on', severity], file).code).toBe(expected);
  });

  it('prints JSON and nothing else', () => {
    const { code, out } = checkWith(['--json'], 'opposed.md', 'clean.md');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual([
      {
        file: 'opposed.md',
        line: 1,
        column: 1,
        endLine: 1,
        endColumn: 41,
        severity: 'warning',
        code: 'position-conflict',
        message: expect.stringContaining('denies or opposes “treaty”'),
        words: OPPOSED.trim().slice(0, -1),
        evidence: [
          {
            uri: expect.stringMatching(/^file:\/\/.*\/record\/a\.md$/),
            line: expect.any(Number),
            text: expect.stringContaining('Pakistan, statement, 13 December 2021'),
            citation: 'Pakistan, statement, 13 December 2021, para. 1',
            quote: LINE,
          },
        ],
      },
    ]);
    expect(JSON.parse(checkWith(['--json'], 'clean.md').out)).toEqual([]);
  });

  it('reads for the delegation that is named', () => {
    expect(checkWith(['--delegation', 'France'], 'opposed.md').code).toBe(0);
    expect(checkWith(['--delegation', 'France', '--group', 'Pakistan'], 'opposed.md').out).not.toContain('position-');
  });

  it.each([
    ['is missing', 'nowhere.md', 'nowhere.md: there is no such file.'],
    ['is a folder', 'record', 'record: this is a folder; name the drafts in it.'],
    ['is binary', 'binary.md', 'binary.md is a binary file, not text: save its text as UTF-8'],
    ['is a damaged Word document', 'draft.docx', 'draft.docx: it is cut short or damaged. Get the whole file again'],
    ['is a Word document by another name', 'draft.txt', 'draft.txt is a Word document or an archive'],
  ])('reports a file that %s, and checks the others', (_, file, message) => {
    const { code, out, err } = check(file, 'opposed.md');
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(out).toContain('opposed.md:1:1');
  });

  it('names a corpus folder that does not exist, and goes by the others', () => {
    const { code, out, err } = run('check', 'opposed.md', '--no-bundled', '--corpus', 'nowhere', 'record');
    expect(err).toContain(join(folder, 'nowhere'));
    expect(err).toContain('does not exist or cannot be read');
    expect(out).toContain('position-conflict');
    expect(code).toBe(2);
    const nowhere = run('check', 'clean.md', '--no-bundled', '--corpus', 'nowhere');
    expect(nowhere).toMatchObject({ code: 2, err: expect.stringContaining(join(folder, 'nowhere')) });
    expect(nowhere.err.split('\n')).toHaveLength(2);
  });

  it('skips what is over a limit that is set, and says which', () => {
    write('record/c.txt', 'Rivers carry boats.\n'.repeat(60_000));
    const { code, err } = checkWith(['--reading-limit', 'fileMegabytes=1', 'pages=10'], 'clean.md');
    rmSync(join(folder, 'record/c.txt'));
    expect(code).toBe(0);
    expect(err).toMatch(
      /^c\.txt: skipped: .*limit of 1 MB.*aideMemoire\.corpus\.limits\.fileMegabytes\. \(.*c\.txt\)\n$/,
    );
  });

  it.each([
    ['no file', ['check']],
    ['an unknown option', ['check', '--bogus', 'clean.md']],
    ['an unknown limit', ['check', 'clean.md', '--reading-limit', 'patience=1']],
    ['a limit out of range', ['check', 'clean.md', '--reading-limit', 'pages=0']],
    ['an unknown severity', ['check', '--fail-on', 'loud', 'clean.md']],
    ['an unknown command', ['frobnicate']],
    ['a review of nothing', ['review', 'nowhere.md']],
  ])('refuses %s with 2 and a reason', (_, args) => {
    const { code, out, err } = run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).not.toBe('');
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('explains itself', () => {
    const { code, out } = run('--help');
    expect(code).toBe(0);
    expect(out).toMatch(/check .*\n[\s\S]*review /);
  });

  it('lets no control character of a draft, or of its name, through', () => {
    // C0 controls but for the line end, C1 controls, and marks that turn the direction of writing.
    const raw = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u;
    const shown = check('hostile.md');
    expect(shown.out).toContain('agreed-language');
    expect(shown.out).toContain('\ufffd');
    expect(shown.out).not.toMatch(raw);
    const json = checkWith(['--json'], 'hostile.md').out;
    expect(json).not.toMatch(raw);
    expect(JSON.stringify(JSON.parse(json))).toContain('\u009b31m secure\u202e');
    expect(run('review', '--no-bundled', '--corpus', 'record', '--', 'hostile.md').out).not.toMatch(raw);
    expect(check('no\u009b31mwhere.md').err).not.toMatch(raw);
  });

  it('reviews a draft: precedents, suggestions and findings', () => {
    const { code, out } = run('review', 'opposed.md', '--no-bundled', '--corpus', 'record');
    expect(code).toBe(0);
    expect(out).toMatch(/Reviewing opposed\.md\nfor Pakistan, Non-Aligned Movement, against 2 documents, \d+ passages/);
    const headings = ['Precedents', 'Suggestions', 'Findings'].map((heading) => out.indexOf(heading));
    expect(headings).toEqual(headings.toSorted((a, b) => a - b));
    expect(headings.every((at) => at > 0)).toBe(true);
    expect(out).toContain('“treaty on outer space”');
    expect(out).toContain('position-conflict');
  });

  it('reviews for programs, too', () => {
    const { code, out } = run(
      'review',
      'opposed.md',
      '--json',
      '--no-bundled',
      '--judge',
      'rules',
      '--corpus',
      'record',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      file: 'opposed.md',
      delegation: 'Pakistan',
      documents: 2,
      precedents: [{ line: 1, words: 'treaty on outer space', sources: [{ quote: LINE }] }],
      suggestions: [{ typed: expect.stringContaining('treaty'), offered: expect.any(Array) }],
      findings: [{ code: 'position-conflict', evidence: [{ quote: LINE }] }],
    });
  });

  it.each(['search', 'counterparts', 'similar', 'positions', 'index'])(
    '%s ends with 2 when a folder of the record is missing, and answers from the others',
    (command) => {
      const asked = ['positions', 'index'].includes(command) ? [] : ['treaty'];
      const args = [command, '--no-bundled', '--corpus', 'record', 'nowhere', '--json', '--', ...asked];
      const { code, out, err } = run(...args);
      expect(code).toBe(2);
      expect(err + out).toContain(join(folder, 'nowhere'));
      expect(JSON.parse(out)).toBeTypeOf('object');
    },
  );

  it.each(['check', 'report', 'review'])(
    '%s tells a draft for open circulation nothing of a restricted document but that there is one',
    (command) => {
      mkdirSync(join(folder, 'secret'), { recursive: true });
      const rest = 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.';
      const secret = corpusFile('Pakistan', '2022-05-06', `1. ${LINE}\n\n${rest}`);
      write('secret/cable.md', secret.replace('kind:', 'handling: restricted\nkind:'));
      write('open.md', `---\ncirculation: open\n---\n\n${OPPOSED}`);
      const [told, withheld] = ['opposed.md', 'open.md'].map(
        (draft) => run(command, '--no-bundled', '--judge', 'rules', '--corpus', 'secret', '--', draft).out,
      );
      expect(told).toMatch(/2022[\s\S]*supports a treaty|supports a treaty[\s\S]*2022/);
      expect(withheld).toContain('A restricted document says otherwise');
      expect(withheld).not.toMatch(/2022|supports a treaty/);
    },
  );

  it('prints who else uses a wording', () => {
    const nobody = run('counterparts', 'zeppelin', '--no-bundled', '--corpus', 'record');
    expect(nobody).toMatchObject({ code: 1, out: 'Nobody else in the record uses these words.\n' });
    const args = ['treaty', '--delegation', 'Nobody', '--group', 'None', '--no-bundled', '--corpus', 'record'];
    const { code, out } = run('counterparts', ...args);
    expect(code).toBe(0);
    expect(out).toMatch(/^Pakistan {2}.*; newest:/);
    expect(out).toContain('«treaty»');
    const { counterparts } = JSON.parse(run('counterparts', ...args, '--json').out) as CounterpartsAnswer;
    expect(counterparts.map(({ holder }) => holder)).toContain('Pakistan');
  });

  it('ends quietly when nobody reads on', () => {
    const shell = `"${process.execPath}" "${CLI}" search --limit 100 the treaty States | head -1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', shell], { cwd: folder, encoding: 'utf8' });
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).toBe('');
  });

  it('prints what is like a paragraph, compared word by word', () => {
    const own = ['--no-bundled', '--corpus', 'record'];
    const { code, out } = run('similar', 'Pakistan supports a new treaty on outer space.', ...own);
    expect(code).toBe(0);
    expect(out).toContain('Pakistan supports a [-new-] treaty on outer space.');
    expect(run('similar', 'zeppelins over quiet harbours', ...own)).toMatchObject({
      code: 1,
      out: 'The record holds no passage like this one.\n',
    });
    const piped = spawnSync(process.execPath, [CLI, 'similar', '-', '--json', ...own], {
      cwd: folder,
      encoding: 'utf8',
      input: LINE,
    });
    const { similar } = JSON.parse(piped.stdout) as SimilarAnswer;
    expect(similar[0]).toMatchObject({ likeness: 1, comparison: [{ kind: 'both', words: LINE }] });
  });

  describe('search', () => {
    const search = (...args: string[]): Run => run('search', '--no-bundled', '--corpus', 'record', '--', ...args);

    it('prints what answers, what was asked for marked, with its source and why', () => {
      const { code, out, err } = search('"open, secure, stable" from:2020');
      expect(err).toBe('');
      expect(code).toBe(0);
      expect(out).toMatch(/^Pakistan, para\. 2 {2}13 December 2021 · own position\n/);
      expect(out.replace(/\s+/g, ' ')).toContain('want an «open, secure, stable», accessible and peaceful');
      expect(out).toMatch(/\n {4}why: exact wording, own delegation\n {4}source: record\/a\.md:\d+\n/);
      expect(out).toMatch(/\n1 passage\.\n$/);
    });

    it('says how it read a mistyped word', () => {
      expect(search('delegatoins').out).toMatch(
        /^The record has no “delegatoins”: showing results for “delegations”\.\n/,
      );
    });

    it('prints JSON and nothing else, the reasons in it', () => {
      const { code, out } = run('search', 'treaty', '--json', '--no-bundled', '--corpus', 'record');
      expect(code).toBe(0);
      const { query, precedents, remarks } = JSON.parse(out);
      expect({ query, remarks }).toEqual({ query: 'treaty', remarks: [] });
      expect(precedents).toMatchObject([
        { holder: 'Pakistan', text: LINE, reasons: ['exact wording', 'own delegation'] },
      ]);
    });

    it('keeps to the limit', () => {
      const { out } = run('search', 'by:own', '--limit', '2', '--no-bundled', '--corpus', 'record');
      expect(out.match(/source:/g)).toHaveLength(2);
      expect(out).toMatch(/The 2 best passages; --limit shows more\.\n$/);
    });

    it('ends with 1 when nothing is found', () => {
      expect(search('zeppelin')).toMatchObject({ code: 1, out: expect.stringContaining('Nothing found.') });
      expect(search('treaty', '-outer')).toMatchObject({ code: 1, out: 'Nothing found.\n' });
    });

    it.each([
      ['a filter that is not understood', ['treaty from:yesterday'], 'Write from:2021'],
      ['a limit that is no number', ['treaty', '--limit', 'many'], 'Write a whole number'],
      ['a limit of nothing', ['treaty', '--limit', '0'], 'Write a whole number'],
      ['no query', [], 'missing required argument'],
    ])('refuses %s with 2 and a reason', (_, args, reason) => {
      const { code, out, err } = run('search', ...args);
      expect(code).toBe(2);
      expect(out).toBe('');
      expect(err).toContain(reason);
    });

    it('lets no control character of a document or of the query through', () => {
      mkdirSync(join(folder, 'odd'), { recursive: true });
      write('odd/odd.md', corpusFile('Pakistan', '2020-01-01', 'A \u009b31m treaty\u202e is red.'));
      const raw = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u;
      for (const options of [[], ['--json']]) {
        const { out, err } = run('search', 'treaty zep\u009bpelin', ...options, '--no-bundled', '--corpus', 'odd');
        expect(out).toContain('treaty');
        expect(out + err).not.toMatch(raw);
      }
      expect(search('from:\u009b31m').err).not.toMatch(raw);
    });
  });

  it('uses the bundled record when nothing is said', () => {
    write('parallel.md', 'A parallel structure to the existing OEWG is needed.\n');
    const { code, out } = run('check', 'parallel.md');
    expect(code).toBe(1);
    expect(out).toContain('corpus/documents/pakistan-statements-2023-03.md');
  });
});
