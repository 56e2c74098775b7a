import { constants } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { JudgedPair } from '../platform/entailmentJudge.js';
import { giveWay } from './giveWay.js';
import { openJudgeModel } from './judgeModel.js';

/** What the thread is started with: paths. */
export interface JudgeStart {
  readonly folder: string;
  readonly runtime: string;
}

/** To the thread. It answers in the order it is asked. */
export type ToJudge = readonly JudgedPair[];

/** From the thread: a probability for each pair, or why there is none. */
export type FromJudge = { readonly chances: readonly number[] } | { readonly failed: string };

// Nobody who types is to wait for a judge.
giveWay(constants.priority.PRIORITY_LOW);
const { folder, runtime } = workerData as JudgeStart;
const opening = openJudgeModel(folder, runtime);
// Told to whoever asks.
opening.catch(() => undefined);

async function answerTo(pairs: ToJudge): Promise<FromJudge> {
  try {
    const model = await opening;
    return { chances: await model.judge(pairs) };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (pairs: ToJudge) => {
  void answerTo(pairs).then((answer) => parentPort?.postMessage(answer));
});
