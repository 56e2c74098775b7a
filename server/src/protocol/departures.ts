import * as v from 'valibot';
import { LSPErrorCodes, RequestType, ResponseError } from 'vscode-languageserver';
import { RECORD_DEPARTURE_REQUEST, type RecordDepartureParams, type RecordedDepartureInfo } from '../api/protocol.js';
import { DEPARTURES_FILE, DepartureSubjectSchema } from '../ingest/departuresFile.js';
import { LineSchema } from '../ingest/metadata.js';
import { joinUri } from '../util/fileUri.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import { recordDeparture } from '../workspace/recordDeparture.js';
import { answer, BadRequest, type Session } from './session.js';

const Params = v.object({
  subject: DepartureSubjectSchema,
  by: LineSchema,
  reason: LineSchema,
  uri: v.optional(v.string()),
});

/** Answers requests to record a deliberate departure, and works with it from then on. */
export function registerDepartures(session: Session, host: WorkspaceHost): void {
  const { connection, workspace } = session;
  connection.onRequest(
    new RequestType<RecordDepartureParams, RecordedDepartureInfo, void>(RECORD_DEPARTURE_REQUEST),
    answer<RecordDepartureParams, RecordedDepartureInfo>(session, 'record the departure', async (params) => {
      const checked = v.safeParse(Params, params);
      if (!checked.success) {
        throw new BadRequest('A departure needs what the draft departs from, who decided it, and a reason.');
      }
      const { subject, by, reason, uri: draft } = checked.output;
      const folder = workspace.decisionsFolder(draft);
      if (host.fileWriter === undefined || folder === undefined) {
        throw refusal(
          'Departures are recorded in the folder of your drafts: open that folder, and trust it, then try again.',
        );
      }
      const uri = joinUri(folder, DEPARTURES_FILE.slice(DEPARTURES_FILE.lastIndexOf('/') + 1));
      const date = (host.clock?.now() ?? new Date()).toISOString().slice(0, 10);
      const recorded = await recordDeparture(host.fileWriter, uri, { ...subject, by, date, reason }).catch(() => {
        throw refusal(`${DEPARTURES_FILE} cannot be written. Check that you may write into the folder of your drafts.`);
      });
      if ('problem' in recorded) throw refusal(`Nothing was recorded. Correct the file first: ${recorded.problem}`);
      await workspace.refresh([uri]);
      return { uri, line: recorded.line };
    }),
  );
}

function refusal(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
