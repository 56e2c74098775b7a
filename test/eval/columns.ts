import type { EntailmentJudge } from '../../server/src/platform/entailmentJudge.js';
import { draftFromText } from '../../server/src/cli/readDraft.js';
import type { ServiceContext } from '../../server/src/service/context.js';
import { prepareDerived } from '../../server/src/service/derived.js';
import { JUDGED_PRIORS, judgedPriors } from '../../server/src/service/judgedPriors.js';
import { consultJudge, isFound, judgementOf } from '../../server/src/service/judging.js';
import { NEVER_CANCELLED } from '../../server/src/util/cancellation.js';
import { formatOutcomes, type Outcome } from './figures.js';

/** Who is evaluated: the rules, the judge, and both as the product has them. Without a judge the rules alone. */
export type Columns<T> = { readonly rules: T } & { readonly [name in 'judge' | 'both']?: T };

/** The context without its judge. */
export function rulesAlone(context: ServiceContext): ServiceContext {
  const { judge, ...others } = context;
  // Findings are remembered by the settings.
  return judge === undefined ? context : { ...others, settings: { ...context.settings } };
}

/** The judge, asked about each pair once. */
export function remembering(judge: EntailmentJudge): EntailmentJudge {
  return {
    async judge(pairs) {
      await consultJudge(pairs, { judge });
      return pairs.map((pair) => judgementOf(pair, { judge }));
    },
  };
}

/** The sentences that the judge takes for the opposite of something that the index brings, whatever the rules read. */
export async function judgeFinds(
  text: string,
  judge: EntailmentJudge,
  context: ServiceContext,
): Promise<readonly string[]> {
  await prepareDerived(JUDGED_PRIORS, context, async () => undefined, NEVER_CANCELLED);
  const asked = draftFromText('file:///evaluation.draft.md', text, context)
    .blocks.filter(({ kind }) => kind === 'paragraph')
    .flatMap((block) => block.sentences)
    .map(({ text: draft }) => ({ draft, priors: judgedPriors(draft, context).map((prior) => prior.text) }));
  const pairsOf = ({ draft, priors }: (typeof asked)[number]) => priors.map((prior) => ({ prior, draft }));
  await consultJudge(asked.flatMap(pairsOf), { judge });
  return asked
    .filter((each) => pairsOf(each).some((pair) => isFound(judgementOf(pair, context) ?? 0)))
    .map(({ draft }) => draft);
}

/** Prints the figures of each column under a title. */
export function printColumns(title: string, columns: Columns<readonly Outcome[]>): void {
  console.log(title);
  for (const [name, outcomes] of Object.entries(columns))
    console.log(`  ${name.padEnd(6)} ${formatOutcomes(outcomes)}`);
}
