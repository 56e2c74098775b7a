import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as docx from 'docx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compoundFile } from '../support/badFiles.js';
import { corpusFile } from '../support/files.js';
import { ROOT } from '../support/server.js';
import { commentsOf } from '../support/wordComments.js';
import { UN_LEVELS, wordFile } from '../support/wordFixtures.js';

const CLI = join(ROOT, 'dist', 'cli.cjs');
const folder = mkdtempSync(join(tmpdir(), 'aide-memoire-word-'));
const SAID = 'Pakistan supports a treaty on outer space.';
const OPPOSED = 'Pakistan opposes a treaty on outer space';

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The bundled program, as a drafter runs it in a folder of drafts, with the folder's own record alone. */
function run(command: string, ...args: string[]): Run {
  const { FORCE_COLOR: _, ...env } = process.env;
  const own = ['--no-bundled', '--judge', 'rules', '--corpus', 'record'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, command, ...args, ...own], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, NO_COLOR: '1' },
  });
  return { code: status, out: stdout, err: stderr };
}

const contentOf = (name: string): Buffer => readFileSync(join(folder, name));
const paragraph = (text: string, level?: number): docx.Paragraph =>
  new docx.Paragraph({ text, ...(level === undefined ? {} : { numbering: { reference: 'list', level } }) });

/** A draft with the same opposition in a list, split over runs, in a table and in a footnote; `above` comes first. */
function draft(...above: readonly string[]): Promise<Uint8Array> {
  const cells = ['Norm', OPPOSED].map((text) => new docx.TableCell({ children: [paragraph(text)] }));
  return wordFile({
    numbering: { config: [{ reference: 'list', levels: UN_LEVELS }] },
    footnotes: { 1: { children: [paragraph(`${OPPOSED}.`)] } },
    sections: [
      {
        children: [
          ...above.map((text) => paragraph(text)),
          new docx.Paragraph({ text: 'Introduction', heading: docx.HeadingLevel.HEADING_1 }),
          paragraph('Rivers carry boats.', 0),
          new docx.Paragraph({
            numbering: { reference: 'list', level: 0 },
            children: [
              new docx.TextRun('Farmers grow wheat. Pak'),
              new docx.TextRun({ text: 'istan opposes', bold: true }),
              new docx.TextRun(' a treaty on outer space.'),
              new docx.FootnoteReferenceRun(1),
            ],
          }),
          new docx.Table({ rows: [new docx.TableRow({ children: cells })] }),
        ],
      },
    ],
  });
}

beforeAll(async () => {
  for (const name of ['record', 'secret']) mkdirSync(join(folder, name));
  const rest = 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.';
  writeFileSync(join(folder, 'record', 'said.md'), corpusFile('Pakistan', '2021-12-13', `1. ${SAID}\n\n${rest}`));
  const secret = corpusFile('Pakistan', '2022-05-06', `1. ${SAID}\n\n${rest}`).replace(
    'kind:',
    'handling: restricted\nkind:',
  );
  writeFileSync(join(folder, 'secret', 'cable.md'), secret);
  writeFileSync(join(folder, 'paper.docx'), await draft());
  writeFileSync(join(folder, 'open.docx'), await draft('Our paper', 'Circulation: open'));
  writeFileSync(
    join(folder, 'clean.docx'),
    await wordFile({ sections: [{ children: [paragraph('Rivers carry boats.')] }] }),
  );
  writeFileSync(join(folder, 'locked.docx'), compoundFile('EncryptedPackage'));
  writeFileSync(join(folder, 'draft.md'), `${OPPOSED}.\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a draft in Word', () => {
  it('is checked, and each finding says in which paragraph and at which words', () => {
    const { code, out, err } = run('check', 'paper.docx');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const places = [...out.matchAll(/^paper\.docx, (.*?) {2}warning {2}position-conflict\n {2}“(.*)”$/gm)];
    expect(places.map(([, place, words]) => [place, words])).toEqual([
      ['para. 2', OPPOSED],
      ['“Introduction”, 4th para.', OPPOSED],
      ['footnote 1', OPPOSED],
    ]);
    expect(out).toMatch(/\n3 findings\.\n$/);
  });

  it('is named in JSON by paragraph and words, and by line and column of its text', () => {
    const findings = JSON.parse(run('check', 'paper.docx', '--json').out) as object[];
    expect(findings[0]).toMatchObject({ line: 5, column: 24, paragraph: 'para. 2', words: OPPOSED });
    expect(JSON.parse(run('check', 'draft.md', '--json').out)[0]).not.toHaveProperty('paragraph');
  });

  it('can be reviewed and reported on', () => {
    const review = run('review', 'paper.docx');
    expect(review).toMatchObject({ code: 0, err: '' });
    expect(review.out).toContain('para. 2  “treaty on outer space”');
    const report = run('report', 'paper.docx');
    expect(report).toMatchObject({ code: 0, err: '' });
    expect(report.out).toMatch(/^# Clearance report: Introduction\n/);
    expect(report.out).toContain(`**“Introduction”, 4th para.** “${OPPOSED}”`);
    expect(report.out).toContain(`**footnote 1** “${OPPOSED}.”`);
  });

  it.each([
    ['protected', 'locked.docx', /locked\.docx: it is protected with a password.*remove the password/],
    ['missing', 'nowhere.docx', /nowhere\.docx: there is no such file/],
  ])('is named when it is %s', (_, name, message) => {
    expect(run('check', name)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(message) });
  });

  it('keeps to the limits that are set', () => {
    writeFileSync(join(folder, 'large.docx'), Buffer.alloc(1_500_000, 'PK\u0003\u0004'));
    expect(run('check', 'large.docx', '--reading-limit', 'fileMegabytes=1')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/large\.docx: it has 2 MB, more than the limit of 1 MB/),
    });
  });

  it.each(['check', 'report', 'review'])(
    'is told by %s nothing of a restricted document when it is for open circulation',
    (command) => {
      const [told, withheld] = ['paper.docx', 'open.docx'].map((name) =>
        run(command, name, '--corpus', 'secret').out.replaceAll(/13 December 2021.*$/gm, ''),
      );
      expect(told).toMatch(/2022/);
      expect(withheld).not.toMatch(/2022/);
    },
  );
});

describe('findings as comments of Word', () => {
  const annotate = (...args: string[]): Run => run('check', '--annotate', ...args);

  it('are written into a copy, one for each, and the draft stays as it is', () => {
    const before = contentOf('paper.docx');
    const { code, out, err } = annotate('out.docx', 'paper.docx');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(
      /\n3 findings\.\nout\.docx: 3 comments for 3 findings\. 1 cannot stand at its words: it stands beside them and quotes them\.\n$/,
    );
    expect(contentOf('paper.docx').equals(before)).toBe(true);
    const comments = commentsOf(contentOf('out.docx'));
    expect(comments.map(({ words }) => words)).toEqual([OPPOSED, OPPOSED, '']);
    for (const { author, initials, date, references, paragraphs } of comments) {
      expect({ author, initials, references }).toEqual({ author: 'Aide-Mémoire', initials: 'AM', references: 1 });
      expect(Math.abs(Date.now() - Date.parse(date))).toBeLessThan(600_000);
      expect(paragraphs.at(-2)).toContain(`“${SAID}” (Pakistan, statement, 13 December 2021, para. 1)`);
      expect(paragraphs.at(-1)).toBe('position-conflict (warning)');
    }
    expect(comments[2]?.paragraphs[0]).toBe(`On “${OPPOSED}”:`);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'out.docx')).mode & 0o777).toBe(0o600);
  });

  it('are found again in the copy, which is a draft like any other', () => {
    const [first, second] = [
      ['paper.docx', 'again.docx'],
      ['again.docx', 'twice.docx'],
    ].map(([of = '', into = '']) => annotate(into, of).out.replaceAll(of, '').replaceAll(into, ''));
    expect(second).toBe(first);
    expect(commentsOf(contentOf('twice.docx')).map(({ id }) => id)).toEqual(['0', '1', '2', '3', '4', '5']);
  });

  it('go to a copy without comments when there is nothing to find', () => {
    expect(annotate('calm.docx', 'clean.docx')).toEqual({
      code: 0,
      out: 'No findings.\ncalm.docx: 0 comments for 0 findings.\n',
      err: '',
    });
    expect(commentsOf(contentOf('calm.docx'))).toEqual([]);
  });

  it('leave JSON as it is', () => {
    const { out, err } = annotate('json.docx', 'paper.docx', '--json');
    expect(JSON.parse(out)).toHaveLength(3);
    expect(err).toMatch(/^json\.docx: 3 comments for 3 findings\./);
  });

  it('replace a file only with --force, and then as a whole', () => {
    writeFileSync(join(folder, 'there.docx'), 'notes of mine');
    const { code, err, out } = annotate('there.docx', 'paper.docx');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^there\.docx: there is such a file already\..*--force/);
    expect(contentOf('there.docx').toString()).toBe('notes of mine');
    expect(annotate('there.docx', 'paper.docx', '--force').code).toBe(1);
    expect(commentsOf(contentOf('there.docx'))).toHaveLength(3);
  });

  it('are never written into the draft itself, also not through a link', () => {
    const before = contentOf('paper.docx');
    linkSync(join(folder, 'paper.docx'), join(folder, 'hard.docx'));
    const names = ['paper.docx', './record/../paper.docx', 'hard.docx'];
    if (process.platform !== 'win32') {
      symlinkSync('paper.docx', join(folder, 'soft.docx'));
      names.push('soft.docx');
    }
    for (const name of names) {
      const { code, err, out } = annotate(name, 'paper.docx', '--force');
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(`${name}: this is the draft itself, which is never changed.`);
    }
    expect(contentOf('paper.docx').equals(before)).toBe(true);
  });

  it.each([
    [
      'several drafts',
      ['new.docx', 'paper.docx', 'clean.docx'],
      '--annotate takes one draft. Run check once for each.',
    ],
    [
      'a draft that is not in Word',
      ['new.docx', 'draft.md'],
      'draft.md: --annotate puts comments into drafts in Word.',
    ],
    ['a copy that is not for Word', ['new.pdf', 'paper.docx'], 'new.pdf: the copy is a Word file too.'],
    ['a draft that cannot be read', ['new.docx', 'locked.docx'], 'locked.docx: it is protected with a password.'],
    ['a place that cannot be written', ['draft.md/new.docx', 'paper.docx'], 'draft.md/new.docx: cannot be written.'],
  ])('are refused for %s', (_, args, message) => {
    const { code, err } = annotate(...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(() => contentOf('new.docx')).toThrow('ENOENT');
  });

  it('tell a draft for open circulation nothing of a restricted document', () => {
    const [told, withheld] = ['paper', 'open'].map((name) => {
      run('check', `${name}.docx`, '--annotate', `${name}-secret.docx`, '--corpus', 'secret');
      return JSON.stringify(commentsOf(contentOf(`${name}-secret.docx`)));
    });
    expect(told).toContain('2022');
    expect(withheld).toContain('13 December 2021');
    expect(withheld).not.toContain('2022');
  });
});
