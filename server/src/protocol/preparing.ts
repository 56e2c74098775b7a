import { prepareRules } from '../service/findings.js';
import { othersFirst } from '../util/steps.js';
import type { WorkspaceContext } from '../workspace/workspace.js';
import { describeError, send, type Session } from './session.js';

/**
 * Reads of the record what drafts are checked by before one is opened, once nothing else is to be read: a start has enough
 * to do. The answer ends it.
 */
export function registerPreparing(session: Session): () => void {
  let newest: WorkspaceContext | undefined;
  const prepare = async (): Promise<void> => {
    await session.workspace.settled();
    // By the settings of the client, which may come after the first revision.
    const context = await session.ready();
    if (context === newest || context.part !== undefined || session.isShutDown()) return;
    newest = context;
    const superseded = {
      get isCancellationRequested() {
        return newest !== context || session.isShutDown();
      },
    };
    try {
      await prepareRules(context, othersFirst, superseded);
    } catch (error) {
      session.connection.console.error(`The checks are not prepared yet: ${describeError(error)}`);
    }
  };
  const stop = session.workspace.onRevision(() => send(() => prepare()));
  return () => {
    newest = undefined;
    stop();
  };
}
