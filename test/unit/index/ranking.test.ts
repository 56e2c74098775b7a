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

  it('keeps to the passages that are accepted, before the limit', () => {
    const accepted = index.rank(['preventing', 'conflicts'], 1, ({ passage }) => passage !== 3);
    expect(accepted.map(({ passage }) => passage)).toEqual([0]);
  });

  it('says how much of the query each passage holds, a rare word weighing more', () => {
    const shares = index.rank(['capacity', 'sustainable', 'quorum', 'the'], 10).map(({ share }) => share);
    expect(shares[0]).toBeCloseTo(1);
    expect(shares[1]).toBeGreaterThan(0);
    expect(shares[1]).toBeLessThan(0.5);
  });

  it('counts passages, not uses', () => {
    expect(index.passageFrequency('capacity')).toBe(2);
    expect(index.passageFrequency('conflicts')).toBe(1);
    expect(index.passageFrequency('quorum')).toBe(0);
  });
});
