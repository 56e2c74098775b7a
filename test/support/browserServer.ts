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
  WRITE_FILE_REQUEST,
  type WriteFileAnswer,
  type WriteFileParams,
} from '../../server/src/api/browserStart.js';
import { type ClientOptions, createTestClient, type TestClient } from './client.js';
import { ROOT } from './server.js';

const FOLDER = join(ROOT, 'dist', 'browser');

const READERS = pathToFileURL(join(FOLDER, 'readers.js'));

/** The files that a client reads for the server. Rejects what it does not read. */
export interface AskedFiles {
  readFile(params: ReadFileParams): ReadFileAnswer | Promise<ReadFileAnswer>;
  readDirectory(params: ReadDirectoryParams): readonly FolderEntry[] | Promise<readonly FolderEntry[]>;
  writeFile(params: WriteFileParams): WriteFileAnswer;
}

/** The bundle for browsers, in a thread that has no more than a browser's worker has. */
export interface BrowserServer {
  readonly client: TestClient;
  stop(): Promise<void>;
}

/** What a browser gives the server, where it differs from one with no folder in English. */
export interface Browser {
  readonly files?: AskedFiles;
  readonly words?: Readonly<Record<string, string>>;
  /** Script of the readers of PDF, Word and HTML; the bundled one when absent. */
  readonly readers?: string;
}

/** Starts it for the product in this repository. */
export function startBrowserServer(
  options: ClientOptions = {},
  { files = NO_FILES, words, readers }: Browser = {},
): BrowserServer {
  const script = readFileSync(join(FOLDER, 'server.js'), 'utf8');
  const worker = new Worker(new URL('browserWorker.cjs', import.meta.url), { workerData: script });
  const client = new MessageChannel();
  const asked = [filePort(files, readers), filePort(files, readers)] as const;
  const start: BrowserStart<MessagePort> = {
    client: client.port2,
    files: { server: asked[0].port, indexer: asked[1].port },
    script,
    product: pathToFileURL(ROOT).href.replace(/\/$/, ''),
    texts: JSON.parse(readFileSync(join(FOLDER, 'texts.json'), 'utf8')) as Record<string, string>,
    ...(words === undefined ? {} : { words }),
  };
  worker.postMessage(start, [client.port2, asked[0].port, asked[1].port]);
  const test = createTestClient(new PortMessageReader(client.port1), new PortMessageWriter(client.port1), options);
  return {
    client: test,
    async stop() {
      test.connection.dispose();
      client.port1.close();
      for (const { close } of asked) close();
      await worker.terminate();
    },
  };
}

/** A port at whose other end requests for files are answered. */
function filePort(files: AskedFiles, readers?: string): { readonly port: MessagePort; close(): void } {
  const { port1, port2 } = new MessageChannel();
  const connection = createMessageConnection(new PortMessageReader(port1), new PortMessageWriter(port1));
  connection.onRequest(READ_FILE_REQUEST, (params: ReadFileParams): unknown =>
    params.uri === READERS.href
      ? { bytes: new TextEncoder().encode(readers ?? readFileSync(READERS, 'utf8')) }
      : files.readFile(params),
  );
  connection.onRequest(READ_DIRECTORY_REQUEST, (params: ReadDirectoryParams): unknown => files.readDirectory(params));
  connection.onRequest(WRITE_FILE_REQUEST, (params: WriteFileParams): unknown => files.writeFile(params));
  connection.listen();
  return {
    port: port2,
    close() {
      connection.dispose();
      port1.close();
    },
  };
}

const NO_FILES: AskedFiles = { readFile: refuse, readDirectory: refuse, writeFile: refuse };

function refuse(): never {
  throw new Error('No file is read here.');
}
