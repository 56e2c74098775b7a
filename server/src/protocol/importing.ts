import { type CancellationToken, LSPErrorCodes, RequestType, ResponseError } from 'vscode-languageserver';
import { IMPORT_REQUEST, type ImportParams, type ImportReport } from '../api/protocol.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import { toReadLimits } from '../ingest/formats.js';
import { importDocuments } from '../workspace/importDocuments.js';
import { t } from '../util/l10n.js';
import { type Session, shutDownError } from './session.js';

/** Answers requests to import documents. Needs no index; a cancelled import answers with what it has done. */
export function registerImport(session: Session, host: WorkspaceHost): void {
  const { connection } = session;
  connection.onRequest(
    new RequestType<ImportParams, ImportReport, void>(IMPORT_REQUEST),
    async (params: ImportParams, token: CancellationToken) => {
      if (session.isShutDown()) throw shutDownError();
      const { fileSystem, fileWriter, convert } = host;
      if (fileWriter === undefined || !('createFile' in fileWriter)) {
        throw new ResponseError(
          LSPErrorCodes.RequestFailed,
          t('Documents cannot be imported here: no file can be written.'),
        );
      }
      const progress = connection.window.attachWorkDoneProgress(params.workDoneToken);
      progress.begin(t('Importing documents'), 0, undefined, true);
      try {
        return await importDocuments(
          { fileSystem, fileWriter, convert },
          params.sources,
          params.into,
          toReadLimits(session.workspace.settings.corpus.limits),
          (done, total, name) =>
            progress.report(Math.floor((done * 100) / total), t('{0} of {1}: {2}', done + 1, total, name)),
          token,
        );
      } finally {
        progress.done();
      }
    },
  );
}
