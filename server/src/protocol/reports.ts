import { type CancellationToken, LSPErrorCodes, RequestType, ResponseError } from 'vscode-languageserver';
import {
  REPORT_REQUEST,
  REPORT_TEXT_REQUEST,
  type ReportParams,
  type ReportText,
  type ReportTextParams,
} from '../api/protocol.js';
import type { DraftReport, Report, ReportPlace } from '../api/report.js';
import type { Draft } from '../draft/draft.js';
import { prepareDerived } from '../service/derived.js';
import { prepareDiagnostics } from '../service/diagnostics.js';
import { IGNORE_RULE_ERRORS } from '../service/findings.js';
import { positionsHeld } from '../service/positions.js';
import { bindingRecord } from '../service/record.js';
import { provideReport, reportOn } from '../service/report.js';
import { writeHtmlReport, writeReportMain } from '../service/reportHtml.js';
import { writeMarkdownReport } from '../service/reportMarkdown.js';
import { standingAsks } from '../service/standingAsks.js';
import { t } from '../util/l10n.js';
import { finishInTurns, othersFirst } from '../util/steps.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import type { WorkspaceContext } from '../workspace/workspace.js';
import { hearJudge } from './hearing.js';
import { answerForDraft, type Session } from './session.js';

/** One check of a draft on somebody's behalf. */
interface Check {
  readonly session: Session;
  readonly draft: Draft;
  readonly context: WorkspaceContext;
  readonly token: CancellationToken;
}

type Written = Pick<ReportText, 'text' | 'places'>;

const WRITERS: Readonly<Record<ReportTextParams['format'], (report: Report, draft: string) => Written>> = {
  markdown: (report) => ({ text: writeMarkdownReport(report), places: [] }),
  html: (report) => ({ text: writeHtmlReport(report), places: [] }),
  main: (report, draft) => {
    const places: ReportPlace[] = [];
    const text = writeReportMain(report, ({ uri, range }) => `#place-${places.push({ uri, range }) - 1}`, draft);
    return { text, places };
  },
};

/** Answers what the record says to a draft, for a view and as a document to clear it by. */
export function registerReports(session: Session, host: WorkspaceHost): void {
  const { connection } = session;
  connection.onRequest(
    new RequestType<ReportParams, DraftReport | null, void>(REPORT_REQUEST),
    answerForDraft<ReportParams, DraftReport | null>(
      session,
      t('say what the record holds on the draft'),
      null,
      (draft, _, context, token) => checkDraft({ session, draft, context, token }, 'rules'),
    ),
  );
  connection.onRequest(
    new RequestType<ReportTextParams, ReportText | null, void>(REPORT_TEXT_REQUEST),
    answerForDraft<ReportTextParams, ReportText | null>(
      session,
      t('write the clearance report'),
      null,
      async (draft, { format }, context, token) => {
        // Whoever looks at a page gets at once what is known by now, and asks again once the judge has said more.
        const checked = await checkDraft({ session, draft, context, token }, format === 'main' ? 'rules' : 'judge');
        if (checked === undefined) return undefined;
        const day = (host.clock?.now() ?? new Date()).toISOString().slice(0, 10);
        const report = await provideReport(draft, day, context, checked);
        const { uri, version } = draft.document;
        return { ...WRITERS[format](report, uri), version };
      },
    ),
  );
}

/** `undefined` for a document of the record, and once nobody waits. */
async function checkDraft(check: Check, hear: 'judge' | 'rules'): Promise<DraftReport | undefined> {
  const { session, draft, context, token } = check;
  if (context.isCorpusDocument(draft.document.uri)) return undefined;
  if (context.part !== undefined) {
    // What is read later may take the draft's line: a report on a part would accuse, and leave out.
    const message = t('The record is still being read. Ask again once all of it is.');
    throw new ResponseError(LSPErrorCodes.RequestFailed, message);
  }
  await prepareDiagnostics(draft, context, othersFirst, IGNORE_RULE_ERRORS, token);
  if (token.isCancellationRequested) return undefined;
  if (hear === 'judge') await hearJudge(session, draft, context, token);
  const needed = [bindingRecord, positionsHeld, standingAsks];
  if (!(await prepareDerived(needed, context, othersFirst, token))) return undefined;
  return finishInTurns(reportOn(draft, context), token);
}
