import { describe, expect, test } from 'vitest';
import { linearScale, roundTicks } from '../../../bench/scale/axes.js';

describe('ticks', () => {
  test.each([
    [199, 4, [0, 50, 100, 150, 200]],
    [0.9, 4, [0, 0.5, 1]],
    [25, 4, [0, 10, 20, 30]],
    [1.2, 4, [0, 0.5, 1, 1.5]],
    [8, 4, [0, 2, 4, 6, 8]],
  ])('up to %d in at most %d steps', (most, count, ticks) => {
    expect(roundTicks(most, count)).toEqual(ticks);
  });

  test('are there when there is nothing to show', () => {
    expect(roundTicks(0, 4)).toEqual([0, 1]);
    expect(roundTicks(Number.NEGATIVE_INFINITY, 4)).toEqual([0, 1]);
  });
});

test('a scale is a straight line from 0, in either direction', () => {
  const up = linearScale(200, 100, 0);
  expect([0, 50, 200].map(up)).toEqual([100, 75, 0]);
});
