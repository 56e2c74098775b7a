/** Work took longer than it may. */
export class OutOfTime extends Error {}

/** Between two steps of long work: lets others work every 20 ms, and throws `OutOfTime` once the time is up. */
export type Pace = () => Promise<void>;

const SLICE_MILLISECONDS = 20;

/** A pace that starts now and ends after `milliseconds`. */
export function createPace(milliseconds: number): Pace {
  const end = performance.now() + milliseconds;
  let since = performance.now();
  return async () => {
    const now = performance.now();
    if (now > end) throw new OutOfTime();
    if (now - since <= SLICE_MILLISECONDS) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    since = performance.now();
  };
}
