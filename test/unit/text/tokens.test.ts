import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_SPELLING } from '../../../server/src/text/spelling.js';
import { createTokenizer, tokenAt } from '../../../server/src/text/tokens.js';
import { anyText } from '../../support/arbitraries.js';
import { testTokenize } from '../../support/corpus.js';

const plain = createTokenizer(NO_SPELLING);
const terms = (text: string): string[] => testTokenize(text).map((token) => token.term);

describe('tokens', () => {
  it.each([
    ['case', 'Member STATES', ['member', 'states']],
    ['hyphens', 'capacity-building', ['capacity', 'building']],
    ['possessives', "Pakistan’s and States’ and NAM's", ['pakistan', 'and', 'states', 'and', 'nam']],
    ['contractions', "can't", ["can't"]],
    ['house-style spelling', 'Behavior', ['behaviour']],
    ['compounds, with a space or a hyphen', 'cyber space and cyber-space', ['cyberspace', 'and', 'cyberspace']],
    ['compounds only across one space or hyphen', 'cyber, space', ['cyber', 'space']],
    ['numbers and symbols', 'A/RES/73/27', ['a', 'res', '73', '27']],
    ['letters with accents, composed or not', 'déjà de\u0301ja\u0300', ['déjà', 'de\u0301ja\u0300']],
    ['nothing', ' – … ', []],
  ])('fold or keep %s', (_, text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  it('cover the word as written', () => {
    const text = 'the Cyber-Space of States’';
    expect(testTokenize(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'the',
      'Cyber-Space',
      'of',
      'States',
    ]);
  });

  it('stand in order inside any text, and the same text gives the same tokens', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let reached = 0;
        for (const { start, end, term } of testTokenize(text)) {
          expect(start).toBeGreaterThanOrEqual(reached);
          expect(end).toBeGreaterThan(start);
          expect(term).not.toBe('');
          reached = end;
        }
        expect(reached).toBeLessThanOrEqual(text.length);
        expect(testTokenize(text)).toEqual(testTokenize(text));
      }),
    );
  });

  it('leave no letter or digit out', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const covered = plain(text).map(({ start, end }) => text.slice(start, end));
        expect(covered.join('').match(/[\p{L}\p{N}]/gu)?.length).toBe(text.match(/[\p{L}\p{N}]/gu)?.length);
      }),
    );
  });
});

describe('the token at an offset', () => {
  it.each([
    [0, 0],
    [2, 0],
    [3, 0],
    [4, 1],
    [5, undefined],
    [7, 2],
    [10, 2],
    [11, undefined],
  ])('%i is token %s of “one,x  two ”', (offset, expected) => {
    const tokens = [
      { start: 0, end: 3, term: 'one' },
      { start: 4, end: 4, term: 'x' },
      { start: 7, end: 10, term: 'two' },
    ];
    expect(tokenAt(tokens, offset)).toBe(expected);
  });

  it('is the later one where two meet', () => {
    expect(
      tokenAt(
        [
          { start: 0, end: 3, term: 'one' },
          { start: 3, end: 6, term: 'two' },
        ],
        3,
      ),
    ).toBe(1);
  });

  it('is the one that a search from the start finds', () => {
    fc.assert(
      fc.property(anyText, fc.nat(130), (text, offset) => {
        const tokens = plain(text);
        const touching = tokens.flatMap(({ start, end }, i) => (start <= offset && offset <= end ? [i] : []));
        expect(tokenAt(tokens, offset)).toBe(touching.at(-1));
      }),
    );
  });
});
