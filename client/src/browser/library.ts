import { type ExtensionContext, l10n, Uri, workspace } from 'vscode';
import {
  type BaseLanguageClient,
  BrowserMessageReader,
  BrowserMessageWriter,
  createMessageConnection,
  LanguageClient,
  type LanguageClientOptions,
} from 'vscode-languageclient/browser';
import type { BrowserStart } from '../../../server/src/api/browserStart.js';
import { serveFiles } from './workspaceFiles.js';

export { HoverRequest, State, WorkDoneProgress, WorkspaceSymbolRequest } from 'vscode-languageclient/browser';

/** The library's client of the bundled server in a worker of its own, not yet started. */
export function createBundledClient(context: ExtensionContext, options: LanguageClientOptions): BaseLanguageClient {
  let stop = (): void => undefined;
  context.subscriptions.push({ dispose: () => stop() });
  const run = async () => {
    // What ran before a restart.
    stop();
    const started = await startWorker(context.extensionUri);
    stop = started.end;
    return { reader: new BrowserMessageReader(started.client), writer: new BrowserMessageWriter(started.client) };
  };
  return new LanguageClient('aideMemoire', 'Aide-Mémoire', run, options);
}

/** A worker that serves whoever is at the other end of `client`, until its end. */
async function startWorker(extension: Uri): Promise<{ readonly client: MessagePort; readonly end: () => void }> {
  const read = (name: string): Thenable<Uint8Array> =>
    workspace.fs.readFile(Uri.joinPath(extension, 'dist/browser', name));
  const [code, texts, words] = await Promise.all([
    read('server.js'),
    read('texts.json'),
    l10n.uri === undefined ? undefined : workspace.fs.readFile(l10n.uri),
  ]);
  // From its text: a worker cannot be made from where an editor keeps extensions on another machine.
  const script = URL.createObjectURL(new Blob([new Uint8Array(code)], { type: 'text/javascript' }));
  const worker = new Worker(script, { name: 'Aide-Mémoire' });
  const client = new MessageChannel();
  const files = { server: filePort(extension), indexer: filePort(extension) };
  const start: BrowserStart<MessagePort> = {
    client: client.port2,
    files,
    script,
    product: extension.toString(),
    texts: parse(texts),
    ...(words === undefined ? {} : { words: parse(words) }),
  };
  worker.postMessage(start, [client.port2, files.server, files.indexer]);
  return {
    client: client.port1,
    end: () => {
      worker.terminate();
      URL.revokeObjectURL(script);
    },
  };
}

/** A port at whose other end requests for files are answered. */
function filePort(extension: Uri): MessagePort {
  const { port1, port2 } = new MessageChannel();
  serveFiles(createMessageConnection(new BrowserMessageReader(port1), new BrowserMessageWriter(port1)), extension);
  return port2;
}

function parse(json: Uint8Array): Readonly<Record<string, string>> {
  return JSON.parse(new TextDecoder().decode(json)) as Readonly<Record<string, string>>;
}
