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

const titled = makeIndex([
  {
    id: 'b',
    title: 'Lunar security',
    date: '2021',
    text: [
      '# Existing and potential threats',
      'Ransomware has spread to hospitals.',
      '# Crisis hotline',
      'States should name whom to call.',
      '# Other matters',
      'Threats are met by all States.',
    ].join('\n\n'),
  },
  { id: 'c', title: 'Statement', holder: 'Elsewhere', date: '2020', text: 'We thank the Chair for the lunar maps.' },
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

  it('keeps to the passages that hold enough of the words, and orders them only where that is asked for', () => {
    const terms = ['capacity', 'sustainable', 'quorum', 'the'];
    const all = index.rank(terms, 10);
    const [best = expect.fail()] = all;
    expect(index.rank(terms, 10, { leastShare: best.share })).toEqual([best]);
    const anyhow = index.rank(terms, Number.POSITIVE_INFINITY, { inAnyOrder: true });
    expect(anyhow.toSorted((one, other) => other.score - one.score)).toEqual(all);
    expect(index.rank(terms, 1, { inAnyOrder: true })).toHaveLength(1);
  });

  it('keeps to the passages that are accepted, before the limit', () => {
    const accepted = index.rank(['preventing', 'conflicts'], 1, { accepts: ({ passage }) => passage !== 3 });
    expect(accepted.map(({ passage }) => passage)).toEqual([0]);
  });

  it('says how much of the query each passage holds, a rare word weighing more', () => {
    const shares = index.rank(['capacity', 'sustainable', 'quorum', 'the'], 10).map(({ share }) => share);
    expect(shares[0]).toBeCloseTo(1);
    expect(shares[1]).toBeGreaterThan(0);
    expect(shares[1]).toBeLessThan(0.5);
  });

  it('looks above the text only when asked to', () => {
    expect(titled.rank(['hotline'], 9)).toEqual([]);
    expect(titled.rank(['hotline'], 9, { fields: 'all' }).map(({ passage }) => passage)).toEqual([1]);
  });

  it('finds the passages under a heading, behind one that says the word itself', () => {
    const ranked = titled.rank(['threats'], 9, { fields: 'all' });
    expect(ranked.map(({ document, passage, above }) => [document, passage, above])).toEqual([
      [0, 2, []],
      [0, 0, ['heading']],
    ]);
  });

  it('lets a title count for passages that are found without it', () => {
    const [best, ...others] = titled.rank(['lunar', 'ransomware'], 9, { fields: 'all' });
    expect(best).toMatchObject({ document: 0, passage: 0, above: ['title'] });
    expect(best?.share).toBeCloseTo(1);
    expect(others).toMatchObject([{ document: 1, passage: 0, above: [] }]);
    // Where no passage says the word, those of the document answer.
    expect(titled.rank(['security'], 9, { fields: 'all' }).map(({ passage, above }) => [passage, above])).toEqual(
      [0, 1, 2].map((passage) => [passage, ['title']]),
    );
  });

  it('adds the uses of all fields before saturation', () => {
    const more = makeIndex([
      { id: 'both', date: '2021', holder: 'a', text: '# Orbits\n\nOrbits are crowded.' },
      { id: 'one', date: '2022', holder: 'b', text: '# Debris\n\nOrbits are useful.' },
    ]);
    const [first, second] = more.rank(['orbits'], 9, { fields: 'all' });
    expect(more.documents[first?.document ?? -1]?.id).toBe('both');
    // Text and heading are as long as they are on average: two uses against one.
    expect((first?.score ?? 0) / (second?.score ?? 1)).toBeCloseTo((2 * 2.2) / (2 + 1.2) / 1, 5);
  });

  it('counts passages, not uses', () => {
    expect(index.passageFrequency('capacity')).toBe(2);
    expect(index.passageFrequency('conflicts')).toBe(1);
    expect(index.passageFrequency('quorum')).toBe(0);
  });
});

describe('passagesHolding', () => {
  const placesOf = (...terms: string[]) => Array.from(index.passagesHolding(terms), ({ passage }) => passage);

  it('gives the passages that hold every term in some form, in order', () => {
    expect(placesOf('preventing')).toEqual([0, 3]);
    expect(placesOf('programmes', 'capacities', 'build')).toEqual([1, 2]);
    expect(placesOf('programme', 'sustainability')).toEqual([1]);
  });

  it('gives none for no terms, nor for one that stands nowhere', () => {
    expect(placesOf()).toEqual([]);
    expect(placesOf('quorum')).toEqual([]);
    expect(placesOf('programme', 'quorum')).toEqual([]);
  });

  it('takes no stop-word for a form of another word', () => {
    const spoken = makeIndex([{ id: 'd', text: 'They had to be there.\n\nHad they? Being there counts.' }]);
    expect([...spoken.passagesHolding(['beings'])]).toEqual([]);
    expect(spoken.formFrequency('beings')).toBe(0);
  });

  it('leaves ranking as it was', () => {
    placesOf('preventing', 'conflict', 'programme');
    expect(rank('preventing conflicts')).toEqual([3, 0]);
  });

  it('is counted by formFrequency', () => {
    expect(['prevents', 'programme', 'quorum'].map((term) => index.formFrequency(term))).toEqual([2, 2, 0]);
  });
});

describe('termsIn', () => {
  it('gives the terms of a passage in order', () => {
    expect(index.termsIn({ document: 0, passage: 3 })).toEqual(['conflicts', 'prevented', 'are', 'conflicts', 'won']);
    expect(titled.termsIn({ document: 1, passage: 0 })).toEqual([
      'we',
      'thank',
      'the',
      'chair',
      'for',
      'the',
      'lunar',
      'maps',
    ]);
  });

  it('gives none for a place that is not there', () => {
    for (const place of [
      { document: 0, passage: 4 },
      { document: 0, passage: -1 },
      { document: 1, passage: 0 },
      { document: -1, passage: 0 },
    ]) {
      expect(index.termsIn(place)).toEqual([]);
    }
  });
});
