import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Paragraph } from 'docx';
import { build } from 'esbuild';
import {
  type CodeAction,
  type CompletionList,
  type Diagnostic,
  type Hover,
  LSPErrorCodes,
  type MarkupContent,
} from 'vscode-languageserver/node';
import { afterEach, describe, expect, it } from 'vitest';
import { type EntryPlace, IMPORT_REQUEST, RECORD_DEPARTURE_REQUEST } from '../../server/src/api/protocol.js';
import { type AskedFiles, type Browser, type BrowserServer, startBrowserServer } from '../support/browserServer.js';
import type { ClientOptions, TestClient } from '../support/client.js';
import { linesAt, writePdf } from '../support/pdf.js';
import { ROOT } from '../support/server.js';
import { startProcess } from '../support/serverProcess.js';
import { wordText } from '../support/wordFixtures.js';

const SAMPLE = readFileSync(join(ROOT, 'client', 'sample', 'working-paper.draft.md'), 'utf8');
const TYPED = 'Every effort must be made to prevent cyberspace from ';
const DRAFT = `${SAMPLE}\n${TYPED}\n`;
/** On a machine that does other things besides. */
const TIME_LIMIT_MS = 60_000;
const RULES_ALONE: ClientOptions = { settings: { judge: { use: 'rules' } } };

const running: { stop(): Promise<unknown> }[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

/** What a drafter may be shown of the draft. */
interface Answers {
  readonly hovers: readonly (Hover | null)[];
  readonly findings: readonly Diagnostic[];
  readonly actions: readonly (readonly CodeAction[])[];
  readonly completion: CompletionList;
}

async function answersOf(client: TestClient): Promise<Answers> {
  const uri = 'untitled:paper';
  client.open(uri, DRAFT, 'negotiation-draft');
  const lines = DRAFT.split('\n');
  const textDocument = { uri };
  const ask = <T>(method: string, params: object): Promise<T> =>
    client.connection.sendRequest<T>(`textDocument/${method}`, { textDocument, ...params });
  const report = await client.diagnose(uri);
  const findings: readonly Diagnostic[] = report.kind === 'full' ? report.items : [];
  // A hover tells of the findings that are known by then.
  const hovers: (Hover | null)[] = [];
  for (const [line, { length }] of lines.entries())
    for (let character = 0; character < length; character += 25)
      hovers.push(await ask('hover', { position: { line, character } }));
  const actions = findings.map(({ range, ...finding }) =>
    ask<CodeAction[]>('codeAction', { range, context: { diagnostics: [{ range, ...finding }] } }),
  );
  const last = lines.indexOf(TYPED);
  const completion = await ask<CompletionList>('completion', { position: { line: last, character: TYPED.length } });
  return { hovers, findings, actions: await Promise.all(actions), completion };
}

function textsOf(hovers: readonly (Hover | null)[]): readonly string[] {
  return hovers.flatMap((hover) => (hover === null ? [] : [(hover.contents as MarkupContent).value]));
}

function begin(options?: ClientOptions, browser?: Browser): BrowserServer {
  const server = startBrowserServer({ timeLimit: TIME_LIMIT_MS, ...options }, browser);
  running.push(server);
  return server;
}

/** The files of a workspace folder on no disk, by path. */
function virtual(files: Record<string, string | Uint8Array>): AskedFiles {
  const root = `${FOLDER}/`;
  return {
    readFile: ({ uri, maxBytes = Number.POSITIVE_INFINITY }) => {
      const content = files[decodeURIComponent(uri.slice(root.length))];
      if (!uri.startsWith(root)) throw new Error(`${uri} is elsewhere`);
      if (content === undefined) return { missing: true };
      if (content === LINK) return { leadsOut: true };
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      return bytes.length > maxBytes ? { tooLarge: bytes.length } : { bytes };
    },
    // Another window writes first.
    writeFile: ({ uri, content }) => {
      const path = decodeURIComponent(uri.slice(root.length));
      const isFirst = files[path] === undefined;
      files[path] = isFirst ? '# by another window\n' : content;
      return isFirst ? 'changed' : 'written';
    },
    readDirectory: ({ uri }) => {
      const names = Object.keys(files).filter((path) => uri === `${root}${path.slice(0, path.lastIndexOf('/'))}`);
      if (names.length === 0) throw new Error(`no such folder: ${uri}`);
      return names.map((path) => ({ name: path.slice(path.lastIndexOf('/') + 1), kind: 'file' }));
    },
  };
}
const FOLDER = 'vscode-vfs://github/ministry/drafts';
const LINK = 'a link to elsewhere';
const IN_FOLDER: ClientOptions = {
  settings: { judge: { use: 'rules' }, corpus: { folders: ['record'] } },
  workspaceFolders: [{ uri: FOLDER, name: 'drafts' }],
};

describe('dist/browser', () => {
  it('needs nothing but what it holds, and the server no name that only Node knows', async () => {
    const { metafile } = await build({
      entryPoints: ['client/src/browser/extension.ts', 'server/src/browser/main.ts', 'server/src/browser/readers.ts'],
      absWorkingDir: ROOT,
      outdir: 'dist/browser',
      bundle: true,
      platform: 'browser',
      format: 'cjs',
      external: ['vscode'],
      write: false,
      metafile: true,
    });
    const imported = Object.values(metafile.outputs).map(({ imports }) => imports.map(({ path }) => path));
    expect(imported.map((paths) => [...new Set(paths)])).toEqual([['vscode'], [], []]);
    for (const bundle of ['client.cjs', 'server.js', 'readers.js']) {
      const text = readFileSync(join(ROOT, 'dist', 'browser', bundle), 'utf8');
      const names = [...text.matchAll(/\brequire\(\s*["'`]([^"'`]*)["'`]\s*\)/g)].map(([, name]) => name);
      expect([...new Set(names)], bundle).toEqual(bundle === 'client.cjs' ? ['vscode'] : []);
      expect(text, bundle).not.toMatch(/["'`]node:/);
    }
  });
});

describe('dist/browser/server.js', { timeout: TIME_LIMIT_MS }, () => {
  it('answers as the server on a machine does', async () => {
    const there = await startProcess({ corpus: [join(ROOT, 'corpus', 'documents')] });
    running.push({ stop: () => there.kill() });
    const { client } = begin({ ...RULES_ALONE, initializationOptions: { recordDepartureCommand: 'client.record' } });
    const began = performance.now();
    await client.start();
    const status = await client.whenReady();
    console.log(`in a worker: ready ${Math.round(performance.now() - began)} ms after the start`);
    expect(status).toEqual(await there.client.whenReady());
    expect(status).toMatchObject({ documents: 4, problems: [] });
    const [here, elsewhere] = await Promise.all([answersOf(client), answersOf(there.client)]);
    expect(here).toEqual(elsewhere);
    const { hovers, findings, actions, completion } = here;
    expect(textsOf(hovers).length).toBeGreaterThan(20);
    expect(findings.length).toBeGreaterThan(3);
    expect(actions.flat().length).toBeGreaterThan(5);
    expect(completion.items.map(({ label }) => label).join()).toContain('arena of conflict');
  });

  it('reads the record of a workspace folder on no disk, and says what it does not read', async () => {
    const { client } = begin(IN_FOLDER, {
      files: virtual({
        'record/cable.md': 'Cable\n\n1. Zeppelins need a tall mast.\n',
        'record/broken.pdf': '%PDF-1.7',
        'record/elsewhere.md': LINK,
        'record/long.md': 'x'.repeat(2_000_000),
        'record/page.html': '<p>1. The kraken needs a deep sea.</p>',
        'record/report.pdf': writePdf([
          linesAt(72, 700, ['Report of the Chair, 4 July 2022', '', '1. The yeti needs a cold hill.']),
        ]),
        'record/word.docx': await wordText([new Paragraph('1. The golem needs a good rabbi.')]),
        '.aide-memoire/corpus.yaml': 'retired:\n  - document: nowhere.md\n',
      }),
    });
    await client.start();
    const limits = { fileMegabytes: 1 };
    client.changeSettings({ judge: { use: 'rules' }, corpus: { folders: ['record'], limits } });
    const { documents, problems } = await client.until('the folder to be read', () =>
      client.statuses.findLast(({ state, problems }) => state === 'ready' && problems.length > 2),
    );
    expect(documents).toBe(8);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('nowhere.md'),
      expect.stringContaining('broken.pdf: skipped: it is cut off before its end'),
      expect.stringContaining('elsewhere.md: skipped: it is a link that leads out'),
      expect.stringContaining('long.md: skipped: it has 2 MB, more than the limit of 1 MB'),
    ]);
    const known = [
      'Zeppelins need a tall mast',
      'kraken needs a deep sea',
      'yeti needs a cold hill',
      'golem needs a good rabbi',
    ];
    client.open(`${FOLDER}/paper.md`, known.join('\n\n'));
    for (const [n, wording] of known.entries()) {
      const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
        textDocument: { uri: `${FOLDER}/paper.md` },
        position: { line: n * 2, character: wording.length - 2 },
      });
      expect(textsOf([hover]).join()).toContain(wording);
    }
  });

  it('gives up a file that takes too long to read, and reads the next one', async () => {
    const readers = `globalThis.addEventListener('message', ({ data: { requests } }) => {
      requests.addEventListener('message', ({ data: { bytes } }) => {
        while (bytes.length === 3);
        requests.postMessage({ text: '1. The yeti needs a cold hill.', layout: 'lines', remarks: [] });
      });
      requests.start();
    }, { once: true });`;
    const files = virtual({ 'record/a.pdf': 'bad', 'record/b.pdf': 'good' });
    const limits = { secondsPerFile: 1 };
    const settings = { judge: { use: 'rules' }, corpus: { folders: ['record'], limits } };
    const { client } = begin({ ...IN_FOLDER, settings, initializationOptions: { settings } }, { files, readers });
    await client.start();
    const { documents, problems } = await client.whenReady();
    expect(documents).toBe(5);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('a.pdf: skipped: it takes longer to read than the limit of 1 s'),
    ]);
  });

  it('speaks the language of the editor', async () => {
    const words = JSON.parse(readFileSync(join(ROOT, 'client/l10n/bundle.l10n.fr.json'), 'utf8')) as Record<
      string,
      string
    >;
    const { client } = begin(IN_FOLDER, { words });
    await client.start();
    const status = await client.whenReady();
    expect(status.problems.map(({ message }) => message).join()).toContain('Ce dossier du fonds n’existe pas');
  });

  it('records a departure in the workspace, with what another window has written meanwhile', async () => {
    const files: Record<string, string | Uint8Array> = {};
    const uri = `${FOLDER}/paper.draft.md`;
    const { client } = begin(
      { ...IN_FOLDER, initializationOptions: { recordDepartureCommand: 'record' } },
      { files: virtual(files) },
    );
    await client.start();
    client.open(uri, SAMPLE, 'negotiation-draft');
    const report = await client.diagnose(uri);
    const found = report.kind === 'full' ? report.items : [];
    const conflict = found.filter(({ code }) => code === 'position-conflict').slice(0, 1);
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: conflict[0]?.range,
      context: { diagnostics: conflict },
    });
    const subject: unknown = actions.find(({ command }) => command?.command === 'record')?.command?.arguments?.[0];
    const params = { subject, by: 'A. Drafter', reason: 'telegram 114', uri };
    const place = await client.connection.sendRequest<EntryPlace>(RECORD_DEPARTURE_REQUEST, params);
    expect(place.uri).toBe(`${FOLDER}/.aide-memoire/departures.yaml`);
    const written = new TextDecoder().decode(files['.aide-memoire/departures.yaml'] as Uint8Array);
    expect(written).toMatch(/^# by another window\n[^]*reason: telegram 114\n/);
    const after = await client.diagnose(uri);
    const messages = after.kind === 'full' ? after.items.map(({ message }) => message) : [];
    expect(JSON.stringify(messages)).toContain('This is recorded as deliberate departure by A. Drafter');
  });

  it('imports nothing', async () => {
    const { client } = begin();
    await client.start();
    const params = { sources: ['file:///papers/a.md'], into: 'file:///record' };
    await expect(client.connection.sendRequest(IMPORT_REQUEST, params)).rejects.toMatchObject({
      code: LSPErrorCodes.RequestFailed,
      message: 'Documents cannot be imported here: no file can be written.',
    });
  });
});
