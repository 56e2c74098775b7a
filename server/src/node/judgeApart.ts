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
 * asked for two minutes. One batch after another. A batch whose thread ends gets a new one; should that end too, it rejects.
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

  async function ask(pairs: ToJudge): Promise<readonly number[]> {
    const answer = (await answerTo(pairs)) ?? (await answerTo(pairs)) ?? { failed: BROKE };
    if ('failed' in answer) throw new Error(answer.failed);
    return answer.chances;
  }

  /** `undefined` when the thread has ended. */
  function answerTo(pairs: ToJudge): Promise<FromJudge | undefined> {
    clearTimeout(idle);
    const asked = (worker ??= open());
    return new Promise((resolve) => {
      const settle = (answer: FromJudge | undefined): void => {
        asked.off('message', settle).off('exit', onExit);
        asked.unref();
        idle = setTimeout(end, IDLE_MILLISECONDS).unref();
        resolve(answer);
      };
      const onExit = (): void => settle(undefined);
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
