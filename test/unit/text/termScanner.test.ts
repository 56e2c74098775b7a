import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_SPELLING, type Spelling } from '../../../server/src/text/spelling.js';
import { createTermScanner, type TermScanner } from '../../../server/src/text/termScanner.js';
import { termOf } from '../../../server/src/text/terms.js';
import type { Token } from '../../../server/src/text/tokens.js';
import { anyText } from '../../support/arbitraries.js';
import { TEST_SPELLING } from '../../support/corpus.js';

/** What a word is, in one regular expression over the whole text: none begins with what shows nothing. */
const WORD =
  /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{Nd}\p{Nl}₀-₉]+(?:(?:['’‘＇](?=[\p{L}\p{M}])|\p{Default_Ignorable_Code_Point}+(?=[\p{L}\p{M}\p{Nd}\p{Nl}₀-₉]))[\p{L}\p{M}\p{Nd}\p{Nl}₀-₉]+)*|\p{No}+/gu;
const JOINT = /^[ \u00a0\u2009\u202f\u2010\u2011-]$/;

function tokensByExpression(text: string, spelling: Spelling): Token[] {
  const tokens: Token[] = [];
  for (const { 0: word, index: start } of text.matchAll(WORD)) {
    const token = { start, end: start + word.length, term: termOf(word, spelling) };
    const before = tokens.at(-1);
    const isJoined = before !== undefined && JOINT.test(text.slice(before.end, start));
    const term = isJoined ? spelling.compounds.get(`${before.term} ${token.term}`) : undefined;
    if (before === undefined || term === undefined) tokens.push(token);
    else tokens[tokens.length - 1] = { start: before.start, end: token.end, term };
  }
  return tokens;
}

function tokensOf(scanner: TermScanner, text: string): Token[] {
  const tokens: Token[] = [];
  scanner.scan(text, (term, start, end) => tokens.push({ start, end, term: scanner.terms[term] ?? '' }));
  return tokens;
}

const pieces = fc.constantFrom(
  ...[
    'cyber',
    'Cyber',
    'space',
    'SPACE',
    'behavior',
    'programs',
    'NAM',
    'a',
    '73',
    'x'.repeat(3000),
    'İ',
    'ß',
    'é',
    'e\u0301',
  ],
  ...[
    "'",
    '’',
    '‘',
    '＇',
    'ʼ',
    "'s",
    '’s',
    '-',
    '\u2010',
    '\u2011',
    '–',
    '—',
    ' ',
    ' ',
    ' ',
    '\u00a0',
    '\u2009',
    '\u202f',
  ],
  ...[
    '\u00ad',
    '\u200b',
    '\u200d',
    '\u2060',
    '\ufeff',
    '“',
    '”',
    '…',
    '₂',
    '²',
    '½',
    'Ⅳ',
    '٣',
    '漢字',
    'ﬁ',
    'Ａ',
    '_',
    '\0',
  ],
  ...['😀', '𝐀', '𐐷', '\ud835', '\udc00', '\n', ',', '.', '(', ')'],
);
const odd = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));
const anything = fc.oneof(
  anyText,
  odd,
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ unit: 'binary-ascii' }),
);

describe('the scanner of terms', () => {
  it.each([
    ['no spelling', NO_SPELLING],
    ['variants and compounds', TEST_SPELLING],
  ])('finds the tokens that a regular expression finds, with %s, whatever it has met before', (_, spelling) => {
    const scanner = createTermScanner(spelling);
    fc.assert(
      fc.property(anything, (text) => {
        expect(tokensOf(scanner, text)).toEqual(tokensByExpression(text, spelling));
      }),
      { numRuns: 2000 },
    );
  });

  it('finds them around every character there is', () => {
    const scanner = createTermScanner(NO_SPELLING);
    for (let code = 0; code < 0x10000; code++) {
      const text = `a${String.fromCharCode(code)}b ${String.fromCharCode(code)}`;
      if (JSON.stringify(tokensOf(scanner, text)) !== JSON.stringify(tokensByExpression(text, NO_SPELLING)))
        expect(tokensOf(scanner, text), code.toString(16)).toEqual(tokensByExpression(text, NO_SPELLING));
    }
  });

  it('numbers each term once, and keeps its number while it meets many others', () => {
    const scanner = createTermScanner(TEST_SPELLING);
    const numbersIn = (text: string): number[] => {
      const numbers: number[] = [];
      scanner.scan(text, (term) => numbers.push(term));
      return numbers;
    };
    const [first, second] = numbersIn('Behavior behaviour');
    expect(first).toBe(second);
    for (let i = 0; i < 5000; i++) numbersIn(`word${i}`);
    expect(numbersIn('BEHAVIOUR word4999')).toEqual([first, scanner.terms.indexOf('word4999')]);
    expect(new Set(scanner.terms).size).toBe(scanner.terms.length);
  });
});
