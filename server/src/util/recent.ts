/** Remembers what was worked out last. */
export interface Recent<K, V> {
  /** What is remembered of the key; otherwise what `make` gives. */
  of(key: K, make: () => V): V;
  /** What is remembered of the key; `undefined` when nothing is. Counts as a look, as `of` does. */
  known(key: K): V | undefined;
}

/** Remembers nothing yet; at any time at least the newest `fewest` keys, and at most twice as many. */
export function createRecent<K, V>(fewest: number): Recent<K, V> {
  let [newer, older] = [new Map<K, V>(), new Map<K, V>()];
  function remember(key: K, value: V): V {
    if (newer.size === fewest) [newer, older] = [new Map(), newer];
    newer.set(key, value);
    return value;
  }
  function known(key: K): V | undefined {
    const value = newer.get(key);
    if (value !== undefined) return value;
    const old = older.get(key);
    return old === undefined ? undefined : remember(key, old);
  }
  return { known, of: (key, make) => known(key) ?? remember(key, make()) };
}
