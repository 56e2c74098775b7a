import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { createIndexer } from '../workspace/indexer.js';
import { createBatchPool } from './batchPool.js';
import { NODE_COMPRESSION } from './compression.js';
import { createConverter } from './convertApart.js';
import { createMiner } from './mineApart.js';
import { createNodeFileSystem } from './fileSystem.js';
import { createSnapshotStore } from './snapshotStore.js';
import type { FromIndexer, IndexerStart, ToIndexer } from './workerIndexer.js';

const port = parentPort;
if (port === null) throw new Error('The indexer runs in a worker thread only.');
const { lexicon } = workerData as IndexerStart;
const { size, mtimeMs } = statSync(__filename);
const indexer = createIndexer({
  fileSystem: createNodeFileSystem(),
  compression: NODE_COMPRESSION,
  convert: createConverter(join(__dirname, 'readerWorker.cjs')),
  readers: createBatchPool(join(__dirname, 'batchWorker.cjs')),
  mine: createMiner(join(__dirname, 'miner.cjs')),
  lexicon,
  build: `${size} ${mtimeMs}`,
  openSnapshots: (folder) => createSnapshotStore(fileURLToPath(folder)),
});
const send = (message: FromIndexer): void => port.postMessage(message);

port.on('message', ({ id, request }: ToIndexer) => {
  indexer
    .index(request, {
      onProgress: (done, total) => send({ id, kind: 'progress', done, total }),
      onIndexed: (corpus) => send({ id, kind: 'indexed', corpus }),
    })
    .then(
      () => send({ id, kind: 'done' }),
      (error: unknown) => send({ id, kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
    );
});
