// What is read and written stays in the folders that somebody named: those of the settings, and the workspace's own
// `.aide-memoire`. Such a folder may be a link itself; no link inside it is followed out.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CHOOSE_REQUEST,
  IMPORT_REQUEST,
  type ImportReport,
  RECORD_DEPARTURE_REQUEST,
  SEARCH_REQUEST,
  type SearchAnswer,
  type StatusParams,
} from '../../server/src/api/protocol.js';
import { createNodeFileSystem } from '../../server/src/node/fileSystem.js';
import { LeadsOut } from '../../server/src/platform/host.js';
import { joinUri, resolveFileUri } from '../../server/src/util/fileUri.js';
import { createTestClient, type TestClient } from '../support/client.js';
import { corpusFile } from '../support/files.js';
import { ROOT } from '../support/server.js';
import { Count, tries } from '../support/trust.js';

/** Windows makes links for administrators only; what needs none is tried there too. */
const HAS_LINKS = process.platform !== 'win32';
/** Stands outside every folder that is named, and nowhere else. */
const SECRET = 'Zanzibarium';
const base = realpathSync(mkdtempSync(join(tmpdir(), 'aide-memoire-paths-')));
const at = (...names: readonly string[]): string => join(base, ...names);
const uriAt = (...names: readonly string[]): string => pathToFileURL(at(...names)).href;
const running: ChildProcess[] = [];

function write(name: string, text: string): void {
  mkdirSync(dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
}

/** What lies in a folder, each file with the SHA-256 of its content. */
function treeOf(folder: string): readonly string[] {
  return readdirSync(at(folder), { withFileTypes: true, recursive: true })
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return entry.isFile() ? `${path} ${createHash('sha256').update(readFileSync(path)).digest('hex')}` : path;
    })
    .toSorted();
}

async function serve(workspace: string, folders: readonly string[]): Promise<TestClient> {
  const server = spawn(process.execPath, [join(ROOT, 'dist', 'server.cjs'), '--stdio'], { cwd: base });
  running.push(server);
  const client = createTestClient(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin), {
    settings: { corpus: { bundled: false, folders }, judge: { use: 'off' } },
    workspaceFolders: [{ uri: uriAt(workspace), name: workspace }],
    timeLimit: 60_000,
  });
  await client.start();
  return client;
}

const searchFor = (client: TestClient, query: string): Promise<SearchAnswer> =>
  client.connection.sendRequest(SEARCH_REQUEST, { query, limit: 5 });

const refusalOf = (request: Promise<unknown>): Promise<string> =>
  request.then(
    () => 'done',
    (error: unknown) => String(error),
  );

const DEPARTURE = {
  subject: {
    rule: 'position-conflict',
    sentence: 'Pakistan opposes it.',
    from: { document: 'a', citation: 'Pakistan, 2021', quote: 'Pakistan supports it.' },
  },
  by: 'A. Drafter',
  reason: 'telegram 114',
};

beforeAll(() => {
  write('outside/secret.md', corpusFile('Pakistan', '2021-12-13', `1. Pakistan supports ${SECRET}.`));
  write('outside/corpus.yaml', `a.md:\n  title: ${SECRET}\n`);
  write('outside/own/departures.yaml', 'departures: []\n');
  write('outside/own/positions.yaml', `red-lines:\n  - phrase: ${SECRET}\n    reason: none\n`);
  write('outside/own/corpus.yaml', 'pinned: []\n');
  write('outside/own/lexicon/spelling.yaml', `variants:\n  rivers: ${SECRET.toLowerCase()}\n`);
  for (const folder of ['record', 'import', 'linked', 'piecewise/.aide-memoire', 'whole']) {
    mkdirSync(at(folder), { recursive: true });
  }
  write(
    'record/a.md',
    corpusFile('Pakistan', '2021-12-13', '1. Rivers carry boats.\n\n2. Pakistan supports a treaty.'),
  );
  if (!HAS_LINKS) return;
  symlinkSync(at('record'), at('named'));
  symlinkSync(at('import'), at('named-import'));
  symlinkSync('a.md', at('record/same.md'));
  symlinkSync('../outside/secret.md', at('record/out.md'));
  symlinkSync(at('outside'), at('record/folder'));
  symlinkSync(at('outside/corpus.yaml'), at('record/corpus.yaml'));
  symlinkSync(at('outside/own'), at('whole/.aide-memoire'));
  for (const name of ['departures.yaml', 'positions.yaml', 'corpus.yaml', 'lexicon']) {
    symlinkSync(at('outside/own', name), at('piecewise/.aide-memoire', name));
  }
});
afterAll(() => {
  for (const server of running) server.kill('SIGKILL');
  rmSync(base, { recursive: true, force: true });
});

describe.runIf(HAS_LINKS)('links', () => {
  it('named by the settings are followed, those inside them not out', async ({ task }) => {
    const count = new Count('links that lead out of a folder');
    try {
      const client = await serve('linked', ['../named']);
      const { problems, documents } = await client.whenReady();
      const found = await searchFor(client, 'rivers');
      expect(found.precedents.length).toBeGreaterThan(0);
      expect(documents).toBeGreaterThan(0);
      for (const name of ['out.md', 'corpus.yaml', 'folder']) {
        count.tried++;
        expect(problems.filter(({ file }) => basename(file) === name).map(({ message }) => message)).toEqual([
          expect.stringMatching(/link (?:to a folder|that leads out of its folder)/),
        ]);
        count.survived++;
      }
      expect((await searchFor(client, SECRET)).precedents).toEqual([]);
      expect(JSON.stringify(problems)).not.toContain(SECRET);
    } finally {
      count.tell(task);
    }
  });

  it.each(['whole', 'piecewise'])(
    'in the place of the workspace’s own files (%s) are neither read nor written through',
    async (workspace) => {
      const before = treeOf('outside');
      const client = await serve(workspace, [at('record')]);
      const { problems } = await client.whenReady();
      for (const name of ['departures.yaml', 'positions.yaml', 'corpus.yaml', 'spelling.yaml']) {
        expect(problems.map(({ file, message }) => `${file}: ${message}`)).toContainEqual(
          expect.stringMatching(new RegExp(`${workspace}/.*${name}: .*link that leads out of its folder`)),
        );
      }
      const departed = client.connection.sendRequest(RECORD_DEPARTURE_REQUEST, DEPARTURE);
      expect(await refusalOf(departed)).toMatch(/leads out of the folder of your drafts/);
      const choice = { action: 'pin', document: uriAt('record', 'a.md') };
      expect(await refusalOf(client.connection.sendRequest(CHOOSE_REQUEST, choice))).toMatch(/leads out of the folder/);
      expect(treeOf('outside')).toEqual(before);
    },
  );

  it('swapped in between listing and reading give nothing away', async ({ task }) => {
    const count = new Count('readings while a link is swapped in', 'faults');
    mkdirSync(at('swapped'));
    const swapper = swapping(at('swapped/a.md'), at('outside/secret.md'));
    const { readFile } = createNodeFileSystem();
    try {
      const most = tries(2000, 40_000);
      while (count.tried < most) {
        count.tried++;
        const read = await readFile(uriAt('swapped', 'a.md'), undefined, uriAt('swapped')).catch(
          (error: unknown) => error,
        );
        const isKept = read instanceof Uint8Array ? !new TextDecoder().decode(read).includes(SECRET) : isRefusal(read);
        if (!isKept) count.lost++;
        expect(isKept, `reading ${count.tried}: ${String(read)}`).toBe(true);
        count.survived++;
      }
      const client = await serve('linked', [at('swapped')]);
      await client.whenReady();
      for (let n = 0; n < tries(3, 30); n++) {
        count.tried++;
        await client.connection.sendRequest<StatusParams>('aideMemoire/rebuild', {});
        const { precedents } = await searchFor(client, SECRET);
        count.lost += precedents.length;
        expect(precedents, `after rebuild ${n}`).toEqual([]);
        count.survived++;
      }
    } finally {
      await swapper.terminate();
      count.tell(task);
    }
  });
});

/** A thread that puts now a file, now a link to another one under a name, as fast as it can. */
function swapping(name: string, target: string): Worker {
  const code = `
    const { renameSync, symlinkSync, writeFileSync } = require('node:fs');
    const { name, target } = require('node:worker_threads').workerData;
    for (;;) {
      writeFileSync(name + '.file', 'Rivers carry boats.');
      renameSync(name + '.file', name);
      symlinkSync(target, name + '.link');
      renameSync(name + '.link', name);
    }`;
  return new Worker(code, { eval: true, workerData: { name, target } });
}

/** What a reading may fail with: the link was seen, or the name was just being given to something else. */
function isRefusal(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return error instanceof LeadsOut || code === 'ENOENT' || message === 'It was moved while it was opened.';
}

describe('an import', () => {
  /** Names that a careless program takes for paths; a system has those that it allows. */
  const NAMES = [
    'a\\..\\..\\escaped.md',
    '%2e%2e%2fescaped.md',
    '%2Fescaped.md',
    'a....md',
    '-rf.md',
    '~.md',
    'a:b.md',
    'line\nbreak.md',
    'query?#fragment.md',
    'a.md.md',
    'CON.md',
    ' leading.md',
  ];

  it('writes into the folder that was named and nowhere else, whatever documents are called', async ({ task }) => {
    const count = new Count('document names that look like paths');
    try {
      mkdirSync(at('received'));
      const names = NAMES.filter((name) => isAllowed(join(at('received'), name)));
      expect(names.length).toBeGreaterThan(4);
      if (HAS_LINKS) symlinkSync(at('outside/secret.md'), at('received/link.md'));
      const before = treeOf('.').filter((line) => !line.startsWith(at('import')));
      const client = await serve('linked', [at('record')]);
      const into = HAS_LINKS ? 'named-import' : 'import';
      const report = await client.connection.sendRequest<ImportReport>(IMPORT_REQUEST, {
        sources: [uriAt('received')],
        into: uriAt(into),
      });
      const written = report.files.flatMap(({ written: uri }) => (uri === undefined ? [] : [fileURLToPath(uri)]));
      count.tried += names.length;
      expect(written.map((path) => dirname(path))).toEqual(names.map(() => at(into)));
      expect(readdirSync(at('import'))).toHaveLength(names.length);
      expect(treeOf('.').filter((line) => !line.startsWith(at('import')))).toEqual(before);
      if (HAS_LINKS) {
        const [link] = report.files.filter(({ source }) => source.endsWith('/link.md'));
        expect(link?.outcome).toBe('skipped');
        expect(link?.remarks.join()).toMatch(/link that leads out of its folder/);
      }
      count.survived += names.length;
    } finally {
      count.tell(task);
    }
  });

  function isAllowed(path: string): boolean {
    try {
      writeFileSync(path, corpusFile('Pakistan', '2021-12-13', `Text of ${JSON.stringify(basename(path))}.`));
      return true;
    } catch {
      return false;
    }
  }

  it('refuses addresses on other hosts and of other schemes, and serves on', async ({ task }) => {
    const count = new Count('addresses that lead elsewhere');
    const client = await serve('linked', [
      at('record'),
      'file://evil.example/share',
      'https://evil.example/share',
      'record\0',
      '~evil',
    ]);
    try {
      const { problems } = await client.whenReady();
      // On Windows the first one is a share, which a setting may name.
      expect(problems.length).toBeGreaterThanOrEqual(HAS_LINKS ? 4 : 3);
      const addresses = [
        'file://evil.example/share/a.md',
        'file:///..%2f..%2fetc%2fpasswd',
        'file:///%00',
        'file:///%zz',
        'file:relative.md',
        `${uriAt('record')}/..%2foutside%2fsecret.md`,
        `${uriAt('record')}/%2e%2e%5coutside%5csecret.md`,
      ];
      for (const source of addresses) {
        count.tried++;
        const read = await client.connection
          .sendRequest<ImportReport>(IMPORT_REQUEST, { sources: [source], into: uriAt('import') })
          .then(
            ({ files }) => files.filter(({ outcome }) => outcome !== 'skipped'),
            () => [],
          );
        expect(read, source).toEqual([]);
        expect((await searchFor(client, 'rivers')).precedents.length, source).toBeGreaterThan(0);
        count.survived++;
      }
    } finally {
      count.tell(task);
    }
  });
});

it('no name of an entry leads out of its folder, and no relative path without ".." out of its base', ({ task }) => {
  const count = new Count('names and paths');
  const piece = fc.constantFrom(
    '%2e%2e',
    '%2f',
    '%5c',
    '\\',
    '..',
    '.',
    '~',
    'C:',
    '?',
    '#',
    ' ',
    'é',
    '\u202e',
    'a',
    '\ud800',
    '%',
  );
  const name = fc
    .array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 3 })), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join('').replace(/[/\0]/g, '_'))
    .filter((text) => text !== '.' && text !== '..' && text !== '');
  const folder = uriAt('record');
  try {
    fc.assert(
      fc.property(name, fc.array(name, { minLength: 1, maxLength: 4 }), (entry, path) => {
        count.tried++;
        if (HAS_LINKS)
          expect(fileURLToPath(joinUri(folder, entry))).toBe(at('record') + sep + entry.replace(/\p{Cs}/gu, '\ufffd'));
        const relative = path.filter((part) => !/^\.\.?$/.test(part.replaceAll('\\', '/'))).join('/');
        const resolved = resolveFileUri(relative, folder, undefined);
        const leadsUp = /(?:^|[/\\])\.\.(?:[/\\]|$)/.test(relative);
        const isAbsolute = /^(?:[a-z][a-z0-9+.-]*:|\\|~|\/)/i.test(relative);
        if (resolved !== undefined && !leadsUp && !isAbsolute) {
          const target = fileURLToPath(resolved);
          expect(target === at('record') || target.startsWith(at('record') + sep), resolved).toBe(true);
        }
        count.survived++;
      }),
      { numRuns: tries(2000, 20_000) },
    );
  } finally {
    count.tell(task);
  }
});
