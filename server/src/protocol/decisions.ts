import * as v from 'valibot';
import { LSPErrorCodes, RequestType, ResponseError } from 'vscode-languageserver';
import { DECIDE_REQUEST, type DecidedInfo, type DecideParams } from '../api/protocol.js';
import { LineSchema, PartialDateSchema } from '../ingest/metadata.js';
import { changeDecisions } from '../ingest/positionsEdits.js';
import { POSITIONS_FILE } from '../ingest/positionsFile.js';
import { planDecision } from '../service/decisions.js';
import { prepareDerived } from '../service/derived.js';
import { positionsHeld } from '../service/positions.js';
import { bindingRecord } from '../service/record.js';
import { joinUri } from '../util/fileUri.js';
import { t } from '../util/l10n.js';
import { othersFirst } from '../util/steps.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import { updateYaml } from '../workspace/updateYaml.js';
import { answer, BadRequest, type Session } from './session.js';

const Params = v.object({
  decision: v.picklist(['confirm', 'reword', 'retire', 'undo']),
  statement: v.object({ holder: v.string(), topic: LineSchema, uri: v.string(), text: v.string() }),
  wording: v.exactOptional(LineSchema),
  instruction: v.exactOptional(LineSchema),
  date: v.exactOptional(PartialDateSchema),
});

/** Answers requests to decide about a statement of a position, and works with it from then on. */
export function registerDecisions(session: Session, host: WorkspaceHost): void {
  const { connection, workspace } = session;
  connection.onRequest(
    new RequestType<DecideParams, DecidedInfo, void>(DECIDE_REQUEST),
    answer<DecideParams, DecidedInfo>(session, t('record the decision'), async (params, context) => {
      const checked = v.safeParse(Params, params);
      if (!checked.success) {
        throw new BadRequest(
          'A decision needs a statement and what is decided; a date is 2023, 2023-03 or 2023-03-12.',
        );
      }
      const { choicesFolder } = workspace;
      if (host.fileWriter === undefined || choicesFolder === undefined) {
        throw refusal(t('Decisions are kept in the folder of your drafts: open that folder, then try again.'));
      }
      await prepareDerived([bindingRecord, positionsHeld], context, othersFirst);
      const change = planDecision(checked.output, context);
      if ('problem' in change) throw refusal(change.problem);
      const uri = joinUri(choicesFolder, POSITIONS_FILE.slice(POSITIONS_FILE.lastIndexOf('/') + 1));
      const written = await updateYaml(host.fileWriter, uri, (text) => changeDecisions(text, change)).catch(() => {
        throw refusal(
          t('{0} cannot be written. Check that you may write into the folder of your drafts.', POSITIONS_FILE),
        );
      });
      if ('problem' in written) throw refusal(t('Nothing was changed. {0}', written.problem));
      await workspace.refresh([uri]);
      return { uri, line: written.line };
    }),
  );
}

function refusal(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
