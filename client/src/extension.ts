import { setImmediate as afterOthers } from 'node:timers/promises';
import { EventEmitter, type ExtensionContext, l10n, type LogOutputChannel, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { STATUS_NOTIFICATION, type StatusParams } from '../../server/src/api/protocol.js';
import { followActiveDraft } from './draft/activeDraft.js';
import { registerBrackets } from './draft/brackets.js';
import { registerCommands } from './commands.js';
import { registerDraftView } from './views/draftView.js';
import { registerLinks } from './draft/links.js';
import { registerPlaces } from './places.js';
import { registerPositions } from './positions/positions.js';
import { registerReports } from './report/reportPanel.js';
import { createClient } from './server.js';
import { registerSources } from './sources.js';
import { registerStatus } from './status.js';
import { registerCorpusView } from './views/corpusView.js';
import { registerDeparturesView } from './views/departuresView.js';

let running: LanguageClient | undefined;

/** What the extension tells others. */
export interface Api {
  /** Resolves once the server answers, or cannot be started. */
  readonly started: Promise<void>;
}

/** Starts the server and everything that shows its answers. Waits for neither: an editor that opens is not held up. */
export function activate(context: ExtensionContext): Api {
  const output = window.createOutputChannel('Aide-Mémoire', { log: true });
  const client = createClient(context, output);
  running = client;
  // The client keeps one handler a method, so those who want the status share it.
  const status = new EventEmitter<StatusParams>();
  const draft = followActiveDraft();
  context.subscriptions.push(
    output,
    status,
    draft,
    client.onNotification(STATUS_NOTIFICATION, (params: StatusParams) => status.fire(params)),
    registerStatus(client, status.event),
    registerPlaces(client),
    registerSources(client, status.event),
    registerCommands(context, client, draft, output),
    registerCorpusView(context, client, draft, status.event),
    registerDeparturesView(client, status.event),
    registerPositions(client, draft, context.extensionUri, status.event),
    registerLinks(),
    registerBrackets(client),
    registerDraftView(client, draft, status.event),
    registerReports(client, draft, context.extensionUri),
  );
  return { started: start(client, output) };
}

async function start(client: LanguageClient, output: LogOutputChannel): Promise<void> {
  // Making a process holds the thread up: whoever waits for the extension to be active goes first.
  await afterOthers();
  try {
    await client.start();
  } catch (error) {
    const why = String(error);
    output.error(l10n.t('The server could not be started: {0}. Use "Aide-Mémoire: Restart Server" to try again.', why));
  }
}

/** Stops the server. */
export async function deactivate(): Promise<void> {
  await running?.dispose();
}
