import type { Draft } from '../draft/draft.js';
import type { ServiceContext } from '../service/context.js';
import { judgeDiagnostics } from '../service/diagnostics.js';

/**
 * Has the context's judge heard on a draft before its findings are told. Without one that works the rules decide alone: what
 * the terminal is to say of that, else `undefined`.
 */
export async function hearJudge(draft: Draft, context: ServiceContext): Promise<string | undefined> {
  try {
    await judgeDiagnostics(draft, context);
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `The findings are those of the rules alone: ${why}`;
  }
}
