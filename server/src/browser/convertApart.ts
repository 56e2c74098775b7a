import type { BrowserProduct } from '../api/browserStart.js';
import type { Converter } from '../ingest/convert.js';
import type { ReadResult } from '../ingest/formats.js';
import { tooSlow } from '../ingest/overLimit.js';
import { BROKE, type ConvertRequest, GRACE_MILLISECONDS, IDLE_MILLISECONDS } from '../ingest/readApart.js';

/** The first message to a worker that reads. */
export interface ReaderStart extends Pick<BrowserProduct, 'words'> {
  /** Takes `ConvertRequest`s, one at a time, and answers each with a `ReadResult`. */
  readonly requests: MessagePort;
}

/** A worker that reads, and the port that it is asked over. */
interface Reader {
  readonly worker: Worker;
  readonly port: MessagePort;
}

class TookTooLong extends Error {}

/**
 * Reads files one after another in a worker of their own. A file that takes longer than its limit ends with its worker; the
 * next file gets a new one. `loadScript`: the script of that worker, asked for with the first file.
 */
export function createConverter(loadScript: () => Promise<Uint8Array>, words: BrowserProduct['words']): Converter {
  let address: string | undefined;
  let reader: Reader | undefined;
  let idle: ReturnType<typeof setTimeout> | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  async function start(): Promise<Reader> {
    address ??= URL.createObjectURL(new Blob([new Uint8Array(await loadScript())], { type: 'text/javascript' }));
    const worker = new Worker(address, { name: 'Aide-Mémoire: reader' });
    const { port1: port, port2: requests } = new MessageChannel();
    const message: ReaderStart = { requests, ...(words === undefined ? {} : { words }) };
    worker.postMessage(message, [requests]);
    port.start();
    return { worker, port };
  }

  function end(): void {
    reader?.worker.terminate();
    reader?.port.close();
    reader = undefined;
  }

  async function convert(request: ConvertRequest): Promise<ReadResult> {
    clearTimeout(idle);
    try {
      reader ??= await start();
      const result = await answerOf(reader, request);
      idle = setTimeout(end, IDLE_MILLISECONDS);
      return result;
    } catch (error) {
      end();
      return { problem: error instanceof TookTooLong ? tooSlow(request.limits) : BROKE };
    }
  }

  return (ending, bytes, limits) => {
    const result = queue.then(() => convert({ ending, bytes, limits }));
    queue = result;
    return result;
  };
}

/** Rejects when the worker breaks, and when it has not answered in time. */
function answerOf({ worker, port }: Reader, request: ConvertRequest): Promise<ReadResult> {
  const listening = new AbortController();
  const { signal } = listening;
  const answer = new Promise<ReadResult>((resolve, reject) => {
    const limit = request.limits.milliseconds + GRACE_MILLISECONDS;
    const timer = setTimeout(() => reject(new TookTooLong()), limit);
    signal.addEventListener('abort', () => clearTimeout(timer));
    port.addEventListener('message', ({ data }: MessageEvent<ReadResult>) => resolve(data), { signal });
    worker.addEventListener('error', ({ message }) => reject(new Error(message)), { signal });
  });
  port.postMessage(request);
  return answer.finally(() => listening.abort());
}
