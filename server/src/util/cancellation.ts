/** What a long function looks at to know that nobody waits for its answer any more. LSP's token fits it. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
}

/** Never cancelled. */
export const NEVER_CANCELLED: Cancellation = { isCancellationRequested: false };
