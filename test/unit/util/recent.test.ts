import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecent } from '../../../server/src/util/recent.js';

describe('what was worked out last', () => {
  it('is not worked out again as long as few others were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(20)), (fewest, keys) => {
        const recent = createRecent<number, number>(fewest);
        keys.forEach((key, i) => {
          const others = new Set(keys.slice(keys.lastIndexOf(key, i - 1) + 1, i));
          const isOld = i > 0 && keys.lastIndexOf(key, i - 1) !== -1;
          const made: number[] = [];
          if (isOld && others.size < fewest) expect(recent.known(key)).toBe(key * 2);
          if (!isOld) expect(recent.known(key)).toBeUndefined();
          const value = recent.of(key, () => (made.push(key), key * 2));
          expect(value).toBe(key * 2);
          if (!isOld) expect(made).toEqual([key]);
          else if (others.size < fewest) expect(made).toEqual([]);
          else if (others.size >= fewest * 2) expect(made).toEqual([key]);
        });
      }),
    );
  });
});
