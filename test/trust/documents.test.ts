// Every reader, given files that were damaged by accident or made to harm: each gives a document or says why not, in time.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CORPUS_REQUEST, type CorpusAnswer } from '../../server/src/api/protocol.js';
import { createIndexBuilder } from '../../server/src/index/indexBuilder.js';
import { readSnapshot, writeSnapshot } from '../../server/src/index/snapshot.js';
import { convertHere } from '../../server/src/ingest/convertHere.js';
import { DEFAULT_LIMITS } from '../../server/src/ingest/formats.js';
import { readDocument } from '../../server/src/ingest/readDocument.js';
import { createTestClient } from '../support/client.js';
import { hostilePages, hostilePdfs, hostileTexts, hostileWords, hostileYaml } from '../support/hostileFiles.js';
import { damaged } from '../support/mutate.js';
import { linesAt, rawPdf, writePdf } from '../support/pdf.js';
import { makeDocument, TEST_SPELLING } from '../support/corpus.js';
import { ROOT } from '../support/server.js';
import { YAML_FUNCTIONS } from '../support/textFunctions.js';
import { Count, tries } from '../support/trust.js';
import { richWordFile } from '../support/wordFixtures.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const STATEMENT = [
  'Statement by the delegation of Côte d’Ivoire, 6 March 2023',
  '1. The group supports the early conclusion of the talks.',
  '(a) It recalls resolution 75/240, “in full”;[^1]',
  '2. States should refrain from such acts.',
  '[^1]: A/RES/75/240.',
];
/** Longest that one input may take, each of a few kilobytes, on a machine that does other things too. Milliseconds. */
const SLOWEST = 3000;
/** Most that this process may have held at any moment, in bytes. */
const MOST_MEMORY = 2_000_000_000;

/** A page whose content is deflated, as most are. */
function deflatedPdf(): Uint8Array {
  const content = deflateSync(Buffer.from('BT /F1 10 Tf 72 700 Td (The group supports the talks.) Tj ET')).toString(
    'latin1',
  );
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>',
    `<< /Length ${content.length} /Filter /FlateDecode >>\nstream\n${content}\nendstream`,
  ]);
}

/** Real documents beside the project, where there are any, which are small enough to be read thousands of times. */
function realFiles(folder: string, ending: string): readonly Uint8Array[] {
  const path = join(ROOT, '..', 'shared', 'data', folder);
  if (!existsSync(path)) return [];
  const files = readdirSync(path).filter((name) => name.endsWith(ending));
  return files.map((name) => new Uint8Array(readFileSync(join(path, name)))).filter(({ length }) => length < 120_000);
}

const ENDINGS = ['pdf', 'docx', 'html', 'md', 'txt'] as const;
type Ending = (typeof ENDINGS)[number];
let files: Readonly<Record<Ending, fc.Arbitrary<Uint8Array>>>;
const made = (ending: Ending): fc.Arbitrary<Uint8Array> => files[ending];

beforeAll(async () => {
  const text = STATEMENT.join('\n\n');
  const front = `title: Statement\nholder: Chile\ndate: "2023-03-06"\nbetween: [2023-01, 2023-02]\n`;
  const page = `<html><head><title>T</title></head><body><h1>T</h1><ol start="3" type="a"><li>${STATEMENT.join('</li><li>')}</li></ol><table><tr><td>a</td></tr></table><p>b<sup><a href="#n1" id="r1">1</a></sup></p><p id="n1">c</p></body></html>`;
  const pdfs = [writePdf([linesAt(72, 700, STATEMENT), linesAt(72, 700, STATEMENT)]), deflatedPdf()];
  const words = [await richWordFile()];
  const encodings = [utf8(text), new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le')), Buffer.from(text, 'latin1')];
  const withFront = fc
    .tuple(hostileYaml([front]), hostileTexts([text], 300))
    .map(([yaml, body]) => utf8(`---\n${yaml}\n---\n\n${body}`));
  const [plain, real] = [hostileTexts([text], 2000).map(utf8), realFiles('pdf', '.pdf').slice(0, 2)];
  files = {
    pdf: fc.oneof(damaged(pdfs), hostilePdfs(pdfs), hostilePdfs(pdfs), ...(real.length === 0 ? [] : [damaged(real)])),
    docx: fc.oneof(damaged(words), hostileWords(words), hostileWords(words)),
    html: fc.oneof(damaged([utf8(page)]), hostilePages([page]), hostilePages([page]), plain),
    md: fc.oneof(damaged([utf8(`---\n${front}---\n\n${text}`)]), withFront, withFront, plain),
    txt: fc.oneof(damaged(encodings), plain, plain),
  };
});

/** Gives `read` so many inputs, each in its time; counts them under `what` with the test. */
async function tryAll<T>(
  what: string,
  inputs: fc.Arbitrary<T>,
  numRuns: number,
  read: (input: T) => unknown,
  task: Parameters<Count['tell']>[0],
): Promise<void> {
  const count = new Count(what);
  let slowest = 0;
  try {
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => {
        count.tried++;
        const began = performance.now();
        await read(input);
        const took = performance.now() - began;
        slowest = Math.max(slowest, took);
        expect(took).toBeLessThan(SLOWEST);
        count.survived++;
      }),
      { numRuns },
    );
    console.log(`${what}: slowest ${Math.round(slowest)} ms`);
    expect(process.resourceUsage().maxRSS * 1024).toBeLessThan(MOST_MEMORY);
  } finally {
    count.tell(task);
  }
}

describe('a hostile file', () => {
  it.for([
    ['pdf', 250, 10_000],
    ['docx', 250, 10_000],
    ['html', 400, 30_000],
    ['md', 400, 40_000],
    ['txt', 400, 40_000],
  ] as const)('with the ending %s gives a document or says why not', async ([ending, short, whole], { task }) => {
    const name = `file.${ending}`;
    const read = async (bytes: Uint8Array): Promise<void> => {
      const { document, problems } = await readDocument(
        { uri: `file:///corpus/${name}`, name },
        bytes,
        DEFAULT_LIMITS,
        convertHere,
      );
      if (document === undefined) {
        expect(problems.at(-1)).toMatchObject({ skipped: true });
        expect(problems.at(-1)?.message).toMatch(/^file\.\w+: skipped: \S[^]*\.$/);
      } else expect(document.passages.length).toBeGreaterThan(0);
    };
    await tryAll(`hostile files: ${ending}`, made(ending), tries(short, whole), read, task);
  });

  it.for(Object.entries(YAML_FUNCTIONS))(
    'of settings or words is read or named in a problem: %s',
    async ([name, read], { task }) => {
      const originals = [
        'departures:\n  - rule: position-conflict\n    by: A\n    date: 2026-01-01\n    reason: b\n    sentence: c\n    from: {document: d, citation: e, quote: f}\n',
        'confirmed:\n  - statement: a\n    document: b\nred-lines:\n  - phrase: c\n    reason: d\nmerged:\n  - topics: [a, b]\n',
        'a.md:\n  title: T\n  holder: Chile\n  between: [2023-01, 2023-02]\n',
        'documents:\n  - file: a.md\n    id: a\n    sha256: 00\n    title: T\n',
        'pinned:\n  - document: a\n    words: b\nretired: []\n',
        'negators: [not, never]\nvariants: {behavior: behaviour}\naxes:\n  a: {b: [c, d]}\n',
      ];
      await tryAll(`hostile YAML: ${name}`, hostileYaml(originals), tries(150, 4000), read, task);
    },
  );

  it('of a kept index is an index or none', async ({ task }) => {
    const builder = createIndexBuilder({ spelling: TEST_SPELLING });
    builder.add(makeDocument({ id: 'a', text: STATEMENT.join('\n\n') }));
    const whole = Buffer.concat([...writeSnapshot(builder.build(), { made: 'here' })]);
    expect(readSnapshot(new Uint8Array(whole))?.stamp).toEqual({ made: 'here' });
    const numbers = fc
      .tuple(fc.constantFrom('at', 'length', 'arrays'), fc.constantFrom('-8', '3', '1e99', '"a"', 'null', '4294967296'))
      .map(
        ([field, number]) =>
          new Uint8Array(
            Buffer.from(
              whole.toString('latin1').replace(new RegExp(`"${field}":\\d+`), `"${field}":${number}`),
              'latin1',
            ),
          ),
      );
    await tryAll(
      'hostile kept indexes',
      fc.oneof(damaged([new Uint8Array(whole)]), numbers),
      tries(500, 20_000),
      readSnapshot,
      task,
    );
  });
});

describe('the server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'aide-memoire-hostile-'));
  const running: ChildProcess[] = [];
  afterAll(() => {
    for (const server of running) server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it('reads a folder full of hostile files, names each that it cannot use, and serves on', async ({ task }) => {
    const count = new Count('hostile files in a folder that is served');
    try {
      for (const ending of ENDINGS) {
        fc.sample(made(ending), tries(12, 300)).forEach((bytes, n) => {
          writeFileSync(join(folder, `${ending}${n}.${ending}`), bytes);
          count.tried++;
        });
      }
      const server = spawn(process.execPath, [join(ROOT, 'dist', 'server.cjs'), '--stdio'], { cwd: folder });
      running.push(server);
      const client = createTestClient(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin), {
        settings: { corpus: { bundled: false, folders: [folder] }, judge: { use: 'off' } },
        timeLimit: tries(60_000, 600_000),
      });
      await client.start();
      const { problems, duplicates } = await client.whenReady();
      const { documents } = await client.connection.sendRequest<CorpusAnswer>(CORPUS_REQUEST, {});
      const told = new Set([...documents.map(({ uri }) => uri), ...problems.map(({ file }) => file)].map(nameOf));
      // One that is left out as a copy is told by its id, which is its name without the ending.
      const copies = new Set(duplicates.map(({ document }) => document));
      const silent = readdirSync(folder).filter((name) => !told.has(name) && !copies.has(name.replace(/\.\w+$/, '')));
      expect(silent).toEqual([]);
      expect(server.exitCode).toBeNull();
      count.survived = count.tried;
    } finally {
      count.tell(task);
    }
  });
});

function nameOf(file: string): string {
  return file.startsWith('file:') ? basename(fileURLToPath(file)) : file;
}
