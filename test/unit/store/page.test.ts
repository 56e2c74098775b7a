import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../server/src/store/page.js';

const LETTERS = ['a', 'b', 'c', 'd', 'e'];

describe('pageOf', () => {
  it('gives everything once, page after page, and says which is the last', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 7 }), (items, limit) => {
        const pages: (readonly number[])[] = [];
        for (let after: string | undefined; ; ) {
          const { items: own, next } = pageOf(items, limit, after);
          pages.push(own);
          if (next === undefined) break;
          expect(own).toHaveLength(limit);
          after = next;
        }
        expect(pages.flat()).toEqual(items);
        expect(pages).toHaveLength(Math.max(1, Math.ceil(items.length / limit)));
      }),
    );
  });

  it('says that there is no more where the last page is full', () => {
    expect(pageOf(LETTERS, 5)).toEqual({ items: LETTERS });
    expect(pageOf(LETTERS, 100)).toEqual({ items: LETTERS });
    expect(pageOf([], 3)).toEqual({ items: [] });
  });

  it.each([0, -1, 0.5, Number.NaN])('gives nothing, and nothing to go on with, for a limit of %d', (limit) => {
    expect(pageOf(LETTERS, limit)).toEqual({ items: [] });
  });

  it('takes a limit between two numbers for the lower one', () => {
    const { items, next } = pageOf(LETTERS, 2.9);
    expect(items).toEqual(['a', 'b']);
    expect(pageOf(LETTERS, 2.9, next).items).toEqual(['c', 'd']);
  });

  it.each(['-1', '1.5', 'x', 'Infinity', '1e99'])('gives nothing after %j, which no page gave', (after) => {
    expect(pageOf(LETTERS, 3, after)).toEqual({ items: [] });
  });

  it('gives nothing after what is not there any more', () => {
    expect(pageOf(LETTERS, 3, '5')).toEqual({ items: [] });
    expect(pageOf(LETTERS, 3, '900')).toEqual({ items: [] });
  });
});
