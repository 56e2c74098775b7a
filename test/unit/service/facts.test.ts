import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractFacts, type Fact, factsAgree } from '../../../server/src/service/facts.js';
import { anyText } from '../../support/arbitraries.js';
import { TEST_SPELLING, testTokenize } from '../../support/corpus.js';

const read = (sentence: string): Fact[] => extractFacts(sentence, testTokenize(sentence), TEST_SPELLING.stopWords);
const show = (sentence: string): string[] =>
  read(sentence).map(({ kind, key, value, start, end }) => `${kind} ${key} = ${value} (${sentence.slice(start, end)})`);

describe('facts', () => {
  it.each([
    ['resolution 73/27 of December 2018', ['resolution-date 73/27 = 2018-12 (December 2018)']],
    ['resolution 73/27 of 5 December 2018', ['resolution-date 73/27 = 2018-12-05 (5 December 2018)']],
    ['A/RES/73/27, adopted in 2018', ['resolution-date 73/27 = 2018 (2018)']],
    ['Resolution 73/27 adopted on 11 december 2018', ['resolution-date 73/27 = 2018-12-11 (11 december 2018)']],
    ['resolutions 73/27 and 74/28', []],
    ['the right to self-defence under article 51', ['article right self defence = 51 (51)']],
    ['the ban on force in Art. 2 of the Charter', ['article ban force = 2 (2)']],
    ['Article 51 alone', []],
    ['the 11 norms of 2015', ['count norms = 11 (11)']],
    ['eleven agreed voluntary, non-binding norms', ['count norms = 11 (eleven)']],
    ['the six pillars and twenty recommendations', ['count pillars = 6 (six)', 'count recommendations = 20 (twenty)']],
    ['many norms and 1,000 people', []],
  ])('of “%s” are %j', (sentence, expected) => {
    expect(show(sentence)).toEqual(expected);
  });

  it('know the names and years beside them', () => {
    expect([...(read('The GGE of 2015 set out 11 norms under A/RES/70/237.')[0]?.setting ?? [])].sort()).toEqual([
      '2015',
      '70/237',
      'GGE',
      'RES',
    ]);
  });

  it.each([
    ['resolution 73/27 of 2018', 'resolution 73/27 of December 2018', true],
    ['resolution 73/27 of 5 December 2018', 'resolution 73/27 of December 2018', true],
    ['resolution 73/27 of December 2018', 'resolution 73/27 of December 2019', false],
    ['resolution 73/27 of December 2018', 'resolution 73/27 of November 2018', false],
    ['resolution 73/27 of 5 December 2018', 'resolution 73/27 of 6 December 2018', false],
    ['11 norms', 'eleven norms', true],
    ['1 norms', '11 norms', false],
  ])('“%s” and “%s” can both be true: %s', (one, other, expected) => {
    const [a] = read(one);
    const [b] = read(other);
    if (a === undefined || b === undefined) throw new Error('no fact');
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
});
