import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance } from '../../../server/src/text/editDistance.js';

/** The textbook recursion, without limit or table. */
function naive(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const change = naive(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1);
  const swap =
    a[0] === b[1] && a[1] === b[0] && a.length > 1 && b.length > 1 ? naive(a.slice(2), b.slice(2)) + 1 : change;
  return Math.min(change, swap, naive(a.slice(1), b) + 1, naive(a, b.slice(1)) + 1);
}

const word = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength }).map((letters) => letters.join(''));

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['treaty', 'treaty', 0],
    ['treaty', 'treat', 1],
    ['treaty', 'treafy', 1],
    ['treaty', 'teraty', 1],
    ['enviroment', 'environment', 1],
    ['technologys', 'technologies', 2],
    ['abc', 'cab', 2],
  ])('from %s to %s is %i', (a, b, expected) => {
    expect(editDistance(a, b, 5)).toBe(expected);
  });

  it('is the textbook’s', () => {
    fc.assert(
      fc.property(word(5), word(5), (a, b) => {
        expect(editDistance(a, b, 10)).toBe(naive(a, b));
      }),
    );
  });

  it('is the same both ways', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(6), (a, b, most) => {
        expect(editDistance(a, b, most)).toBe(editDistance(b, a, most));
      }),
    );
  });

  it('is one more than the limit when it lies above it', () => {
    fc.assert(
      fc.property(word(8), word(8), fc.nat(8), (a, b, most) => {
        expect(editDistance(a, b, most)).toBe(Math.min(editDistance(a, b, 20), most + 1));
      }),
    );
  });
});
