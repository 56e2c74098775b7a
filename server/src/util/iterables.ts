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

/** Those items that pass, looked for as somebody asks for them. */
export function filtered<T>(items: Iterable<T>, passes: (item: T) => boolean): Iterable<T> {
  return {
    *[Symbol.iterator]() {
      for (const item of items) if (passes(item)) yield item;
    },
  };
}

/** What is made of each item, as somebody asks for it. */
export function* mapped<T, R>(items: Iterable<T>, make: (item: T) => R): Generator<R> {
  for (const item of items) yield make(item);
}

/** The items of two rows that are in order, in order, as somebody asks for them. */
export function* merged<T>(a: Iterable<T>, b: Iterable<T>, compare: (a: T, b: T) => number): Generator<T> {
  const [rowA, rowB] = [a[Symbol.iterator](), b[Symbol.iterator]()];
  let [nextA, nextB] = [rowA.next(), rowB.next()];
  while (nextA.done !== true && nextB.done !== true) {
    if (compare(nextA.value, nextB.value) <= 0) {
      yield nextA.value;
      nextA = rowA.next();
    } else {
      yield nextB.value;
      nextB = rowB.next();
    }
  }
  for (; nextA.done !== true; nextA = rowA.next()) yield nextA.value;
  for (; nextB.done !== true; nextB = rowB.next()) yield nextB.value;
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
