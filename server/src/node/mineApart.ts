import { Worker } from 'node:worker_threads';
import type { IndexerHost } from '../workspace/indexer.js';
import type { MinedData } from '../index/indexData.js';

/** How often it is asked whether anybody still waits. */
const TICK_MILLISECONDS = 100;

type Mine = NonNullable<IndexerHost['mine']>;

/**
 * Mines in a thread of its own (`script`: path of `miner`), which ends with the answer, so that its memory is given back, and
 * as soon as nobody waits for it any more: then the answer rejects. A thread that ends before has one successor.
 */
export function createMiner(script: string): Mine {
  const mine: Mine = (data, cancellation) =>
    new Promise<MinedData>((resolve, reject) => {
      const worker = new Worker(script);
      const watch = setInterval(() => {
        if (!cancellation.isCancellationRequested) return;
        // Once: each time listens for the end.
        clearInterval(watch);
        void worker.terminate();
      }, TICK_MILLISECONDS);
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => {
        clearInterval(watch);
        reject(new Error('mining was ended'));
      });
      worker.postMessage(data);
    });
  return (data, cancellation) =>
    mine(data, cancellation).catch((error: unknown) => {
      if (cancellation.isCancellationRequested) throw error;
      return mine(data, cancellation);
    });
}
