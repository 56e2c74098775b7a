import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type EntailmentJudge, RULES_ALONE } from '../../server/src/platform/entailmentJudge.js';
import type { ServiceContext } from '../../server/src/service/context.js';
import { comparePairWith, likestPairs, type PairVerdict } from '../../server/src/service/comparePair.js';
import { isFound } from '../../server/src/service/judging.js';
import { NEVER_CANCELLED } from '../../server/src/util/cancellation.js';
import { type Columns, printColumns, remembering } from './columns.js';
import type { Outcome } from './figures.js';
import { readLines } from './readLines.js';

/** A hypothesis about a contract, with the passages that decide it (Koreeda and Manning, ContractNLI, 2021). */
interface ContractCase {
  readonly doc: string;
  readonly hypothesis: string;
  readonly label: 'Entailment' | 'Contradiction' | 'NotMentioned';
  /** Empty for `NotMentioned`. */
  readonly evidence: readonly string[];
}

/** What comparing a hypothesis with its passages has given. */
interface Answer extends Pick<ContractCase, 'label'> {
  readonly verdict: PairVerdict;
}

const LABELS = ['Contradiction', 'Entailment', 'NotMentioned'] as const;
const VERDICTS: readonly PairVerdict[] = ['conflict', 'shift', 'consistent', 'unrelated'];

/**
 * Hypotheses compared with what contracts say: a foreign field, to show whether the comparison holds beyond its own. What
 * a contract does not mention is compared with all its passages that decide something else. `data`: the folder of texts.
 */
export async function evaluateContracts(data: string, context: ServiceContext): Promise<void> {
  const { lexicon, tokenize, settings } = context;
  const file = join(data, 'contract-nli', 'evidence_dev.jsonl');
  if (!existsSync(file)) {
    console.log('ContractNLI is not beside the project; it is left out.');
    return;
  }
  const cases = readLines<ContractCase>(file);
  const passages = new Map<string, Set<string>>();
  for (const { doc, evidence } of cases) {
    passages.set(doc, new Set([...(passages.get(doc) ?? []), ...evidence]));
  }
  const reader = { lexicon, tokenize, holder: settings.delegation };
  const judge = context.judge === undefined ? undefined : remembering(context.judge);
  const answersBy = async (
    decide: (prior: string, draft: string) => Promise<PairVerdict>,
  ): Promise<readonly Answer[]> => {
    const answers: Answer[] = [];
    for (const { doc, hypothesis, label, evidence } of cases) {
      const prior = label === 'NotMentioned' ? [...(passages.get(doc) ?? [])] : evidence;
      answers.push({ label, verdict: await decide(prior.join('\n'), hypothesis) });
    }
    return answers;
  };
  const compareBy =
    (by: EntailmentJudge) =>
    async (prior: string, draft: string): Promise<PairVerdict> =>
      (await comparePairWith(by, prior, draft, reader)).verdict;
  const rules = await answersBy(compareBy(RULES_ALONE));
  if (judge === undefined) {
    print({ rules });
    return;
  }
  const byJudge = await answersBy(async (prior, draft) => {
    const said = await judge.judge(likestPairs(prior, draft, reader), NEVER_CANCELLED);
    return said.some((chance) => isFound(chance ?? 0)) ? 'conflict' : 'unrelated';
  });
  print({ rules, judge: byJudge, both: await answersBy(compareBy(judge)) });
}

function print(columns: Columns<readonly Answer[]>): void {
  for (const [what, isCounted] of [
    ['all', () => true],
    ['without NotMentioned', ({ label }: Answer) => label !== 'NotMentioned'],
  ] as const) {
    const outcomesOf = (answers: readonly Answer[]): readonly Outcome[] =>
      answers
        .filter(isCounted)
        .map(({ label, verdict }) => ({ expected: label === 'Contradiction', found: verdict === 'conflict' }));
    const { rules, judge, both } = columns;
    printColumns(`ContractNLI, ${what}: conflict`, {
      rules: outcomesOf(rules),
      ...(judge === undefined || both === undefined ? {} : { judge: outcomesOf(judge), both: outcomesOf(both) }),
    });
  }
  for (const label of LABELS) {
    const verdicts = VERDICTS.map((verdict) => {
      const of = (answers: readonly Answer[]): number =>
        answers.filter((answer) => answer.label === label && answer.verdict === verdict).length;
      return `${verdict} ${of(columns.both ?? columns.rules)}`;
    });
    console.log(`  ${label.padEnd(14)} ${verdicts.join('  ')}`);
  }
}
