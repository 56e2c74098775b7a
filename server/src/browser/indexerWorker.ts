import { RequestType } from 'vscode-languageserver/browser';
import type { BrowserProduct } from '../api/browserStart.js';
import { createIndexer, type IndexRequest } from '../workspace/indexer.js';
import { createBrowserFiles } from './files.js';
import { connectionOver } from './ports.js';

/** The first message to an indexer in a worker of its own. */
export interface IndexerStart extends BrowserProduct {
  /** Takes what is to be indexed. */
  readonly requests: MessagePort;
  /** Answers the requests for files. */
  readonly files: MessagePort;
}

/** To the indexer. Answered once the last index has been given out. */
export const INDEX = new RequestType<{ readonly id: number; readonly request: IndexRequest }, null, void>('index');
/** From the indexer, of the request with that `id`: how far it has come, or an index. */
export const PROGRESS = 'progress';
export const INDEXED = 'indexed';

/** Makes indexes for whoever is at the other end of the port. */
export function serveIndexer({ requests, files, ...product }: IndexerStart): void {
  const indexer = createIndexer({ ...createBrowserFiles(product, files), build: '' });
  const server = connectionOver(requests);
  server.onRequest(INDEX, async ({ id, request }) => {
    await indexer.index(request, {
      onProgress: (done, total) => void server.sendNotification(PROGRESS, { id, done, total }),
      onIndexed: (corpus) => void server.sendNotification(INDEXED, { id, corpus }),
    });
    return null;
  });
  server.listen();
}
