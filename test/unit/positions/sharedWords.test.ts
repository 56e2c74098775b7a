import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covered } from '../../../server/src/positions/objects.js';
import { sharesOf } from '../../../server/src/positions/sharedWords.js';
import { readCommitments } from '../../support/record.js';

/** Words of which most sentences share some, repeat some and hold light ones. */
const WORDS = [
  'States',
  'should',
  'not',
  'establish',
  'share',
  'quickly',
  'data',
  'reports',
  'on',
  'a',
  'treaty',
  'and',
];
const sentence = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 14 })
  .map((words) => `We urge ${words.join(' ')}.`);

describe('the shares that two clauses hold of each other', () => {
  it('are what counting afresh gives, however often one of them was asked about', () => {
    // No two sums of these are equal by chance.
    const weight = (key: string): number => Math.sqrt(key.length + (key.codePointAt(0) ?? 0) / 7);
    fc.assert(
      fc.property(sentence, sentence, (one, other) => {
        for (const prior of readCommitments(one)) {
          for (const draft of readCommitments(other)) {
            const expected = {
              ofPrior: covered(prior.terms, draft.terms, weight),
              ofDraft: covered(draft.terms, prior.terms, weight),
            };
            expect(sharesOf(prior, draft, weight)).toEqual(expected);
            expect(sharesOf(prior, draft, weight)).toEqual(expected);
          }
        }
      }),
    );
  });

  it('are counted anew with other weights', () => {
    const [[prior], [draft]] = [readCommitments('We urge a treaty.'), readCommitments('We urge a treaty on data.')];
    if (prior === undefined || draft === undefined) throw new Error('nothing read');
    expect(sharesOf(prior, draft, () => 1).ofDraft).toBeCloseTo(1 / 2);
    expect(sharesOf(prior, draft, (key) => (key === 'data' ? 3 : 1)).ofDraft).toBeCloseTo(1 / 4);
  });
});
