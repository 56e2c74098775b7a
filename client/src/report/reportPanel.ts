import {
  type CancellationToken,
  CancellationTokenSource,
  commands,
  Disposable,
  env,
  l10n,
  languages,
  type TextDocument,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import { messageOf } from '../errors.js';
import { REPORT_TEXT_REQUEST, type ReportText, type ReportTextParams } from '../../../server/src/api/protocol.js';
import { displayLanguage } from '../displayLanguage.js';
import type { ActiveDraft } from '../draft/activeDraft.js';
import { fileNameOf } from '../draft/drafts.js';
import { exportReport } from './exportReport.js';
import {
  EXPORT_REPORT,
  OPEN_REPORT_PLACE,
  REFRESH_REPORT,
  type ReportPage,
  reportPage,
  versionNotice,
} from './reportPage.js';
import { showSource } from '../sources.js';
import { rangeOf, uriText } from '../convert.js';
import type { Client } from '../server.js';

const PANEL = 'aideMemoire.report';

/** A report that is shown. */
interface Shown {
  readonly report: ReportText;
  readonly time: string;
  readonly isSaved: boolean;
  /** Whether the page says already that the draft has changed. */
  isOutdated?: true;
}

/** The panel of the report, and what fills it. */
interface Panel {
  readonly panel: WebviewPanel;
  readonly draft: TextDocument;
  /** Of the newest request. */
  asking: CancellationTokenSource;
  shown?: Shown;
}

/** Registers the commands that show the clearance report of a draft and write it into a file. */
export function registerReports(client: Client, draft: ActiveDraft, extension: Uri): Disposable {
  const media = Uri.joinPath(extension, 'client', 'media');
  let open: Panel | undefined;

  const write = (of: TextDocument, format: ReportTextParams['format'], token: CancellationToken) => {
    const textDocument = { uri: uriText(of.uri) };
    const params: ReportTextParams = { textDocument, format };
    return client.sendRequest<ReportText | null>(REPORT_TEXT_REQUEST, params, token);
  };

  function fill({ panel: { webview }, draft: of, shown }: Panel, message: string): void {
    const { cspSource } = webview;
    const style = webview.asWebviewUri(Uri.joinPath(media, 'report.css')).toString();
    const content: ReportPage['content'] = shown === undefined ? { message } : { main: shown.report.text };
    const notice =
      shown === undefined ? '' : versionNotice({ ...shown, version: shown.report.version }, of.version, l10n);
    webview.html = reportPage({ language: displayLanguage(), content, notice, cspSource, style }, l10n);
  }

  async function refresh(): Promise<void> {
    const into = open;
    if (into === undefined) return;
    const { draft: of } = into;
    into.asking.cancel();
    into.asking = new CancellationTokenSource();
    const { token } = into.asking;
    if (into.shown === undefined) fill(into, l10n.t('The report is being written…'));
    const isSaved = !of.isDirty;
    const time = new Date().toLocaleTimeString(env.language, { hour: '2-digit', minute: '2-digit' });
    try {
      const report = await write(of, 'main', token);
      if (token.isCancellationRequested) return;
      if (report === null) throw new Error(l10n.t('No such draft is open. Open the draft, and ask for its report.'));
      if (isSame(report, into.shown?.report)) return;
      into.shown = { report, time, isSaved };
      fill(into, '');
    } catch (error) {
      if (token.isCancellationRequested) return;
      const message = messageOf(error);
      // A report that is there is worth more than a page that says why there is none.
      if (into.shown === undefined) fill(into, message);
      else window.showErrorMessage(message);
    }
  }

  async function show(): Promise<void> {
    const of = draft.current();
    if (of === undefined) {
      window.showInformationMessage(l10n.t('Open the draft that the report should be about, then try again.'));
      return;
    }
    if (open?.draft === of) open.panel.reveal(undefined, true);
    else {
      open?.panel.dispose();
      open = create(of);
    }
    await refresh();
  }

  function create(of: TextDocument): Panel {
    const panel = window.createWebviewPanel(
      PANEL,
      l10n.t('Clearance report: {0}', fileNameOf(of.uri)),
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      {
        enableScripts: false,
        enableCommandUris: [OPEN_REPORT_PLACE, REFRESH_REPORT, EXPORT_REPORT],
        enableFindWidget: true,
        localResourceRoots: [media],
      },
    );
    const made: Panel = { panel, draft: of, asking: new CancellationTokenSource() };
    panel.onDidDispose(() => {
      made.asking.cancel();
      if (open === made) open = undefined;
    });
    return made;
  }

  /** Opens a place that the shown report leads to, and no other. */
  async function openPlace(number: unknown): Promise<void> {
    const place = typeof number === 'number' ? open?.shown?.report.places[number] : undefined;
    if (place === undefined || open === undefined) return;
    const range = rangeOf(place.range);
    const { draft: of } = open;
    if (place.uri !== uriText(of.uri)) await showSource(Uri.parse(place.uri), range);
    else await window.showTextDocument(of, { viewColumn: columnOf(of), selection: range });
  }

  return Disposable.from(
    { dispose: () => open?.panel.dispose() },
    workspace.onDidChangeTextDocument(({ document }) => {
      if (open?.shown === undefined || document !== open.draft) return;
      // Told once: the page would lose its place with every letter.
      if (open.shown.isOutdated || document.version === open.shown.report.version) return;
      open.shown.isOutdated = true;
      fill(open, '');
    }),
    // The record, a decision or the judge may say something else now of the same text.
    languages.onDidChangeDiagnostics(({ uris }) => {
      if (open?.shown === undefined || open.draft.isClosed) return;
      const { draft: of, shown } = open;
      if (shown.report.version === of.version && uris.some((uri) => uri.toString() === of.uri.toString())) {
        void refresh();
      }
    }),
    commands.registerCommand('aideMemoire.showReport', show),
    commands.registerCommand(REFRESH_REPORT, refresh),
    commands.registerCommand(OPEN_REPORT_PLACE, openPlace),
    commands.registerCommand(EXPORT_REPORT, async (format?: unknown) => {
      const of = open?.panel.active === true ? open.draft : draft.current();
      await exportReport(of, format === 'markdown' ? 'markdown' : 'html', write);
      if (of !== undefined && of === open?.draft) await refresh();
    }),
  );
}

function isSame(report: ReportText, shown: ReportText | undefined): boolean {
  return report.version === shown?.version && report.text === shown.text;
}

/** The column that shows the draft, else the first. */
function columnOf(draft: TextDocument): ViewColumn {
  return window.visibleTextEditors.find(({ document }) => document === draft)?.viewColumn ?? ViewColumn.One;
}
