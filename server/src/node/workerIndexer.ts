import { Worker } from 'node:worker_threads';
import type { IndexedCorpus, Indexer, IndexListener, IndexRequest } from '../workspace/indexer.js';

/** What the thread is started with. */
export interface IndexerStart {
  /** Folder of the word lists, a file URI. */
  readonly lexicon: string;
}

/** To the thread. */
export interface ToIndexer {
  readonly id: number;
  readonly request: IndexRequest;
}

/** From the thread. Typed arrays in shared memory are not copied. */
export type FromIndexer = { readonly id: number } & (
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'indexed'; readonly corpus: IndexedCorpus }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string }
);

interface Pending {
  readonly listener: IndexListener;
  resolve(): void;
  reject(error: Error): void;
}

/**
 * An indexer in a thread of its own, started at once, so that it is ready when it is asked, and again should it ever end.
 * The thread keeps the process alive only while it works.
 */
export function createWorkerIndexer(script: string, start: IndexerStart): Indexer {
  const pending = new Map<number, Pending>();
  let worker: Worker | undefined = startWorker();
  let requests = 0;

  function settle(id: number): Pending | undefined {
    const one = pending.get(id);
    pending.delete(id);
    if (pending.size === 0) worker?.unref();
    return one;
  }

  function receive(message: FromIndexer): void {
    const listener = pending.get(message.id)?.listener;
    if (message.kind === 'progress') listener?.onProgress(message.done, message.total);
    else if (message.kind === 'indexed') listener?.onIndexed(message.corpus);
    else if (message.kind === 'done') settle(message.id)?.resolve();
    else settle(message.id)?.reject(new Error(message.message));
  }

  function startWorker(): Worker {
    const started = new Worker(script, { workerData: start });
    started.unref();
    started.on('message', receive);
    const fail = (error: Error): void => {
      if (worker === started) worker = undefined;
      for (const id of [...pending.keys()]) settle(id)?.reject(error);
    };
    started.on('error', fail);
    started.on('exit', (code) => fail(new Error(`the indexer ended unexpectedly (${code})`)));
    return started;
  }

  return {
    index: (request, listener) =>
      new Promise<void>((resolve, reject) => {
        worker ??= startWorker();
        worker.ref();
        const id = ++requests;
        pending.set(id, { listener, resolve, reject });
        const message: ToIndexer = { id, request };
        worker.postMessage(message);
      }),
  };
}
