import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeFileSystem } from '../../../server/src/node/fileSystem.js';

const folder = mkdtempSync(join(tmpdir(), 'aide mémoire #'));
const uri = pathToFileURL(folder).href;
const files = createNodeFileSystem();

describe('createNodeFileSystem', () => {
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
    expect(new TextDecoder().decode(await files.readFile(`${uri}/b.md`))).toBe('Paragraph é.');
  });

  it('lists a folder in order, and follows links to files only', async () => {
    expect(await files.readDirectory(uri)).toEqual([
      { name: 'a folder', kind: 'directory' },
      { name: 'b.md', kind: 'file' },
      { name: 'broken', kind: 'other' },
      { name: 'circle', kind: 'other' },
      { name: 'link.md', kind: 'file' },
    ]);
  });

  it.each(['gone.md', 'a%20folder'])('rejects when %s cannot be read as a file', async (name) => {
    await expect(files.readFile(`${uri}/${name}`)).rejects.toThrow();
  });

  it.each(['gone', 'b.md'])('rejects when %s cannot be read as a folder', async (name) => {
    await expect(files.readDirectory(`${uri}/${name}`)).rejects.toThrow();
  });

  it('rejects what is no file', async () => {
    await expect(files.readFile('https://example.org/a.md')).rejects.toThrow();
    await expect(files.readDirectory('untitled:Untitled-1')).rejects.toThrow();
  });
});
