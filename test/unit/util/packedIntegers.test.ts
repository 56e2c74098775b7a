import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packIntegers, unpackIntegers } from '../../../server/src/util/packedIntegers.js';

describe('packed integers', () => {
  it('are what they were', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (numbers) => {
        expect(unpackIntegers(packIntegers(numbers))).toEqual(numbers);
      }),
    );
  });

  it('need a byte each near zero, and five at most', () => {
    expect(packIntegers([0, -1, 1, -64, 63])).toHaveLength(5);
    expect(packIntegers([64])).toHaveLength(2);
    expect(packIntegers([-(2 ** 31)])).toHaveLength(5);
  });
});
