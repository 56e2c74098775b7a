import type { Worker } from 'node:worker_threads';
import type { EntailmentJudge } from '../platform/entailmentJudge.js';
import { t } from '../util/l10n.js';
import type { FromJudge, JudgeStart, ToJudge } from './judgeWorker.js';
import { startApart } from './startApart.js';

const BROKE = t('the judge broke off');
/** The model is kept in memory for as long after the last pair. */
const IDLE_MILLISECONDS = 120_000;

/**
 * Judges by the folder of their model, each made once. `script`: path of `judgeWorker`; `shipped`: folder of the product's own
 * model, which is meant by '', and of the runtime.
 */
export function createJudges(script: string, shipped: string): (folder: string) => EntailmentJudge {
  const judges = new Map<string, EntailmentJudge>();
  return (folder) => {
    const judge = judges.get(folder) ?? createJudge(script, { folder: folder || shipped, runtime: shipped });
    judges.set(folder, judge);
    return judge;
  };
}

/**
 * A judge in a thread of its own (`script`: path of `judgeWorker`), which starts with the first pair and ends when nobody has
 * asked for two minutes. One batch after another. A batch that breaks the thread rejects; the next one gets a new thread.
 */
export function createJudge(script: string, start: JudgeStart): EntailmentJudge {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  function open(): Worker {
    const started = startApart(
      script,
      () => {
        if (worker === started) worker = undefined;
      },
      start,
    );
    return started;
  }

  function end(): void {
    // Whoever asks from now on is to get another thread.
    void worker?.terminate();
    worker = undefined;
  }

  function ask(pairs: ToJudge): Promise<readonly number[]> {
    clearTimeout(idle);
    const asked = (worker ??= open());
    return new Promise((resolve, reject) => {
      const settle = (answer: FromJudge): void => {
        asked.off('message', settle).off('exit', onExit);
        asked.unref();
        idle = setTimeout(end, IDLE_MILLISECONDS).unref();
        if ('failed' in answer) reject(new Error(answer.failed));
        else resolve(answer.chances);
      };
      const onExit = (): void => settle({ failed: BROKE });
      asked.on('message', settle).on('exit', onExit);
      // Whoever waits in a terminal would otherwise see the process end.
      asked.ref();
      asked.postMessage(pairs);
    });
  }

  return {
    judge(pairs, cancellation) {
      const answer = queue.then(() => (cancellation.isCancellationRequested || pairs.length === 0 ? [] : ask(pairs)));
      queue = answer.catch(() => undefined);
      return answer;
    },
  };
}
