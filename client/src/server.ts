import {
  type CancellationToken,
  type Disposable,
  type Event,
  EventEmitter,
  type ExtensionContext,
  l10n,
  type LogOutputChannel,
} from 'vscode';
import type { State, WorkDoneProgressReport } from 'vscode-languageclient';
import { STATUS_NOTIFICATION, type StatusParams } from '../../server/src/api/protocol.js';
import type { ActiveDraft } from './draft/activeDraft.js';
import { createLanguageClient, type Library } from './languageClient.js';

/** What the server's process is doing. */
export type ServerState = 'starting' | 'running' | 'stopped';

/** What the rest of the extension asks the server through. It can be asked from the first moment. */
export interface Client {
  readonly state: ServerState;
  readonly onDidChangeState: Event<ServerState>;
  /** What the server tells of its index. */
  readonly onStatus: Event<StatusParams>;
  /** The server's answer, once it runs. Rejects with what it refuses, and when it cannot be started. */
  sendRequest<Answer>(method: string, params?: object, token?: CancellationToken): Promise<Answer>;
  /** Rejects when the server does not run. */
  sendNotification(method: string): Promise<void>;
  /** Tells of each report on the work that was asked for with this token. */
  onWork(workDoneToken: string, listener: (report: WorkDoneProgressReport) => void): Promise<Disposable>;
  /** Writes the error into the output and tells the drafter that there is one. */
  error(message: string, error: unknown): void;
  restart(): Promise<void>;
}

/** The client, and its beginning and end. */
export interface RunningClient extends Client {
  /** Resolves once the server answers, or cannot be started. */
  readonly started: Promise<void>;
  /** Stops the server. */
  stop(): Promise<void>;
}

/**
 * Starts the bundled server. Loading the library that speaks to it, and making a process, hold the thread up: whoever
 * waits for the extension to be active goes first.
 */
export function startClient(
  context: ExtensionContext,
  draft: ActiveDraft,
  output: LogOutputChannel,
  load: () => Promise<Library>,
): RunningClient {
  const changed = new EventEmitter<ServerState>();
  const statuses = new EventEmitter<StatusParams>();
  context.subscriptions.push(changed, statuses);
  let state: ServerState = 'stopped';
  const others = new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
  const loaded = others.then(async () => {
    const library = await load();
    const client = createLanguageClient(library, context, draft, output);
    context.subscriptions.push(
      client.onNotification(STATUS_NOTIFICATION, (params: StatusParams) => statuses.fire(params)),
      client.onDidChangeState(({ newState }) => changed.fire((state = stateOf(library, newState)))),
    );
    return { library, client };
  });
  return {
    get state() {
      return state;
    },
    onDidChangeState: changed.event,
    onStatus: statuses.event,
    sendRequest: async <Answer>(method: string, params?: object, token?: CancellationToken) => {
      // The library sends on what it is given: an undefined parameter too, as `null`.
      const given = [params, token].filter((each) => each !== undefined) as [object, CancellationToken];
      return (await loaded).client.sendRequest<Answer>(method, ...given);
    },
    sendNotification: async (method) => (await loaded).client.sendNotification(method),
    onWork: async (workDoneToken, listener) => {
      const { library, client } = await loaded;
      return client.onProgress(library.WorkDoneProgress.type, workDoneToken, (value) => {
        if (value.kind === 'report') listener(value);
      });
    },
    error: (message, error) => void loaded.then(({ client }) => client.error(message, error)),
    restart: async () => {
      const { client } = await loaded;
      await client.stop();
      await client.start();
    },
    started: loaded.then(({ client }) => client.start()).catch((error: unknown) => tellOfFailure(error, output)),
    stop: async () => (await loaded).client.dispose(),
  };
}

function tellOfFailure(error: unknown, output: LogOutputChannel): void {
  const why = String(error);
  output.error(l10n.t('The server could not be started: {0}. Use "Aide-Mémoire: Restart Server" to try again.', why));
}

function stateOf({ State }: Library, state: State): ServerState {
  if (state === State.Running) return 'running';
  return state === State.Starting ? 'starting' : 'stopped';
}
