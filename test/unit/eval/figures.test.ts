import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countOutcomes,
  formatCounts,
  formatOutcomes,
  matthewsCorrelation,
  precisionOf,
  recallOf,
  sample,
  spread,
} from '../../eval/figures.js';

const counts = (right: number, falseAlarms: number, missed: number, leftAlone: number) => ({
  right,
  falseAlarms,
  missed,
  leftAlone,
});

describe('figures of labelled cases', () => {
  it('are counted from what was expected and found', () => {
    const outcome = (expected: boolean, found: boolean) => ({ expected, found });
    expect(
      countOutcomes([outcome(true, true), outcome(true, false), outcome(false, true), outcome(false, true)]),
    ).toEqual(counts(1, 2, 1, 0));
  });

  it('are shares, or nothing where nothing was found or expected', () => {
    expect(precisionOf(counts(3, 1, 0, 0))).toBe(0.75);
    expect(recallOf(counts(3, 1, 9, 0))).toBe(0.25);
    expect(precisionOf(counts(0, 0, 4, 1))).toBeUndefined();
    expect(recallOf(counts(0, 2, 0, 1))).toBeUndefined();
    expect(formatCounts(counts(0, 0, 0, 2))).toMatch(/^precision none found {2}recall none expected .*2 in all/);
  });

  it('come with what 95 of 100 like sets would give, the same each time', () => {
    const outcomes = [
      ...Array.from({ length: 60 }, () => ({ expected: true, found: true })),
      ...Array.from({ length: 40 }, () => ({ expected: true, found: false })),
    ];
    const row = formatOutcomes(outcomes);
    expect(formatOutcomes(outcomes)).toBe(row);
    const [, recall, low, high] = /recall (\S+) \[(\S+), (\S+)\]/.exec(row) ?? [];
    expect(recall).toBe('0.60');
    // Two standard errors of a share of 0.6 in 100 cases are 0.096.
    expect(Math.abs(Number(low) - 0.504)).toBeLessThan(0.021);
    expect(Math.abs(Number(high) - 0.696)).toBeLessThan(0.021);
    expect(formatOutcomes([{ expected: false, found: false }])).toContain('precision none  recall none');
  });

  it('correlate as Matthews has it', () => {
    expect(matthewsCorrelation(counts(5, 0, 0, 5))).toBe(1);
    expect(matthewsCorrelation(counts(0, 5, 5, 0))).toBe(-1);
    expect(matthewsCorrelation(counts(0, 0, 5, 5))).toBe(0);
    // (90 * 1 - 4 * 5) / sqrt(94 * 95 * 5 * 6)
    expect(matthewsCorrelation(counts(90, 4, 5, 1))).toBeCloseTo(0.1352, 4);
  });
});

describe('choosing from a long list', () => {
  it('takes every item once, whatever the length', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { maxLength: 300 }), (items) => {
        const all = [...spread(items)];
        expect(all).toHaveLength(items.length);
        expect(new Set(all)).toEqual(new Set(items));
      }),
    );
  });

  it('begins all over the list', () => {
    const items = Array.from({ length: 1000 }, (_, i) => i);
    const first = [...spread(items)].slice(0, 20).toSorted((a, b) => a - b);
    const gaps = first.map((at, i) => at - (first[i - 1] ?? 0));
    expect(Math.max(...gaps, 1000 - (first.at(-1) ?? 0))).toBeLessThan(110);
  });

  it('samples in order, and the whole of a short list', () => {
    expect(sample([1, 2, 3], 5)).toEqual([1, 2, 3]);
    expect(sample([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 5)).toEqual([0, 2, 4, 6, 8]);
  });
});
