import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodeFileSystem } from '../../../server/src/node/fileSystem.js';
import { EMPTY_FOLDER, type FolderListing, listDocuments } from '../../../server/src/workspace/listDocuments.js';
import { createMemoryFileSystem } from '../../support/memoryFileSystem.js';

let root = '';
const put = async (path: string): Promise<void> => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), 'Text.\n');
};
const list = (): Promise<FolderListing> => listDocuments(createNodeFileSystem(), pathToFileURL(root).href);

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'aide-memoire-listing-'));
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

describe('listDocuments', () => {
  it('names every document in a format that is not read, whatever the case of its ending', async () => {
    for (const name of ['a.md', 'b.DOC', 'c.odt', 'deep/d.msg']) await put(name);
    const { files, problems } = await list();
    expect(files.map(({ name }) => name)).toEqual(['a.md']);
    expect(problems.map(({ message }) => message.slice(0, 14))).toEqual([
      'b.DOC: skipped',
      'c.odt: skipped',
      'd.msg: skipped',
    ]);
    for (const problem of problems) {
      expect(problem).toMatchObject({ skipped: true, message: expect.stringMatching(/save it as \.docx or PDF\.$/) });
    }
  });

  it('sums up in each folder what is no document', async () => {
    for (const name of ['a.png', 'b.zip', 'c', 'd.mp3', 'e.md', 'deep/f.jpg']) await put(name);
    expect((await list()).problems).toEqual([
      {
        file: pathToFileURL(join(root, 'deep')).href,
        message: expect.stringMatching(/^skipped: 1 file is no document: f\.jpg\. /),
        skipped: true,
      },
      {
        file: pathToFileURL(root).href,
        message: expect.stringMatching(/^skipped: 4 files are no document: a\.png, b\.zip, c and 1 more\. /),
        skipped: true,
      },
    ]);
  });

  it('passes over what programs keep beside documents', async () => {
    for (const name of ['README.md', '.git/a.md', '.b.md', '~$c.docx', 'Thumbs.db', 'corpus.yaml']) await put(name);
    await writeFile(join(root, 'corpus.yaml'), '{}\n');
    await symlink('user@host:1', join(root, '.#draft.md'));
    expect(await list()).toEqual({ files: [], problems: [] });
  });

  it('names links that are not followed, and follows a link to a file', async () => {
    await put('a.md');
    await put('deep/b.md');
    await symlink('..', join(root, 'deep', 'circle'));
    await symlink('nowhere.md', join(root, 'broken.md'));
    await symlink('itself.md', join(root, 'itself.md'));
    await symlink('a.md', join(root, 'linked #1.md'));
    const { files, problems } = await list();
    expect(files.map(({ name }) => name)).toEqual(['a.md', 'b.md', 'linked #1.md']);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^broken\.md: skipped: it is a link that leads nowhere/),
      expect.stringMatching(/^circle: skipped: it is a link to a folder.*aideMemoire\.corpus\.folders/),
      expect.stringMatching(/^itself\.md: skipped: it is a link that leads nowhere/),
    ]);
  });

  it.runIf(process.platform !== 'win32')('names what is neither file nor folder', async () => {
    execFileSync('mkfifo', [join(root, 'pipe.md')]);
    const { files, problems } = await list();
    expect(files).toEqual([]);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^pipe\.md: skipped: it is neither/),
    ]);
  });

  it('names a folder with nothing in it, which may be the place of a drive', async () => {
    expect((await list()).problems).toEqual([{ file: pathToFileURL(root).href, message: EMPTY_FOLDER, skipped: true }]);
    await mkdir(join(root, 'within'));
    expect(await list()).toEqual({ files: [], problems: [] });
  });

  it('names a folder within that cannot be read', async () => {
    await put('a.md');
    await mkdir(join(root, 'closed'));
    const files = createNodeFileSystem();
    const closed = pathToFileURL(join(root, 'closed')).href;
    // Whoever runs the tests may perhaps open any folder, but none that is gone when it is looked into.
    const readDirectory: typeof files.readDirectory = async (uri) => {
      const entries = await files.readDirectory(uri);
      await rm(join(root, 'closed'), { recursive: true, force: true });
      return entries;
    };
    const listing = await listDocuments({ ...files, readDirectory }, pathToFileURL(root).href);
    expect(listing.files.map(({ name }) => name)).toEqual(['a.md']);
    expect(listing.problems).toEqual([
      { file: closed, message: expect.stringMatching(/^closed: skipped: this folder cannot be read/), skipped: true },
    ]);
  });

  it('goes down 64 folders and names the next', async () => {
    const at = (depth: number): string => `file:///corpus${'/f'.repeat(depth)}`;
    const deep = new Map([64, 65].map((depth) => [`${at(depth)}/a.md`, 'Text.']));
    const { files, problems } = await listDocuments(createMemoryFileSystem(deep), 'file:///corpus');
    expect(files.map(({ uri }) => uri)).toEqual([`${at(64)}/a.md`]);
    expect(problems).toEqual([
      { file: at(65), message: expect.stringMatching(/^f: skipped: .*64 folders deep/), skipped: true },
    ]);
  });
});
