import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type CodeAction,
  type FullDocumentDiagnosticReport,
  type Hover,
  type MarkupContent,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  CORPUS_REQUEST,
  type CorpusAnswer,
  REPORT_TEXT_REQUEST,
  type ReportText,
} from '../../server/src/api/protocol.js';
import { createTestClient, type TestClient } from '../support/client.js';
import { corpusFile } from '../support/files.js';
import { ROOT } from '../support/server.js';

const SERVER = join(ROOT, 'dist', 'server.cjs');
const FRENCH = join(ROOT, 'client', 'l10n', 'bundle.l10n.fr.json');
const root = mkdtempSync(join(tmpdir(), 'aide-memoire-language-'));
const record = join(root, 'record');
const draft = pathToFileURL(join(root, 'paper.draft.md')).href;
const running: ChildProcess[] = [];
const TIME_LIMIT = 60_000;

/** Enough words for an index to be kept, no two passages alike. */
const LONG = Array.from({ length: 2200 }, (_, n) => {
  const words = Array.from({ length: 100 }, (__, k) => `w${(n * 7919 + k * 104_729) % 30_011}`);
  return `${n + 1}. ${words.join(' ')}.`;
}).join('\n\n');

/** The server as an editor starts it whose display language has this bundle. */
async function start(bundle: string | undefined, snapshotFolder?: string): Promise<TestClient> {
  const env = { ...process.env, ...(bundle === undefined ? {} : { EXTENSION_BUNDLE_PATH: bundle }) };
  const server = spawn(process.execPath, [SERVER, '--stdio'], { cwd: root, env });
  running.push(server);
  const client = createTestClient(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin), {
    settings: { corpus: { folders: [record] }, judge: { use: 'rules' } },
    timeLimit: TIME_LIMIT,
    ...(snapshotFolder === undefined
      ? {}
      : { initializationOptions: { snapshotFolder: pathToFileURL(snapshotFolder).href } }),
  });
  await client.start();
  return client;
}

/** What a person reads. */
interface Said {
  readonly finding: string;
  readonly hover: string;
  readonly fixes: readonly string[];
  /** The clearance report as a web page. */
  readonly report: string;
  /** What is said of a file that is not read. */
  readonly problem: string;
}

async function read(client: TestClient): Promise<Said> {
  const { problems } = await client.whenReady();
  client.open(draft, 'Pakistan opposes a treaty on outer space.\n', 'negotiation-draft');
  const [finding] = ((await client.diagnose(draft)) as FullDocumentDiagnosticReport).items;
  const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
    textDocument: { uri: draft },
    position: { line: 0, character: 20 },
  });
  const fixes = await client.connection.sendRequest<readonly CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: draft },
    range: finding?.range,
    context: { diagnostics: [finding] },
  });
  const report = await client.connection.sendRequest<ReportText>(REPORT_TEXT_REQUEST, {
    textDocument: { uri: draft },
    format: 'html',
  });
  return {
    finding: textOf(finding?.message),
    hover: textOf(hover.contents as MarkupContent),
    fixes: fixes.map(({ title }) => title),
    report: report.text,
    problem: problems[0]?.message ?? '',
  };
}

function textOf(words: string | MarkupContent = ''): string {
  return typeof words === 'string' ? words : words.value;
}

describe('the server', () => {
  beforeAll(() => {
    if (!existsSync(SERVER)) throw new Error('dist/server.cjs is not there: run `npm run build` first');
    mkdirSync(record);
    writeFileSync(join(record, 'empty.md'), '');
    writeFileSync(
      join(record, 'good.md'),
      corpusFile('Pakistan', '2021-12-13', 'Pakistan supports a treaty on outer space.'),
    );
  });
  afterEach(() => {
    for (const server of running.splice(0)) server.kill('SIGKILL');
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each([
    ['without a bundle', undefined],
    ['with one that is not there', join(root, 'none.json')],
  ])('speaks English %s', async (_, bundle) => {
    const { finding, hover, fixes, report, problem } = await read(await start(bundle));
    expect(finding).toContain('This contradicts the delegation’s own record: “Pakistan supports');
    expect(hover).toContain('**Contradicts the delegation’s position** · position-conflict · confidence: ');
    expect(fixes).toContain('Ignore position-conflict here, with a reason');
    expect(report).toContain('<html lang="en">');
    expect(report).toContain('<h2>Departures recorded</h2>');
    expect(problem).toMatch(/^empty\.md: skipped: it is empty\./);
  });

  it('speaks French with the French bundle, and quotes and cites as the documents do', async () => {
    const client = await start(FRENCH);
    const { finding, hover, fixes, report, problem } = await read(client);
    const { documents } = await client.connection.sendRequest<CorpusAnswer>(CORPUS_REQUEST);
    expect(finding).toMatch(
      /Cela contredit ce que la délégation a elle-même déclaré\u202f: “Pakistan supports .*” \(Pakistan, statement, 13 December 2021, /,
    );
    expect(hover).toContain('**Contredit la position de la délégation** · position-conflict · confiance\u202f: ');
    expect(hover).toContain('Pourquoi c’est important\u202f: ');
    expect(hover).toContain('déclaration, 13 décembre 2021');
    expect(documents).toContainEqual(
      expect.objectContaining({
        citation: 'Pakistan, statement, 13 December 2021',
        kind: 'déclaration',
        date: '13 décembre 2021',
        authority: 'position propre',
      }),
    );
    expect(fixes).toContain('Ignorer position-conflict ici, avec un motif');
    expect(report).toContain('<html lang="fr">');
    expect(report).toContain('<h2>Écarts consignés</h2>');
    expect(report).toContain(
      '“Pakistan supports a treaty on outer space.” <cite>Pakistan, statement, 13 December 2021',
    );
    // Said by a thread that reads.
    expect(problem).toMatch(/^empty\.md\u202f: ignoré\u202f: ce fichier est vide\./);
  });

  it(
    'says in the new language what it had kept in another',
    async () => {
      writeFileSync(join(record, 'long.md'), LONG);
      const kept = join(root, 'kept');
      await (await start(undefined, kept)).whenReady();
      await vi.waitUntil(() => existsSync(kept) && readdirSync(kept).length > 1, TIME_LIMIT);
      for (const server of running.splice(0)) server.kill('SIGKILL');
      const client = await start(FRENCH, kept);
      await client.whenReady();
      const said = new Set(client.statuses.flatMap(({ problems }) => problems.map(({ message }) => message)));
      expect([...said]).toEqual([expect.stringMatching(/^empty\.md\u202f: ignoré/)]);
    },
    2 * TIME_LIMIT,
  );
});
