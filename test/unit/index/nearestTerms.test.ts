import { describe, expect, it } from 'vitest';
import { makeIndex } from '../../support/corpus.js';

const index = makeIndex([
  {
    id: 'a',
    text: [
      'States should prevent conflict in cyberspace and conclude economic exchanges.',
      'Sustainable programmes perform; treatment, attributes and attribution of attribution. A war, a ban.',
    ].join('\n\n'),
  },
]);

describe('nearestTerms', () => {
  it.each([
    ['sustianable', 'sustainable'],
    ['sustanable', 'sustainable'],
    ['cyberspacee', 'cyberspace'],
    ['conflikt', 'conflict'],
    ['attribtuon', 'attribution'],
  ])('takes %s for %s', (word, meant) => expect(index.nearestTerms(word, false)[0]).toBe(meant));

  it.each(['treaty', 'council', 'atomic', 'change', 'reform', 'zeppelin', 'bar', 'wan'])(
    'does not take the other word %s for a slip',
    (word) => expect(index.nearestTerms(word, false)).toEqual([]),
  );

  it('takes an unfinished word for the most frequent one that begins so, slips and all', () => {
    expect(index.nearestTerms('attri', true)).toEqual(['attribution', 'attributes']);
    expect(index.nearestTerms('sustian', true)).toEqual(['sustainable']);
    expect(index.nearestTerms('attri', false)).toEqual([]);
  });

  it.each(['conflict', 'conflicts', 'preventing', 'states'])('is empty for %s, which is known in some form', (word) => {
    expect(index.nearestTerms(word, true)).toEqual([]);
  });
});
