import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { IndexedCorpus, Indexer, IndexListener, IndexRequest } from '../workspace/indexer.js';

/** A thread whose heap has grown to so many bytes is replaced when nothing has been asked of it for so long. */
const RENEWAL: Renewal = { heapBytes: 50_000_000, idleMilliseconds: 3000 };

/**
 * Room for new objects, in megabytes. It is not given back while the thread is idle, and what an indexer makes either lies in
 * shared memory or is kept: more room would be as much more memory for nothing.
 */
const YOUNG_MEGABYTES = 12;

/** When the thread is replaced by a new one that remembers the same. */
export interface Renewal {
  readonly heapBytes: number;
  readonly idleMilliseconds: number;
  /** Called when it was. */
  readonly onRenewed?: () => void;
}

/** What the thread is started with. */
export interface IndexerStart {
  /** Folder of the word lists, a file URI. */
  readonly lexicon: string;
  /** Where the thread before it sends what it remembers (`Made`, or `undefined`); absent for the first one. */
  readonly predecessor?: MessagePort;
}

/** To the thread. */
export type ToIndexer =
  | { readonly kind: 'index'; readonly id: number; readonly request: IndexRequest }
  /** It is to send what it remembers there. */
  | { readonly kind: 'handOver'; readonly successor: MessagePort };

/** From the thread. Typed arrays in shared memory are not copied. */
export type FromIndexer =
  | { readonly kind: 'progress'; readonly id: number; readonly done: number; readonly total: number }
  | { readonly kind: 'indexed'; readonly id: number; readonly corpus: IndexedCorpus }
  /** `heapBytes`: what the thread's heap holds of the system's memory, used or not. */
  | { readonly kind: 'done'; readonly id: number; readonly heapBytes: number }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
  /** It remembers what the thread before it did. */
  | { readonly kind: 'tookOver' };

interface Pending {
  readonly request: IndexRequest;
  /** Set when the thread that was asked has ended. */
  readonly isAskedAgain?: true;
  readonly listener: IndexListener;
  resolve(): void;
  reject(error: Error): void;
}

/**
 * An indexer in a thread of its own, started at once, so that it is ready when it is asked, and again should it ever end:
 * the new one is asked what the other had not answered, once.
 * The thread keeps the process alive only while it works. Indexing much leaves a heap that no idle thread gives back: then
 * another thread takes its place, which is told what it remembers.
 */
export function createWorkerIndexer(
  script: string,
  start: Pick<IndexerStart, 'lexicon'>,
  renewal: Renewal = RENEWAL,
): Indexer {
  const pending = new Map<number, Pending>();
  let worker: Worker | undefined = startWorker(start);
  let successor: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let requests = 0;

  function settle(id: number): Pending | undefined {
    const one = pending.get(id);
    pending.delete(id);
    if (pending.size === 0) worker?.unref();
    return one;
  }

  function receive(message: FromIndexer, from: Worker): void {
    if (message.kind === 'tookOver') replaceBy(from);
    else if (message.kind === 'progress') pending.get(message.id)?.listener.onProgress(message.done, message.total);
    else if (message.kind === 'indexed') pending.get(message.id)?.listener.onIndexed(message.corpus);
    else if (message.kind === 'failed') settle(message.id)?.reject(new Error(message.message));
    else {
      settle(message.id)?.resolve();
      if (pending.size === 0 && message.heapBytes >= renewal.heapBytes)
        idle = setTimeout(renew, renewal.idleMilliseconds).unref();
    }
  }

  function startWorker(data: IndexerStart): Worker {
    const { predecessor } = data;
    const transferList = predecessor === undefined ? [] : [predecessor];
    const started = new Worker(script, {
      workerData: data,
      transferList,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    });
    started.on('message', (message: FromIndexer) => receive(message, started));
    const fail = (error: Error): void => {
      if (worker !== started) return;
      worker = undefined;
      dropSuccessor();
      for (const [id, one] of [...pending]) {
        if (one.isAskedAgain) settle(id)?.reject(error);
        else ask(id, { ...one, isAskedAgain: true });
      }
    };
    started.on('error', fail);
    started.on('exit', (code) => fail(new Error(`the indexer ended unexpectedly (${code})`)));
    // Last: listening for messages keeps the process alive again.
    started.unref();
    return started;
  }

  /** Starts a thread to replace this one. Nothing waits for it: what is asked meanwhile is asked of this one. */
  function renew(): void {
    const { port1, port2 } = new MessageChannel();
    successor = startWorker({ ...start, predecessor: port2 });
    const message: ToIndexer = { kind: 'handOver', successor: port1 };
    worker?.postMessage(message, [port1]);
  }

  function replaceBy(next: Worker): void {
    if (next !== successor) return;
    const before = worker;
    worker = next;
    successor = undefined;
    void before?.terminate();
    renewal.onRenewed?.();
  }

  function dropSuccessor(): void {
    void successor?.terminate();
    successor = undefined;
  }

  function ask(id: number, one: Pending): void {
    worker ??= startWorker(start);
    worker.ref();
    pending.set(id, one);
    const message: ToIndexer = { kind: 'index', id, request: one.request };
    worker.postMessage(message);
  }

  return {
    index: (request, listener) =>
      new Promise<void>((resolve, reject) => {
        clearTimeout(idle);
        // It would not remember what is asked now.
        dropSuccessor();
        ask(++requests, { request, listener, resolve, reject });
      }),
  };
}
