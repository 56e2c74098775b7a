import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearchQuery, type SearchQuery } from '../../../server/src/service/searchQuery.js';
import { anyText } from '../../support/arbitraries.js';
import { processorTime } from '../../support/processorTime.js';

/** What differs from an empty query. */
function read(text: string): Partial<SearchQuery> {
  const { words, phrases, without, filters, problems } = parseSearchQuery(text);
  const { by, in: places, tiers, ...dates } = filters;
  return {
    ...(words !== '' && { words }),
    ...(phrases.length > 0 && { phrases }),
    ...(without.length > 0 && { without }),
    ...(problems.length > 0 && { problems }),
    ...((by.length > 0 || places.length > 0 || tiers.length > 0 || Object.keys(dates).length > 0) && { filters }),
  };
}
const NONE = { by: [], in: [], tiers: [] };

describe('words and wording', () => {
  it.each([
    ['', {}],
    ['  - “” "" ', {}],
    ['parallel structure', { words: 'parallel structure' }],
    ['"parallel structure" OEWG', { words: 'OEWG', phrases: ['parallel structure'] }],
    ['“parallel structure” „no need“', { phrases: ['parallel structure', 'no need'] }],
    ['"parallel stru', { phrases: ['parallel stru'] }],
    ['cyber-attack – 6-10 March', { words: 'cyber-attack – 6-10 March' }],
    ['treaty -ban', { words: 'treaty', without: [{ text: 'ban', exact: false }] }],
    ['treaty -"legally binding"', { words: 'treaty', without: [{ text: 'legally binding', exact: true }] }],
    ['treaty - ban', { words: 'treaty ban' }],
    ['see:also note: A/RES/73/27', { words: 'see:also note: A/RES/73/27' }],
  ])('%j', (text, expected) => expect(read(text)).toEqual(expected));

  it.each([
    ['parallel struc', true],
    ['parallel struc ', false],
    ['"parallel struc', false],
    ['parallel by:Pak', false],
    ['parallel -struc', false],
  ])('knows whether the last word of %j may be unfinished', (text, expected) => {
    expect(parseSearchQuery(text).endsInWord).toBe(expected);
  });
});

describe('filters', () => {
  it('are read with plain and quoted values, in any case', () => {
    expect(read('by:Pakistan BY:"Non-Aligned Movement" by:other in:“fourth session” Tier:Adopted treaty')).toEqual({
      words: 'treaty',
      filters: {
        by: [{ name: 'Pakistan' }, { name: 'Non-Aligned Movement' }, { side: 'other' }],
        in: ['fourth session'],
        tiers: ['adopted'],
      },
    });
  });

  it.each([
    ['from:2021', { earliest: '2021-01-01', latest: '2021-12-31' }],
    ['from:2024-02', { earliest: '2024-02-01', latest: '2024-02-29' }],
    ['from:2021-12-13', { earliest: '2021-12-13', latest: '2021-12-13' }],
  ])('%s', (text, from) => expect(read(text)).toEqual({ filters: { ...NONE, from } }));

  it.each([
    ['from:yesterday', 'from: “yesterday” is not a date. Write from:2021, from:2021-12 or from:2021-12-13.'],
    ['to:2021-02-30', 'to: “2021-02-30” is not a date. Write to:2021, to:2021-12 or to:2021-12-13.'],
    ['from:2100-02-29', 'from: “2100-02-29” is not a date.'],
    ['from:2021-13', 'from: “2021-13” is not a date.'],
    ['from: 2021', 'from: names no date.'],
    ['from:2020 from:2021', 'from: stands twice. Keep one of them.'],
    ['from:2022 to:2021', 'from: is later than to:, so no document can answer. Exchange the two dates.'],
    ['by:', 'by: names no holder. Write the name right behind the colon: by:Pakistan'],
    ['in:"', 'in: names no forum, session or title.'],
    [
      'tier:agreed',
      'tier: “agreed” is not a tier. Write tier:adopted, tier:chair, tier:group, tier:own or tier:other.',
    ],
    ['-by:Pakistan', '“-by:Pakistan” is not understood: a minus stands before a word or wording in quotation marks.'],
  ])('says what is wrong with %s', (text, problem) => {
    const { problems } = parseSearchQuery(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });
});

describe('any text', () => {
  it('is read without an error, and every letter outside filters stays', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { words, phrases, without, problems } = parseSearchQuery(text);
        fc.pre(problems.length === 0 && !/(?:from|to|by|in|tier):/i.test(text));
        const letters = (from: string): string => (from.match(/[\p{L}\p{N}]/gu) ?? []).toSorted().join('');
        expect(letters([words, ...phrases, ...without.map((each) => each.text)].join(' '))).toBe(letters(text));
      }),
    );
  });

  it.each(['"', '-', '“a', ' -"', 'by:', 'by:"', 'x'])('is read in linear time: %j over and over', (part) => {
    const began = processorTime();
    parseSearchQuery(part.repeat(200_000));
    expect(processorTime() - began).toBeLessThan(2000);
  });
});
