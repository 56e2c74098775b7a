import { expect, test } from 'vitest';
import { median, percentile } from '../../../bench/scale/statistics.js';

test('a percentile is one of the values, by nearest rank', () => {
  const values = [15, 50, 35, 20, 40];
  expect([0.05, 0.3, 0.4, 0.5, 1].map((share) => percentile(values, share))).toEqual([15, 20, 20, 35, 50]);
  expect(values).toEqual([15, 50, 35, 20, 40]);
});

test('numbers are sorted as numbers', () => {
  expect(median([100, 9, 20])).toBe(20);
});

test('of nothing there is no percentile', () => {
  expect(percentile([], 0.95)).toBeNaN();
});
