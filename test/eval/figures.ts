/** What came of one labelled case. */
export interface Outcome {
  readonly expected: boolean;
  readonly found: boolean;
}

/** How many cases came out in which way. */
export interface Counts {
  readonly right: number;
  readonly falseAlarms: number;
  readonly missed: number;
  /** Neither expected nor found. */
  readonly leftAlone: number;
}

/** Counts outcomes. */
export function countOutcomes(outcomes: readonly Outcome[]): Counts {
  const count = (expected: boolean, found: boolean): number =>
    outcomes.filter((outcome) => outcome.expected === expected && outcome.found === found).length;
  return {
    right: count(true, true),
    falseAlarms: count(false, true),
    missed: count(true, false),
    leftAlone: count(false, false),
  };
}

/** Share of what was found that was expected; `undefined` when nothing was found. */
export function precisionOf({ right, falseAlarms }: Counts): number | undefined {
  return right + falseAlarms === 0 ? undefined : right / (right + falseAlarms);
}

/** Share of what was expected that was found; `undefined` when nothing was expected. */
export function recallOf({ right, missed }: Counts): number | undefined {
  return right + missed === 0 ? undefined : right / (right + missed);
}

/**
 * Correlation of found with expected, -1 to 1 (Matthews, Biochimica et Biophysica Acta 405, 1975, p. 442); 0, that of
 * chance, where one of the two is the same in all cases.
 */
export function matthewsCorrelation({ right, falseAlarms, missed, leftAlone }: Counts): number {
  const margins = (right + falseAlarms) * (right + missed) * (leftAlone + falseAlarms) * (leftAlone + missed);
  return margins === 0 ? 0 : (right * leftAlone - falseAlarms * missed) / Math.sqrt(margins);
}

/** Precision, recall and counts on one line. */
export function formatCounts(counts: Counts): string {
  const { right, falseAlarms, missed, leftAlone } = counts;
  const precision = precisionOf(counts)?.toFixed(2) ?? 'none found';
  const recall = recallOf(counts)?.toFixed(2) ?? 'none expected';
  const all = right + falseAlarms + missed + leftAlone;
  return `precision ${precision}  recall ${recall}  (${right} right, ${falseAlarms} false alarms, ${missed} missed, ${all} in all)`;
}

/** At most `count` of the items, in order, from all over the list. */
export function sample<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)] as T);
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Items in an order of which every beginning comes from all over the list, the same every time: multiples of the golden
 * ratio leave no large gap (Knuth, The Art of Computer Programming 3, sect. 6.4).
 */
export function* spread<T>(items: readonly T[]): Generator<T> {
  const seen = new Set<number>();
  for (let i = 1; seen.size < items.length; i++) {
    const at = Math.floor(((i * GOLDEN) % 1) * items.length);
    if (seen.has(at)) continue;
    seen.add(at);
    yield items[at] as T;
  }
}
