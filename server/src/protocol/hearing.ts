import type { Draft } from '../draft/draft.js';
import { judgeDiagnostics } from '../service/diagnostics.js';
import { IGNORE_RULE_ERRORS } from '../service/findings.js';
import type { Cancellation } from '../util/cancellation.js';
import { t } from '../util/l10n.js';
import { othersFirst } from '../util/steps.js';
import type { WorkspaceContext } from '../workspace/workspace.js';
import { describeError, type Session } from './session.js';

/**
 * Has the context's judge heard on a draft. `true` when other findings may be shown than before. One that fails leaves the rules
 * to decide alone: the log says why, and the status does until it is heard again.
 */
export async function hearJudge(
  session: Session,
  draft: Draft,
  context: WorkspaceContext,
  cancellation: Cancellation,
): Promise<boolean> {
  try {
    const isDecided = await judgeDiagnostics(draft, context, othersFirst, IGNORE_RULE_ERRORS, cancellation);
    if (isDecided) session.workspace.tellOfJudge('');
    return isDecided;
  } catch (error) {
    session.connection.console.error(`The rules decide alone: ${describeError(error)}`);
    session.workspace.tellOfJudge(
      t('the rules decide alone: {0}', error instanceof Error ? error.message : String(error)),
    );
    return false;
  }
}
