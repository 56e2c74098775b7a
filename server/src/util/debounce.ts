/** Runs the newest of several tasks with the same key, once nothing new has come for a while. */
export interface Debouncer {
  /** Plans `task`; an earlier one under the same key that has not started is dropped. */
  run(key: string, task: () => void): void;
  /** Drops what is planned under `key`. */
  cancel(key: string): void;
  /** Drops everything that is planned. */
  dispose(): void;
}

/** A debouncer that waits `delay` milliseconds. */
export function createDebouncer(delay: number): Debouncer {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const cancel = (key: string): void => {
    clearTimeout(timers.get(key));
    timers.delete(key);
  };
  return {
    run(key, task) {
      cancel(key);
      const timer = setTimeout(() => {
        timers.delete(key);
        task();
      }, delay);
      timers.set(key, timer);
    },
    cancel,
    dispose() {
      for (const key of timers.keys()) cancel(key);
    },
  };
}
