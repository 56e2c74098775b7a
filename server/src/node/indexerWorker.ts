import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getHeapStatistics } from 'node:v8';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import {
  createIndexer,
  type IndexerHost,
  type IndexRequest,
  type LocalIndexer,
  type Made,
} from '../workspace/indexer.js';
import { createBatchPool } from './batchPool.js';
import { NODE_COMPRESSION } from './compression.js';
import { createConverter } from './convertApart.js';
import { digestHere } from './digest.js';
import { createMiner } from './mineApart.js';
import { createNodeFileSystem } from './fileSystem.js';
import { createSnapshotStore } from './snapshotStore.js';
import { tidyWhenIdle } from './tidyWhenIdle.js';
import type { FromIndexer, IndexerStart, ToIndexer } from './workerIndexer.js';

const port = parentPort;
if (port === null) throw new Error('The indexer runs in a worker thread only.');
const worker = port;
const { lexicon, predecessor } = workerData as IndexerStart;
const { size, mtimeMs } = statSync(__filename);
const host: IndexerHost = {
  fileSystem: createNodeFileSystem(),
  compression: NODE_COMPRESSION,
  digest: digestHere,
  convert: createConverter(join(__dirname, 'readerWorker.cjs')),
  readers: createBatchPool(join(__dirname, 'batchWorker.cjs')),
  mine: createMiner(join(__dirname, 'miner.cjs')),
  lexicon,
  build: `${size} ${mtimeMs}`,
  openSnapshots: (folder) => createSnapshotStore(fileURLToPath(folder)),
};
// An index that it has replaced lies in memory that all threads share, and is given back by none as long as this one may know it.
tidyWhenIdle();
const send = (message: FromIndexer): void => worker.postMessage(message);
const ready = predecessor === undefined ? Promise.resolve(createIndexer(host)) : takeOver(predecessor);

/** The indexer that remembers what the thread before this one sends. */
async function takeOver(from: MessagePort): Promise<LocalIndexer> {
  const [known] = (await once(from, 'message')) as [Made | undefined];
  from.close();
  const indexer = createIndexer(host, known);
  send({ kind: 'tookOver' });
  return indexer;
}

async function answer(id: number, request: IndexRequest): Promise<void> {
  const indexer = await ready;
  try {
    await indexer.index(request, {
      onProgress: (done, total) => send({ id, kind: 'progress', done, total }),
      onIndexed: (corpus) => send({ id, kind: 'indexed', corpus }),
    });
    send({ id, kind: 'done', heapBytes: getHeapStatistics().total_heap_size });
  } catch (error) {
    send({ id, kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

worker.on('message', (message: ToIndexer) => {
  if (message.kind === 'index') void answer(message.id, message.request);
  else void ready.then(({ known }) => message.successor.postMessage(known));
});
