import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordsOf } from '../../server/src/index/records.js';
import { DEFAULT_LIMITS } from '../../server/src/ingest/formats.js';
import { createWorkerIndexer } from '../../server/src/node/workerIndexer.js';
import type { IndexedCorpus, Indexer } from '../../server/src/workspace/indexer.js';
import { ROOT } from '../support/server.js';

const SCRIPT = join(ROOT, 'dist', 'indexer.cjs');
const start = { lexicon: pathToFileURL(join(ROOT, 'dist', 'lexicon')).href };
/** Enough words for an index to count as large, no two passages alike. */
const LONG = Array.from({ length: 2200 }, (_, n) => {
  const words = Array.from({ length: 100 }, (__, k) => `w${(n * 7919 + k * 104_729) % 30_011}`);
  return `${n + 1}. ${words.join(' ')}.`;
}).join('\n\n');
const root = mkdtempSync(join(tmpdir(), 'aide-memoire-thread-'));
const talks = join(root, 'talks.md');

beforeAll(() => {
  writeFileSync(join(root, 'long.md'), LONG);
  writeFileSync(talks, '1. We support the early conclusion of the talks.\n');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function index(indexer: Indexer, changed?: readonly string[]): Promise<IndexedCorpus[]> {
  const given: IndexedCorpus[] = [];
  const folders = [pathToFileURL(root).href];
  const request = { folders, limits: DEFAULT_LIMITS, ownLexicons: [], ...(changed && { changed }) };
  await indexer.index(request, { onProgress: () => undefined, onIndexed: (corpus) => given.push(corpus) });
  return given;
}

describe('the thread of the indexer', () => {
  it('is replaced once its heap has grown, by one that remembers what it did', async () => {
    let renew = (): void => undefined;
    const renewed = new Promise<void>((resolve) => {
      renew = resolve;
    });
    const indexer = createWorkerIndexer(SCRIPT, start, { heapBytes: 1, idleMilliseconds: 1, onRenewed: renew });
    const before = (await index(indexer)).at(-1);
    await renewed;
    writeFileSync(talks, '1. We welcome the moratorium.\n');
    const [changed, last] = await index(indexer, [pathToFileURL(talks).href]);
    expect(changed?.change).toEqual({ onto: before?.made, removed: [pathToFileURL(talks).href] });
    expect(last === undefined ? [] : recordsOf(last.data.documents).map(({ id }) => id)).toEqual(['long', 'talks']);
  }, 60_000);

  it('is left as it is while its heap is small, and when it is asked for something meanwhile', async () => {
    let renewals = 0;
    const onRenewed = (): void => void renewals++;
    const small = createWorkerIndexer(SCRIPT, start, { heapBytes: 1e12, idleMilliseconds: 1, onRenewed });
    const busy = createWorkerIndexer(SCRIPT, start, { heapBytes: 1, idleMilliseconds: 30, onRenewed });
    await index(small);
    for (let turn = 0; turn < 4; turn++) await index(busy);
    expect(renewals).toBe(0);
  }, 60_000);
});
