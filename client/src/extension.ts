import { EventEmitter, type ExtensionContext, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { STATUS_NOTIFICATION, type StatusParams } from '../../server/src/api/protocol.js';
import { registerBrackets } from './brackets.js';
import { registerCommands } from './commands.js';
import { registerLinks } from './links.js';
import { createClient } from './server.js';
import { registerSources } from './sources.js';
import { registerStatus } from './status.js';

let running: LanguageClient | undefined;

/** Starts the server and everything that shows its answers. */
export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel('Aide-Mémoire', { log: true });
  const client = createClient(context, output);
  running = client;
  // The client keeps one handler a method, so those who want the status share it.
  const status = new EventEmitter<StatusParams>();
  context.subscriptions.push(
    output,
    status,
    client.onNotification(STATUS_NOTIFICATION, (params: StatusParams) => status.fire(params)),
    registerStatus(client, status.event),
    registerSources(client, status.event),
    registerCommands(context, client, output),
    registerLinks(),
    registerBrackets(client),
  );
  try {
    await client.start();
  } catch (error) {
    output.error(`The server could not be started: ${String(error)}. Use "Aide-Mémoire: Restart Server" to try again.`);
  }
}

/** Stops the server. */
export async function deactivate(): Promise<void> {
  await running?.dispose();
}
