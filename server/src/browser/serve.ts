import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import type { BrowserStart } from '../api/browserStart.js';
import { checkedMessages } from '../protocol/messageCheck.js';
import { createServer } from '../protocol/server.js';
import { createBrowserHost } from './host.js';

/** Serves the client at the other end of the port. */
export async function serve(start: BrowserStart<MessagePort>): Promise<void> {
  const host = createBrowserHost(start);
  // As Node's server: the lexicon is made before there can be a request. A port keeps what comes until somebody reads it.
  await host.words;
  const connection = createConnection(
    ProposedFeatures.all,
    new BrowserMessageReader(start.client),
    new BrowserMessageWriter(start.client),
    checkedMessages(),
  );
  createServer(connection, host);
  connection.listen();
}
