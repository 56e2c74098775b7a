import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NUMBER_PATTERN,
  ORDINAL_PATTERN,
  parseNumber,
  parseOrdinal,
  parseRoman,
} from '../../../server/src/text/numerals.js';
import { anyText } from '../../support/arbitraries.js';

const whole = (pattern: string): RegExp => new RegExp(`^${pattern}$`, 'i');

describe('numbers in words', () => {
  it.each([
    ['11', 11],
    ['1,000', 1000],
    ['eleven', 11],
    ['Twenty', 20],
    ['twenty-five', 25],
    ['a hundred', 100],
    ['one hundred and ninety-three', 193],
    ['two hundred five', 205],
  ])('“%s” is %i', (written, value) => {
    expect(written).toMatch(whole(NUMBER_PATTERN));
    expect(parseNumber(written)).toBe(value);
  });

  it.each(['', 'many', 'five twenty', 'twenty-eleven', 'hundred'])('“%s” is none', (written) => {
    expect(parseNumber(written)).toBeUndefined();
  });
});

describe('ordinals', () => {
  it.each([
    ['first', 1],
    ['twelfth', 12],
    ['fortieth', 40],
    ['73rd', 73],
    ['seventy-third', 73],
    ['Seventy third', 73],
    ['ninety-ninth', 99],
  ])('“%s” is number %i', (written, value) => {
    expect(written).toMatch(whole(ORDINAL_PATTERN));
    expect(parseOrdinal(written)).toBe(value);
  });

  it.each(['', 'last', 'third seventy', 'seventy-zeroth', 'one'])('“%s” is none', (written) => {
    expect(parseOrdinal(written)).toBeUndefined();
  });
});

describe('roman numerals', () => {
  it.each([
    ['I', 1],
    ['IV', 4],
    ['VI', 6],
    ['XV', 15],
    ['XLIX', 49],
    ['XCIX', 99],
    ['CXLII', 142],
  ])('%s is %i', (written, value) => {
    expect(parseRoman(written)).toBe(value);
  });

  it.each(['', 'IIII', 'VX', 'vi', 'IC', 'A'])('“%s” is none', (written) => {
    expect(parseRoman(written)).toBeUndefined();
  });
});

it('no text is an error', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const parse of [parseNumber, parseOrdinal, parseRoman])
        expect([undefined, 'number']).toContain(parse(text) === undefined ? undefined : typeof parse(text));
    }),
  );
});
