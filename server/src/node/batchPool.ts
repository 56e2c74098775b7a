import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type BatchAnswer, type BatchReader, type BatchRequest, failedBatch } from '../workspace/readBatch.js';
import { t } from '../util/l10n.js';

/** More would read faster than one thread can join, and leave the machine nothing. */
const MOST_THREADS = 4;
/** Threads are kept for as long after the last batch. */
const IDLE_MILLISECONDS = 1000;
const BROKE = t(
  'reading it broke off. Open it in the program it was made with and save it anew, then rebuild the index.',
);

/** To a thread of the pool, and from it. */
export interface ToBatchWorker {
  readonly id: number;
  readonly request: BatchRequest;
}
export interface FromBatchWorker {
  readonly id: number;
  readonly answer: BatchAnswer;
}

/** A batch, and who waits for it. */
interface Waiting {
  readonly request: BatchRequest;
  readonly resolve: (answer: BatchAnswer) => void;
  /** Set when a thread that read it has ended before. */
  readonly isTriedAgain?: true;
}

interface Lane {
  readonly worker: Worker;
  /** What the thread has been asked and has not answered, in order: it reads the first of them. */
  readonly waiting: Map<number, Waiting>;
}

/**
 * Reads batches in threads of their own (`script`: path of `batchWorker`), as many as the machine runs at the same time, at
 * most four. They start with the first batch and end soon after the last one. Where a thread ends, the batch that it
 * read and those that waited behind it get another one; a batch that breaks that too is given as files that could not be read.
 */
export function createBatchPool(script: string): BatchReader {
  const width = Math.min(MOST_THREADS, availableParallelism());
  const lanes: Lane[] = [];
  let ids = 0;
  let idle: NodeJS.Timeout | undefined;

  function open(): Lane {
    const lane: Lane = { worker: new Worker(script), waiting: new Map() };
    lanes.push(lane);
    const close = (): void => {
      if (lanes.includes(lane)) lanes.splice(lanes.indexOf(lane), 1);
      const [broken, ...others] = lane.waiting.values();
      lane.waiting.clear();
      others.forEach(send);
      if (broken?.isTriedAgain) broken.resolve(failedBatch(broken.request, BROKE));
      else if (broken !== undefined) send({ ...broken, isTriedAgain: true });
    };
    lane.worker.on('message', ({ id, answer }: FromBatchWorker) => {
      lane.waiting.get(id)?.resolve(answer);
      lane.waiting.delete(id);
      if (lanes.every(({ waiting }) => waiting.size === 0)) idle = setTimeout(end, IDLE_MILLISECONDS).unref();
    });
    lane.worker.on('error', close);
    lane.worker.on('exit', close);
    lane.worker.unref();
    return lane;
  }

  function end(): void {
    for (const { worker } of lanes.splice(0)) void worker.terminate();
  }

  /** The thread with the least to do; a new one as long as there may be more. */
  function chooseLane(): Lane {
    const free = lanes.toSorted((a, b) => a.waiting.size - b.waiting.size)[0];
    return free === undefined || (free.waiting.size > 0 && lanes.length < width) ? open() : free;
  }

  function send(batch: Waiting): void {
    clearTimeout(idle);
    const lane = chooseLane();
    const message: ToBatchWorker = { id: ++ids, request: batch.request };
    lane.waiting.set(message.id, batch);
    lane.worker.postMessage(message);
  }

  return { width, read: (request) => new Promise((resolve) => send({ request, resolve })) };
}
