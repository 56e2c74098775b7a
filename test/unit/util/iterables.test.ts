import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countOf, filtered, merged, remembered, take } from '../../../server/src/util/iterables.js';

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

/** So many numbers, and how many of them somebody has come to. */
function counting(numbers: readonly number[]): { readonly items: Iterable<number>; readonly read: () => number } {
  let read = 0;
  function* each(): Generator<number> {
    for (const number of numbers) {
      read++;
      yield number;
    }
  }
  return { items: { [Symbol.iterator]: each }, read: () => read };
}

describe('filtered items', () => {
  it('are those that pass, for whoever asks', () => {
    const isEven = (number: number): boolean => number % 2 === 0;
    fc.assert(
      fc.property(fc.array(fc.nat()), (items) => {
        const even = filtered(items, isEven);
        expect([...even]).toEqual(items.filter(isEven));
        expect([...even]).toEqual(items.filter(isEven));
      }),
    );
  });

  it('are looked for no further than somebody has come', () => {
    const { items, read } = counting([1, 2, 3, 4, 5, 6]);
    expect(
      take(
        filtered(items, (number) => number % 2 === 0),
        2,
      ),
    ).toEqual([2, 4]);
    expect(read()).toBe(4);
  });
});

describe('merged items', () => {
  const compare = (a: number, b: number): number => a - b;

  it('are all of both, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), fc.array(fc.nat(20)), (a, b) => {
        const rows = [a, b].map((each) => each.toSorted(compare)) as [number[], number[]];
        expect([...merged(...rows, compare)]).toEqual([...a, ...b].sort(compare));
      }),
    );
  });

  it('are read hardly further than somebody has come', () => {
    const [a, b] = [counting([1, 3, 5, 7]), counting([2, 4, 6, 8])];
    expect(take(merged(a.items, b.items, compare), 3)).toEqual([1, 2, 3]);
    expect([a.read(), b.read()]).toEqual([2, 2]);
  });
});
