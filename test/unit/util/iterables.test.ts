import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countOf, remembered, take } from '../../../server/src/util/iterables.js';

describe('remembered items', () => {
  it('are the same for whoever asks, however many each of them takes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.array(fc.nat(12)), (items, asked) => {
        const all = remembered(items);
        expect(asked.map((count) => take(all, count))).toEqual(asked.map((count) => items.slice(0, count)));
        expect([...all]).toEqual(items);
        expect(countOf(all)).toBe(items.length);
      }),
    );
  });

  it('are read once, no further than somebody has come, in turns too', () => {
    let read = 0;
    function* counted(): Generator<number> {
      for (; read < 5; ) yield ++read;
    }
    const all = remembered({ [Symbol.iterator]: counted });
    expect(read).toBe(0);
    const [one, other] = [all, all].map((items) => items[Symbol.iterator]());
    expect([one?.next().value, one?.next().value, other?.next().value]).toEqual([1, 2, 1]);
    expect(read).toBe(2);
    expect([...all]).toEqual([1, 2, 3, 4, 5]);
    expect([other?.next().value, one?.next().value]).toEqual([2, 3]);
    expect(read).toBe(5);
  });
});
