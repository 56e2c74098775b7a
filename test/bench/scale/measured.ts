/** One figure, and what it must be. */
export interface Measured {
  /** The same for every size of the corpus: "hover p95". */
  readonly name: string;
  readonly value: number;
  readonly unit: 'MB/s' | 'MB' | 's' | 'ms' | 'x' | 'share';
  /** The most it may be. */
  readonly most?: number;
  /** The least it must be. */
  readonly least?: number;
  /** How it came about, where the name does not say. */
  readonly remark?: string;
}

/** How many times better than it must be: 1 or more meets it; `undefined` without a target. */
export function ratioOf({ value, most, least }: Measured): number | undefined {
  if (most !== undefined) return most / value;
  return least === undefined ? undefined : value / least;
}
