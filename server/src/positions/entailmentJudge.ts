import type { Cancellation } from '../util/cancellation.js';

/** Two texts that a rule takes for contradictory without being sure of it. */
export interface DoubtfulPair {
  /** The earlier statement, whole sentences. */
  readonly prior: string;
  /** The sentence of the draft. */
  readonly draft: string;
}

/** Whether the two texts contradict each other: yes, no, or nothing to say. */
export type Judgement = 'confirm' | 'veto' | 'abstain';

/**
 * A second opinion on findings of low confidence. What computes for long does so off the server's thread: the rules'
 * findings never wait for it, but other requests would.
 */
export interface EntailmentJudge {
  /**
   * A judgement for each pair, in their order; a missing one counts as `abstain`. May reject, which counts as abstaining
   * from all, and may stop early once `cancellation` asks for it.
   */
  judge(pairs: readonly DoubtfulPair[], cancellation: Cancellation): Promise<readonly Judgement[]>;
}

/** The rules alone: never says anything. */
export const RULES_ALONE: EntailmentJudge = {
  judge: async (pairs) => pairs.map(() => 'abstain'),
};
