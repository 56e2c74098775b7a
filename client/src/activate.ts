import { type ExtensionContext, window } from 'vscode';
import { registerLanguageModelTools } from './chat/languageModelTools.js';
import { followActiveDraft } from './draft/activeDraft.js';
import { registerBrackets } from './draft/brackets.js';
import { registerCommands } from './commands.js';
import { registerDraftView } from './views/draftView.js';
import { registerLinks } from './draft/links.js';
import { registerPlaces } from './places.js';
import { registerPositions } from './positions/positions.js';
import { registerReports } from './report/reportPanel.js';
import type { Library } from './languageClient.js';
import { type RunningClient, startClient } from './server.js';
import { registerSources } from './sources.js';
import { registerStatus } from './status.js';
import { registerCorpusView } from './views/corpusView.js';
import { registerDeparturesView } from './views/departuresView.js';

let running: RunningClient | undefined;

/** Where the extension runs. */
export interface Surroundings {
  /** The library that runs the server and speaks to it. */
  readonly load: () => Promise<Library>;
  /** Whether the server is one in a browser, which does less. */
  readonly inBrowser: boolean;
}

/** What the extension tells others. */
export interface Api {
  /** Resolves once the server answers, or cannot be started. */
  readonly started: Promise<void>;
}

/** Starts the server and everything that shows its answers. Waits for neither: an editor that opens is not held up. */
export function start(context: ExtensionContext, { load, inBrowser }: Surroundings): Api {
  const output = window.createOutputChannel('Aide-Mémoire', { log: true });
  const draft = followActiveDraft();
  const client = startClient(context, draft, output, load);
  running = client;
  context.subscriptions.push(
    output,
    draft,
    registerStatus(client),
    registerPlaces(client, inBrowser),
    registerSources(client, context.extensionUri),
    registerCommands(context, client, draft, output),
    registerCorpusView(context, client, draft),
    registerDeparturesView(client),
    registerPositions(client, draft, context.extensionUri),
    registerLinks(),
    registerBrackets(client),
    registerDraftView(client, draft),
    registerReports(client, draft, context.extensionUri),
    registerLanguageModelTools(client, draft),
  );
  return { started: client.started };
}

/** Stops the server. */
export async function stop(): Promise<void> {
  await running?.stop();
}
