import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { convertHere } from '../../server/src/ingest/convertHere.js';
import { createNodeFileSystem } from '../../server/src/node/fileSystem.js';
import { checkedMessages } from '../../server/src/protocol/messageCheck.js';
import { createServer } from '../../server/src/protocol/server.js';
import type { WorkspaceHost } from '../../server/src/workspace/corpusFolders.js';
import { type ClientOptions, createTestClient, type TestClient } from './client.js';

/** The repository's root. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** This machine's files and the bundled corpus. */
export const NODE_HOST: WorkspaceHost = {
  fileSystem: createNodeFileSystem(),
  convert: convertHere,
  bundledCorpus: pathToFileURL(join(ROOT, 'corpus')).href,
  lexicon: pathToFileURL(join(ROOT, 'corpus', 'lexicon')).href,
};

/** The real server, in this process, with a client over streams in memory. */
export function connectServer(options: ClientOptions = {}, host: WorkspaceHost = NODE_HOST): TestClient {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  // Readers and writers rather than bare streams: a server on bare streams ends the process when they close.
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
    checkedMessages(),
  );
  createServer(connection, host);
  connection.listen();
  return createTestClient(new StreamMessageReader(toClient), new StreamMessageWriter(toServer), options);
}
