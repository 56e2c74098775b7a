import { parentPort } from 'node:worker_threads';
import { convertHere } from '../ingest/convertHere.js';
import type { ConvertRequest } from '../ingest/readApart.js';

parentPort?.on('message', ({ ending, bytes, limits }: ConvertRequest) => {
  void convertHere(ending, bytes, limits).then((result) => parentPort?.postMessage(result));
});
