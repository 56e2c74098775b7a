import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createMessageConnection,
  type MessageConnection,
} from 'vscode-languageserver/browser';

/** A connection over a port, which does not listen yet: until it does, the port must not be read by anybody. */
export function connectionOver(port: MessagePort): MessageConnection {
  return createMessageConnection(new BrowserMessageReader(port), new BrowserMessageWriter(port));
}
