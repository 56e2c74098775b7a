import type { BrowserStart } from '../api/browserStart.js';
import type { IndexedCorpus, Indexer, IndexListener } from '../workspace/indexer.js';
import { INDEX, INDEXED, type IndexerStart, PROGRESS } from './indexerWorker.js';
import { connectionOver } from './ports.js';

/** An indexer in a worker of its own, so that the server's goes on answering. */
export function createIndexerApart({ script, files, product, texts, words }: BrowserStart<MessagePort>): Indexer {
  const { port1, port2 } = new MessageChannel();
  const start: IndexerStart = {
    requests: port2,
    files: files.indexer,
    product,
    texts,
    ...(words === undefined ? {} : { words }),
  };
  new Worker(script, { name: 'Aide-Mémoire: index' }).postMessage(start, [port2, files.indexer]);
  const listeners = new Map<number, IndexListener>();
  let requests = 0;
  const indexer = connectionOver(port1);
  indexer.onNotification(PROGRESS, ({ id, done, total }: { id: number; done: number; total: number }) =>
    listeners.get(id)?.onProgress(done, total),
  );
  indexer.onNotification(INDEXED, ({ id, corpus }: { id: number; corpus: IndexedCorpus }) =>
    listeners.get(id)?.onIndexed(corpus),
  );
  indexer.listen();
  return {
    async index(request, listener) {
      const id = ++requests;
      listeners.set(id, listener);
      try {
        await indexer.sendRequest(INDEX, { id, request });
      } finally {
        listeners.delete(id);
      }
    },
  };
}
