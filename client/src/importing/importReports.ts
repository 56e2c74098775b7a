import { Disposable, DocumentLink, l10n, languages, Range, Uri, window, workspace } from 'vscode';
import type { ImportReport } from '../../../server/src/api/protocol.js';
import { describeImport, type ReportText } from './importReport.js';

const REPORT_SCHEME = 'aide-memoire-report';

const reports = new Map<string, ReportText>();

/** Serves the reports of imports as read-only documents whose names of files open the files. */
export function registerImportReports(): Disposable {
  return Disposable.from(
    workspace.registerTextDocumentContentProvider(REPORT_SCHEME, {
      provideTextDocumentContent: (uri) => reports.get(uri.toString())?.text ?? '',
    }),
    languages.registerDocumentLinkProvider(
      { scheme: REPORT_SCHEME },
      {
        provideDocumentLinks: (document) =>
          (reports.get(document.uri.toString())?.links ?? []).map(
            ({ start, end, uri }) =>
              new DocumentLink(new Range(document.positionAt(start), document.positionAt(end)), Uri.parse(uri)),
          ),
      },
    ),
  );
}

/** Shows what came of an import. */
export async function showImportReport(report: ImportReport): Promise<void> {
  const uri = Uri.from({
    scheme: REPORT_SCHEME,
    path: `/${l10n.t('Imported documents')}`,
    query: String(reports.size + 1),
  });
  reports.set(uri.toString(), describeImport(report, l10n));
  await window.showTextDocument(await workspace.openTextDocument(uri));
}
