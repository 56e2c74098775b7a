import { LSPErrorCodes, RequestType, ResponseError } from 'vscode-languageserver';
import {
  ALIGN_REQUEST,
  type AlignAnswer,
  type AlignParams,
  CITE_REQUEST,
  type CiteAnswer,
  type CiteParams,
  COMPARABLE_REQUEST,
  type ComparableInfo,
} from '../api/protocol.js';
import { listComparable, provideAlignment } from '../service/align.js';
import { provideCitation } from '../service/cite.js';
import { t } from '../util/l10n.js';
import { finishInTurns } from '../util/steps.js';
import { answer, answerForDraft, type Session } from './session.js';

/** Answers the requests that put a draft and the record together: what cites a passage, and the two side by side. */
export function registerDrafting(session: Session): void {
  const { connection, workspace } = session;
  connection.onRequest(
    new RequestType<CiteParams, CiteAnswer, void>(CITE_REQUEST),
    answerForDraft<CiteParams, CiteAnswer>(session, t('cite the passage'), { edits: [] }, (draft, params, context) =>
      provideCitation(draft, params, context, workspace.folder),
    ),
  );
  connection.onRequest(
    COMPARABLE_REQUEST,
    answer<object, readonly ComparableInfo[]>(session, t('list the documents'), (_, context) =>
      listComparable(context),
    ),
  );
  connection.onRequest(
    new RequestType<AlignParams, AlignAnswer, void>(ALIGN_REQUEST),
    answerForDraft<AlignParams, AlignAnswer>(
      session,
      t('set the texts side by side'),
      { name: '', pairs: [] },
      async (draft, { uri }, context) => {
        const aligned = await finishInTurns(provideAlignment(draft, uri, context));
        if (aligned !== undefined && 'problem' in aligned) {
          throw new ResponseError(LSPErrorCodes.RequestFailed, aligned.problem);
        }
        return aligned;
      },
    ),
  );
}
