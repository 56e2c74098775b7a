import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../../server/src/service/facts/extractFacts.js';
import { concernSame, type Fact, factsAgree } from '../../../../server/src/service/facts/fact.js';
import { createTokenizer } from '../../../../server/src/text/tokens.js';
import { anyText } from '../../../support/arbitraries.js';
import { loadBundledLexicon } from '../../../support/bundled.js';

const lexicon = loadBundledLexicon();
const tokenize = createTokenizer(lexicon.spelling);
const read = (text: string): Fact[] => extractFacts({ text, tokens: tokenize(text), lexicon });
const show = (sentence: string): string[] =>
  read(sentence).map(({ kind, key, value, start, end }) => `${kind} ${key} = ${value} (${sentence.slice(start, end)})`);

describe('facts', () => {
  it.each([
    ['resolution 73/27 of December 2018', ['date resolution 73/27 = 2018-12 (December 2018)']],
    ['resolution 73/27 of 5 December 2018', ['date resolution 73/27 = 2018-12-05 (5 December 2018)']],
    ['A/RES/73/27, adopted in 2018', ['date resolution 73/27 = 2018 (2018)']],
    ['Resolution 73/27 adopted on 11 december 2018', ['date resolution 73/27 = 2018-12-11 (11 december 2018)']],
    ['resolution 73/27 dated December 5, 2018', ['date resolution 73/27 = 2018-12-05 (December 5, 2018)']],
    ['resolution 73/27 of the 5th of December 2018', ['date resolution 73/27 = 2018-12-05 (the 5th of December 2018)']],
    ['decision 75/564, adopted by consensus on 2021-04-28', ['date resolution 75/564 = 2021-04-28 (2021-04-28)']],
    ['resolution 73/27 (2018)', ['date resolution 73/27 = 2018 (2018)']],
    ['Security Council resolution 2231 (2015)', ['date resolution 2231 = 2015 (2015)']],
    ['resolution 1514 (XV) of 14 December 1960', ['date resolution 1514(XV) = 1960-12-14 (14 December 1960)']],
    ['In 2018, the General Assembly adopted resolution 73/27.', ['date resolution 73/27 = 2018 (2018)']],
    ['document A/75/816 of 18 March 2021', ['date document A/75/816 = 2021-03-18 (18 March 2021)']],
    ['the mandate of 2021-2025 and resolutions 73/27 and 74/28', []],
    [
      'the fourth substantive session of the OEWG, held in New York from 6 to 10 March 2023',
      ['date session 4 substantive oewg = 2023-03 (6 to 10 March 2023)'],
    ],
    ['the 73rd session of the General Assembly (2018)', []],
    ['the first session in 2021', []],
    [
      'Pakistan put in place its first National Cyber Security Policy in 2021.',
      ['date instrument national cybersecurity policy = 2021 (2021)'],
    ],
    [
      'the Vienna Declaration and Programme of Action of 1993',
      ['date instrument vienna declaration programme action = 1993 (1993)'],
    ],
    ['the 1993 Vienna Declaration', ['date instrument vienna declaration = 1993 (1993)']],
    ['We spoke of the Vienna Declaration in 1999.', []],
    ['the Joint Declaration of 2012 and the General Assembly of 2013', []],
  ])('of time in “%s” are %j', (sentence, expected) => {
    expect(show(sentence)).toEqual(expected);
  });

  it.each([
    ['the right to self-defence under article 51', ['article self-defence right = 51 (51)']],
    ['the ban on force in Art. 2 of the Charter', ['article force ban = 2 (2)']],
    ['the ban on force in Article 2 (4) of the Charter', ['article force ban = 2(4) (2 (4))']],
    ['the ban on force in Article 2, paragraph 4', ['article force ban = 2(4) (2, paragraph 4)']],
    ['disarmament in good faith under article VI of the Treaty', ['article faith good disarmament = 6 (VI)']],
    ['Article 51 enshrines the right of self-defence', ['article self-defence right = 51 (51)']],
    ['Article 51 alone', []],
    ['They act in self-defence under Article 51.', ['article self-defence act = 51 (51)']],
  ])('of articles in “%s” are %j', (sentence, expected) => {
    expect(show(sentence)).toEqual(expected);
  });

  it.each([
    ['the 11 norms of 2015', ['count norms = 11 (11)']],
    ['eleven agreed voluntary, non-binding norms', ['count norms = 11 (eleven)']],
    [
      'the six pillars and twenty-five recommendations',
      ['count pillars = 6 (six)', 'count recommendations = 25 (twenty-five)'],
    ],
    ['a group of 25 experts', ['count experts = 25 (25)']],
    [
      'the 17 goals and one hundred and sixty-nine targets',
      ['count goals = 17 (17)', 'count targets = 169 (one hundred and sixty-nine)'],
    ],
    ['many norms, the 2030 goals and 1,000 people', []],
    ['more than ten norms, up to 12 principles, these two goals, the other 3 pillars', []],
    ['Article 2 principles and 2015/16 norms', []],
  ])('of counts in “%s” are %j', (sentence, expected) => {
    expect(show(sentence)).toEqual(expected);
  });

  it.each([
    ['the OEWG, established pursuant to General Assembly resolution 73/27', ['symbol established = 73/27 (73/27)']],
    ['the report of the GGE of 2015 (A/70/174)', ['symbol report = A/70/174 (A/70/174)']],
    ['We recall resolution 73/27.', []],
  ])('of symbols in “%s” are %j', (sentence, expected) => {
    expect(show(sentence)).toEqual(expected);
  });

  it('know the names and years beside them', () => {
    expect([...(read('The GGE of 2015 set out 11 norms under A/RES/70/237.')[0]?.setting ?? [])].sort()).toEqual([
      '2015',
      '70/237',
      'GGE',
      'gge',
    ]);
  });

  it.each([
    ['resolution 73/27 of 2018', 'resolution 73/27 of December 2018', true],
    ['resolution 73/27 of 5 December 2018', 'resolution 73/27 of December 2018', true],
    ['resolution 73/27 of December 2018', 'resolution 73/27 of December 2019', false],
    ['resolution 73/27 of December 2018', 'resolution 73/27 of November 2018', false],
    ['resolution 73/27 of 5 December 2018', 'resolution 73/27 of 6 December 2018', false],
    ['the 11 norms of 2015', 'eleven norms of 2015', true],
    ['the 12 norms of 2015', 'the 11 norms of 2015', false],
    ['the ban on force in Article 2', 'the ban on force in Article 2 (4)', true],
    ['the ban on force in Article 2, paragraph 4', 'the ban on force in Article 2(4)', true],
    ['the ban on force in Article 2 (3)', 'the ban on force in Article 2 (4)', false],
  ])('“%s” and “%s” are about the same and can both be true: %s', (one, other, expected) => {
    const [a] = read(one);
    const [b] = read(other);
    if (a === undefined || b === undefined) throw new Error('no fact');
    expect([concernSame(a, b), concernSame(b, a)]).toEqual([true, true]);
    expect([factsAgree(a, b), factsAgree(b, a)]).toEqual([expected, expected]);
  });

  it('are read from any text without an error, inside it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { start, end } of read(text)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });

  it('are read in a time that grows with the text', () => {
    for (const part of [
      'The Vienna of the ',
      'resolution 73/27 adopted by the ',
      'first regular session of the a ',
      'a hundred and ',
      'Article 5 and the ',
      '12,',
    ]) {
      const began = process.cpuUsage();
      read(part.repeat(20_000 / part.length));
      expect(process.cpuUsage(began).user / 1000, part).toBeLessThan(1000);
    }
  });
});
