import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectFirst } from '../../../server/src/util/selectFirst.js';

const byNumber = (a: number, b: number): number => a - b;

describe('the first values by an order', () => {
  it('are those that putting all in order gives', () => {
    const many = fc.uniqueArray(fc.integer(), { maxLength: 6000, size: 'max' });
    fc.assert(
      fc.property(many, fc.integer({ min: -1, max: 3000 }), (values, limit) => {
        expect(selectFirst(values, limit, byNumber)).toEqual(values.toSorted(byNumber).slice(0, Math.max(0, limit)));
      }),
      { numRuns: 30 },
    );
  });

  it('are all of them, in order, without a limit', () => {
    const values = Array.from({ length: 5000 }, (_, n) => (n * 7919) % 5003);
    expect(selectFirst(values, Number.POSITIVE_INFINITY, byNumber)).toEqual(values.toSorted(byNumber));
  });

  it('are found with hardly any comparison of what comes too late', () => {
    let compared = 0;
    const values = Array.from({ length: 100_000 }, (_, n) => n);
    const found = selectFirst(values, 20, (a, b) => {
      compared++;
      return a - b;
    });
    expect(found).toEqual(values.slice(0, 20));
    expect(compared).toBeLessThan(110_000);
  });
});
