import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AlignedPair, alignInside } from '../../../server/src/text/alignment.js';

const words = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 5 });

/** Fewest changes between two whole sequences. */
function distance(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return a.length + b.length;
  const change = distance(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1);
  return Math.min(change, distance(a.slice(1), b) + 1, distance(a, b.slice(1)) + 1);
}

/** Fewest changes between a pattern and any stretch of a text. */
function distanceInside(pattern: readonly string[], text: readonly string[]): number {
  const stretches = text.flatMap((_, from) => text.map((__, to) => text.slice(from, to + 1)));
  return Math.min(distance(pattern, []), ...stretches.map((stretch) => distance(pattern, stretch)));
}

const show = (pairs: readonly AlignedPair[] | undefined): string | undefined =>
  pairs?.map(({ pattern, text, equal }) => `${pattern ?? '-'}${equal ? '=' : ':'}${text ?? '-'}`).join(' ');

describe('alignInside', () => {
  it.each([
    ['the pattern itself', 'a b c', 'x a b c y', '0=1 1=2 2=3'],
    ['a word missing from the text', 'a b c', 'a c', '0=0 1:- 2=1'],
    ['a word more in the text', 'a b c', 'a x b c', '0=0 -:1 1=2 2=3'],
    ['the most equal words where two readings cost the same', 'a b', 'a x b', '0=0 -:1 1=2'],
    ['the first of two places that are as good', 'a b', 'a b x a b', '0=0 1=1'],
    ['a word exchanged', 'a b c', 'a x c', '0=0 1:1 2=2'],
    ['nothing in common', 'a b', 'x', '0:- 1:-'],
  ])('finds %s', (_, pattern, text, expected) => {
    expect(show(alignInside(pattern.split(' '), text.split(' ')))).toBe(expected);
  });

  it('has nothing to say on an empty pattern', () => {
    expect(alignInside([], ['a'])).toBeUndefined();
  });

  it('gives every word of the pattern as missing from an empty text', () => {
    expect(show(alignInside(['a', 'b'], []))).toBe('0:- 1:-');
  });

  it('costs no more than the best of all stretches', () => {
    fc.assert(
      fc.property(words, words, (pattern, text) => {
        fc.pre(pattern.length > 0);
        const cost = alignInside(pattern, text)?.filter((pair) => !pair.equal).length;
        expect(cost).toBe(distanceInside(pattern, text));
      }),
    );
  });

  it('names every word of the pattern once, words of the text without a gap, and equal ones only as equal', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), fc.array(fc.string()), (pattern, text) => {
        const pairs = alignInside(pattern, text) ?? [];
        expect(pairs.flatMap((pair) => pair.pattern ?? [])).toEqual(pattern.map((_, i) => i));
        const used = pairs.flatMap((pair) => pair.text ?? []);
        expect(used).toEqual(used.map((_, i) => (used[0] ?? 0) + i));
        for (const pair of pairs) {
          if (pair.pattern !== undefined && pair.text !== undefined)
            expect(pair.equal).toBe(pattern[pair.pattern] === text[pair.text]);
          else expect(pair.equal).toBe(false);
        }
      }),
    );
  });
});
