import { RequestType } from 'vscode-languageserver';
import { DECIDE_REQUEST, type DecideParams, type EntryPlace } from '../api/protocol.js';
import { changeDecisions } from '../ingest/positionsEdits.js';
import { POSITIONS_FILE } from '../ingest/positionsFile.js';
import { wholeOf } from '../service/circulation.js';
import { planDecision } from '../service/decisions.js';
import { prepareDerived } from '../service/derived.js';
import { positionsHeld } from '../service/positions.js';
import { bindingRecord } from '../service/record.js';
import { t } from '../util/l10n.js';
import { othersFirst } from '../util/steps.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import { changeFile, refusal } from './ownFiles.js';
import { answer, type Session } from './session.js';

const FILE = {
  path: POSITIONS_FILE,
  withoutFolder: t('Decisions are kept in the folder of your drafts: open that folder, and trust it, then try again.'),
};

/** Answers requests to decide about a statement of a position, and works with it from then on. */
export function registerDecisions(session: Session, host: WorkspaceHost): void {
  session.connection.onRequest(
    new RequestType<DecideParams, EntryPlace, void>(DECIDE_REQUEST),
    answer<DecideParams, EntryPlace>(session, t('record the decision'), async (params, seen) => {
      // What is decided about are the record's positions.
      const context = wholeOf(seen) ?? seen;
      await prepareDerived([bindingRecord, positionsHeld], context, othersFirst);
      const change = planDecision(params, context);
      if ('problem' in change) throw refusal(change.problem);
      const file = { ...FILE, draft: params.uri };
      return changeFile(session, host, file, (text) => changeDecisions(text, change));
    }),
  );
}
