import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { convertHere } from '../../../server/src/ingest/convertHere.js';
import { DEFAULT_LIMITS } from '../../../server/src/ingest/formats.js';
import { createNodeFileSystem } from '../../../server/src/node/fileSystem.js';
import type { CorpusDocument } from '../../../server/src/ingest/corpusDocument.js';
import type { FileSystem } from '../../../server/src/platform/host.js';
import { openDocument, textsOf } from '../../../server/src/index/documentText.js';
import { PORTABLE_COMPRESSION } from '../../../server/src/platform/compression.js';
import { NO_SPELLING } from '../../../server/src/text/spelling.js';
import { type BatchReader, createBatchReader } from '../../../server/src/workspace/readBatch.js';
import {
  type CorpusSink,
  type LoadOptions,
  loadCorpus,
  type ReadCorpus,
} from '../../../server/src/workspace/loadCorpus.js';

const BUNDLED = new URL('../../../corpus/documents', import.meta.url).href;

interface Loaded extends ReadCorpus {
  /** Read out of their files now. */
  readonly documents: readonly CorpusDocument[];
  /** Taken over from the reading before. */
  readonly takenOver: readonly string[];
}

async function load(
  fileSystem: FileSystem,
  folders: readonly string[],
  options: Partial<LoadOptions> = {},
): Promise<Loaded> {
  const documents: CorpusDocument[] = [];
  const takenOver: string[] = [];
  const sink: CorpusSink = {
    add: (collected) =>
      collected.documents.forEach(
        ({ record }, i) => void documents.push(openDocument(record, textsOf(collected.texts)(i), PORTABLE_COMPRESSION)),
      ),
    holds: () => true,
    takeOver: (_, id) => void takenOver.push(id),
  };
  const read = await loadCorpus(fileSystem, folders, sink, {
    spelling: NO_SPELLING,
    readerFor: () => createBatchReader({ fileSystem, convert: convertHere }),
    ...options,
  });
  return { ...read, documents, takenOver };
}

const TEXT = '1. The group supports the early conclusion of the talks.\n';

describe('loadCorpus', () => {
  let root = '';
  const folder = (name: string): string => pathToFileURL(join(root, name)).href;
  const put = async (path: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'aide-memoire-corpus-'));
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  it('reads the bundled corpus', async () => {
    const { documents, problems } = await load(createNodeFileSystem(), [BUNDLED]);
    expect(problems).toEqual([]);
    expect(documents.map(({ id, metadata, passages }) => [id, metadata.holder, passages.length])).toEqual([
      ['nam-working-paper-oewg', 'Non-Aligned Movement', 52],
      ['pakistan-statement-2021-12', 'Pakistan', 20],
      ['pakistan-statements-2023-03', 'Pakistan', 52],
      ['pakistan-working-paper-oewg', 'Pakistan', 48],
    ]);
  });

  it('opens every passage of the bundled corpus where it stands in the file', async () => {
    const fileSystem = createNodeFileSystem();
    for (const { uri, passages } of (await load(fileSystem, [BUNDLED])).documents) {
      const file = new TextDecoder().decode(await fileSystem.readFile(uri));
      const lines = file.split('\n');
      for (const { span, line, text } of passages) {
        expect(file.slice(span.start, span.end)).toBe(text);
        expect(lines[line]?.endsWith(text)).toBe(true);
      }
    }
  });

  it('reads folders in folders, in order, and leaves out README.md and dot-folders', async () => {
    for (const name of ['b.md', 'a.txt', 'deep/er/c #1.md', 'README.md', '.git/d.md', '.e.md', '~$g.docx']) {
      await put(`own/${name}`, TEXT);
    }
    const { documents, problems } = await load(createNodeFileSystem(), [folder('own')]);
    expect(problems).toEqual([]);
    expect(documents.map(({ id }) => id)).toEqual(['a', 'b', 'c #1']);
    expect(fileURLToPath(documents[2]?.uri ?? '')).toBe(join(root, 'own/deep/er/c #1.md'));
  });

  it('takes what corpus.yaml states of the documents beside it, and no document from it', async () => {
    await put('own/a.md', `---\nholder: Peru\ntier: group\n---\n\n${TEXT}`);
    await put('own/deep/a.md', TEXT);
    await put('own/corpus.yaml', 'a.md:\n  holder: Chile\n  handling: restricted\nb.md:\n  holder: Peru\n');
    const fileSystem = createNodeFileSystem();
    const first = await load(fileSystem, [folder('own')]);
    expect(first.documents.map(({ metadata: { holder, tier, handling } }) => [holder, tier, handling])).toEqual([
      ['Chile', 'group', 'restricted'],
      ['Unknown', 'other', undefined],
    ]);
    expect(first.problems).toEqual([
      { file: `${folder('own')}/corpus.yaml`, message: expect.stringMatching(/line 4: there is no document "b\.md"/) },
    ]);
    await put('own/corpus.yaml', 'a.md:\n  holder: Cuba\n');
    const again = await load(fileSystem, [folder('own')], { before: first.files });
    expect(again.documents.map(({ metadata }) => metadata)).toEqual([
      expect.objectContaining({ holder: 'Cuba', tier: 'group' }),
    ]);
    expect(again.takenOver).toEqual(['a-2']);
  });

  it('reads out again only what changed', async () => {
    await put('own/a.md', TEXT);
    await put('own/b.md', TEXT);
    const fileSystem = createNodeFileSystem();
    const before = await load(fileSystem, [folder('own')]);
    await put('own/b.md', TEXT.replace('early', 'late'));
    const after = await load(fileSystem, [folder('own')], { before: before.files });
    expect(before.takenOver).toEqual([]);
    expect(after.takenOver).toEqual(['a']);
    expect(after.documents.map(({ passages }) => passages[0]?.text)).toEqual([expect.stringContaining('late')]);
    expect([...after.files.keys()]).toEqual([...before.files.keys()]);
  });

  it('makes ids unique across folders, and reads a folder named twice once', async () => {
    await put('one/paper.md', TEXT);
    await put('two/paper.md', TEXT);
    const folders = [folder('one'), folder('two'), folder('one')];
    const { documents } = await load(createNodeFileSystem(), folders);
    expect(documents.map(({ id }) => id)).toEqual(['paper', 'paper-2']);
  });

  it('gives one problem for each file and folder that cannot be used or is guessed at, and loads the rest', async () => {
    await put('own/good.md', TEXT);
    await put('own/binary.txt', Uint8Array.of(0, 1, 2, 3));
    await put(
      'own/latin.txt',
      new Uint8Array([
        ...new TextEncoder().encode('1. The delegation of C'),
        0xf4,
        ...new TextEncoder().encode('te said so.'),
      ]),
    );
    await put('own/yaml.md', `---\nholder: [Chile\n---\n\n${TEXT}`);
    const { documents, problems } = await load(createNodeFileSystem(), [folder('none'), folder('own')]);
    expect(documents.map(({ id }) => id)).toEqual(['good', 'latin', 'yaml']);
    expect(documents[1]?.passages[0]?.text).toBe('The delegation of Côte said so.');
    expect(problems.map(({ file }) => file.slice(file.lastIndexOf('/') + 1))).toEqual([
      'none',
      'binary.txt',
      'latin.txt',
      'yaml.md',
    ]);
    for (const { message } of problems) expect(message).toMatch(/Create it|save|Write/);
  });

  it('gives a problem for a file that disappears while the folder is read', async () => {
    await put('own/good.md', TEXT);
    await put('own/gone.md', TEXT);
    const fileSystem = createNodeFileSystem();
    const { documents, problems } = await load(
      {
        ...fileSystem,
        async readDirectory(uri) {
          const entries = await fileSystem.readDirectory(uri);
          await rm(join(root, 'own/gone.md'));
          return entries;
        },
      },
      [folder('own')],
    );
    expect(documents.map(({ id }) => id)).toEqual(['good']);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^gone\.md: skipped: it cannot be read\. Check that it still exists/),
    ]);
  });

  it('names a file that is larger than the limit, and reads it when the limit is raised', async () => {
    await put('own/good.md', TEXT);
    await put('own/large.md', TEXT.repeat(40));
    const own = [folder('own')];
    const limits = { ...DEFAULT_LIMITS, fileBytes: 1000 };
    const first = await load(createNodeFileSystem(), own, { limits });
    expect(first.documents.map(({ id }) => id)).toEqual(['good']);
    expect(first.problems).toEqual([
      {
        file: `${folder('own')}/large.md`,
        message: expect.stringMatching(/^large\.md: skipped: .*aideMemoire\.corpus\.limits\.fileMegabytes/),
        skipped: true,
      },
    ]);
    const again = await load(createNodeFileSystem(), own, { before: first.files });
    expect(again.documents.map(({ id }) => id)).toEqual(['good', 'large']);
  });

  it('reads a file again that was given up, once the limits are raised', async () => {
    await put('own/page.html', '<p>The group supports the talks.</p>');
    const own = [folder('own')];
    const limits = { ...DEFAULT_LIMITS, milliseconds: -1 };
    const first = await load(createNodeFileSystem(), own, { limits });
    expect(first.problems).toEqual([expect.objectContaining({ skipped: true })]);
    const again = await load(createNodeFileSystem(), own, { before: first.files });
    expect(again.documents.map(({ id }) => id)).toEqual(['page']);
  });

  it('tries a file again that held no document when it is named among what changed', async () => {
    await put('a/scan.txt', '');
    await put('a/b.md', TEXT);
    let reads = 0;
    const fileSystem = createNodeFileSystem();
    const reader = createBatchReader({ fileSystem, convert: convertHere });
    const readerFor = (): BatchReader => ({
      width: 1,
      read: (request) => {
        reads += request.jobs.filter(({ digest }) => digest === undefined).length;
        return reader.read(request);
      },
    });
    const first = await load(fileSystem, [folder('a')], { readerFor });
    expect(reads).toBe(2);
    const names = [folder('a/scan.txt'), folder('a/b.md')];
    await load(fileSystem, [folder('a')], { readerFor, before: first.files, changed: names });
    expect(reads).toBe(3);
    await load(fileSystem, [folder('a')], { readerFor, before: first.files });
    expect(reads).toBe(3);
  });

  it('reports progress as files are read', async () => {
    await put('own/a.md', TEXT);
    await put('own/b.html', `<p>${TEXT}</p>`);
    const seen: [number, number][] = [];
    const onProgress = (done: number, total: number): void => void seen.push([done, total]);
    await load(createNodeFileSystem(), [folder('own')], { onProgress });
    expect(seen).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  it('keeps more batches under way than are being read, and gives their documents out in order', async () => {
    const names = Array.from({ length: 600 }, (_, n) => `n${1000 + n}`);
    for (const name of names) await put(`own/${name}.md`, TEXT);
    const fileSystem = createNodeFileSystem();
    const reader = createBatchReader({ fileSystem, convert: convertHere });
    let [underWay, most] = [0, 0];
    const read: BatchReader['read'] = async (request) => {
      most = Math.max(most, ++underWay);
      const answer = await reader.read(request);
      underWay--;
      return answer;
    };
    const { documents } = await load(fileSystem, [folder('own')], { readerFor: () => ({ width: 2, read }) });
    expect(documents.map(({ id }) => id)).toEqual(names);
    expect(most).toBe(8);
  });
});
