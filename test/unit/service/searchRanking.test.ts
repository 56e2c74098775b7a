import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareStandings, reasonsFor, type Standing } from '../../../server/src/service/searchRanking.js';

const BASE: Standing = {
  document: 5,
  passage: 5,
  pinned: false,
  exact: false,
  share: 0.5,
  above: ['heading'],
  tier: 'group',
  date: '2021',
  score: 1,
};

describe('the order of answers', () => {
  // Each row beats the base by one key although it loses by every later one.
  it.each<[string, Partial<Standing>]>([
    ['exact wording', { exact: true, share: 0.1, tier: 'other', date: '1990', score: 0, document: 9 }],
    ['all of the words', { share: 1, tier: 'other', date: '1990', score: 0, document: 9 }],
    ['most of the words', { share: 0.7, tier: 'other', date: '1990', score: 0, document: 9 }],
    ['words close together', { nearness: 'close', above: [], tier: 'other', date: '1990', score: 0, document: 9 }],
    ['words in one clause', { nearness: 'clause', above: [], tier: 'other', date: '1990', score: 0, document: 9 }],
    ['words of the text', { above: [], tier: 'other', date: '1990', score: 0, document: 9 }],
    ['an adopted text', { tier: 'adopted', date: '1990', score: 0, document: 9 }],
    ['a chair’s text', { tier: 'chair', date: '1990', score: 0, document: 9 }],
    ['the delegation’s own', { tier: 'own', date: '1990', score: 0, document: 9 }],
    ['the same forum', { sameForum: true, date: '1990', score: 0, document: 9 }],
    ['the newer document', { date: '2021-01', score: 0, document: 9 }],
    ['more relevance', { score: 2, document: 9 }],
    ['the earlier document of the record', { document: 4, passage: 9 }],
    ['the earlier passage', { passage: 4 }],
  ])('%s comes first', (_, better) => {
    expect(compareStandings({ ...BASE, ...better }, BASE)).toBeLessThan(0);
    expect(compareStandings(BASE, { ...BASE, ...better })).toBeGreaterThan(0);
  });

  it('puts words close together before words in one clause, and these before any others', () => {
    const standings = (['close', 'clause', 'apart'] as const).map((nearness) => ({ ...BASE, above: [], nearness }));
    expect([BASE, ...standings.toReversed()].sort(compareStandings)).toEqual([...standings, BASE]);
  });

  it('takes shares of one level for equal', () => {
    expect(compareStandings({ ...BASE, share: 0.4, date: '2022' }, { ...BASE, share: 0.6 })).toBeLessThan(0);
  });

  it('is one and the same however the passages come', () => {
    const standing: fc.Arbitrary<Standing> = fc.record({
      document: fc.nat(3),
      passage: fc.nat(3),
      pinned: fc.boolean(),
      exact: fc.boolean(),
      share: fc.constantFrom(0.2, 0.4, 0.7, 1),
      nearness: fc.constantFrom('close', 'clause', 'apart'),
      above: fc.constantFrom([], ['heading'], ['title']),
      tier: fc.constantFrom('adopted', 'chair', 'own', 'group', 'other'),
      sameForum: fc.boolean(),
      date: fc.constantFrom('', '2021', '2021-03', '2023'),
      score: fc.nat(2),
    });
    const places = fc.uniqueArray(standing, { selector: ({ document, passage }) => `${document}:${passage}` });
    fc.assert(
      fc.property(places, (standings) => {
        const sorted = standings.toSorted(compareStandings);
        expect(standings.toReversed().sort(compareStandings)).toEqual(sorted);
      }),
    );
  });
});

describe('reasons', () => {
  it.each<[readonly string[], Standing, boolean]>([
    [['exact wording', 'adopted text', 'newest'], { ...BASE, exact: true, share: 0.5, tier: 'adopted' }, true],
    [['all the words', 'in the heading', 'own delegation'], { ...BASE, share: 1, tier: 'own' }, false],
    [['most of the words', 'chair’s text'], { ...BASE, share: 0.8, above: [], tier: 'chair' }, false],
    [['all the words', 'close together', 'own group'], { ...BASE, share: 1, nearness: 'close', above: [] }, false],
    [
      ['most of the words', 'in one clause'],
      { ...BASE, share: 0.7, nearness: 'clause', above: [], tier: 'other' },
      false,
    ],
    [['own group', 'same forum'], { ...BASE, share: 0.2, sameForum: true }, false],
    [['own group'], { ...BASE, share: 0.2 }, false],
    [[], { ...BASE, share: 0.2, tier: 'other' }, false],
  ])('%j', (reasons, standing, isNewest) => expect(reasonsFor(standing, isNewest)).toEqual(reasons));
});
