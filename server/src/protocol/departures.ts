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
import {
  addDeparture,
  type Departure,
  DEPARTURES_FILE,
  type DepartureSubject,
  removeDeparture,
} from '../ingest/departuresFile.js';
import { listDepartures } from '../service/departureList.js';
import { t } from '../util/l10n.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import { changeFile } from './ownFiles.js';
import { answer, type Session } from './session.js';

const FILE = {
  path: DEPARTURES_FILE,
  withoutFolder: t(
    'Departures are recorded in the folder of your drafts: open that folder, and trust it, then try again.',
  ),
};

/** A request to record one, and one to withdraw one, as they are let through. */
type Recorded = RecordDepartureParams & { readonly subject: DepartureSubject };
type Withdrawn = Departure & Pick<DepartureInfo, 'uri'>;

/** Answers requests to record, list and withdraw deliberate departures, and works with what is recorded from then on. */
export function registerDepartures(session: Session, host: WorkspaceHost): void {
  const { connection } = session;
  connection.onRequest(
    new RequestType<Recorded, EntryPlace, void>(RECORD_DEPARTURE_REQUEST),
    answer<Recorded, EntryPlace>(session, t('record the departure'), async ({ subject, by, reason, uri: draft }) => {
      const date = (host.clock?.now() ?? new Date()).toISOString().slice(0, 10);
      const file = { ...FILE, draft };
      return changeFile(session, host, file, (text) => addDeparture(text, { ...subject, by, date, reason }));
    }),
  );
  connection.onRequest(
    DEPARTURES_REQUEST,
    answer<object, DeparturesAnswer>(session, t('list the departures'), () => ({
      departures: listDepartures(session.workspace.recorded),
    })),
  );
  connection.onRequest(
    new RequestType<Withdrawn, null, void>(WITHDRAW_DEPARTURE_REQUEST),
    answer<Withdrawn, null>(session, t('withdraw the departure'), async (params) => {
      // A folder's file lies in it, as its drafts do: no other one is ever written.
      const file = { ...FILE, draft: params.uri };
      await changeFile(session, host, file, (text = '') => removeDeparture(text, params));
      return null;
    }),
  );
}
