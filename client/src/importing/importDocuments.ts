import { l10n, ProgressLocation, type Uri, window } from 'vscode';
import { IMPORT_REQUEST, type ImportParams, type ImportReport } from '../../../server/src/api/protocol.js';
import { addFolder, isWithin } from '../corpusFolders.js';
import { askSources, askTarget } from './importPlaces.js';
import { showImportReport } from './importReports.js';
import { corpusRoots } from '../sources.js';
import { uriText } from '../convert.js';
import type { Client } from '../server.js';

let imports = 0;

/**
 * Imports documents and folders into a folder of the record and shows a report. `clicked` and `selected` are what the
 * explorer passes on; without them the user is asked. Answers the report; `undefined` when the user left.
 */
export async function importDocuments(
  client: Client,
  extension: Uri,
  clicked?: Uri,
  selected?: readonly Uri[],
): Promise<ImportReport | undefined> {
  const given = selected ?? (clicked === undefined ? [] : [clicked]);
  const sources = given.length > 0 ? given : await askSources();
  const into = sources.length === 0 ? undefined : await askTarget();
  if (into === undefined) return undefined;
  const report = await runImport(client, { sources: sources.map(uriText), into: uriText(into) });
  if (report.files.length + report.problems.length === 0) {
    window.showInformationMessage(
      l10n.t('Nothing to import: no PDF, Word, HTML, Markdown or text documents were found there.'),
    );
    return report;
  }
  const isServed = corpusRoots(extension).some((root) => isWithin(into, root));
  if (!isServed && report.files.some(({ outcome }) => outcome === 'read')) await addFolder(into);
  await showImportReport(report);
  return report;
}

/** Asks the server, with a notification whose button cancels. */
function runImport(client: Client, params: ImportParams): Thenable<ImportReport> {
  const options = { location: ProgressLocation.Notification, title: l10n.t('Importing documents'), cancellable: true };
  return window.withProgress(options, async (progress, token) => {
    const workDoneToken = `aideMemoire.import.${++imports}`;
    let shown = 0;
    const listening = await client.onWork(workDoneToken, ({ percentage = shown, message = '' }) => {
      progress.report({ increment: percentage - shown, message });
      shown = percentage;
    });
    try {
      return await client.sendRequest<ImportReport>(IMPORT_REQUEST, { ...params, workDoneToken }, token);
    } finally {
      listening.dispose();
    }
  });
}
