import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../server/src/api/settings.js';
import { EMPTY_LEXICON } from '../../../server/src/positions/lexicon.js';
import { createRelatedWords } from '../../../server/src/positions/relatedWords.js';
import type { ServiceContext } from '../../../server/src/service/context.js';
import { expandSearch } from '../../../server/src/service/searchExpansion.js';
import { findMatches, type Match } from '../../../server/src/service/searchMatches.js';
import { compareStandings, contenders, createContest } from '../../../server/src/service/searchRanking.js';
import { makeIndex, TEST_SPELLING, testTokenize } from '../../support/corpus.js';

const related = createRelatedWords(
  [
    ['ban', 'prohibition', 'outlawing'],
    ['weapons', 'arms'],
    ['cable', 'line'],
  ],
  testTokenize,
);
const WORDS = ['ban', 'prohibition', 'outlawing', 'weapons', 'arms', 'cable', 'line', 'peace', 'zebra'];
const text = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 });

function contextOf(texts: readonly (readonly string[])[]): ServiceContext {
  return {
    index: makeIndex(texts.map((each, i) => ({ id: `d${i}`, text: each.join(' ') }))),
    lexicon: { ...EMPTY_LEXICON, spelling: TEST_SPELLING, related },
    tokenize: testTokenize,
    settings: DEFAULT_SETTINGS,
  };
}

/** The first of the matches, other words looked for as far as `within` of them calls for it. */
function first(row: readonly string[], limit: number, within: number, context: ServiceContext): readonly Match[] {
  const words = [...new Set(row)].filter((word) => context.index.formFrequency(word) > 0);
  const missing = new Set(row).size - words.length;
  const matches = findMatches({ row, words, missing, phrases: [], remarks: [] }, undefined, context);
  const expanded = expandSearch(row, matches, within, () => true, context);
  const standing = (match: Match) => ({
    ...{ ...match, pinned: false, date: '' },
    tier: match.document % 2 === 0 ? ('own' as const) : ('other' as const),
  });
  return contenders(expanded.matches, within, () => false)
    .toSorted((a, b) => compareStandings(standing(a), standing(b)))
    .slice(0, limit);
}

describe('what may be among the first answers', () => {
  it('is all that is among them when nothing is left out', () => {
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 25 }),
        fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 6 }),
        (texts, row, limit) => {
          const context = contextOf(texts);
          expect(first(row, limit, limit, context)).toEqual(first(row, limit, Number.POSITIVE_INFINITY, context));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('holds as much as the last of them, or comes first in any case', () => {
    const shares = [1, 0.7, 0.5, 0.4, 0.1].map((share, n) => ({ share, n, exact: false }));
    const numbers = (limit: number, isFirst = -1): number[] =>
      contenders(shares, limit, ({ n }) => n === isFirst).map(({ n }) => n);
    expect(numbers(1)).toEqual([0]);
    expect(numbers(2)).toEqual([0, 1]);
    expect(numbers(3)).toEqual([0, 1, 2, 3]);
    expect(numbers(1, 4)).toEqual([0, 4]);
    expect(numbers(5)).toEqual([0, 1, 2, 3, 4]);
    expect(numbers(9)).toEqual([0, 1, 2, 3, 4]);
    expect([0.1, 0.4, 0.7].map(createContest(shares, 3))).toEqual([false, true, true]);
  });

  it('is the exact wording alone where there is enough of it', () => {
    const matches = [{ exact: true }, { exact: false, share: 1 }, { exact: true }];
    expect(contenders(matches, 2, () => false)).toHaveLength(2);
    expect(createContest(matches, 2)(1)).toBe(false);
    expect(createContest(matches, 3)(1)).toBe(true);
  });
});
