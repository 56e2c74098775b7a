import { describe, expect, it } from 'vitest';
import { makeIndex, testTokenize } from '../../support/corpus.js';

const index = makeIndex([
  {
    id: 'a',
    text: [
      'States should prevent conflict in cyberspace.',
      'Capacity-building programmes should be sustainable, and capacity-building is a duty.',
      'The programme was long; it also mentioned the building of one capacity among many other unrelated matters.',
      'Conflicts prevented are conflicts won.',
    ].join('\n\n'),
  },
]);

function rank(query: string, limit = 10): number[] {
  return index
    .rank(
      testTokenize(query).map((token) => token.term),
      limit,
    )
    .map(({ passage }) => passage);
}

describe('rank', () => {
  it('matches words by stem', () => {
    expect(rank('preventing conflicts')).toEqual([3, 0]);
  });

  it('prefers the passage that uses the words more and is shorter', () => {
    expect(rank('capacity building')).toEqual([1, 2]);
  });

  it('ignores stop-words and keeps to the limit', () => {
    expect(rank('the should be of')).toEqual([]);
    expect(rank('preventing conflicts', 1)).toEqual([3]);
    expect(rank('preventing conflicts', 0)).toEqual([]);
  });

  it('counts passages, not uses', () => {
    expect(index.passageFrequency('capacity')).toBe(2);
    expect(index.passageFrequency('conflicts')).toBe(1);
    expect(index.passageFrequency('quorum')).toBe(0);
  });
});
