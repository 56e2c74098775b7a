import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { openWorkspace } from '../../server/src/cli/openWorkspace.js';
import { createJudge } from '../../server/src/node/judgeApart.js';
import type { JudgedPair } from '../../server/src/platform/entailmentJudge.js';
import { comparePair } from '../../server/src/service/comparePair.js';
import { NEVER_CANCELLED } from '../../server/src/util/cancellation.js';
import type { Task } from './scale/ownProcess.js';

const TOKENS = 64;
const BATCH = 16;
const BATCHES = 12;
const MEGABYTE = 2 ** 20;

/** What the judge costs beside the rules. */
export interface JudgeCost {
  /** Milliseconds for each pair of 64 tokens, one figure a batch. */
  readonly judge: readonly number[];
  /** The same of the rules, on the same pairs. */
  readonly rules: readonly number[];
  /** Resident memory of this process before and after the judge was loaded and asked, in megabytes. */
  readonly memory: readonly [before: number, after: number];
}

/** Times the shipped judge, in the thread that the product runs it in, and the rules on the same pairs. `dist`: the bundles. */
export const judgeTask: Task<{ readonly dist: string; readonly text: string }, JudgeCost> = {
  name: 'judge',
  run: timeJudge,
};

async function timeJudge({ dist, text }: { readonly dist: string; readonly text: string }): Promise<JudgeCost> {
  const { context } = await openWorkspace({ judge: 'rules' });
  const shipped = join(dist, 'judge');
  const pairs = pairsOf(text, new Tokenizer(JSON.parse(readFileSync(join(shipped, 'tokenizer.json'), 'utf8')), {}));
  const reader = { lexicon: context.lexicon, tokenize: context.tokenize, holder: context.settings.delegation };
  const batches = Array.from({ length: BATCHES }, (_, n) =>
    Array.from({ length: BATCH }, (_each, k) => pairs[(n * BATCH + k) % pairs.length] as JudgedPair),
  );
  for (const { prior, draft } of pairs) comparePair(prior, draft, reader);
  const before = process.memoryUsage.rss();
  const judge = createJudge(join(dist, 'judgeWorker.cjs'), { folder: shipped, runtime: shipped });
  await judge.judge(pairs.slice(0, BATCH), NEVER_CANCELLED);
  const times: { judge: number[]; rules: number[] } = { judge: [], rules: [] };
  for (const batch of batches) {
    const began = performance.now();
    await judge.judge(batch, NEVER_CANCELLED);
    const heard = performance.now();
    for (const { prior, draft } of batch) comparePair(prior, draft, reader);
    times.judge.push((heard - began) / BATCH);
    times.rules.push((performance.now() - heard) / BATCH);
  }
  return { ...times, memory: [before / MEGABYTE, process.memoryUsage.rss() / MEGABYTE] };
}

/** Neighbouring stretches of the text that are 64 tokens together, marks included. */
function pairsOf(text: string, tokenizer: Tokenizer): readonly JudgedPair[] {
  const words = text.split(/\s+/);
  const pairs: JudgedPair[] = [];
  for (let from = 0; from + TOKENS < words.length; from += TOKENS) {
    for (let count = TOKENS; count > 0; count--) {
      const [prior, draft] = [words.slice(from, from + count / 2), words.slice(from + count / 2, from + count)].map(
        (each) => each.join(' '),
      );
      if (prior === undefined || draft === undefined) break;
      // The mark that opens the second text falls away.
      const tokens = tokenizer.encode(prior).ids.length + tokenizer.encode(draft).ids.length - 1;
      if (tokens <= TOKENS) {
        if (tokens === TOKENS) pairs.push({ prior, draft });
        break;
      }
    }
  }
  return pairs;
}
