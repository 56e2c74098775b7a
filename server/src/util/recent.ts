/** Remembers what was worked out last. */
export interface Recent<K, V> {
  /** What is remembered of the key; otherwise what `make` gives. */
  of(key: K, make: () => V): V;
}

/** Remembers nothing yet; at any time at least the newest `fewest` keys, and at most twice as many. */
export function createRecent<K, V>(fewest: number): Recent<K, V> {
  let [newer, older] = [new Map<K, V>(), new Map<K, V>()];
  return {
    of(key, make) {
      const known = newer.get(key);
      if (known !== undefined) return known;
      const value = older.get(key) ?? make();
      if (newer.size === fewest) [newer, older] = [new Map(), newer];
      newer.set(key, value);
      return value;
    },
  };
}
