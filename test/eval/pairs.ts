import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type EntailmentJudge, RULES_ALONE } from '../../server/src/platform/entailmentJudge.js';
import { comparePairWith } from '../../server/src/service/comparePair.js';
import type { ServiceContext } from '../../server/src/service/context.js';
import { isFound } from '../../server/src/service/judging.js';
import { NEVER_CANCELLED } from '../../server/src/util/cancellation.js';
import { printColumns, remembering } from './columns.js';
import { type Outcome, sample } from './figures.js';
import { readLines } from './readLines.js';

/** Two texts that one author might write. */
interface PairCase {
  readonly prior: string;
  readonly draft: string;
  readonly isConflict: boolean;
}

/** Public sets of negation that the judge was not trained on. */
const NEGATION_SETS = ['negnli', 'conjnli_dev'];
/** Of each of them. */
const MOST_PAIRS = 600;

/**
 * Precision and recall of `compare` on labelled pairs, by the rules, by the judge and by both: those of `folder`, on all
 * fields in which States speak, and public ones on negation (`data`: the folder of texts), which are a foreign field.
 */
export async function evaluatePairs(folder: string, data: string, context: ServiceContext): Promise<void> {
  const files = readdirSync(folder).filter((name) => /^pairs.*\.jsonl$/.test(name));
  for (const file of files.sort()) {
    const cases = readLines<{ readonly prior: string; readonly draft: string; readonly expect: string }>(
      join(folder, file),
    ).map(({ prior, draft, expect }) => ({ prior, draft, isConflict: expect === 'conflict' }));
    await evaluate(`${file}: conflict`, cases, context);
  }
  const archive = join(data, 'nli', 'pairs.jsonl.gz');
  if (!existsSync(archive)) {
    console.log('The public pairs are not beside the project; they are left out.');
    return;
  }
  const lines = gunzipSync(readFileSync(archive)).toString('utf8').trim().split('\n');
  const pairs = lines.map((line) => JSON.parse(line) as Record<'source' | 'premise' | 'hypothesis' | 'label', string>);
  for (const set of NEGATION_SETS) {
    const cases = pairs
      // Of "no entailment" it is not known whether it is a contradiction.
      .filter(({ source, label }) => source === set && label !== 'not_entailment')
      .map(({ premise, hypothesis, label }) => ({
        prior: premise,
        draft: hypothesis,
        isConflict: label === 'contradiction',
      }));
    await evaluate(`${set}: contradiction`, sample(cases, MOST_PAIRS), context);
  }
}

async function evaluate(title: string, cases: readonly PairCase[], context: ServiceContext): Promise<void> {
  const { lexicon, tokenize, settings } = context;
  const judge = context.judge === undefined ? undefined : remembering(context.judge);
  const reader = { lexicon, tokenize, holder: settings.delegation };
  const outcomesBy = async (finds: (pair: PairCase) => Promise<boolean>): Promise<readonly Outcome[]> => {
    const outcomes: Outcome[] = [];
    for (const pair of cases) outcomes.push({ expected: pair.isConflict, found: await finds(pair) });
    return outcomes;
  };
  const answersConflict = async (by: EntailmentJudge, { prior, draft }: PairCase): Promise<boolean> =>
    (await comparePairWith(by, prior, draft, reader)).verdict === 'conflict';
  printColumns(title, {
    rules: await outcomesBy((pair) => answersConflict(RULES_ALONE, pair)),
    ...(judge === undefined
      ? {}
      : {
          judge: await outcomesBy(async (pair) => isFound((await judge.judge([pair], NEVER_CANCELLED))[0] ?? 0)),
          both: await outcomesBy((pair) => answersConflict(judge, pair)),
        }),
  });
}
