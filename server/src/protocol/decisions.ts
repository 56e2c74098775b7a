import * as v from 'valibot';
import { RequestType } from 'vscode-languageserver';
import { DECIDE_REQUEST, type DecideParams, type EntryPlace } from '../api/protocol.js';
import { LineSchema, PartialDateSchema } from '../ingest/metadata.js';
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
import { answer, BadRequest, type Session } from './session.js';

const FILE = {
  path: POSITIONS_FILE,
  withoutFolder: t('Decisions are kept in the folder of your drafts: open that folder, and trust it, then try again.'),
};
const Params = v.object({
  decision: v.picklist(['confirm', 'reword', 'retire', 'undo']),
  statement: v.object({ holder: v.string(), topic: LineSchema, uri: v.string(), text: v.string() }),
  wording: v.exactOptional(LineSchema),
  instruction: v.exactOptional(LineSchema),
  date: v.exactOptional(PartialDateSchema),
  uri: v.exactOptional(v.string()),
});

/** Answers requests to decide about a statement of a position, and works with it from then on. */
export function registerDecisions(session: Session, host: WorkspaceHost): void {
  session.connection.onRequest(
    new RequestType<DecideParams, EntryPlace, void>(DECIDE_REQUEST),
    answer<DecideParams, EntryPlace>(session, t('record the decision'), async (params, seen) => {
      // What is decided about are the record's positions.
      const context = wholeOf(seen) ?? seen;
      const checked = v.safeParse(Params, params);
      if (!checked.success) {
        throw new BadRequest(
          'A decision needs a statement and what is decided; a date is 2023, 2023-03 or 2023-03-12.',
        );
      }
      await prepareDerived([bindingRecord, positionsHeld], context, othersFirst);
      const change = planDecision(checked.output, context);
      if ('problem' in change) throw refusal(change.problem);
      const file = { ...FILE, draft: checked.output.uri };
      return changeFile(session, host, file, (text) => changeDecisions(text, change));
    }),
  );
}
