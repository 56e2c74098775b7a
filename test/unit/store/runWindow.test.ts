import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windowAround } from '../../../server/src/store/runWindow.js';

const wordsOf = (count: number): string[] => Array.from({ length: count }, (_, i) => `word${i}`);

describe('windowAround', () => {
  it.each([
    [3, 0, { from: 0, to: 3 }],
    [1300, 0, { from: 0, to: 500 }],
    [1300, 499, { from: 0, to: 999 }],
    [1300, 500, { from: 0, to: 1000 }],
    [1300, 501, { from: 1, to: 1001 }],
    [1300, 650, { from: 150, to: 1150 }],
    [1300, 1299, { from: 799, to: 1300 }],
  ])('of %i words around the one at %i', (words, at, expected) => {
    expect(windowAround(wordsOf(words), at)).toEqual(expected);
  });

  it('holds the word itself, as many words as there are up to 500 before it, and 500 from it on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1500 }), fc.nat(), (words, seed) => {
        const at = seed % words;
        const { from, to } = windowAround(wordsOf(words), at);
        expect([at - from, to - at]).toEqual([Math.min(at, 500), Math.min(words - at, 500)]);
      }),
    );
  });
});
