import {
  type ClientCapabilities,
  createProtocolConnection,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  Message,
  type MessageReader,
  type MessageWriter,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Registration,
  type ShowMessageParams,
  WorkDoneProgress,
  type WorkspaceFolder,
} from 'vscode-languageserver/node';
import { STATUS_NOTIFICATION, type StatusParams } from '../../server/src/api/protocol.js';

const TIME_LIMIT_MS = 10_000;

/** What an editor with every capability the server knows of says of itself. */
export const FULL_CLIENT: ClientCapabilities = {
  window: { workDoneProgress: true },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
    diagnostics: { refreshSupport: true },
  },
  textDocument: {
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: {
      completionItem: { documentationFormat: ['markdown', 'plaintext'], insertReplaceSupport: true },
    },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source'] } } },
    publishDiagnostics: { relatedInformation: true, dataSupport: true },
    inlineCompletion: { dynamicRegistration: false },
    diagnostic: { dynamicRegistration: false },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

/** How a client begins, where it differs from an editor with one empty folder. */
export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  /** What the client answers to `workspace/configuration`. */
  readonly settings?: unknown;
  /** What it answers for a workspace folder, by URI, where that differs. */
  readonly folderSettings?: ReadonlyMap<string, unknown>;
  readonly initializationOptions?: unknown;
  /** Whether it knows nothing of the product's own messages; it is not told of a status then. */
  readonly isPlain?: boolean;
  readonly workspaceFolders?: readonly WorkspaceFolder[];
  /** Milliseconds after which `until` and `whenReady` fail; ten seconds when absent. */
  readonly timeLimit?: number;
}

/** A real JSON-RPC client that remembers what the server told it. */
export interface TestClient {
  readonly connection: ProtocolConnection;
  readonly statuses: readonly StatusParams[];
  /** Log messages, newest last. */
  readonly logs: readonly string[];
  readonly registrations: readonly Registration[];
  readonly pushed: readonly PublishDiagnosticsParams[];
  /** Kinds of work-done progress, in order: create, begin, end. */
  readonly progress: readonly string[];
  readonly refreshes: number;
  /** What the server had it show, newest last. */
  readonly shown: readonly ShowMessageParams[];
  /** Methods of what the server has asked of it and told it, in order. */
  readonly heard: readonly string[];
  /** Sends `initialize` and `initialized`. */
  start(): Promise<InitializeResult>;
  open(uri: string, text: string, languageId?: string): void;
  /** Replaces the whole text. */
  change(uri: string, version: number, text: string): void;
  /** Changes what the client answers when asked for settings, and says so. */
  changeSettings(settings: unknown): void;
  diagnose(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport>;
  /** The first defined answer of `probe`, which is asked after each message of the server; fails after the time limit. */
  until<T>(what: string, probe: () => T | undefined): Promise<T>;
  /** The newest status for which the server is ready, of at least this revision. */
  whenReady(revision?: number): Promise<StatusParams>;
}

/** The reader, which also tells of the method of each request and notification that comes. */
function listenedTo(reader: MessageReader, tell: (method: string) => void): MessageReader {
  const listen = reader.listen.bind(reader);
  reader.listen = (callback) =>
    listen((message) => {
      if (Message.isRequest(message) || Message.isNotification(message)) tell(message.method);
      callback(message);
    });
  return reader;
}

/** A client that speaks over the given streams. */
export function createTestClient(
  reader: MessageReader,
  writer: MessageWriter,
  options: ClientOptions = {},
): TestClient {
  const connection = createProtocolConnection(
    listenedTo(reader, (method) => methods.push(method)),
    writer,
  );
  const statuses: StatusParams[] = [];
  const logs: string[] = [];
  const registrations: Registration[] = [];
  const pushed: PublishDiagnosticsParams[] = [];
  const progress: string[] = [];
  const waiting = new Set<() => void>();
  const shown: ShowMessageParams[] = [];
  const methods: string[] = [];
  const { isPlain = false } = options;
  let refreshes = 0;
  let settings: unknown = options.settings ?? null;
  const folders = options.workspaceFolders ?? [];
  const heard = (): void => {
    for (const check of waiting) check();
  };

  connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
    items.map(({ scopeUri = '' }) => options.folderSettings?.get(scopeUri) ?? settings),
  );
  connection.onRequest('workspace/workspaceFolders', () => folders);
  connection.onRequest('client/registerCapability', (params: { registrations: Registration[] }) => {
    registrations.push(...params.registrations);
    heard();
    return null;
  });
  connection.onRequest('client/unregisterCapability', (params: { unregisterations: Registration[] }) => {
    for (const { id } of params.unregisterations) {
      registrations.splice(
        registrations.findIndex((registration) => registration.id === id),
        1,
      );
    }
    heard();
    return null;
  });
  connection.onRequest('window/workDoneProgress/create', ({ token }: { token: string }) => {
    progress.push('create');
    connection.onProgress(WorkDoneProgress.type, token, ({ kind }) => {
      progress.push(kind);
      heard();
    });
    return null;
  });
  connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshes++;
    heard();
    return null;
  });
  connection.onNotification(STATUS_NOTIFICATION, (status: StatusParams) => {
    statuses.push(status);
    heard();
  });
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
    logs.push(message);
    heard();
  });
  connection.onNotification('window/showMessage', (params: ShowMessageParams) => {
    shown.push(params);
    heard();
  });
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    pushed.push(params);
    heard();
  });
  connection.listen();

  function until<T>(what: string, probe: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        const value = probe();
        if (value === undefined) return;
        clearTimeout(timer);
        waiting.delete(check);
        resolve(value);
      };
      const timer = setTimeout(() => {
        waiting.delete(check);
        reject(new Error(`waited in vain for ${what}; the log says: ${logs.join(' | ')}`));
      }, options.timeLimit ?? TIME_LIMIT_MS);
      waiting.add(check);
      check();
    });
  }

  return {
    connection,
    statuses,
    logs,
    registrations,
    pushed,
    progress,
    shown,
    heard: methods,
    get refreshes() {
      return refreshes;
    },
    async start() {
      const params: InitializeParams = {
        processId: null,
        rootUri: null,
        capabilities: options.capabilities ?? FULL_CLIENT,
        workspaceFolders: [...folders],
        initializationOptions: isPlain
          ? options.initializationOptions
          : { showsStatus: true, ...(options.initializationOptions as object | undefined) },
      };
      const result = await connection.sendRequest<InitializeResult>('initialize', params);
      await connection.sendNotification('initialized', {});
      return result;
    },
    open(uri, text, languageId = 'markdown') {
      void connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId, version: 1, text },
      });
    },
    change(uri, version, text) {
      void connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      });
    },
    changeSettings(next) {
      settings = next;
      void connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    },
    diagnose(uri, previousResultId) {
      return connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
        textDocument: { uri },
        ...(previousResultId === undefined ? {} : { previousResultId }),
      });
    },
    until,
    whenReady: (revision = 1) =>
      until(`index revision ${revision}`, () => {
        const last = statuses.at(-1);
        return last?.state === 'ready' && last.revision >= revision ? last : undefined;
      }),
  };
}
