import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { createMessageConnection, PortMessageReader, PortMessageWriter } from 'vscode-languageserver/node';
import {
  type BrowserStart,
  type FolderEntry,
  READ_DIRECTORY_REQUEST,
  READ_FILE_REQUEST,
  type ReadDirectoryParams,
  type ReadFileAnswer,
  type ReadFileParams,
} from '../../server/src/api/browserStart.js';
import { type ClientOptions, createTestClient, type TestClient } from './client.js';
import { ROOT } from './server.js';

const SERVER = join(ROOT, 'dist', 'browser', 'server.js');

/** The files that a client reads for the server. Rejects what it does not read. */
export interface AskedFiles {
  readFile(params: ReadFileParams): ReadFileAnswer | Promise<ReadFileAnswer>;
  readDirectory(params: ReadDirectoryParams): readonly FolderEntry[] | Promise<readonly FolderEntry[]>;
}

/** The bundle for browsers, in a thread that has no more than a browser's worker has. */
export interface BrowserServer {
  readonly client: TestClient;
  stop(): Promise<void>;
}

/** Starts it for the product in this repository. No file is read for it when `files` is absent. */
export function startBrowserServer(
  options: ClientOptions = {},
  files: AskedFiles = { readFile: refuse, readDirectory: refuse },
  words?: BrowserStart<MessagePort>['words'],
): BrowserServer {
  const worker = new Worker(new URL('browserWorker.cjs', import.meta.url), { workerData: SERVER });
  const [client, asked] = [new MessageChannel(), new MessageChannel()];
  const reading = createMessageConnection(new PortMessageReader(asked.port1), new PortMessageWriter(asked.port1));
  reading.onRequest(READ_FILE_REQUEST, (params: ReadFileParams): unknown => files.readFile(params));
  reading.onRequest(READ_DIRECTORY_REQUEST, (params: ReadDirectoryParams): unknown => files.readDirectory(params));
  reading.listen();
  const start: BrowserStart<MessagePort> = {
    client: client.port2,
    files: asked.port2,
    product: pathToFileURL(ROOT).href.replace(/\/$/, ''),
    texts: JSON.parse(readFileSync(join(ROOT, 'dist', 'browser', 'texts.json'), 'utf8')) as Record<string, string>,
    ...(words === undefined ? {} : { words }),
  };
  worker.postMessage(start, [client.port2, asked.port2]);
  const test = createTestClient(new PortMessageReader(client.port1), new PortMessageWriter(client.port1), options);
  return {
    client: test,
    async stop() {
      test.connection.dispose();
      reading.dispose();
      client.port1.close();
      asked.port1.close();
      await worker.terminate();
    },
  };
}

function refuse(): never {
  throw new Error('No file is read here.');
}
