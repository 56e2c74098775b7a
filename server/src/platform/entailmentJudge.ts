/** Two texts of one delegation that may contradict each other. */
export interface JudgedPair {
  /** The earlier statement, whole sentences. */
  readonly prior: string;
  /** The sentence of the draft. */
  readonly draft: string;
}

/** How likely two texts contradict each other, 0 to 1; `undefined` where there is nothing to say. */
export type Judgement = number | undefined;

/**
 * A second opinion on whether two texts contradict each other. What computes for long does so off the server's thread: the
 * rules' findings never wait for it, but other requests would.
 */
export interface EntailmentJudge {
  /**
   * A judgement for each pair, in their order; a missing one counts as nothing said. May reject, which counts as saying
   * nothing of all, and may stop early once `cancellation` asks for it.
   */
  judge(
    pairs: readonly JudgedPair[],
    cancellation: { readonly isCancellationRequested: boolean },
  ): Promise<readonly Judgement[]>;
}

/** Pairs to put before a judge together: between batches it is seen whether anybody still waits. */
export const JUDGED_AT_ONCE = 16;

/** The rules alone: never says anything. */
export const RULES_ALONE: EntailmentJudge = {
  judge: async (pairs) => pairs.map(() => undefined),
};
