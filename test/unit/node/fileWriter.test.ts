import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodeFileWriter } from '../../../server/src/node/fileWriter.js';

const TEXT = new TextEncoder().encode('1. Paragraph é.\n');
const writer = createNodeFileWriter();
let folder = '';

/** Windows has rights of another kind, which a file takes from its folder. */
const HAS_MODES = process.platform !== 'win32';
const modeOf = (name: string): number => statSync(join(folder, name)).mode & 0o777;

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

  it.runIf(HAS_MODES)('makes what the user alone may read', async () => {
    await writer.createFile(`${pathToFileURL(folder).href}/new/below/a.md`, TEXT);
    expect(['new', 'new/below', 'new/below/a.md'].map(modeOf)).toEqual([0o700, 0o700, 0o600]);
  });

  it('rejects where nothing can be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(writer.createFile(`${pathToFileURL(folder).href}/file/a.md`, TEXT)).rejects.toThrow();
    await expect(writer.createFile('untitled:Untitled-1', TEXT)).rejects.toThrow();
  });
});

describe('updateFile', () => {
  const read = (): string => readFileSync(join(folder, 'a.yaml'), 'utf8');
  const uriOf = (): string => `${pathToFileURL(folder).href}/a.yaml`;
  const append =
    (line: string) =>
    (before: Uint8Array | undefined): Uint8Array =>
      new TextEncoder().encode(`${before === undefined ? '' : new TextDecoder().decode(before)}${line}\n`);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'aide-memoire-update-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('loses nothing of many writers at once, and leaves nothing else', async () => {
    const others = createNodeFileWriter();
    const lines = Array.from({ length: 20 }, (_, n) => `line ${n}`);
    await Promise.all(lines.map((line, n) => (n % 2 === 0 ? writer : others).updateFile(uriOf(), append(line))));
    expect(read().trimEnd().split('\n').sort()).toEqual([...lines].sort());
    expect(readdirSync(folder)).toEqual(['a.yaml']);
  });

  it.runIf(HAS_MODES)('makes what the user alone may read, and leaves a file as open as it is', async () => {
    await writer.updateFile(`${pathToFileURL(folder).href}/new/a.yaml`, append('one'));
    expect(['new', 'new/a.yaml'].map(modeOf)).toEqual([0o700, 0o600]);
    writeFileSync(join(folder, 'a.yaml'), '');
    for (const mode of [0o664, 0o640, 0o600]) {
      chmodSync(join(folder, 'a.yaml'), mode);
      await writer.updateFile(uriOf(), append('two'));
      expect(modeOf('a.yaml')).toBe(mode);
    }
  });

  it('asks again when the file was saved meanwhile', async () => {
    writeFileSync(join(folder, 'a.yaml'), 'one\n');
    let asked = 0;
    await writer.updateFile(uriOf(), (before) => {
      if (++asked === 1) writeFileSync(join(folder, 'a.yaml'), 'one\nsaved by an editor\n');
      return append('two')(before);
    });
    expect(asked).toBe(2);
    expect(read()).toBe('one\nsaved by an editor\ntwo\n');
  });

  it('leaves the file where nothing is to be changed, and gives the turn back when the change throws', async () => {
    writeFileSync(join(folder, 'a.yaml'), 'one\n');
    await writer.updateFile(uriOf(), () => undefined);
    const failing = writer.updateFile(uriOf(), () => {
      throw new Error('odd');
    });
    await expect(failing).rejects.toThrow('odd');
    expect(read()).toBe('one\n');
    expect(readdirSync(folder)).toEqual(['a.yaml']);
  });

  it('keeps who may read and write the file', async () => {
    writeFileSync(join(folder, 'a.yaml'), 'one\n');
    // More than the process gives to a new file.
    chmodSync(join(folder, 'a.yaml'), 0o666);
    await writer.updateFile(uriOf(), append('two'));
    expect(statSync(join(folder, 'a.yaml')).mode & 0o777).toBe(0o666);
  });

  it('makes the folder of the file, and not the one above, which may be on a drive that is gone', async () => {
    const uri = `${pathToFileURL(folder).href}/drive/project/.aide-memoire/a.yaml`;
    await expect(writer.updateFile(uri, append('one'))).rejects.toThrow('ENOENT');
    expect(readdirSync(folder)).toEqual([]);
    mkdirSync(join(folder, 'drive', 'project'), { recursive: true });
    await writer.updateFile(uri, append('one'));
    expect(readdirSync(join(folder, 'drive', 'project', '.aide-memoire'))).toEqual(['a.yaml']);
  });

  it.each([-3_600_000, 0, 3_600_000])(
    'takes the turn of a writer that ended in it, its clock %d ms off',
    async (off) => {
      const lock = join(folder, '.aide-memoire-a.yaml.lock');
      writeFileSync(lock, '');
      const time = new Date(Date.now() + off);
      utimesSync(lock, time, time);
      const lines = Array.from({ length: 20 }, (_, n) => `line ${n}`);
      const patient = createNodeFileWriter(100);
      await Promise.all(lines.map((line) => patient.updateFile(uriOf(), append(line))));
      // Whoever takes the turn takes it from the dead alone.
      expect(read().trimEnd().split('\n').sort()).toEqual([...lines].sort());
      expect(readdirSync(folder)).toEqual(['a.yaml']);
    },
  );
});

it('takes away what writers that ended left, and nothing that is being written or is somebody else’s', async () => {
  folder = mkdtempSync(join(tmpdir(), 'aide-memoire-left-'));
  const left = `.aide-memoire-${crypto.randomUUID()}`;
  const fromTomorrow = `.aide-memoire-${crypto.randomUUID()}`;
  const beingWritten = `.aide-memoire-${crypto.randomUUID()}`;
  const others = ['.aide-memoire-notes', 'b.yaml'];
  for (const name of [left, fromTomorrow, beingWritten, ...others]) writeFileSync(join(folder, name), '');
  for (const name of [left, ...others]) utimesSync(join(folder, name), 0, 0);
  const tomorrow = new Date(Date.now() + 86_400_000);
  utimesSync(join(folder, fromTomorrow), tomorrow, tomorrow);
  const uri = pathToFileURL(folder).href;
  await writer.createFile(`${uri}/a.md`, TEXT);
  expect(readdirSync(folder).sort()).toEqual([beingWritten, 'a.md', ...others].sort());
  utimesSync(join(folder, beingWritten), 0, 0);
  await writer.updateFile(`${uri}/a.yaml`, () => TEXT);
  expect(readdirSync(folder).sort()).toEqual(['a.md', 'a.yaml', ...others].sort());
  rmSync(folder, { recursive: true });
});
