import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convertHere } from '../../server/src/ingest/convertHere.js';
import { DEFAULT_LIMITS } from '../../server/src/ingest/formats.js';
import { createBatchPool } from '../../server/src/node/batchPool.js';
import { createNodeFileSystem } from '../../server/src/node/fileSystem.js';
import { NO_SPELLING } from '../../server/src/text/spelling.js';
import { type BatchReader, type BatchRequest, createBatchReader } from '../../server/src/workspace/readBatch.js';

const SCRIPT = new URL('../../dist/batchWorker.cjs', import.meta.url).pathname;

describe('the threads that read', () => {
  let root = '';
  let pool: BatchReader;
  const fileOf = (name: string) => ({ uri: pathToFileURL(join(root, name)).href, name });
  const requestOf = (...names: string[]): BatchRequest => ({
    jobs: names.map((name) => ({ file: fileOf(name) })),
    limits: DEFAULT_LIMITS,
    spelling: NO_SPELLING,
  });

  beforeAll(async () => {
    if (!existsSync(SCRIPT)) throw new Error('dist/batchWorker.cjs is not there: run `npm run build` first');
    pool = createBatchPool(SCRIPT);
    root = await mkdtemp(join(tmpdir(), 'aide-memoire-batches-'));
    for (let n = 0; n < 12; n++) await writeFile(join(root, `n${n}.md`), `1. We welcome report ${n} of the experts.\n`);
    await writeFile(join(root, 'page.html'), '<p>1. We regret the absence of consensus.</p>');
  });
  afterAll(() => rm(root, { recursive: true }));

  it('give the same words as reading here, whatever the format', async () => {
    const request = requestOf('n0.md', 'page.html', 'n1.md');
    const here = await createBatchReader({ fileSystem: createNodeFileSystem(), convert: convertHere }).read(request);
    const there = await pool.read(request);
    expect(there.outcomes).toEqual(here.outcomes);
    expect({ ...there.collected, texts: undefined }).toEqual({ ...here.collected, texts: undefined });
  });

  it('answer many batches, each its own', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => pool.read(requestOf(`n${n}.md`))));
    expect(answers.map(({ collected }) => collected.documents.map(({ record }) => record.id))).toEqual(
      Array.from({ length: 12 }, (_, n) => [`n${n}`]),
    );
  });

  it('say which file could not be read, and read the others', async () => {
    const { outcomes, collected } = await pool.read(requestOf('n0.md', 'gone.md', 'n2.md'));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['read', 'failed', 'read']);
    expect(collected.documents).toHaveLength(2);
  });

  it('lose only the batch that breaks one of them', async () => {
    const breaking = join(root, 'breaking.cjs');
    const read = "{ outcomes: request.jobs.map(() => ({ kind: 'unchanged' })) }";
    await writeFile(
      breaking,
      `const { parentPort } = require('node:worker_threads');
      parentPort.on('message', ({ id, request }) =>
        request.jobs[0].file.name === 'break' ? process.exit(1) : parentPort.postMessage({ id, answer: ${read} }));`,
    );
    const { read: readBatch, width } = createBatchPool(breaking);
    const names = Array.from({ length: width * 3 }, (_, n) => (n === 0 ? 'break' : `n${n}`));
    const answers = await Promise.all(names.map((name) => readBatch(requestOf(name))));
    expect(answers.map(({ outcomes }) => outcomes[0]?.kind)).toEqual(
      names.map((name) => (name === 'break' ? 'failed' : 'unchanged')),
    );
  });
});
