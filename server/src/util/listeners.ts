/** Functions that want to hear of one kind of event. */
export interface Listeners<T> {
  /** Adds a listener; the answer removes it again. */
  readonly add: (listener: (event: T) => void) => () => void;
  /** Calls every listener, in the order they came. */
  notify(event: T): void;
}

/** An empty list of listeners. */
export function createListeners<T>(): Listeners<T> {
  const listeners = new Set<(event: T) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    notify(event) {
      for (const listener of listeners) listener(event);
    },
  };
}
