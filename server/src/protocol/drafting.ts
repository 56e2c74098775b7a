import { RequestType } from 'vscode-languageserver';
import {
  ALIGN_REQUEST,
  type AlignAnswer,
  type AlignParams,
  CITE_REQUEST,
  type CiteAnswer,
  type CiteParams,
} from '../api/protocol.js';
import { provideAlignment } from '../service/align.js';
import { isWithheld, refuseWithheld } from '../service/circulation.js';
import { provideCitation } from '../service/cite.js';
import { t } from '../util/l10n.js';
import { finishInTurns } from '../util/steps.js';
import { refusal } from './ownFiles.js';
import { answerForDraft, type Session } from './session.js';

/** Answers the requests that put a draft and the record together: what cites a passage, and the two side by side. */
export function registerDrafting(session: Session): void {
  const { connection, workspace } = session;
  connection.onRequest(
    new RequestType<CiteParams, CiteAnswer, void>(CITE_REQUEST),
    answerForDraft<CiteParams, CiteAnswer>(session, t('cite the passage'), { edits: [] }, (draft, params, context) => {
      if (isWithheld(params.source.uri, context)) throw refusal(refuseWithheld());
      return provideCitation(draft, params, context, workspace.folder);
    }),
  );
  connection.onRequest(
    new RequestType<AlignParams, AlignAnswer, void>(ALIGN_REQUEST),
    answerForDraft<AlignParams, AlignAnswer>(
      session,
      t('set the texts side by side'),
      { name: '', pairs: [] },
      async (draft, { uri }, context) => {
        if (isWithheld(uri, context)) throw refusal(refuseWithheld());
        const aligned = await finishInTurns(provideAlignment(draft, uri, context));
        if (aligned !== undefined && 'problem' in aligned) throw refusal(aligned.problem);
        return aligned;
      },
    ),
  );
}
