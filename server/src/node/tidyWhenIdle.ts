import { performance } from 'node:perf_hooks';

/** Milliseconds between two looks. */
const EVERY = 30_000;
/** Of the time between two looks, an idle thread works for no more than this share. */
const IDLE_SHARE = 0.005;
/** Milliseconds of work that leave something behind. */
const LEAST_WORK = 1_000;

/**
 * Gives memory back once this thread has not worked for half a minute: what was let go is collected while it works, and an idle
 * one would keep the last of it. Nothing where the process was started without `--expose-gc`.
 */
export function tidyWhenIdle(collect: (() => void) | undefined = globalThis.gc, every = EVERY): void {
  if (collect === undefined) return;
  let last = performance.eventLoopUtilization();
  let worked = 0;
  const look = (): void => {
    const { active, utilization } = performance.eventLoopUtilization(last);
    last = performance.eventLoopUtilization();
    if (utilization > IDLE_SHARE) {
      worked += active;
      return;
    }
    if (worked < LEAST_WORK) return;
    worked = 0;
    collect();
    // What collecting took is no work.
    last = performance.eventLoopUtilization();
  };
  setInterval(look, every).unref();
}
