import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodeFileWriter } from '../../../server/src/node/fileWriter.js';

const TEXT = new TextEncoder().encode('1. Paragraph é.\n');
const writer = createNodeFileWriter();
let folder = '';

describe('createNodeFileWriter', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'aide mémoire #'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('creates a file and the folders above it, and leaves nothing else', async () => {
    const uri = `${pathToFileURL(folder).href}/new/below/a%20b.md`;
    expect(await writer.createFile(uri, TEXT)).toBe(true);
    expect(readFileSync(join(folder, 'new', 'below', 'a b.md'), 'utf8')).toBe('1. Paragraph é.\n');
    expect(readdirSync(join(folder, 'new', 'below'))).toEqual(['a b.md']);
  });

  it('overwrites neither a file nor a folder', async () => {
    writeFileSync(join(folder, 'file.md'), 'mine');
    mkdirSync(join(folder, 'folder.md'));
    const uri = pathToFileURL(folder).href;
    expect(await writer.createFile(`${uri}/file.md`, TEXT)).toBe(false);
    expect(await writer.createFile(`${uri}/folder.md`, TEXT)).toBe(false);
    expect(readFileSync(join(folder, 'file.md'), 'utf8')).toBe('mine');
    expect(readdirSync(folder)).toEqual(['file.md', 'folder.md']);
  });

  it('gives a name to one of many writers only, whose file is whole', async () => {
    const uri = `${pathToFileURL(folder).href}/a.md`;
    const contents = Array.from({ length: 20 }, (_, n) => `${n}`.repeat(100_000));
    const won = await Promise.all(contents.map((text) => writer.createFile(uri, new TextEncoder().encode(text))));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(contents[won.indexOf(true)]).toBe(readFileSync(join(folder, 'a.md'), 'utf8'));
    expect(readdirSync(folder)).toEqual(['a.md']);
  });

  it('rejects where nothing can be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(writer.createFile(`${pathToFileURL(folder).href}/file/a.md`, TEXT)).rejects.toThrow();
    await expect(writer.createFile('untitled:Untitled-1', TEXT)).rejects.toThrow();
  });
});
