import {
  type Connection,
  ErrorCodes,
  type InitializeParams,
  InitializeRequest,
  type InitializeResult,
  ResponseError,
} from 'vscode-languageserver';
import type { InitializationOptions } from '../api/protocol.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import { createDraftCache } from '../workspace/drafts.js';
import { parseSettings, withoutPlaces } from '../workspace/settings.js';
import { createWorkspace } from '../workspace/workspace.js';
import { readClientFeatures, serverCapabilities } from './capabilities.js';
import { registerChoosing } from './choosing.js';
import { createConfigurationSync, foldersOf } from './configuration.js';
import { registerDecisions } from './decisions.js';
import { registerDepartures } from './departures.js';
import { registerDiagnostics } from './diagnostics.js';
import { registerDrafting } from './drafting.js';
import { registerFeatures } from './features.js';
import { registerImport } from './importing.js';
import { Refusal } from './messageCheck.js';
import { createOpenDocuments } from './openDocuments.js';
import { registerPreparing } from './preparing.js';
import { registerReports } from './reports.js';
import { registerRequests } from './requests.js';
import { send, type Session, shutDownError } from './session.js';
import { registerSharing } from './sharing.js';
import { createStatusReporter } from './status.js';
import { registerTools } from './tools.js';
import { registerWatching } from './watching.js';

/**
 * Serves one client over a connection that does not listen yet and was made with `checkedMessages`; the caller makes it
 * listen.
 */
export function createServer(connection: Connection, host: WorkspaceHost): void {
  let state: 'new' | 'running' | 'shut down' = 'new';
  let stop = (): void => undefined;

  // Handlers are registered by `initialize`; whatever comes before, is not known or makes no sense, ends here.
  connection.onRequest((method, params) => {
    const refusal = params instanceof Refusal ? params : undefined;
    if (state === 'new' && refusal?.method !== InitializeRequest.method) {
      return new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized.');
    }
    if (state === 'shut down') return shutDownError();
    return refusal?.error ?? new ResponseError(ErrorCodes.MethodNotFound, `The server does not know ${method}.`);
  });
  connection.onNotification((_, params) => {
    if (!(params instanceof Refusal) || params.error.code !== ErrorCodes.InvalidParams) return;
    connection.console.warn(`${params.method} was passed over: ${params.error.message}`);
  });
  connection.onInitialize((params) => {
    state = 'running';
    const started = startSession(connection, host, params, () => state === 'shut down');
    stop = started.stop;
    return started.result;
  });
  connection.onShutdown(() => {
    state = 'shut down';
    stop();
  });
}

function startSession(
  connection: Connection,
  host: WorkspaceHost,
  params: InitializeParams,
  isShutDown: () => boolean,
): { readonly result: InitializeResult; readonly stop: () => void } {
  const options = (params.initializationOptions ?? {}) as InitializationOptions;
  const client = readClientFeatures(params.capabilities, options, params.clientInfo?.name);
  const documents = createOpenDocuments();
  const drafts = createDraftCache();
  // Reading begins before the client has told its settings: most often they name the same folders.
  const snapshotFolder = placeToKeep(options.snapshotFolder, host);
  const isTrusted = options.isTrusted !== false;
  const { settings } = parseSettings(options.settings);
  const folders = foldersOf(params, host);
  const workspace = isTrusted
    ? createWorkspace(host, settings, folders[0], snapshotFolder)
    : createWorkspace(host, withoutPlaces(settings), undefined, snapshotFolder);
  let configured = (): void => undefined;
  const configuration = new Promise<void>((resolve) => {
    configured = resolve;
  });
  const session: Session = {
    connection,
    client,
    workspace,
    documents,
    drafts,
    ready: (draft) => configuration.then(() => workspace.ready(draft)),
    isShutDown,
  };
  const reporter = createStatusReporter(session);
  const sync = createConfigurationSync(session, reporter, host, { fallback: options.settings, folders, isTrusted });

  documents.listen(connection);
  // A client may open anew, with versions from the start, what it never closed.
  documents.onDidOpen(({ document }) => drafts.forget(document.uri));
  documents.onDidClose(({ document }) => drafts.forget(document.uri));
  registerFeatures(session);
  registerRequests(session, reporter.current);
  registerDrafting(session);
  registerImport(session, host);
  registerDecisions(session, host);
  registerDepartures(session, host);
  registerChoosing(session, host);
  registerReports(session, host);
  registerTools(session);
  const stopDiagnostics = registerDiagnostics(session);
  const stopPreparing = registerPreparing(session);
  let stopWatching = (): void => undefined;
  let stopSharing = (): void => undefined;
  connection.onInitialized(() => {
    reporter.start();
    stopWatching = registerWatching(session, host);
    const share = (): void => {
      stopSharing = registerSharing(session, host, reporter);
    };
    send(() => sync.start().finally(configured).finally(share));
  });
  return {
    result: { capabilities: serverCapabilities(client), serverInfo: { name: 'Aide-Mémoire' } },
    stop() {
      stopDiagnostics();
      stopPreparing();
      stopWatching();
      stopSharing();
    },
  };
}

/** `undefined` for what the host cannot take for a folder: then nothing is kept. */
function placeToKeep(folder: unknown, { keeping }: WorkspaceHost): string | undefined {
  if (typeof folder !== 'string') return undefined;
  try {
    keeping?.open(folder);
    return folder;
  } catch {
    return undefined;
  }
}
