import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSnapshotStore } from '../../../server/src/node/snapshotStore.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a folder of snapshots', () => {
  let folder: string;

  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'snapshots-')), 'below');
  });

  afterEach(async () => {
    await rm(join(folder, '..'), { recursive: true });
  });

  it('gives back what was written last, in memory that threads share', async () => {
    const store = createSnapshotStore(folder);
    expect(await store.read('corpus')).toBeUndefined();
    await store.write('corpus', [bytes('first')]);
    await store.write('corpus', [bytes('second, '), bytes(''), bytes('in parts')]);
    const read = await store.read('corpus');
    expect(new TextDecoder().decode(read?.slice())).toBe('second, in parts');
    expect(read?.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(await readdir(folder)).toEqual(['corpus.index']);
  });

  it('can be read by the user alone', async () => {
    await createSnapshotStore(folder).write('corpus', [bytes('text')]);
    expect((await stat(folder)).mode & 0o077).toBe(0);
    expect((await stat(join(folder, 'corpus.index'))).mode & 0o077).toBe(0);
  });

  it('refuses a damaged or shortened file', async () => {
    const store = createSnapshotStore(folder);
    await store.write('corpus', [bytes('what the record says')]);
    const file = join(folder, 'corpus.index');
    const whole = await readFile(file);
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      await writeFile(file, damaged);
      expect(await store.read('corpus')).toBeUndefined();
    }
    await writeFile(file, whole.subarray(0, 20));
    expect(await store.read('corpus')).toBeUndefined();
    await writeFile(file, whole);
    expect(await store.read('corpus')).toBeDefined();
  });

  it('is read where it lies, whatever becomes of its name', async () => {
    const store = createSnapshotStore(folder);
    const { inPlace } = store;
    if (inPlace === undefined) throw new Error('Snapshots cannot be read in place here.');
    expect(await inPlace.digestOf('corpus')).toBeUndefined();
    const text = 'what the record says '.repeat(50_000);
    await store.write('corpus', [bytes(text)]);
    const digest = (await inPlace.digestOf('corpus')) ?? '';
    const read = inPlace.open('corpus', digest);
    const said = (): string => new TextDecoder().decode(read?.(text.length - 5, text.length));
    expect(said()).toBe('says ');
    expect(() => read?.(0, text.length + 1)).toThrow('shorter');
    await store.write('corpus', [bytes('another')]);
    expect(said()).toBe('says ');
    expect(inPlace.open('corpus', digest)).toBeUndefined();
    await store.remove('corpus');
    expect(said()).toBe('says ');
    expect(inPlace.open('corpus', digest)).toBeUndefined();
    await writeFile(join(folder, 'corpus.index'), 'too short');
    expect(await inPlace.digestOf('corpus')).toBeUndefined();
    expect(inPlace.open('corpus', digest)).toBeUndefined();
  });

  it('leaves one whole snapshot when several windows write at once', async () => {
    const texts = Array.from({ length: 8 }, (_, n) => `window ${n} `.repeat(50_000));
    await Promise.all(texts.map((text) => createSnapshotStore(folder).write('corpus', [bytes(text)])));
    const read = await createSnapshotStore(folder).read('corpus');
    expect(texts).toContain(new TextDecoder().decode(read?.slice()));
    expect(await readdir(folder)).toEqual(['corpus.index']);
  });

  it('takes away all that it holds, and what a write that broke off has left, but nothing else', async () => {
    const store = createSnapshotStore(folder);
    await store.clear();
    await store.write('corpus', [bytes('text')]);
    await store.write('readings', [bytes('text')]);
    await writeFile(join(folder, 'corpus.1.part'), 'te');
    await writeFile(join(folder, 'notes.txt'), 'somebody else’s');
    await store.clear();
    expect(await readdir(folder)).toEqual(['notes.txt']);
  });

  it('takes away what a window that was ended while it wrote has left, and not what another one is writing', async () => {
    const store = createSnapshotStore(folder);
    await store.write('corpus', [bytes('text')]);
    for (const name of ['other.left.part', 'other.now.part']) await writeFile(join(folder, name), 'half');
    await utimes(join(folder, 'other.left.part'), 0, 0);
    await store.write('corpus', [bytes('text')]);
    expect((await readdir(folder)).sort()).toEqual(['corpus.index', 'other.now.part']);
  });

  it('says when it cannot write, and takes away', async () => {
    const store = createSnapshotStore(folder);
    await store.write('corpus', [bytes('text')]);
    await store.remove('corpus');
    await store.remove('corpus');
    expect(await store.read('corpus')).toBeUndefined();
    await writeFile(join(folder, 'file'), '');
    const below = createSnapshotStore(join(folder, 'file', 'below'));
    await expect(below.write('corpus', [bytes('text')])).rejects.toThrow();
  });
});
