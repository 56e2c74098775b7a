import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type EntailmentJudge, RULES_ALONE } from '../../server/src/platform/entailmentJudge.js';
import { comparePairWith } from '../../server/src/service/comparePair.js';
import type { ServiceContext } from '../../server/src/service/context.js';
import { countOutcomes, formatCounts, matthewsCorrelation, type Outcome } from './figures.js';
import { readLines } from './readLines.js';

/** Two sentences that one State might say, from all fields in which States speak. */
interface PairCase {
  readonly prior: string;
  readonly draft: string;
  readonly expect: 'conflict' | 'consistent' | 'unrelated';
}

/** Precision and recall of `compare` on the labelled pairs of `folder`: by the rules alone, and as the context has it. */
export async function evaluatePairs(folder: string, context: ServiceContext): Promise<void> {
  const { lexicon, tokenize, settings, judge } = context;
  const reader = { lexicon, tokenize, holder: settings.delegation };
  const files = readdirSync(folder).filter((name) => /^pairs.*\.jsonl$/.test(name));
  for (const file of files.sort()) {
    const cases = readLines<PairCase>(join(folder, file));
    const report = async (title: string, by: EntailmentJudge): Promise<void> => {
      const outcomes: Outcome[] = [];
      for (const { prior, draft, expect } of cases) {
        const { verdict } = await comparePairWith(by, prior, draft, reader);
        outcomes.push({ expected: expect === 'conflict', found: verdict === 'conflict' });
      }
      const counts = countOutcomes(outcomes);
      console.log(`${title.padEnd(44)} ${formatCounts(counts)}  MCC ${matthewsCorrelation(counts).toFixed(3)}`);
    };
    await report(`${file}: conflict, rules alone`, RULES_ALONE);
    if (judge !== undefined) await report(`${file}: conflict`, judge);
  }
}
