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
  const precision = precisionOf(counts)?.toFixed(2) ?? 'none found';
  const recall = recallOf(counts)?.toFixed(2) ?? 'none expected';
  return `precision ${precision}  recall ${recall}  (${countsInWords(counts)})`;
}

/** As `formatCounts`, with the correlation, and behind each figure between what 95 of 100 like sets would give. */
export function formatOutcomes(outcomes: readonly Outcome[]): string {
  const counts = countOutcomes(outcomes);
  const drawn = drawnCounts(outcomes);
  const figure = (name: string, of: (counts: Counts) => number | undefined): string => {
    const value = of(counts);
    return `${name} ${value === undefined ? 'none' : `${value.toFixed(2)} ${intervalOf(drawn.map(of))}`}`;
  };
  return [
    figure('precision', precisionOf),
    figure('recall', recallOf),
    figure('MCC', matthewsCorrelation),
    `(${countsInWords(counts)})`,
  ].join('  ');
}

function countsInWords({ right, falseAlarms, missed, leftAlone }: Counts): string {
  const all = right + falseAlarms + missed + leftAlone;
  return `${right} right, ${falseAlarms} false alarms, ${missed} missed, ${all} in all`;
}

const DRAWN = 2000;

/** The counts of sets of as many cases, each drawn from these with replacement (Efron, Annals of Statistics 7, 1979). */
function drawnCounts(outcomes: readonly Outcome[]): readonly Counts[] {
  const random = createRandom(1);
  return Array.from({ length: DRAWN }, () =>
    countOutcomes(outcomes.map(() => outcomes[Math.floor(random() * outcomes.length)] as Outcome)),
  );
}

/** Between which values 95 of 100 lie; those that are undefined are left out. */
function intervalOf(values: readonly (number | undefined)[]): string {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.round(share * (sorted.length - 1))] ?? 0).toFixed(2);
  return `[${at(0.025)}, ${at(0.975)}]`;
}

/** Numbers from 0 up to 1, the same every time (Marsaglia, Xorshift RNGs, 2003). `seed`: not 0. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
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
