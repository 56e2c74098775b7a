import * as v from 'valibot';
import { RequestType } from 'vscode-languageserver';
import {
  type DepartureInfo,
  DEPARTURES_REQUEST,
  type DeparturesAnswer,
  type EntryPlace,
  RECORD_DEPARTURE_REQUEST,
  type RecordDepartureParams,
  WITHDRAW_DEPARTURE_REQUEST,
} from '../api/protocol.js';
import { addDeparture, DEPARTURES_FILE, DepartureSubjectSchema, removeDeparture } from '../ingest/departuresFile.js';
import { LineSchema } from '../ingest/metadata.js';
import { listDepartures } from '../service/departureList.js';
import { t } from '../util/l10n.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import { changeFile } from './ownFiles.js';
import { answer, answerPlain, BadRequest, type Session } from './session.js';

const FILE = {
  path: DEPARTURES_FILE,
  withoutFolder: t(
    'Departures are recorded in the folder of your drafts: open that folder, and trust it, then try again.',
  ),
};
const Params = v.object({
  subject: DepartureSubjectSchema,
  by: LineSchema,
  reason: LineSchema,
  uri: v.optional(v.string()),
});
const Withdrawn = v.object({
  ...DepartureSubjectSchema.entries,
  by: LineSchema,
  date: LineSchema,
  reason: LineSchema,
  uri: v.string(),
});

/** Answers requests to record, list and withdraw deliberate departures, and works with what is recorded from then on. */
export function registerDepartures(session: Session, host: WorkspaceHost): void {
  const { connection } = session;
  connection.onRequest(
    new RequestType<RecordDepartureParams, EntryPlace, void>(RECORD_DEPARTURE_REQUEST),
    answer<RecordDepartureParams, EntryPlace>(session, t('record the departure'), async (params) => {
      const checked = v.safeParse(Params, params);
      if (!checked.success) {
        throw new BadRequest('A departure needs what the draft departs from, who decided it, and a reason.');
      }
      const { subject, by, reason, uri: draft } = checked.output;
      const date = (host.clock?.now() ?? new Date()).toISOString().slice(0, 10);
      const file = { ...FILE, draft };
      return changeFile(session, host, file, (text) => addDeparture(text, { ...subject, by, date, reason }));
    }),
  );
  connection.onRequest(
    DEPARTURES_REQUEST,
    answerPlain<DeparturesAnswer>(session, t('list the departures'), () => ({
      departures: listDepartures(session.workspace.recorded),
    })),
  );
  connection.onRequest(
    new RequestType<DepartureInfo, null, void>(WITHDRAW_DEPARTURE_REQUEST),
    answer<DepartureInfo, null>(session, t('withdraw the departure'), async (params) => {
      const checked = v.safeParse(Withdrawn, params);
      if (!checked.success) throw new BadRequest('The request names no departure.');
      // A folder's file lies in it, as its drafts do: no other one is ever written.
      const file = { ...FILE, draft: checked.output.uri };
      await changeFile(session, host, file, (text = '') => removeDeparture(text, checked.output));
      return null;
    }),
  );
}
