import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type EntailmentJudge, RULES_ALONE } from '../../server/src/platform/entailmentJudge.js';
import type { ServiceContext } from '../../server/src/service/context.js';
import { comparePairWith, type PairVerdict } from '../../server/src/service/comparePair.js';
import { countOutcomes, formatCounts, matthewsCorrelation } from './figures.js';
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
  const { judge } = context;
  if (judge !== undefined) {
    console.log('rules alone');
    print(await answersBy(RULES_ALONE));
    console.log('rules and judge');
  }
  print(await answersBy(judge ?? RULES_ALONE));

  async function answersBy(by: EntailmentJudge): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    for (const { doc, hypothesis, label, evidence } of cases) {
      const prior = label === 'NotMentioned' ? [...(passages.get(doc) ?? [])] : evidence;
      const { verdict } = await comparePairWith(by, prior.join('\n'), hypothesis, reader);
      answers.push({ label, verdict });
    }
    return answers;
  }
}

function print(answers: readonly Answer[]): void {
  for (const [what, counted] of [
    ['all', answers],
    ['without NotMentioned', answers.filter(({ label }) => label !== 'NotMentioned')],
  ] as const) {
    const counts = countOutcomes(
      counted.map(({ label, verdict }) => ({ expected: label === 'Contradiction', found: verdict === 'conflict' })),
    );
    const correlation = matthewsCorrelation(counts).toFixed(3);
    console.log(`ContractNLI, conflict, ${what}: ${formatCounts(counts)}  MCC ${correlation}`);
  }
  for (const label of LABELS) {
    const verdicts = VERDICTS.map((verdict) => {
      const count = answers.filter((answer) => answer.label === label && answer.verdict === verdict).length;
      return `${verdict} ${count}`;
    });
    console.log(`  ${label.padEnd(14)} ${verdicts.join('  ')}`);
  }
}
