/** Round values from 0 to at least `most`, a step of 1, 2 or 5 times a power of ten apart: at most `count` steps. */
export function roundTicks(most: number, count: number): readonly number[] {
  if (!(most > 0)) return [0, 1];
  const least = most / count;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = ([1, 2, 5].find((factor) => factor * power >= least) ?? 10) * power;
  // Rounded: 3 x 0.1 is 0.30000000000000004.
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

/** Maps 0 to `most` onto `from` to `to`, in a straight line. */
export function linearScale(most: number, from: number, to: number): (value: number) => number {
  return (value) => from + (value / most) * (to - from);
}
