import { parentPort } from 'node:worker_threads';
import type { ConvertedEnding } from '../ingest/convert.js';
import { convertHere } from '../ingest/convertHere.js';
import type { ReadLimits } from '../ingest/formats.js';

/** What the worker is sent; it answers each with a `ReadResult`. */
export interface ConvertRequest {
  readonly ending: ConvertedEnding;
  readonly bytes: Uint8Array;
  readonly limits: ReadLimits;
}

parentPort?.on('message', ({ ending, bytes, limits }: ConvertRequest) => {
  void convertHere(ending, bytes, limits).then((result) => parentPort?.postMessage(result));
});
