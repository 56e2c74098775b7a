import * as v from 'valibot';
import {
  CodeActionRequest,
  CodeLensRequest,
  CodeLensResolveRequest,
  CompletionRequest,
  CompletionResolveRequest,
  DefinitionRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  ExitNotification,
  FoldingRangeRequest,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  InlayHintRequest,
  InlayHintResolveRequest,
  InlineCompletionRequest,
  ReferencesRequest,
  SetTraceNotification,
  ShutdownRequest,
  WorkDoneProgressCancelNotification,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver';
import * as api from '../api/protocol.js';
import { TOOL_NAMES } from '../api/toolNames.js';
import { DepartureSubjectSchema } from '../ingest/departuresFile.js';
import { LineSchema, PartialDateSchema } from '../ingest/metadata.js';

/** What the parameters of a message must be, and what is said of others. */
export interface Shape {
  readonly schema: v.GenericSchema;
  /** A sentence: what the message needs. */
  readonly needs: string;
}

/** Clients write null for what is absent. */
const absentOr = <T extends v.GenericSchema>(schema: T) =>
  v.pipe(
    v.nullish(schema),
    v.transform((value) => value ?? undefined),
  );
const uinteger = v.pipe(v.number(), v.integer(), v.minValue(0));
const atLeastOne = v.pipe(v.number(), v.minValue(1));
const position = v.looseObject({ line: uinteger, character: uinteger });
const range = v.looseObject({ start: position, end: position });
const folder = v.looseObject({ uri: v.string() });
const file = v.pipe(v.string(), v.startsWith('file:'));
const textDocument = v.looseObject({ uri: v.string() });
const version = v.pipe(v.number(), v.integer());
const completionItem = v.looseObject({
  documentationFormat: absentOr(v.array(v.string())),
  resolveSupport: absentOr(v.looseObject({ properties: v.array(v.string()) })),
});
const token = v.union([v.string(), v.number()]);

const ANYTHING: Shape = { schema: v.unknown(), needs: '' };
const DRAFT: Shape = { schema: v.looseObject({ textDocument }), needs: 'The message needs a document.' };
const PLACE: Shape = {
  schema: v.looseObject({ textDocument, position }),
  needs: 'The request needs a document and a position in it, which is a line and a character from 0 on.',
};
const OPTIONAL: Shape = { schema: v.looseObject({}), needs: 'The message needs named parameters, or none.' };

/** What each message must be to be handled, by its method. What is not here is handled by nobody. */
export const SHAPES: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  [
    InitializeRequest.method,
    {
      schema: v.looseObject({
        processId: absentOr(uinteger),
        capabilities: v.looseObject({
          textDocument: absentOr(
            v.looseObject({
              hover: absentOr(v.looseObject({ contentFormat: absentOr(v.array(v.string())) })),
              completion: absentOr(v.looseObject({ completionItem: absentOr(completionItem) })),
            }),
          ),
        }),
        workspaceFolders: absentOr(v.array(folder)),
        initializationOptions: absentOr(v.looseObject({})),
      }),
      needs: 'The server needs to know what the client can do and, where there are some, its folders and options.',
    },
  ],
  [InitializedNotification.method, ANYTHING],
  [ShutdownRequest.method, ANYTHING],
  [ExitNotification.method, ANYTHING],
  [
    SetTraceNotification.type.method,
    {
      schema: v.looseObject({ value: v.picklist(['off', 'messages', 'compact', 'verbose']) }),
      needs: 'A trace is "off", "messages", "compact" or "verbose".',
    },
  ],
  ['$/progress', { schema: v.looseObject({ token }), needs: 'Progress needs a token.' }],
  [WorkDoneProgressCancelNotification.method, { schema: v.looseObject({ token }), needs: 'Progress needs a token.' }],

  [
    DidOpenTextDocumentNotification.method,
    {
      schema: v.looseObject({
        textDocument: v.looseObject({ uri: v.string(), languageId: v.string(), version, text: v.string() }),
      }),
      needs: 'A document that is opened needs a URI, a language, a version and a text.',
    },
  ],
  [
    DidChangeTextDocumentNotification.method,
    {
      schema: v.looseObject({
        textDocument: v.looseObject({ uri: v.string(), version }),
        // Nothing else: a length besides the range is not looked at, right or wrong.
        contentChanges: v.array(v.object({ range: absentOr(range), text: v.string() })),
      }),
      needs: 'A change needs a document, its version, and texts with their ranges.',
    },
  ],
  [DidCloseTextDocumentNotification.method, DRAFT],
  [DidChangeConfigurationNotification.method, OPTIONAL],
  [
    DidChangeWatchedFilesNotification.method,
    { schema: v.looseObject({ changes: v.array(folder) }), needs: 'Changed files need a list of URIs.' },
  ],
  [
    DidChangeWorkspaceFoldersNotification.method,
    { schema: v.looseObject({ event: v.looseObject({}) }), needs: 'The message needs what changed.' },
  ],

  [HoverRequest.method, PLACE],
  [CompletionRequest.method, PLACE],
  [DefinitionRequest.method, PLACE],
  [ReferencesRequest.method, PLACE],
  [
    InlineCompletionRequest.method,
    {
      schema: v.looseObject({
        textDocument,
        position,
        context: v.looseObject({ selectedCompletionInfo: absentOr(v.looseObject({})) }),
      }),
      needs: 'The request needs a document, a position in it, and what asked for it.',
    },
  ],
  [DocumentSymbolRequest.method, DRAFT],
  [FoldingRangeRequest.method, DRAFT],
  [DocumentLinkRequest.method, DRAFT],
  [CodeLensRequest.method, DRAFT],
  [DocumentDiagnosticRequest.method, DRAFT],
  [
    InlayHintRequest.method,
    { schema: v.looseObject({ textDocument, range }), needs: 'The request needs a document and a range of it.' },
  ],
  [
    CodeActionRequest.method,
    {
      schema: v.looseObject({
        textDocument,
        context: v.looseObject({
          diagnostics: v.array(v.looseObject({})),
          only: absentOr(v.array(v.string())),
        }),
      }),
      needs: 'The request needs a document and its diagnostics.',
    },
  ],
  [
    CompletionResolveRequest.method,
    { schema: v.looseObject({ label: v.string() }), needs: 'The request needs a suggestion.' },
  ],
  [CodeLensResolveRequest.method, { schema: v.looseObject({ range }), needs: 'The request needs a range.' }],
  [
    InlayHintResolveRequest.method,
    { schema: v.looseObject({ position }), needs: 'The request needs a hint with its position.' },
  ],
  [WorkspaceSymbolRequest.method, { schema: v.looseObject({ query: v.string() }), needs: 'The search needs a text.' }],

  [api.TRUST_NOTIFICATION, ANYTHING],
  [api.PASSWORD_NOTIFICATION, ANYTHING],
  [api.HOLDERS_REQUEST, OPTIONAL],
  [api.PHRASES_REQUEST, OPTIONAL],
  [api.DEPARTURES_REQUEST, OPTIONAL],
  [
    api.REBUILD_REQUEST,
    {
      schema: v.looseObject({ only: absentOr(v.array(v.string())) }),
      needs: 'What is read again is a list of URIs, or everything.',
    },
  ],
  [
    api.CORPUS_REQUEST,
    {
      schema: v.looseObject({ from: absentOr(v.pipe(v.number(), v.minValue(0))), limit: absentOr(atLeastOne) }),
      needs: 'The record is listed from 0 on, at least 1 document.',
    },
  ],
  [
    api.SOURCE_TEXT_REQUEST,
    { schema: v.looseObject({ uri: v.string() }), needs: 'The request needs a document of the record.' },
  ],
  [
    api.SEARCH_REQUEST,
    {
      schema: v.looseObject({ query: v.string(), limit: atLeastOne }),
      needs: 'A search needs a query and a limit of at least 1.',
    },
  ],
  [
    api.SIMILAR_REQUEST,
    {
      schema: v.looseObject({ text: v.string(), limit: atLeastOne }),
      needs: 'A request for similar passages needs a text and a limit of at least 1.',
    },
  ],
  [
    api.COUNTERPARTS_REQUEST,
    {
      schema: v.looseObject({ wording: v.string(), limit: atLeastOne }),
      needs: 'A request for counterparts needs a wording and a limit of at least 1.',
    },
  ],
  [
    api.POSITIONS_REQUEST,
    {
      schema: v.looseObject({
        topic: absentOr(v.string()),
        holder: absentOr(v.string()),
        asText: absentOr(v.boolean()),
      }),
      needs: 'Positions are asked for by a topic and a holder in words.',
    },
  ],
  [
    api.CALL_TOOL_REQUEST,
    {
      schema: v.looseObject({ tool: v.picklist(TOOL_NAMES), input: v.looseObject({}) }),
      needs: 'A call needs the name of a tool, and what it is given.',
    },
  ],
  [api.TIMELINE_REQUEST, PLACE],
  [api.RENUMBER_REQUEST, DRAFT],
  [api.BRACKETS_REQUEST, DRAFT],
  [api.REPORT_REQUEST, DRAFT],
  [
    api.REPORT_TEXT_REQUEST,
    {
      schema: v.looseObject({ textDocument, format: v.picklist(['markdown', 'html', 'main']) }),
      needs: 'A report needs a document, and is "markdown", "html" or "main".',
    },
  ],
  [
    api.CITE_REQUEST,
    {
      schema: v.looseObject({
        textDocument,
        ranges: v.array(range),
        source: v.looseObject({ uri: v.string(), line: v.number() }),
        kind: v.picklist(['quotation', 'citation']),
        words: absentOr(v.string()),
      }),
      needs: 'A citation needs places in the draft, a passage and its kind.',
    },
  ],
  [
    api.ALIGN_REQUEST,
    {
      schema: v.looseObject({ textDocument, uri: v.string() }),
      needs: 'The request needs a document, and one of the record to compare it with.',
    },
  ],
  [
    api.IMPORT_REQUEST,
    {
      schema: v.looseObject({ sources: v.array(file), into: file, workDoneToken: absentOr(token) }),
      needs: 'An import needs documents or folders on this machine, and a folder to write into.',
    },
  ],
  [
    api.CHOOSE_REQUEST,
    {
      schema: v.object({
        action: v.picklist(['pin', 'unpin', 'retire', 'restore']),
        document: v.string(),
        line: v.exactOptional(uinteger),
        words: v.exactOptional(LineSchema),
        reason: v.exactOptional(LineSchema),
        uri: v.exactOptional(v.string()),
      }),
      needs: 'A choice needs an action and a document.',
    },
  ],
  [
    api.DECIDE_REQUEST,
    {
      schema: v.object({
        decision: v.picklist(['confirm', 'reword', 'retire', 'undo']),
        statement: v.object({ holder: v.string(), topic: LineSchema, uri: v.string(), text: v.string() }),
        wording: v.exactOptional(LineSchema),
        instruction: v.exactOptional(LineSchema),
        date: v.exactOptional(PartialDateSchema),
        uri: v.exactOptional(v.string()),
      }),
      needs: 'A decision needs a statement and what is decided; a date is 2023, 2023-03 or 2023-03-12.',
    },
  ],
  [
    api.RECORD_DEPARTURE_REQUEST,
    {
      schema: v.object({
        subject: DepartureSubjectSchema,
        by: LineSchema,
        reason: LineSchema,
        uri: v.optional(v.string()),
      }),
      needs: 'A departure needs what the draft departs from, who decided it, and a reason.',
    },
  ],
  [
    api.WITHDRAW_DEPARTURE_REQUEST,
    {
      schema: v.object({
        ...DepartureSubjectSchema.entries,
        by: LineSchema,
        date: LineSchema,
        reason: LineSchema,
        uri: v.string(),
      }),
      needs: 'The request names no departure; it needs one as it was listed.',
    },
  ],
]);
