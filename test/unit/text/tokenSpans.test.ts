import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_SPELLING, type Spelling } from '../../../server/src/text/spelling.js';
import { createTokenizer } from '../../../server/src/text/tokens.js';
import { anyText } from '../../support/arbitraries.js';
import { TEST_SPELLING } from '../../support/corpus.js';

/** A compound that opens another one, a variant that opens one, and openings of every shape. */
const MANY_COMPOUNDS: Spelling = {
  variants: new Map([
    ['cybre', 'cyber'],
    ['élf', 'self'],
  ]),
  compounds: new Map([
    ['cyber space', 'cyberspace'],
    ['cyberspace law', 'cyberspace-law'],
    ['self defence', 'self-defence'],
    ['self-defence act', 'act'],
    ['1 2', 'one-two'],
    ['x'.repeat(40) + ' y', 'xy'],
  ]),
  stopWords: new Set(),
};

const pieces = fc.constantFrom(
  ...['cyber', 'Cyber', 'CYBRE', 'space', 'law', 'self', 'Ｓelf', 'élf', 'Élf', 'defence', 'act', '1', '2', 'é', 'İ'],
  ...['x'.repeat(40), 'y', "'", '’', "'s", '\u00ad', '\u200d', '😀', '\ud835', '²', '₂', '漢字'],
  ...[' ', ' ', ' ', '-', '-', '\u2011', '\u00a0', '  ', ', ', '.', '\n', '—', '(', '_'],
);
const odd = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));
const anything = fc.oneof(odd, anyText, fc.string({ unit: 'grapheme', maxLength: 80 }));

describe('the spans of a text', () => {
  it.each([
    ['no spelling', NO_SPELLING],
    ['variants and compounds', TEST_SPELLING],
    ['compounds of compounds', MANY_COMPOUNDS],
  ])('are those of its tokens, in whatever order they are asked for, with %s', (_, spelling) => {
    const tokenize = createTokenizer(spelling);
    fc.assert(
      fc.property(anything, fc.array(fc.nat(20), { minLength: 1 }), (text, asked) => {
        const spans = tokenize.spansOf(text);
        const expected = tokenize(text).map(({ start, end }) => ({ start, end }));
        expect(asked.map((token) => spans.at(token))).toEqual(asked.map((token) => expected[token]));
        expect(expected.map((__, token) => spans.at(token))).toEqual(expected);
        expect(spans.at(expected.length)).toBeUndefined();
      }),
      { numRuns: 3000 },
    );
  });

  it('join two words that are one, whatever the letters they are written in', () => {
    const text = 'the Cyber-Space of cybre space';
    const spans = createTokenizer(MANY_COMPOUNDS).spansOf(text);
    const written = [0, 1, 2, 3, 4]
      .map((token) => spans.at(token))
      .map((span) => span && text.slice(span.start, span.end));
    expect(written).toEqual(['the', 'Cyber-Space', 'of', 'cybre space', undefined]);
  });
});
