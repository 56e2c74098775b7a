import { type Cancellation, NEVER_CANCELLED } from './cancellation.js';

/** Work that can be set aside between its steps, so that others can go first; what comes of it is returned at the end. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Milliseconds of work after which others go first. */
const TURN = 8;

/** Does the rest of the work at once. */
export function finishSteps<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/**
 * Does the rest of the work in turns of 8 ms, or of one step that takes longer; whatever waits goes between them. Once it is
 * cancelled, no further turn begins, and the answer is `undefined`.
 */
export async function finishInTurns<T>(steps: Steps<T>): Promise<T>;
export async function finishInTurns<T>(steps: Steps<T>, cancellation: Cancellation): Promise<T | undefined>;
export async function finishInTurns<T>(
  steps: Steps<T>,
  cancellation: Cancellation = NEVER_CANCELLED,
): Promise<T | undefined> {
  while (!cancellation.isCancellationRequested) {
    for (const began = performance.now(); performance.now() - began < TURN; ) {
      const { done, value } = steps.next();
      if (done === true) return value;
    }
    await othersFirst();
  }
  return undefined;
}

/** Milliseconds for which work in turns waits for messages to stop coming. */
const PATIENCE = 50;

let lastTurn = Promise.resolve();
let messages = 0;

/** Tells that a message is about to be handled: of many, a connection handles one in each round of Node's loop. */
export function messageCame(): void {
  messages++;
}

/**
 * Resolves once whatever waited when it was called has had its turn, and so have the messages that came meanwhile. Those who
 * call it take turns one after the other: of several, some timer would always be due, and Node takes in no request before all
 * that are due.
 */
export function othersFirst(): Promise<void> {
  lastTurn = lastTurn.then(quietRound);
  return lastTurn;
}

async function quietRound(): Promise<void> {
  for (const began = performance.now(); ; ) {
    const handled = messages;
    await new Promise((resolve) => setTimeout(resolve));
    if (messages === handled || performance.now() - began > PATIENCE) return;
  }
}
