import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Paragraph } from 'docx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SOURCE_TEXT_REQUEST } from '../../server/src/api/protocol.js';
import { linesAt, writePdf } from '../support/pdf.js';
import { connectServer, ROOT } from '../support/server.js';
import { wordFile } from '../support/wordFixtures.js';

const CLI = join(ROOT, 'dist', 'cli.cjs');
const folder = mkdtempSync(join(tmpdir(), 'aide-memoire-import-'));
const LINE = 'Pakistan supports a treaty on the peaceful uses of outer space.';

beforeAll(async () => {
  if (!existsSync(CLI)) throw new Error('dist/cli.cjs is not there: run `npm run build` first');
  mkdirSync(join(folder, 'papers'));
  const put = (name: string, content: string | Uint8Array): void =>
    writeFileSync(join(folder, 'papers', name), content);
  put(
    'a.pdf',
    writePdf([
      linesAt(72, 700, ['1. The delegation of Pakistan supports an early', 'conclusion of the talks on outer space.']),
    ]),
  );
  put(
    'b.docx',
    await wordFile({
      numbering: { config: [{ reference: 'n', levels: [{ level: 0, format: 'decimal', text: '%1.' }] }] },
      sections: [
        {
          children: [
            new Paragraph({ text: LINE, numbering: { reference: 'n', level: 0 } }),
            new Paragraph({
              text: 'It has said so on many occasions before this one.',
              numbering: { reference: 'n', level: 0 },
            }),
          ],
        },
      ],
    }),
  );
  put(
    'c.html',
    `<html><body><h1>Statement by Pakistan</h1><ol start="7"><li>The Group welcomes the report of the Chair on lunar fisheries.</li></ol></body></html>`,
  );
  put('broken.pdf', '%PDF-1.7 nothing more');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('import', () => {
  it('writes PDF, Word and HTML as normalised Markdown, and names what it skips', () => {
    const args = [CLI, 'import', 'papers', '--into', 'out'];
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    const read = (name: string): string => readFileSync(join(folder, 'out', name), 'utf8');
    expect(stdout).toContain('3 read, 1 skipped.');
    expect(stdout).toMatch(/broken\.pdf: skipped: \S+/);
    expect(status).toBe(1);
    expect(read('a.md')).toContain(
      '\n1. The delegation of Pakistan supports an early conclusion of the talks on outer space.\n',
    );
    expect(read('b.md')).toContain(`\n1. ${LINE}\n\n2. It has said so`);
    expect(read('c.md')).toContain('\n7. The Group welcomes the report of the Chair on lunar fisheries.\n');
  });

  it('overwrites nothing, and writes nothing twice', () => {
    mkdirSync(join(folder, 'kept'));
    writeFileSync(join(folder, 'kept', 'a.md'), 'mine');
    const args = [CLI, 'import', join('papers', 'a.pdf'), '--into', 'kept'];
    const first = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    expect([first.status, first.stdout]).toEqual([0, expect.stringContaining(join('kept', 'a-2.md'))]);
    const second = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    expect([second.status, second.stdout]).toEqual([0, expect.stringMatching(/exists already.*a-2\.md/)]);
    expect(second.stdout).toContain('0 read, 1 there already, 0 skipped.');
    expect(readdirSync(join(folder, 'kept'))).toEqual(['a-2.md', 'a.md']);
    expect(readFileSync(join(folder, 'kept', 'a.md'), 'utf8')).toBe('mine');
  });

  it('finds nothing where nothing is', () => {
    const { status, stderr } = spawnSync(process.execPath, [CLI, 'import', 'nowhere', '--into', 'out'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([2, expect.stringContaining('nowhere: there is no such file or folder')]);
  });
});

describe('a folder of documents as they came', () => {
  it('is served in place, and a converted document is shown as its text', async () => {
    const papers = pathToFileURL(join(folder, 'papers')).href;
    const client = connectServer({ settings: { corpus: { bundled: false, folders: [papers] } } });
    await client.start();
    const status = await client.until('the three documents', () =>
      client.statuses.find(({ state, documents }) => state === 'ready' && documents === 3),
    );
    expect(status.problems.map(({ file }) => file)).toContain(`${papers}/broken.pdf`);
    const text = await client.connection.sendRequest<string>(SOURCE_TEXT_REQUEST, { uri: `${papers}/b.docx` });
    expect(text).toContain(`1. ${LINE}`);
  });
});
