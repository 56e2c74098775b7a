/** So many values are gathered at least before they are put in order. */
const FEWEST_GATHERED = 1000;

/** Selects the first of many values, which are offered one by one. */
export interface Selection<T> {
  offer(value: T): void;
  /** The first of those that were offered, in order. */
  first(): readonly T[];
}

/**
 * Selects the first values by an order in which no two are equal, at most `limit`. What cannot be among them is looked at once:
 * of many values only a few are ever put in order, and only these are asked about.
 *
 * @param accepts Whether a value is one of them at all; every one is when absent.
 */
export function createSelection<T>(
  limit: number,
  compare: (a: T, b: T) => number,
  accepts?: (value: T) => boolean,
): Selection<T> {
  const most = limit + Math.max(FEWEST_GATHERED, limit);
  let gathered: T[] = [];
  /** The last of those that are certainly better than all that were passed over. */
  let bound: T | undefined;
  return {
    offer(value) {
      if (bound !== undefined && compare(value, bound) > 0) return;
      if (accepts !== undefined && !accepts(value)) return;
      gathered.push(value);
      if (gathered.length < most) return;
      gathered = gathered.sort(compare).slice(0, limit);
      bound = gathered[limit - 1];
    },
    first: () => gathered.sort(compare).slice(0, Math.max(0, limit)),
  };
}

/** `createSelection` of values that are all there. */
export function selectFirst<T>(
  values: Iterable<T>,
  limit: number,
  compare: (a: T, b: T) => number,
  accepts?: (value: T) => boolean,
): readonly T[] {
  if (limit <= 0) return [];
  const selection = createSelection(limit, compare, accepts);
  for (const value of values) selection.offer(value);
  return selection.first();
}
