import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FileChangeType } from 'vscode-languageserver/node';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { REBUILD_REQUEST } from '../../server/src/api/protocol.js';
import { readSnapshot } from '../../server/src/index/snapshot.js';
import { NODE_COMPRESSION } from '../../server/src/node/compression.js';
import { corpusFile } from '../support/files.js';
import { launchServer, type LaunchedServer } from '../support/launch.js';
import { deskOptions, draftWith, makeDesk } from '../support/mainJob.js';
import { AT_HOME, masked, readTrap, trapped } from '../support/surroundings.js';
import { Count, tries, WHOLE } from '../support/trust.js';

/** A word that stands in one document only. */
const MARKER = 'zirconwharf';
/** The SHA-256 before what a file of the storage holds. */
const DIGEST = 32;
const PATIENT = { timeout: 100_000, interval: 200 };
const root = mkdtempSync(join(tmpdir(), 'aide-memoire-kept-'));
const running: LaunchedServer[] = [];

/** What a document says that is handled in this way. */
const marked = (handling: string): string =>
  corpusFile('Pakistan', '2022-03-01', `1. States should protect the ${MARKER} corridor.`).replace(
    '---\n',
    `---\nhandling: ${handling}\n`,
  );

/** Adds to a desk what makes its record large enough to be kept: index, texts and readings. No two passages are alike. */
function enlarge(desk: string): void {
  const files = 65;
  const sentences = 80;
  for (let file = 0; file < files; file++) {
    const paragraphs = Array.from({ length: sentences }, (_, k) => {
      const n = file * sentences + k;
      const words = Array.from({ length: 40 }, (__, m) => `w${(n * 7919 + m * 104_729) % 30_011}`);
      return `${k + 1}. States should ${words.join(' ')}.`;
    });
    writeFileSync(
      join(desk, 'record', `long-${file}.md`),
      corpusFile('Pakistan', '2020-01-01', paragraphs.join('\n\n')),
    );
  }
}

/** Paths of what is in a folder, itself included; none when it is not there. */
function pathsIn(folder: string): readonly string[] {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) return [];
  return [folder, ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))];
}

const filesIn = (folder: string): readonly string[] => pathsIn(folder).filter((path) => statSync(path).isFile());

/** The files of a folder that hold a word, as it stands or in the packed texts of an index. */
function holding(word: string, folder: string): readonly string[] {
  return filesIn(folder).filter((path) => readFileSync(path).includes(word) || packedTextsOf(path).includes(word));
}

/** Whether the user alone may do anything with a file or a folder. */
const isPrivate = (path: string): boolean => {
  const stats = statSync(path);
  return (stats.mode & 0o777) === (stats.isFile() ? 0o600 : 0o700);
};

/** The texts that belong to an index, unpacked; '' for any other file. */
function packedTextsOf(path: string): string {
  const data = readSnapshot(readFileSync(path).subarray(DIGEST))?.data;
  if (data === undefined) return '';
  const { bytes, offsets, inPlace } = data.texts;
  const packed =
    inPlace === undefined ? bytes : readFileSync(join(path, '..', `${inPlace.name}.index`)).subarray(DIGEST);
  const pieces = Array.from(offsets.subarray(1), (end, n) => packed.subarray(offsets[n], end));
  return pieces.map((piece) => Buffer.from(NODE_COMPRESSION.unpack(piece)).toString()).join('\n');
}

/** A server at a desk; all that is `outside` of it, the server's own places included, is a folder too. */
function launch(desk: string, outside: string, mask: string, trap: string): LaunchedServer {
  const [home, temporary] = ['home', 'temporary'].map((name) => join(outside, name));
  const surroundings = masked(trapped({ ...AT_HOME, env: { HOME: home, TMPDIR: temporary } }, trap), mask);
  const server = launchServer(
    '--stdio',
    desk,
    surroundings,
    deskOptions(desk, join(outside, 'storage', 'index'), 'rules'),
  );
  running.push(server);
  return server;
}

// Windows has rights of another kind, which files take from the user's own folder.
describe.runIf(process.platform !== 'win32')('what the server keeps', () => {
  afterEach(() => {
    for (const server of running.splice(0)) server.kill();
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  for (const mask of ['000', '022'].slice(0, tries(1, 2))) {
    it(`is for its user alone, and nothing of a restricted document (umask ${mask})`, async ({ task }) => {
      const count = new Count('files and folders that the server keeps');
      const desk = join(root, mask, 'desk');
      const outside = join(root, mask, 'outside');
      const storage = join(outside, 'storage');
      const trap = join(root, mask, 'trap');
      const document = join(desk, 'record', 'marked.md');
      await makeDesk(desk);
      enlarge(desk);
      for (const name of ['home', 'temporary']) mkdirSync(join(outside, name), { recursive: true });
      writeFileSync(document, marked('internal'));
      try {
        const server = launch(desk, outside, mask, trap);
        await draftWith(server.client, desk);
        // Index, texts and readings.
        await vi.waitFor(() => expect(filesIn(storage)).toHaveLength(3), PATIENT);
        expect(holding(MARKER, outside)).toEqual(filesIn(storage));
        const made = [storage, join(desk, '.aide-memoire'), join(desk, 'imported')].flatMap(pathsIn);
        expect(made.map((path) => basename(path))).toEqual(
          expect.arrayContaining(['readings.index', 'departures.yaml', 'a.md', 'b.md', 'c.md']),
        );
        count.tried = made.length;
        count.survived = made.filter(isPrivate).length;
        expect(made.filter((path) => !isPrivate(path))).toEqual([]);

        writeFileSync(document, marked('restricted'));
        const changes = [{ uri: pathToFileURL(document).href, type: FileChangeType.Changed }];
        await server.client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
        await vi.waitFor(() => expect(filesIn(storage)).toEqual([]), PATIENT);
        expect(await server.end()).toBe(0);
        const { calls, watched } = readTrap(trap);
        expect(calls).toEqual([]);
        expect(watched).toContain('miner.cjs');

        if (WHOLE) {
          const again = launch(desk, outside, mask, `${trap}-again`);
          await again.client.start();
          await again.client.whenReady();
          // What is made anew would be kept before this is answered.
          await again.client.connection.sendRequest(REBUILD_REQUEST);
          expect(await again.end()).toBe(0);
        }
        count.lost = holding(MARKER, outside).length;
        expect(holding(MARKER, outside)).toEqual([]);
      } finally {
        count.tell(task);
      }
    }, 300_000);
  }
});
