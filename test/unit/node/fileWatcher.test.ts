import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodeFileWatcher } from '../../../server/src/node/fileWatcher.js';

const LIMIT_MS = 8000;
let folder = '';
let told: string[] = [];
let stop = (): void => undefined;

function uriOf(name: string): string {
  return pathToFileURL(join(folder, name)).href;
}

/** Does it again until it is told of: a watcher says nothing of when it has begun. */
async function untilTold(uri: string, act: (attempt: number) => void): Promise<void> {
  const limit = Date.now() + LIMIT_MS;
  for (let attempt = 0; !told.includes(uri); attempt++) {
    if (Date.now() > limit) throw new Error(`not told of ${uri}, only of ${told.join(', ')}`);
    act(attempt);
    for (let looks = 0; looks < 10 && !told.includes(uri); looks++) await wait(50);
  }
}

describe('createNodeFileWatcher', () => {
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'aide mémoire #')));
    told = [];
  });
  afterEach(() => {
    stop();
    rmSync(folder, { recursive: true });
  });

  function watch(name: string): void {
    stop = createNodeFileWatcher().watch(
      [uriOf(name)],
      (uri) => told.push(uri),
      (why) => told.push(why),
    );
  }

  it('tells of files that are added, changed, renamed and removed, and of no hidden ones', async () => {
    mkdirSync(join(folder, 'corpus', 'deep'), { recursive: true });
    watch('corpus');
    await untilTold(uriOf('corpus/deep/a b.md'), (n) => writeFileSync(join(folder, 'corpus/deep/a b.md'), `${n}`));
    writeFileSync(join(folder, 'corpus', '.hidden.md'), '');
    told = [];
    await untilTold(uriOf('corpus/deep/a b.md'), (n) => writeFileSync(join(folder, 'corpus/deep/a b.md'), `more ${n}`));
    told = [];
    renameSync(join(folder, 'corpus/deep/a b.md'), join(folder, 'corpus/deep/c.md'));
    await untilTold(uriOf('corpus/deep/c.md'), () => undefined);
    await untilTold(uriOf('corpus/deep/a b.md'), () => undefined);
    told = [];
    rmSync(join(folder, 'corpus/deep'), { recursive: true });
    await untilTold(uriOf('corpus/deep'), () => undefined);
    expect(told.filter((uri) => uri.includes('hidden'))).toEqual([]);
  });

  it('waits for a folder that is not there yet, and tells nothing of its neighbours', async () => {
    watch('later/corpus');
    await untilTold(uriOf('later/corpus/a.md'), (n) => {
      mkdirSync(join(folder, 'later', 'corpus'), { recursive: true });
      writeFileSync(join(folder, 'later', 'neighbour.md'), `${n}`);
      writeFileSync(join(folder, 'later', 'corpus', 'a.md'), `${n}`);
    });
    expect(told.filter((uri) => uri.includes('neighbour'))).toEqual([]);
  });

  it('tells of what is behind a link under the name of the link', async () => {
    mkdirSync(join(folder, 'share'));
    symlinkSync(join(folder, 'share'), join(folder, 'corpus'));
    watch('corpus');
    await untilTold(uriOf('corpus/a.md'), (n) => writeFileSync(join(folder, 'share', 'a.md'), `${n}`));
  });

  it('is silent once it is stopped', async () => {
    mkdirSync(join(folder, 'corpus'));
    watch('corpus');
    await untilTold(uriOf('corpus/a.md'), (n) => writeFileSync(join(folder, 'corpus/a.md'), `${n}`));
    stop();
    const second: string[] = [];
    told = [];
    stop = createNodeFileWatcher().watch([uriOf('corpus')], (uri) => second.push(uri), String);
    const limit = Date.now() + LIMIT_MS;
    for (let n = 0; second.length === 0 && Date.now() < limit; n++) {
      writeFileSync(join(folder, 'corpus/b.md'), `${n}`);
      await wait(100);
    }
    expect(second).toContain(uriOf('corpus/b.md'));
    expect(told).toEqual([]);
  });
});
