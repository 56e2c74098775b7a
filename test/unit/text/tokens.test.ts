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
    ['letters with accents, composed or not', 'déjà de\u0301ja\u0300', ['déjà', 'déjà']],
    ['any apostrophe', "can't can’t can‘t canʼt can＇t", ["can't", "can't", "can't", "can't", "can't"]],
    ['any quotation marks', "“agreed” «language» ‘as’ 'is'", ['agreed', 'language', 'as', 'is']],
    ['any hyphen or dash', 'a‐b‑c–d—e', ['a', 'b', 'c', 'd', 'e']],
    ['compounds over a joint that does not break', 'cyber\u2011space cyber\u00a0space', ['cyberspace', 'cyberspace']],
    [
      'soft hyphens and characters without width',
      'infor\u00admation se\u200bcur\u200dity',
      ['information', 'security'],
    ],
    ['turns of direction and tags', 'in\u202efor\u2066mation sec\u{e0041}urity', ['information', 'security']],
    ['ligatures and full-width letters', 'eﬀective ﬁnal ＳＴＡＴＥＳ', ['effective', 'final', 'states']],
    ['lowered figures', 'CO₂ CO2', ['co2', 'co2']],
    ['raised figures apart', 'security² of', ['security', '2', 'of']],
    ['brackets of a draft', '[shall][should] [act [now]]', ['shall', 'should', 'act', 'now']],
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

  it('are none where nothing shows', () => {
    expect(terms('\u{e0100} \ufe0f \u115f')).toEqual([]);
    expect(terms('\u{e0100}one two\u{e0101} three')).toEqual(['one', 'two', 'three']);
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

describe('words that look alike', () => {
  const SPELT = ['information', 'déjà', 'effective', 'can’t', 'Åland', 'naïveté', 'Pakistan’s', '1540'];
  const variant = fc.constantFrom<(word: string) => string>(
    (word) => word.normalize('NFD'),
    (word) => word.normalize('NFKD').toUpperCase(),
    (word) => word.replaceAll('ff', 'ﬀ').replaceAll('fi', 'ﬁ'),
    (word) => word.replaceAll('’', "'"),
    (word) => word.replace(/(?<=\p{L})(?=\p{L})/u, '\u00ad'),
    (word) => word.replace(/(?<=\p{L})(?=\p{L}\p{L}$)/u, '\u200d'),
    (word) => word.replace(/[a-z0-9]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  );

  it('are equal terms, and their spans are those of the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...SPELT), variant), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(' ', '\u00a0', ' – ', ' “', '—'),
        (words, gap) => {
          const written = words.map(([word, vary]) => vary(word));
          const text = written.join(gap);
          const tokens = plain(text);
          expect(tokens.map(({ term }) => term)).toEqual(
            words.flatMap(([word]) => plain(word).map(({ term }) => term)),
          );
          expect(tokens.map(({ start, end }) => text.slice(start, end))).toEqual(written);
        },
      ),
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
