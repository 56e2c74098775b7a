import {
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { prepareDiagnostics, provideDiagnostics } from '../service/diagnostics.js';
import type { OnRuleError } from '../service/findings.js';
import { decisionsOf } from '../service/judging.js';
import type { Cancellation } from '../util/cancellation.js';
import { createDebouncer } from '../util/debounce.js';
import { othersFirst } from '../util/steps.js';
import type { WorkspaceContext } from '../workspace/workspace.js';
import { t } from '../util/l10n.js';
import { hearJudge } from './hearing.js';
import { answer, describeError, isDraftLanguage, send, serve, type Session } from './session.js';

const PUSH_DELAY_MS = 250;

/** Answers a client that asks for diagnostics, and sends them to one that does not. The answer ends it. */
export function registerDiagnostics(session: Session): () => void {
  return session.client.pullsDiagnostics ? registerPull(session) : registerPush(session);
}

function registerPull(session: Session): () => void {
  const { connection, documents } = session;
  let openings = 0;
  const opened = new Map<string, number>();
  documents.onDidOpen(({ document }) => opened.set(document.uri, ++openings));
  documents.onDidClose(({ document }) => opened.delete(document.uri));
  connection.languages.diagnostics.on(
    answer<DocumentDiagnosticParams, DocumentDiagnosticReport>(
      session,
      t('check the draft'),
      async (params, context, token) => {
        const { uri } = params.textDocument;
        const document = documents.get(uri);
        if (document === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
        // The opening is part of the id: a document opened anew counts its versions from the start again.
        const resultId = `${document.version}.${opened.get(uri) ?? 0}:${context.revision}:${decisionsOf(context)}`;
        if (params.previousResultId === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
        const items = await check(session, document, context, token);
        // The request that takes its place has the judge heard.
        if (token.isCancellationRequested) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
        judgeLater(session, document, context, () => send(() => connection.languages.diagnostics.refresh()));
        return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
      },
    ),
  );
  let first = true;
  return session.workspace.onRevision(() => {
    // Whoever asked before the first revision is still waiting for it.
    if (!first) send(() => connection.languages.diagnostics.refresh());
    first = false;
  });
}

function registerPush(session: Session): () => void {
  const { connection, documents } = session;
  const sent = new Map<string, string>();
  const debouncer = createDebouncer(PUSH_DELAY_MS);
  const push = (uri: string): void => {
    send(() =>
      serve(
        session,
        t('check the draft'),
        async (context) => {
          const document = documents.get(uri);
          if (document === undefined) return;
          const { version } = document;
          const key = `${version}:${context.revision}:${decisionsOf(context)}`;
          if (sent.get(uri) === key) return;
          sent.set(uri, key);
          // Typing on supersedes the check: the newer version sends its own.
          const superseded = {
            get isCancellationRequested() {
              return sent.get(uri) !== key || documents.get(uri)?.version !== version;
            },
          };
          const diagnostics = await check(session, document, context, superseded);
          if (superseded.isCancellationRequested) return;
          await connection.sendDiagnostics({ uri, version, diagnostics });
          judgeLater(session, document, context, () => push(uri));
        },
        uri,
      ),
    );
  };
  const fresh = new Set<string>();
  documents.onDidOpen(({ document: { uri } }) => {
    fresh.add(uri);
    sent.delete(uri);
  });
  documents.onDidChangeContent(({ document: { uri } }) => {
    if (fresh.delete(uri)) push(uri);
    else debouncer.run(uri, () => push(uri));
  });
  documents.onDidClose(({ document: { uri } }) => {
    debouncer.cancel(uri);
    sent.delete(uri);
    send(() => connection.sendDiagnostics({ uri, diagnostics: [] }));
  });
  const stop = session.workspace.onRevision(() => {
    for (const uri of documents.keys()) push(uri);
  });
  return () => {
    stop();
    debouncer.dispose();
  };
}

async function check(
  session: Session,
  document: TextDocument,
  context: WorkspaceContext,
  cancellation: Cancellation,
): Promise<Diagnostic[]> {
  if (!isDraftLanguage(document.languageId) || context.isCorpusDocument(document.uri)) return [];
  const draft = session.drafts.draftOf(document, context.tokenize);
  const onRuleError: OnRuleError = (rule, error) =>
    session.connection.console.error(`Rule ${rule} was skipped for a sentence: ${describeError(error)}`);
  await prepareDiagnostics(draft, context, othersFirst, onRuleError, cancellation);
  if (cancellation.isCancellationRequested) return [];
  const diagnostics = provideDiagnostics(draft, context, onRuleError, session.client.briefDiagnostics);
  if (session.client.relatedInformation) return diagnostics;
  for (const diagnostic of diagnostics) delete diagnostic.relatedInformation;
  return diagnostics;
}

/** The drafts on which the judge is being heard, as they are and by what record. */
const hearings = new WeakMap<Session, Set<string>>();

/**
 * Asks the judge once the rules' findings are given out; `onDecision` when other findings may have to be shown. A draft on which
 * it is being heard already is not put before it again: each decision has the client ask anew, for all drafts. By a record or settings that hold no more it is not
 * heard on.
 */
function judgeLater(session: Session, document: TextDocument, context: WorkspaceContext, onDecision: () => void): void {
  if (context.judge === undefined || !isDraftLanguage(document.languageId)) return;
  const { uri, version } = document;
  const underWay = hearings.get(session) ?? new Set<string>();
  hearings.set(session, underWay);
  const hearing = `${uri} ${version} ${context.revision}`;
  if (underWay.has(hearing)) return;
  underWay.add(hearing);
  let isReplaced = false;
  const stopFollowing = session.workspace.onRevision(() => (isReplaced = true));
  const superseded = {
    get isCancellationRequested() {
      return isReplaced || session.isShutDown() || session.documents.get(uri)?.version !== version;
    },
  };
  const judge = async (): Promise<void> => {
    await othersFirst();
    if (superseded.isCancellationRequested || context.isCorpusDocument(uri)) return;
    const draft = session.drafts.draftOf(document, context.tokenize);
    if (await hearJudge(session, draft, context, superseded)) onDecision();
  };
  send(() =>
    judge().finally(() => {
      stopFollowing();
      underWay.delete(hearing);
    }),
  );
}
