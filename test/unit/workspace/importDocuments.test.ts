import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Paragraph } from 'docx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { convertHere } from '../../../server/src/ingest/convertHere.js';
import { DEFAULT_LIMITS } from '../../../server/src/ingest/formats.js';
import type { ImportReport } from '../../../server/src/api/protocol.js';
import { createNodeFileSystem } from '../../../server/src/node/fileSystem.js';
import { createNodeFileWriter } from '../../../server/src/node/fileWriter.js';
import { NEVER_CANCELLED } from '../../../server/src/util/cancellation.js';
import { importDocuments } from '../../../server/src/workspace/importDocuments.js';
import { wordText } from '../../support/wordFixtures.js';

const host = { fileSystem: createNodeFileSystem(), fileWriter: createNodeFileWriter(), convert: convertHere };
const STATEMENT = 'Statement by Pakistan\n13 December 2021\n\n1. States should refrain from the use of force.\n';
let folder = '';

function put(name: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

function uriOf(name: string): string {
  return pathToFileURL(join(folder, name)).href;
}

function run(sources: readonly string[], cancellation = NEVER_CANCELLED, seen: string[] = []): Promise<ImportReport> {
  return importDocuments(
    host,
    sources.map(uriOf),
    uriOf('out'),
    DEFAULT_LIMITS,
    (done, total, name) => seen.push(`${done}/${total} ${name}`),
    cancellation,
  );
}

function outcomes({ files }: ImportReport): readonly string[] {
  return files.map(
    ({ source, outcome, written }) =>
      `${fileURLToPath(source).slice(folder.length + 1)} ${outcome}${written === undefined ? '' : ` ${written.split('/').at(-1)}`}`,
  );
}

describe('importDocuments', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'aide-memoire-import-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('says of each document what became of it, and what was only guessed', async () => {
    put('papers/a.txt', STATEMENT);
    put('papers/deep/b.docx', await wordText([new Paragraph('The Group recalls its position on peace.')]));
    put('papers/deep/broken.docx', 'no archive');
    put('papers/README.md', '# About this folder');
    put('papers/.git/c.md', 'Hidden.');
    const seen: string[] = [];
    const report = await run(['papers'], NEVER_CANCELLED, seen);
    expect(outcomes(report)).toEqual([
      'papers/a.txt read a.md',
      'papers/deep/b.docx read b.md',
      'papers/deep/broken.docx skipped',
    ]);
    expect(report.files[0]?.passages).toBe(1);
    expect(report.files[0]?.guessed).toContainEqual({ field: 'date', value: '2021-12-13' });
    expect(report.files[2]?.remarks).toEqual([expect.stringMatching(/^broken\.docx: skipped: \S/)]);
    expect(seen).toEqual(['0/3 a.txt', '1/3 b.docx', '2/3 broken.docx']);
    expect(readFileSync(join(folder, 'out', 'a.md'), 'utf8')).toContain('\n1. States should refrain from');
  });

  it('takes what a corpus.yaml beside the documents states', async () => {
    put('papers/a.txt', STATEMENT);
    put('papers/corpus.yaml', 'a.txt:\n  holder: Chile\n  date: 2020-01-02\nb.txt:\n  holder: Peru\n');
    const { files, problems } = await run(['papers']);
    expect(readFileSync(join(folder, 'out', 'a.md'), 'utf8')).toMatch(/^holder: Chile$/m);
    expect(files[0]?.guessed.map(({ field }) => field)).not.toContain('date');
    expect(problems).toEqual([{ file: uriOf('papers/corpus.yaml'), message: expect.stringContaining('b.txt') }]);
  });

  it('writes two documents of one name, and imports nothing twice', async () => {
    put('2019/note.txt', STATEMENT);
    put('2020/note.txt', STATEMENT.replace('refrain from', 'renounce'));
    const first = await run(['2019', '2020']);
    expect(outcomes(first)).toEqual(['2019/note.txt read note.md', '2020/note.txt read note-2.md']);
    const corrected = readFileSync(join(folder, 'out', 'note-2.md'), 'utf8').replace(/^holder: .*$/m, 'holder: Chile');
    writeFileSync(join(folder, 'out', 'note-2.md'), corrected);
    const second = await run(['2020', '2019']);
    expect(outcomes(second)).toEqual(['2020/note.txt present note-2.md', '2019/note.txt present note.md']);
    expect(readdirSync(join(folder, 'out'))).toEqual(['note-2.md', 'note.md']);
    expect(readFileSync(join(folder, 'out', 'note-2.md'), 'utf8')).toBe(corrected);
  });

  it('never overwrites, whatever has the name', async () => {
    put('papers/a.txt', STATEMENT);
    put('out/a.md', 'mine');
    mkdirSync(join(folder, 'out', 'a-2.md'));
    expect(outcomes(await run(['papers']))).toEqual(['papers/a.txt read a-3.md']);
    expect(readFileSync(join(folder, 'out', 'a.md'), 'utf8')).toBe('mine');
  });

  it('ends between two documents when it is cancelled', async () => {
    for (const name of ['a', 'b', 'c']) put(`papers/${name}.txt`, STATEMENT.replace('force', `force in ${name}`));
    const seen: string[] = [];
    const cancellation = {
      get isCancellationRequested() {
        return seen.length === 2;
      },
    };
    const report = await run(['papers'], cancellation, seen);
    expect(outcomes(report)).toEqual(['papers/a.txt read a.md', 'papers/b.txt read b.md']);
    expect(report.remaining).toBe(1);
    expect(readdirSync(join(folder, 'out'))).toEqual(['a.md', 'b.md']);
  });

  it('names sources that are not there, and a folder that it cannot write into', async () => {
    put('papers/a.txt', STATEMENT);
    put('out', 'a file, where the folder should be');
    const report = await run(['gone', 'papers', 'papers/a.txt']);
    expect(report.problems).toEqual([{ file: uriOf('gone'), message: expect.stringContaining('no such file') }]);
    expect(outcomes(report)).toEqual(['papers/a.txt skipped']);
    expect(report.files[0]?.remarks[0]).toMatch(/nothing can be written .*Choose another folder/);
  });
});
