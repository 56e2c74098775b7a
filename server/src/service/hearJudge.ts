import type { Draft } from '../draft/draft.js';
import { type Cancellation, NEVER_CANCELLED } from '../util/cancellation.js';
import { t } from '../util/l10n.js';
import { othersFirst } from '../util/steps.js';
import type { ServiceContext } from './context.js';
import { judgeDiagnostics } from './diagnostics.js';
import { IGNORE_RULE_ERRORS } from './findings.js';

/**
 * Has the context's judge heard on a draft before its findings are told. Without one that works the rules decide alone: what
 * is to be said of that, else `undefined`.
 */
export async function hearJudge(
  draft: Draft,
  context: ServiceContext,
  cancellation: Cancellation = NEVER_CANCELLED,
): Promise<string | undefined> {
  try {
    await judgeDiagnostics(draft, context, othersFirst, IGNORE_RULE_ERRORS, cancellation);
    return undefined;
  } catch (error) {
    return t('The findings are those of the rules alone: {0}', error instanceof Error ? error.message : String(error));
  }
}
