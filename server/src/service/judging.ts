import { type DoubtfulPair, type EntailmentJudge, type Judgement, RULES_ALONE } from '../positions/entailmentJudge.js';
import { type Cancellation, NEVER_CANCELLED } from '../util/cancellation.js';
import type { ServiceContext } from './context.js';
import { sourceOf } from './places.js';
import { LEAST_CONFIDENCE } from './record.js';
import type { Finding } from './rules/rule.js';

/** From this confidence on a rule is believed unasked. */
const SURE = 0.75;
/** Pairs put before the judge at once: between batches it is seen whether anybody still waits. */
const BATCH = 16;
const MOST_REMEMBERED = 5000;

/** What a judge has said so far, by the two texts. */
interface Memory {
  readonly judgements: Map<string, Judgement>;
  /** How many judgements were not `abstain`; only counts up. */
  decisions: number;
}

const memories = new WeakMap<EntailmentJudge, Memory>();

/** The two texts of a finding about which its rule is in doubt; `undefined` where there is none. */
export function doubtfulPair(finding: Finding, sentence: string, context: ServiceContext): DoubtfulPair | undefined {
  const [evidence] = finding.evidence;
  if (evidence === undefined || finding.confidence === undefined || finding.confidence >= SURE) return undefined;
  return { prior: sourceOf(evidence, context).quote, draft: sentence };
}

/** Whether a finding is shown: as the judge has said, and where it has said nothing, as its rule is confident enough. */
export function isShown(finding: Finding, sentence: string, context: ServiceContext): boolean {
  if (finding.confidence === undefined) return true;
  const pair = doubtfulPair(finding, sentence, context);
  const judgement = pair === undefined ? 'abstain' : judgementOf(pair, context.judge ?? RULES_ALONE);
  return judgement === 'abstain' ? finding.confidence >= LEAST_CONFIDENCE : judgement === 'confirm';
}

/** How many doubtful findings the context's judge has decided so far: where that has grown, other findings may be shown. */
export function decisionsOf({ judge = RULES_ALONE }: ServiceContext): number {
  return memoryOf(judge).decisions;
}

/**
 * Puts the pairs that it has not seen yet before a judge and remembers what it says. `true` when it decided any of them.
 * Rejects when the judge does; the pairs it failed on are not put before it again.
 */
export async function consultJudge(
  pairs: readonly DoubtfulPair[],
  judge: EntailmentJudge,
  cancellation: Cancellation = NEVER_CANCELLED,
): Promise<boolean> {
  const memory = memoryOf(judge);
  const before = memory.decisions;
  const unseen = [...new Map(pairs.map((pair) => [keyOf(pair), pair])).entries()].filter(
    ([key]) => !memory.judgements.has(key),
  );
  for (let from = 0; from < unseen.length && !cancellation.isCancellationRequested; from += BATCH) {
    const batch = unseen.slice(from, from + BATCH);
    let said: readonly Judgement[] = [];
    try {
      said = await judge.judge(
        batch.map(([, pair]) => pair),
        cancellation,
      );
    } finally {
      // Nobody waits any more: what was not said is no abstention.
      const missing = cancellation.isCancellationRequested ? undefined : 'abstain';
      for (const [n, [key]] of batch.entries()) {
        const judgement = said[n] ?? missing;
        if (judgement !== undefined) remember(memory, key, judgement);
      }
    }
  }
  return memory.decisions > before;
}

function judgementOf(pair: DoubtfulPair, judge: EntailmentJudge): Judgement {
  return memoryOf(judge).judgements.get(keyOf(pair)) ?? 'abstain';
}

function memoryOf(judge: EntailmentJudge): Memory {
  let memory = memories.get(judge);
  if (memory === undefined) memories.set(judge, (memory = { judgements: new Map(), decisions: 0 }));
  return memory;
}

function remember(memory: Memory, key: string, judgement: Judgement): void {
  const [oldest] = memory.judgements.keys();
  if (memory.judgements.size >= MOST_REMEMBERED && oldest !== undefined) memory.judgements.delete(oldest);
  memory.judgements.set(key, judgement);
  if (judgement !== 'abstain') memory.decisions++;
}

function keyOf({ prior, draft }: DoubtfulPair): string {
  return JSON.stringify([prior, draft]);
}
