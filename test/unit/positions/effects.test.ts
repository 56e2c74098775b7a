import { describe, expect, it } from 'vitest';
import { readCommitments } from '../../support/record.js';

/** What the sentence says that one thing does to another: "+harm misuse > secur". */
function effectsIn(sentence: string): string[] {
  const things = (list: readonly (readonly string[])[] | undefined): string =>
    list?.map((words) => words.join(' ')).join(', ') ?? 'anything';
  return readCommitments(sentence).flatMap(({ effects }) =>
    effects.map(
      ({ effect, polarity, subject, object }) =>
        `${polarity === 1 ? '+' : '-'}${effect} ${things(subject)} > ${things(object)}`,
    ),
  );
}

describe('a claim of harm or good', () => {
  it.each([
    ['names both things', 'Sabotage undermines trade.', ['+harm sabotag > trade']],
    ['may be denied', 'Sabotage poses no threat to trade.', ['-harm sabotag > trade']],
    ['may be of good', 'Sabotage contributes to peace.', ['+benefit sabotag > peac']],
    ['is harm where good is done to harm', 'Sabotage contributes to an erosion of peace.', ['+harm sabotag > peac']],
    ['lists what does it', 'Sabotage and piracy undermine trade.', ['+harm sabotag, piraci > trade']],
    [
      'holds for each predicate',
      'Sabotage undermines trade and erodes peace.',
      ['+harm sabotag > trade', '+harm sabotag > peac'],
    ],
    [
      'takes its subject from the clause before',
      'Sabotage is a crime that undermines trade.',
      ['+harm sabotag, crime > trade'],
    ],
  ])('%s', (_, sentence, expected) => {
    expect(effectsIn(sentence)).toEqual(expected);
  });

  it.each([
    ['without a subject', 'To undermine trade is easy.'],
    ['of those who act', 'States undermine trade.'],
    ['that is only feared', 'We are aware of the danger of harm to trade.'],
  ])('is none %s', (_, sentence) => {
    expect(effectsIn(sentence)).toEqual([]);
  });
});
