import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile } from '../../../server/src/node/wholeFile.js';

let folder = '';

describe('a file that is replaced', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'aide-memoire-whole-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is another one, for the same readers, and nothing else is there', async () => {
    const file = join(folder, 'report.md');
    await replaceFile(file, 'old');
    chmodSync(file, 0o640);
    const { ino } = statSync(file);
    await replaceFile(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(statSync(file).ino).not.toBe(ino);
    expect(readdirSync(folder)).toEqual(['report.md']);
  });

  it('stays what a link leads to', async () => {
    writeFileSync(join(folder, 'report.md'), 'old');
    symlinkSync('report.md', join(folder, 'link.md'));
    await replaceFile(join(folder, 'link.md'), 'new');
    expect(lstatSync(join(folder, 'link.md')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toBe('new');
  });

  it('is written into where it is no file', async () => {
    await replaceFile('/dev/null', 'new');
    expect(statSync('/dev/null').isFile()).toBe(false);
    await expect(replaceFile(folder, 'new')).rejects.toThrow('EISDIR');
    await expect(replaceFile(join(folder, 'gone', 'report.md'), 'new')).rejects.toThrow('ENOENT');
  });
});
