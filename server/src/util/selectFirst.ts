/** So many values are gathered at least before they are put in order. */
const FEWEST_GATHERED = 1000;

/**
 * The first values by an order in which no two are equal, at most `limit`, in order. What cannot be among them is looked at once:
 * of many values only a few are ever put in order, and only these are asked about.
 *
 * @param accepts Whether a value is one of them at all; every one is when absent.
 */
export function selectFirst<T>(
  values: Iterable<T>,
  limit: number,
  compare: (a: T, b: T) => number,
  accepts?: (value: T) => boolean,
): readonly T[] {
  if (limit <= 0) return [];
  const most = limit + Math.max(FEWEST_GATHERED, limit);
  let gathered: T[] = [];
  /** The last of those that are certainly better than all that were passed over. */
  let bound: T | undefined;
  for (const value of values) {
    if (bound !== undefined && compare(value, bound) > 0) continue;
    if (accepts !== undefined && !accepts(value)) continue;
    gathered.push(value);
    if (gathered.length < most) continue;
    gathered = gathered.sort(compare).slice(0, limit);
    bound = gathered[limit - 1];
  }
  return gathered.sort(compare).slice(0, limit);
}
