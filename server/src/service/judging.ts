import {
  type EntailmentJudge,
  JUDGED_AT_ONCE,
  type JudgedPair,
  type Judgement,
  RULES_ALONE,
} from '../platform/entailmentJudge.js';
import { type Cancellation, NEVER_CANCELLED } from '../util/cancellation.js';
import type { ServiceContext } from './context.js';
import { sourceOf } from './places.js';
import { LEAST_CONFIDENCE } from './record.js';
import type { Finding } from './rules/rule.js';

/** A rule's finding that a judge thinks less likely than this is not shown. This and what follows was set on sentences that were seen. */
const VETOED = 0.1;
/** What a rule was too unsure to show is shown when a judge thinks it as likely as this. */
const CONFIRMED = 0.5;
/** So is what no rule has found. */
const FOUND = 0.81;
const MOST_REMEMBERED = 20_000;

/** What a judge has said so far, by the two texts. */
interface Memory {
  readonly judgements: Map<string, Judgement>;
  /** How often something was decided by which other findings may be shown; only counts up. */
  decisions: number;
}

const memories = new WeakMap<EntailmentJudge, Memory>();
/** The pairs that a judge has failed on, by the context that it was asked in: a later one has it try again. */
const failures = new WeakMap<Pick<ServiceContext, 'judge'>, Set<string>>();

/** The two texts that contradict each other if a finding is right; `undefined` where it says nothing of the kind. */
export function judgedPair(finding: Finding, sentence: string, context: ServiceContext): JudgedPair | undefined {
  const [evidence] = finding.evidence;
  if (evidence === undefined || finding.confidence === undefined) return undefined;
  return { prior: sourceOf(evidence, context).quote, draft: sentence };
}

/** What the context's judge has said of a finding, if it has. */
export function chanceOf(finding: Finding, sentence: string, context: ServiceContext): Judgement {
  const pair = context.judge === undefined ? undefined : judgedPair(finding, sentence, context);
  return pair === undefined ? undefined : judgementOf(pair, context);
}

/** What the context's judge has said of two texts, if it has. */
export function judgementOf(pair: JudgedPair, { judge = RULES_ALONE }: Pick<ServiceContext, 'judge'>): Judgement {
  return memoryOf(judge).judgements.get(keyOf(pair));
}

/** Whether a rule's finding is shown: as the judge has said, and where it has said nothing, as the rule is confident enough. */
export function isShown(finding: Finding, sentence: string, context: ServiceContext): boolean {
  const { confidence } = finding;
  if (confidence === undefined) return true;
  const chance = chanceOf(finding, sentence, context);
  if (chance === undefined) return confidence >= LEAST_CONFIDENCE;
  return confidence >= LEAST_CONFIDENCE ? !isVetoed(chance) : chance >= CONFIRMED;
}

/** Whether a judge takes back what a rule has found. */
export function isVetoed(chance: number): boolean {
  return chance < VETOED;
}

/** Whether a judge finds a contradiction where no rule does. */
export function isFound(chance: number): boolean {
  return chance >= FOUND;
}

/** How often the context's judge has decided something so far: where that has grown, other findings may be shown. */
export function decisionsOf({ judge = RULES_ALONE }: ServiceContext): number {
  return memoryOf(judge).decisions;
}

/** Counts what a judge's words, new or remembered, have decided in one more context. */
export function addDecision(judge: EntailmentJudge): void {
  memoryOf(judge).decisions++;
}

/**
 * Puts the pairs that it has not seen yet before the context's judge and remembers what it says. `true` when it said anything.
 * Rejects when the judge does; the pairs it failed on are not put before it again in this context.
 */
export async function consultJudge(
  pairs: readonly JudgedPair[],
  context: Pick<ServiceContext, 'judge'>,
  cancellation: Cancellation = NEVER_CANCELLED,
): Promise<boolean> {
  const { judge = RULES_ALONE } = context;
  const memory = memoryOf(judge);
  const before = memory.decisions;
  const failed = failures.get(context) ?? new Set<string>();
  failures.set(context, failed);
  // Of like length: what is shorter than its batch costs as much as the longest.
  const unseen = [...new Map(pairs.map((pair) => [keyOf(pair), pair])).entries()]
    .filter(([key]) => !memory.judgements.has(key) && !failed.has(key))
    .toSorted(([a], [b]) => a.length - b.length);
  for (let from = 0; from < unseen.length && !cancellation.isCancellationRequested; from += JUDGED_AT_ONCE) {
    const batch = unseen.slice(from, from + JUDGED_AT_ONCE);
    let said: readonly Judgement[];
    try {
      said = await judge.judge(
        batch.map(([, pair]) => pair),
        cancellation,
      );
    } catch (error) {
      if (!cancellation.isCancellationRequested) for (const [key] of batch) failed.add(key);
      throw error;
    }
    for (const [n, [key]] of batch.entries()) {
      // Nobody waits any more: what was not said may still be.
      if (said[n] === undefined && cancellation.isCancellationRequested) continue;
      remember(memory, key, said[n]);
    }
  }
  return memory.decisions > before;
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
  if (judgement !== undefined) memory.decisions++;
}

function keyOf({ prior, draft }: JudgedPair): string {
  return JSON.stringify([prior, draft]);
}
