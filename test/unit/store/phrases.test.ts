import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePhrases, rankMistyped, typoDistance } from '../../../server/src/store/phrases.js';

const phrase = (terms: string, documents = 1): { terms: string; documents: number } => ({ terms, documents });

describe('comparePhrases', () => {
  it('puts the most used first, then the longer, then by code points', () => {
    const inOrder = [
      phrase('one', 9),
      phrase('alpha beta gamma', 2),
      phrase('Zeta beta', 2),
      phrase('alpha beta', 2),
      phrase('alpha betas', 2),
      phrase('alpha \u{ff21}', 2),
      phrase('alpha \u{10437}', 2),
      phrase('a very long one that hardly anybody uses', 1),
    ];
    expect(inOrder.toReversed().sort(comparePhrases)).toEqual(inOrder);
  });

  it('takes only the same for equal', () => {
    const any = fc.record({
      terms: fc.constantFrom('a', 'b', 'a b', 'b a', 'a b c'),
      documents: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(comparePhrases(a, b) === 0).toBe(a.terms === b.terms && a.documents === b.documents);
        expect(Math.sign(comparePhrases(a, b))).toBe(0 - Math.sign(comparePhrases(b, a)));
      }),
    );
  });
});

describe('typoDistance', () => {
  it.each([
    ['legaly', 'legally binding', 1],
    ['leglaly', 'legally binding', 1],
    ['legally bindign', 'legally binding instrument', 1],
    ['legaly bindign', 'legally binding', 2],
    // What is typed without a slip is none.
    ['legally', 'legally binding', undefined],
    ['legally binding', 'legally binding', undefined],
    // As many words as were typed, though fewer letters follow.
    ['legally', 'legal binding', 2],
    ['legally', 'lega binding', undefined],
    // Two slips in fewer than fifteen letters, three in fifteen.
    ['abcdefghijklmn', 'abcdefghijklxy', 2],
    ['abcdefghijklmn', 'abcdefghijkxyz', undefined],
    ['abcdefghijklmno', 'abcdefghijklxyz', 3],
    ['abcdefghijklmno', 'abcdefghijkwxyz', undefined],
    ['abcdefghijklmnopqrs', 'abcdefghijklmnowxyz', undefined],
    ['abcdefghijklmnopqrst', 'abcdefghijklmnopwxyz', 4],
    // Of a phrase that is shorter than what was typed, all.
    ['ab cd', 'abcd', 1],
    ['', 'ab', 2],
  ])('of %j from the beginning of %j', (typed, terms, expected) => {
    expect(typoDistance(typed, terms)).toBe(expected);
  });
});

describe('rankMistyped', () => {
  it('puts the nearest first, then goes by how phrases are ordered', () => {
    const inOrder = [
      phrase('treatx ban here', 9),
      phrase('treats ban', 9),
      phrase('treaty ban', 1),
      phrase('treats bax', 30),
    ];
    expect(rankMistyped(inOrder.toReversed(), 'treatz ban')).toEqual(inOrder);
  });

  it('leaves out what was typed as it is, and what is too far away', () => {
    expect(rankMistyped([phrase('treaty ban'), phrase('no such thing')], 'treaty ban')).toEqual([]);
  });
});
