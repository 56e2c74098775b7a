import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BLOCKING_FILES } from '../../../server/src/node/blockingFiles.js';
import { createNodeFileSystem } from '../../../server/src/node/fileSystem.js';
import { FileTooLarge } from '../../../server/src/platform/host.js';

const files = createNodeFileSystem();

describe.each([
  ['createNodeFileSystem', files.readFile],
  ['BLOCKING_FILES', BLOCKING_FILES.readFile],
])('%s', (_, readFile) => {
  const folder = mkdtempSync(join(tmpdir(), 'aide mémoire #'));
  const uri = pathToFileURL(folder).href;

  beforeAll(() => {
    writeFileSync(join(folder, 'b.md'), 'Paragraph é.');
    mkdirSync(join(folder, 'a folder'));
    symlinkSync(join(folder, 'b.md'), join(folder, 'link.md'));
    symlinkSync(folder, join(folder, 'circle'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'broken'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('reads bytes', async () => {
    expect(new TextDecoder().decode(await readFile(`${uri}/b.md`))).toBe('Paragraph é.');
  });

  it('lists a folder in order, and follows links to files only', async () => {
    expect(await files.readDirectory(uri)).toEqual([
      { name: 'a folder', kind: 'directory' },
      { name: 'b.md', kind: 'file' },
      { name: 'broken', kind: 'broken-link' },
      { name: 'circle', kind: 'folder-link' },
      { name: 'link.md', kind: 'file' },
    ]);
  });

  it.each(['gone.md', 'a%20folder'])('rejects when %s cannot be read as a file', async (name) => {
    await expect(readFile(`${uri}/${name}`)).rejects.toThrow();
  });

  it.each(['gone', 'b.md'])('rejects when %s cannot be read as a folder', async (name) => {
    await expect(files.readDirectory(`${uri}/${name}`)).rejects.toThrow();
  });

  it('does not read a file that is larger than it may be', async () => {
    await truncate(join(folder, 'b.md'), 200_000_000);
    const before = process.memoryUsage.rss();
    await expect(readFile(`${uri}/b.md`, 1_000_000)).rejects.toEqual(new FileTooLarge(200_000_000));
    expect(process.memoryUsage.rss() - before).toBeLessThan(50_000_000);
    await truncate(join(folder, 'b.md'), 1_000_000);
    expect((await readFile(`${uri}/b.md`, 1_000_000)).length).toBe(1_000_000);
    await expect(readFile(`${uri}/b.md`, 999_999)).rejects.toThrow(FileTooLarge);
  });

  // Linux says of these files that they are empty, as of any file that is filled after it was looked at.
  it.runIf(existsSync('/proc/version'))('reads a file that holds more than its size says', async () => {
    const version = readFileSync('/proc/version', 'utf8');
    expect(new TextDecoder().decode(await readFile('file:///proc/version'))).toBe(version);
    await expect(readFile('file:///proc/version', version.length - 1)).rejects.toThrow(FileTooLarge);
  });

  it.runIf(process.platform !== 'win32')('neither takes a pipe for a file nor waits for it', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.md')]);
    expect(await files.readDirectory(uri)).toContainEqual({ name: 'pipe.md', kind: 'other' });
    await expect(readFile(`${uri}/pipe.md`)).rejects.toThrow('not a regular file');
  });

  it('rejects what is no file', async () => {
    await expect(readFile('https://example.org/a.md')).rejects.toThrow();
    await expect(files.readDirectory('untitled:Untitled-1')).rejects.toThrow();
  });
});
