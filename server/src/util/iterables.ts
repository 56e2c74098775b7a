/** The first `count` items of what may have very many. */
export function take<T>(items: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  if (count < 1) return taken;
  for (const item of items) {
    taken.push(item);
    if (taken.length >= count) break;
  }
  return taken;
}

/** How many items there are. */
export function countOf(items: Iterable<unknown>): number {
  let count = 0;
  for (const _ of items) count++;
  return count;
}

/** The same items for whoever asks, each read once and only when somebody has come to it. */
export function remembered<T>(items: Iterable<T>): Iterable<T> {
  const read: T[] = [];
  let rest: Iterator<T> | undefined;
  return {
    *[Symbol.iterator]() {
      for (let i = 0; ; i++) {
        if (i === read.length) {
          const next = (rest ??= items[Symbol.iterator]()).next();
          if (next.done === true) return;
          read.push(next.value);
        }
        yield read[i] as T;
      }
    },
  };
}
