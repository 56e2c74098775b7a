import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  type Position,
  ResponseError,
  type TextDocuments,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { DRAFT_LANGUAGES } from '../api/languages.js';
import type { Draft } from '../draft/draft.js';
import { contextFor } from '../service/circulation.js';
import { t } from '../util/l10n.js';
import type { DraftCache } from '../workspace/drafts.js';
import type { Workspace, WorkspaceContext } from '../workspace/workspace.js';
import type { ClientFeatures } from './capabilities.js';

/** What every part of the running server works with. */
export interface Session {
  readonly connection: Connection;
  readonly client: ClientFeatures;
  readonly workspace: Workspace;
  readonly documents: TextDocuments<TextDocument>;
  readonly drafts: DraftCache;
  /**
   * Waits for the user's settings and the first index; answers them as they hold for a draft (a URI). Rejects when there is
   * no index to be had.
   */
  ready(draft?: string): Promise<WorkspaceContext>;
  /** Whether `shutdown` was received: nothing is answered any more. */
  isShutDown(): boolean;
}

/** A request handler as the connection wants it. A `ResponseError` that it throws is the answer. */
export type Handler<P, R> = (params: P, token: CancellationToken) => Promise<R>;

/**
 * Works with the first revision that is ready; for a draft, with what it may be told of that. Rejects only with a
 * `ResponseError` whose message a drafter understands; what else went wrong is logged. `what`, translated, completes
 * "could not ...": "show precedents"; `draft`: the URI of the draft that it is about.
 */
export async function serve<R>(
  session: Session,
  what: string,
  work: (context: WorkspaceContext) => R | Promise<R>,
  draft?: string,
): Promise<R> {
  if (session.isShutDown()) throw shutDownError();
  try {
    const context = await session.ready(draft).catch((error: unknown) => {
      throw new ResponseError(LSPErrorCodes.RequestFailed, error instanceof Error ? error.message : String(error));
    });
    const seen = contextOf(draft, context, session);
    const result = await work(seen);
    // What was made for another draft is not for one that is for open circulation since.
    if (seen === context && contextOf(draft, context, session) !== seen) throw changedError();
    return result;
  } catch (error) {
    if (error instanceof ResponseError) throw error;
    session.connection.console.error(t('Could not {0}: {1}', what, describeError(error)));
    throw new ResponseError(
      ErrorCodes.InternalError,
      t('Aide-Mémoire could not {0}. Your draft is untouched; the output log says what happened.', what),
    );
  }
}

/** The context as a draft (a URI) may be told of it, as it is now. */
function contextOf(
  draft: string | undefined,
  context: WorkspaceContext,
  { documents, drafts }: Session,
): WorkspaceContext {
  const document = draft === undefined ? undefined : documents.get(draft);
  return document === undefined ? context : contextFor(drafts.draftOf(document, context.tokenize), context);
}

/** A handler that serves the request, and answers `RequestCancelled` once nobody waits for it any more. */
export function answer<P, R>(
  session: Session,
  what: string,
  handle: (params: P, context: WorkspaceContext, token: CancellationToken) => R | Promise<R>,
): Handler<P, R> {
  return (params, token) => {
    const work = async (context: WorkspaceContext): Promise<R> => {
      refuseCancelled(token);
      const result = await handle(params, context, token);
      refuseCancelled(token);
      return result;
    };
    return serve(session, what, work, uriOf(params));
  };
}

/** What a request about an open draft is handled with. */
interface DraftRequest {
  readonly textDocument: { readonly uri: string };
  readonly position?: Position;
}

/**
 * As `answer`, for requests about a draft: answers `empty` for a document that is not open, is no draft, or has no such
 * line, and `ContentModified` when the draft changed while a request with a position waited for the index.
 */
export function answerForDraft<P extends DraftRequest, R>(
  session: Session,
  what: string,
  empty: R,
  handle: (
    draft: Draft,
    params: P,
    context: WorkspaceContext,
    token: CancellationToken,
  ) => R | undefined | Promise<R | undefined>,
): Handler<P, R> {
  const { documents, drafts } = session;
  return (params, token) => {
    const version = documents.get(params.textDocument.uri)?.version;
    return answer<P, R>(session, what, async (_, context, token) => {
      const document = documents.get(params.textDocument.uri);
      if (document === undefined || !isDraftLanguage(document.languageId)) return empty;
      if (params.position !== undefined) {
        if (document.version !== version) throw changedError();
        if (params.position.line >= document.lineCount) return empty;
      }
      return (await handle(drafts.draftOf(document, context.tokenize), params, context, token)) ?? empty;
    })(params, token);
  };
}

/** Whether documents of this language are drafts. */
export function isDraftLanguage(languageId: string): boolean {
  return DRAFT_LANGUAGES.some((language) => language === languageId);
}

/** What went wrong, for the log. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Does what nobody waits for. A failure is passed over: the client does not support it, or the connection is gone. */
export function send(message: () => Promise<unknown>): void {
  const sending = async (): Promise<void> => {
    try {
      await message();
    } catch {
      // Nothing to do: see above.
    }
  };
  void sending();
}

/** The answer to any request after `shutdown`. */
export function shutDownError(): ResponseError {
  return new ResponseError(ErrorCodes.InvalidRequest, 'The server has been shut down.');
}

function changedError(): ResponseError {
  return new ResponseError(LSPErrorCodes.ContentModified, 'The draft changed meanwhile.');
}

function refuseCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) {
    throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
  }
}

/** The draft that a request is about: LSP's own requests and the product's name it, and what is resolved carries it. */
function uriOf(params: unknown): string | undefined {
  const { textDocument, data, uri } = (params ?? {}) as Partial<DraftRequest> & {
    uri?: unknown;
    data?: { uri?: unknown };
  };
  const named = textDocument?.uri ?? data?.uri ?? uri;
  return typeof named === 'string' ? named : undefined;
}
