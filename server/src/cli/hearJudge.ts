import type { Draft } from '../draft/draft.js';
import type { ServiceContext } from '../service/context.js';
import { judgeDiagnostics } from '../service/diagnostics.js';
import { type Terminal, withoutControls } from './terminal.js';

/** Has the context's judge heard on a draft before its findings are told; without one that works the rules decide alone, and the terminal says so. */
export async function hearJudge(draft: Draft, context: ServiceContext, terminal: Terminal): Promise<void> {
  try {
    await judgeDiagnostics(draft, context);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    terminal.err(`The findings are those of the rules alone: ${withoutControls(why)}`);
  }
}
