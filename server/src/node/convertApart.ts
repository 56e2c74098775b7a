import type { Worker } from 'node:worker_threads';
import type { Converter } from '../ingest/convert.js';
import type { ReadLimits, ReadResult } from '../ingest/formats.js';
import { tooSlow, unfoldsTooFar } from '../ingest/overLimit.js';
import { BROKE, type ConvertRequest, GRACE_MILLISECONDS, IDLE_MILLISECONDS } from '../ingest/readApart.js';
import { startApart } from './startApart.js';

const TICK_MILLISECONDS = 100;
/** The libraries themselves, and what reading takes beside the content that is unfolded. */
const BASE_BYTES = 256_000_000;
const COPIES = 3;

/**
 * Reads files one after another in a thread of their own (`script`: path of `readerWorker`), so that this one stays free.
 * A file that takes longer than its limit, or far more memory than its content may unfold to, ends with its thread; the
 * next file gets a new one, and so does once a file whose thread has ended for another reason. Keeps no process alive.
 */
export function createConverter(script: string): Converter {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  function start(): Worker {
    const started = startApart(script, () => {
      if (worker === started) worker = undefined;
    });
    return started;
  }

  function end(): void {
    void worker?.terminate();
    worker = undefined;
  }

  async function ask(request: ConvertRequest): Promise<Answer> {
    worker ??= start();
    const answer = await answerOf(worker, request);
    if (answer === undefined || 'broken' in answer) end();
    else idle = setTimeout(end, IDLE_MILLISECONDS).unref();
    return answer;
  }

  async function convert(request: ConvertRequest): Promise<ReadResult> {
    clearTimeout(idle);
    const answer = (await ask(request)) ?? (await ask(request));
    if (answer === undefined) return { problem: BROKE };
    return 'broken' in answer ? { problem: answer.broken } : answer;
  }

  return (ending, bytes, limits) => {
    const result = queue.then(() => convert({ ending, bytes, limits }));
    queue = result;
    return result;
  };
}

/** What the worker answers; why it must be ended when it goes beyond its limits; `undefined` when it broke. */
type Answer = ReadResult | { readonly broken: string } | undefined;

function answerOf(worker: Worker, request: ConvertRequest): Promise<Answer> {
  const { limits } = request;
  return new Promise((resolve) => {
    const before = process.memoryUsage.rss();
    let ticks = 0;
    // Counted rather than measured: while this thread is busy, an answer that is there already cannot be taken.
    const watch = setInterval(() => {
      ticks++;
      const broken = excessOf(ticks * TICK_MILLISECONDS, process.memoryUsage.rss() - before, limits);
      if (broken !== undefined) settle({ broken });
    }, TICK_MILLISECONDS);
    const settle = (result: Answer): void => {
      clearInterval(watch);
      worker.off('message', settle).off('exit', onExit).off('error', onError);
      resolve(result);
    };
    const onExit = (): void => settle(undefined);
    const onError = (error: NodeJS.ErrnoException): void => {
      settle(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? { broken: unfoldsTooFar(limits) } : undefined);
    };
    worker.on('message', settle).on('exit', onExit).on('error', onError);
    worker.postMessage(request);
  });
}

function excessOf(milliseconds: number, bytes: number, limits: ReadLimits): string | undefined {
  if (milliseconds > limits.milliseconds + GRACE_MILLISECONDS) return tooSlow(limits);
  return bytes > limits.unfoldedBytes * COPIES + BASE_BYTES ? unfoldsTooFar(limits) : undefined;
}
