import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOfTrigrams, trigramsOf } from '../../../server/src/store/trigrams.js';

const similarity = (a: string, b: string): number => shareOfTrigrams(trigramsOf(a), trigramsOf(b));

const texts = fc
  .array(fc.constantFrom('a', 'b', 'é', '7', ' ', '-', '_', '\u{10437}'), { maxLength: 9 })
  .map((letters) => letters.join(''));

// What the documentation of pg_trgm says of its examples, or its definition makes of others.
describe('trigramsOf', () => {
  it.each<[string, readonly string[]]>([
    ['cat', ['  c', ' ca', 'cat', 'at ']],
    ['foo|bar', ['  f', ' fo', 'foo', 'oo ', '  b', ' ba', 'bar', 'ar ']],
    ['word', ['  w', ' wo', 'wor', 'ord', 'rd ']],
    ['two words', ['  t', ' tw', 'two', 'wo ', '  w', ' wo', 'wor', 'ord', 'rds', 'ds ']],
    ['a', ['  a', ' a ']],
    ['Cat', ['  c', ' ca', 'cat', 'at ']],
    ['cat cat', ['  c', ' ca', 'cat', 'at ']],
    ['aaaa', ['  a', ' aa', 'aaa', 'aa ']],
    ['7th', ['  7', ' 7t', '7th', 'th ']],
    ['a_b', ['  a', ' a ', '  b', ' b ']],
    ['\u{10437}', ['  \u{10437}', ' \u{10437} ']],
    ['', []],
    ['–, %', []],
  ])('of %j', (text, expected) => {
    expect([...trigramsOf(text)]).toEqual(expected);
  });

  it('reads no trigram over the end of a word', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        expect([...trigramsOf(`${a} ${b}`)].sort()).toEqual([...new Set([...trigramsOf(a), ...trigramsOf(b)])].sort());
      }),
    );
  });
});

describe('shareOfTrigrams', () => {
  it.each([
    // similarity('word', 'two words') is 0.36363637 in single precision: 4 of 11.
    ['word', 'two words', 4 / 11],
    // The words' order counts for nothing.
    ['two words', 'words two', 1],
    ['word', 'word', 1],
    ['word', 'WORD!', 1],
    ['cat', 'dog', 0],
    // "  c" alone, of "  c", " ca", "cat", "at ", " cu", "cut" and "ut ".
    ['cat', 'cut', 1 / 7],
    ['cat', 'cats', 3 / 6],
    ['', '', 0],
    ['', 'word', 0],
  ])('of %j and %j', (a, b, expected) => {
    expect(similarity(a, b)).toBe(expected);
    expect(similarity(b, a)).toBe(expected);
  });

  it('is 0.363636 for the words of the documentation', () => {
    expect(similarity('word', 'two words').toFixed(6)).toBe('0.363636');
  });

  it('is the share of all that either has', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const [own, others] = [trigramsOf(a), trigramsOf(b)];
        const either = new Set([...own, ...others]);
        const both = [...either].filter((each) => own.has(each) && others.has(each));
        expect(shareOfTrigrams(own, others)).toBe(either.size === 0 ? 0 : both.length / either.size);
      }),
    );
  });
});
