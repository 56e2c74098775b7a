import type { TermRun } from './precedentStore.js';

/** Words on either side of a place in which its run is looked for. */
const REACH = 500;

/** The part of `terms` that a run which includes position `at` is looked for in: up to 500 words before it, and as many from it on. */
export function windowAround(terms: readonly string[], at: number): TermRun {
  return { from: Math.max(0, at - REACH), to: Math.min(terms.length, at + REACH) };
}
