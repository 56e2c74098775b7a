// A bundle of its own: larger than all the rest of the client, it is loaded once the extension is active.
import { type ExtensionContext, l10n } from 'vscode';
import {
  type BaseLanguageClient,
  LanguageClient,
  type LanguageClientOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import { SERVER_PROCESS } from '../../server/src/api/serverProcess.js';

export { HoverRequest, State, WorkDoneProgress, WorkspaceSymbolRequest } from 'vscode-languageclient/node';

/** The library's client of the bundled server in a process of its own, not yet started. */
export function createBundledClient(context: ExtensionContext, options: LanguageClientOptions): BaseLanguageClient {
  const env = { ...SERVER_PROCESS.env, ...(l10n.uri === undefined ? {} : { EXTENSION_BUNDLE_PATH: l10n.uri.fsPath }) };
  const execArgv = [...SERVER_PROCESS.execArgv];
  const server = { module: context.asAbsolutePath('dist/server.cjs'), transport: TransportKind.ipc };
  const run = { ...server, options: { env, execArgv } };
  const debug = { ...server, options: { env, execArgv: [...execArgv, '--nolazy', '--inspect=6010'] } };
  return new LanguageClient('aideMemoire', 'Aide-Mémoire', { run, debug }, options);
}
