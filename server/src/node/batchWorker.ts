import { constants } from 'node:os';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { createBatchReader } from '../workspace/readBatch.js';
import type { FromBatchWorker, ToBatchWorker } from './batchPool.js';
import { BLOCKING_FILES } from './blockingFiles.js';
import { NODE_COMPRESSION } from './compression.js';
import { createConverter } from './convertApart.js';
import { digestHere } from './digest.js';
import { giveWay } from './giveWay.js';

const port = parentPort;
if (port === null) throw new Error('Batches are read in a worker thread only.');
giveWay(constants.priority.PRIORITY_BELOW_NORMAL);
const reader = createBatchReader({
  fileSystem: BLOCKING_FILES,
  compression: NODE_COMPRESSION,
  digest: digestHere,
  convert: createConverter(join(__dirname, 'readerWorker.cjs')),
});
// One batch after another: they would only wait for each other.
let queue: Promise<unknown> = Promise.resolve();

const worker = port;

async function answer({ id, request }: ToBatchWorker): Promise<void> {
  const message: FromBatchWorker = { id, answer: await reader.read(request) };
  worker.postMessage(message);
}

worker.on('message', (message: ToBatchWorker) => {
  queue = queue.then(() => answer(message));
});
