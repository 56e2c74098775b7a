import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Comparison, compareCommitments, nearness } from '../../../server/src/positions/compare.js';
import { anyText } from '../../support/arbitraries.js';
import { readCommitments } from '../../support/record.js';

const equal = (): number => 1;

/** What the clauses of two sentences have to do with each other, the strongest relation of all pairs. */
function compare(prior: string, draft: string): Comparison {
  const all = readCommitments(prior).flatMap((one) =>
    readCommitments(draft).map((other) => compareCommitments(one, other, equal)),
  );
  const found = (relation: string) => all.find((comparison) => comparison.relation === relation);
  return found('conflict') ?? found('agrees') ?? { relation: 'unrelated' };
}

/** Says that a relation holds whichever of the two was said first. */
function expectBothWays(one: string, other: string, relation: Comparison['relation']): void {
  expect([compare(one, other).relation, compare(other, one).relation], `${one} / ${other}`).toEqual([
    relation,
    relation,
  ]);
}

describe('two statements contradict each other', () => {
  it.each([
    ['by a plain negation', 'We need a treaty on outer space.', 'We do not need a treaty on outer space.'],
    ['by a need and its absence', 'We need a treaty on outer space.', 'There is no need for a treaty on outer space.'],
    [
      'in what is added after standing alone',
      'We need help with mines at sea.',
      'We stand alone and need no help with mines at sea.',
    ],
    [
      'by what we did not do',
      'We supported the treaty on outer space.',
      'We did not support the treaty on outer space.',
    ],
    ['by what neither can do alone', 'A State can clear mines at sea alone.', 'No State can clear mines at sea alone.'],
    ['by support and rejection', 'We support a treaty on outer space.', 'We reject a treaty on outer space.'],
    [
      'by a word that holds its negation',
      'A treaty on outer space is necessary.',
      'A treaty on outer space is unnecessary.',
    ],
    [
      'by a ban and a permission',
      'Offensive cyber weapons should be permitted.',
      'We call for a ban on offensive cyber weapons.',
    ],
    [
      'by what States should and should not do',
      'States should share satellite data.',
      'States should not share satellite data.',
    ],
    [
      'in one member of a list',
      'We reject a hybrid forum, court or council at sea.',
      'We support a hybrid council at sea.',
    ],
    ['by what has and has not a role', 'Academia has a central role.', 'Academia has no central role.'],
    [
      'by what is done and what is refused to its subject',
      'We are advocating for a treaty on outer space.',
      'We refuse a treaty on outer space.',
    ],
    [
      'by what somebody else is to do',
      'There is a need for the United Nations to adopt a treaty on outer space.',
      'We oppose a treaty on outer space.',
    ],
    ['by a legitimate tool', 'We condemn piracy at sea.', 'Piracy at sea is a legitimate tool.'],
    [
      'by what applies',
      'The principles of sovereignty and good faith apply in space.',
      'The principle of sovereignty does not apply in space.',
    ],
    ['by a plain fact and its denial', 'Treaties deter sabotage in ports.', 'Treaties do not deter sabotage in ports.'],
    [
      'by a second predicate',
      'We need a treaty on outer space.',
      'A treaty on outer space would slow trade and should be avoided.',
    ],
    [
      'by who is let in',
      'Academia should be allowed to share data in the process.',
      'Academia should be excluded from the process.',
    ],
    [
      'by an obligation and a choice',
      'The sharing of satellite data should be voluntary.',
      'States must share satellite data.',
    ],
    [
      'by what a description takes for granted',
      'The widening digital divide in ports is a burden.',
      'The digital divide in ports is shrinking.',
    ],
    ['by concern and none', 'We are concerned about sabotage in ports.', 'Sabotage in ports is no cause for concern.'],
    ['by harm and none', 'Sabotage in ports undermines trade.', 'Sabotage in ports poses no threat.'],
    [
      'by what is left out',
      'The directory should include norms and satellites.',
      'The directory should not address norms and satellites.',
    ],
    [
      'by an argument that is rejected',
      'Technical assistance may be conditional.',
      'We reject the idea that technical assistance may be conditional.',
    ],
    ['by consensus as a subject', 'Consensus on satellites is not required.', 'Consensus on satellites is essential.'],
    ['by harm and its denial', 'Sabotage undermines trade.', 'Sabotage poses no threat to trade.'],
    ['by harm and good', 'Sabotage undermines trade.', 'Sabotage contributes to trade.'],
    [
      'by two poles of an axis',
      'Membership of the directory should be voluntary.',
      'Membership of the directory must be mandatory.',
    ],
    [
      'by a pole and its negation',
      'Technical assistance should be unconditional.',
      'Technical assistance should not be unconditional.',
    ],
    ['by two ways to decide', 'The OEWG should decide by consensus.', 'The OEWG should decide by majority vote.'],
  ])('%s', (_, one, other) => {
    expectBothWays(one, other, 'conflict');
  });
});

describe('two statements agree', () => {
  it.each([
    ['in other words', 'We need a treaty on outer space.', 'A convention on outer space is essential.'],
    ['when one is denied twice', 'We need a treaty on outer space.', 'We do not oppose a treaty on outer space.'],
    ['when one is stronger', 'States should share satellite data.', 'States must share satellite data.'],
    [
      'when one speaks for fewer',
      'We are ready to negotiate a treaty on outer space.',
      'Not all States are ready to negotiate a treaty on outer space.',
    ],
    ['when both deny', 'We reject a treaty on outer space.', 'No treaty on outer space is needed.'],
    ['on the same pole', 'The directory should be voluntary.', 'The directory must be voluntary.'],
    [
      'when one says both',
      'The directory is one of the useful tools, not the useful tool.',
      'The directory is one of the useful tools.',
    ],
  ])('%s', (_, one, other) => {
    expectBothWays(one, other, 'agrees');
  });
});

describe('two statements have nothing to do with each other', () => {
  it.each([
    [
      'when one does no harm and the other no good',
      'Trade poses no threat to peace.',
      'Trade is of no benefit to peace.',
    ],
    ['when one harms something else', 'Sabotage undermines trade.', 'Sabotage contributes to the arts.'],
    [
      'when something else does the harm',
      'Deliberate sabotage undermines trade.',
      'Patient work contributes to trade.',
    ],
    [
      'when one merely describes what the other speaks of',
      'Confidential files may be used.',
      'States should not lose confidential files.',
    ],
    ['about another thing', 'We need a treaty on outer space.', 'We do not need a vote on the budget.'],
    [
      'about another body',
      'The OEWG should discuss mines at sea.',
      'The Conference on Disarmament should not discuss mines at sea.',
    ],
    [
      'when what is denied is narrower',
      'We support a group on water.',
      'We reject a parallel group on water in the desert.',
    ],
    ['when another speaks', 'We need a treaty on outer space.', 'Some States see no need for a treaty on outer space.'],
    ['when one asks', 'We need a treaty on outer space.', 'Is there no need for a treaty on outer space?'],
    [
      'when one supposes',
      'We need a treaty on outer space.',
      'If there were no need for a treaty on outer space, we would say so.',
    ],
    [
      'when one concedes',
      'We need a treaty on outer space.',
      'Although there is no need for a treaty on outer space, talks are useful.',
    ],
    ['as a rule and a fact', 'States should share satellite data.', 'States do not share satellite data.'],
    [
      'when a relative clause narrows the denial',
      'We support a treaty on space.',
      'We support no treaty on space that would ban research.',
    ],
    [
      'as “not mandatory” and “voluntary”',
      'Participation should not be mandatory.',
      'Participation should be voluntary.',
    ],
    ['when a pole only describes', 'Voluntary norms are useful.', 'Compulsory norms are useful.'],
    [
      'when one only reports what the other prevents',
      'States should prevent incidents at sea.',
      'States should report incidents at sea.',
    ],
    [
      'when one only studies what the other opposes',
      'We oppose autonomous weapons in space.',
      'We support research on autonomous weapons in space.',
    ],
    [
      'when one only speaks against an obligation',
      'States should share satellite data.',
      'No State should be compelled to share satellite data.',
    ],
    [
      'when something is only happening',
      'Technical assistance should be neutral.',
      'Technical assistance is being politicized.',
    ],
    [
      'when what is described is only the subject',
      'Talks should take place within the United Nations.',
      'Talks outside the United Nations cannot replace them.',
    ],
    [
      'when other actors are meant',
      'States bear the primary responsibility for ports.',
      'Academia does not bear the primary responsibility for ports.',
    ],
    [
      'when an idea is rejected',
      'Technical assistance should be unconditional.',
      'We reject the argument that technical assistance may be conditional.',
    ],
    [
      'when a concern is answered by a narrower fact',
      'We are concerned about sabotage in ports.',
      'Sabotage in ports does not threaten trade.',
    ],
    [
      'when it would not be enough alone',
      'We need rules on mines at sea.',
      'Rules on mines at sea alone do not suffice.',
    ],
    ['when nobody can do it alone', 'States should clear mines at sea.', 'No State can clear mines at sea by itself.'],
    [
      'when not all of it is denied',
      'We support the amendments on mines at sea.',
      'We do not support every amendment on mines at sea.',
    ],
    [
      'when it is denied only without something',
      'The mines at sea should be cleared.',
      'The mines at sea cannot be cleared without money.',
    ],
    [
      'when it is denied only where something is lacking',
      'We support long cruises at sea.',
      'Without sound ships there can be no long cruises at sea.',
    ],
    [
      'when an earlier one is meant',
      'The text on mines at sea is balanced.',
      'The previous text on mines at sea was not balanced.',
    ],
    ['when it has only not happened', 'The port should be restored to trade.', 'The port was not restored to trade.'],
    [
      'when some speak',
      'We need a treaty on outer space.',
      'Some maintain that there is no need for a treaty on space.',
    ],
    ['by a shared modifier alone', 'We prevent cyber incidents in ports.', 'We deal with cyber threats in ports.'],
  ])('%s', (_, one, other) => {
    expectBothWays(one, other, 'unrelated');
  });
});

describe('a contradiction', () => {
  it('names what differs in both sentences', () => {
    const prior = 'We call for a separate treaty on outer space.';
    const draft = 'There is no need for a separate treaty on outer space.';
    const comparison = compare(prior, draft);
    if (comparison.relation !== 'conflict') throw new Error('no conflict');
    const { difference, confidence } = comparison;
    expect(difference.kind).toBe('polarity');
    expect(prior.slice(difference.prior.start, difference.prior.end)).toBe('separate treaty');
    expect(draft.slice(difference.draft.start, difference.draft.end)).toBe('separate treaty');
    expect(confidence).toBe(1);
  });

  it('names the axis and its poles', () => {
    const comparison = compare(
      'Technical assistance should be unconditional.',
      'Technical assistance should be conditional.',
    );
    expect(comparison).toMatchObject({
      about: 'axis:conditionality',
      difference: { kind: 'axis', axis: { name: 'conditionality', draft: 'conditional', prior: 'unconditional' } },
    });
  });

  it('is less certain the less the two share', () => {
    const near = compare('We need a treaty on outer space.', 'We do not need a treaty on outer space.');
    const far = compare(
      'We need a treaty on outer space, the Moon and the planets.',
      'We do not need a treaty on outer space and the floor of the sea.',
    );
    expect(near.relation === 'conflict' && far.relation === 'conflict' && near.confidence > far.confidence).toBe(true);
  });

  it('depends on how telling the shared words are', () => {
    const [prior] = readCommitments('We need safe rules on drones over oceans.');
    const [draft] = readCommitments('We do not need safe rules on drones over mountains.');
    if (prior === undefined || draft === undefined) throw new Error('nothing read');
    const differing = (weight: number) => (key: string) => (key === 'ocean' || key === 'mountain' ? weight : 1);
    expect(compareCommitments(prior, draft, differing(1)).relation).toBe('conflict');
    expect(compareCommitments(prior, draft, differing(20)).relation).toBe('unrelated');
  });
});

describe('nearness', () => {
  const near = (one: string, other: string): number => {
    const [prior] = readCommitments(one);
    const [draft] = readCommitments(other);
    if (prior === undefined || draft === undefined) throw new Error('nothing read');
    return nearness(prior, draft, equal);
  };

  it('is 1 for the same words and falls with every other one', () => {
    const line = 'States should protect hospitals and critical infrastructure.';
    expect(near(line, line.replace('should', 'must'))).toBe(1);
    expect(near(line, 'States should protect hospitals and ships.')).toBeLessThan(1);
  });

  it.each([
    ['opposite signs', 'We need a treaty on outer space.', 'We need no treaty on outer space.'],
    [
      'other bodies',
      'The OEWG should discuss mines at sea.',
      'The Conference on Disarmament should discuss mines at sea.',
    ],
    ['no shared matter', 'We need a treaty.', 'We need a vote.'],
    ['a question', 'We need a treaty on outer space.', 'Do we need a treaty on outer space?'],
  ])('is 0 for %s', (_, one, other) => {
    expect(near(one, other)).toBe(0);
  });
});

describe('any two texts', () => {
  it('are compared without an error; no text contradicts itself clause by clause', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const [priors, drafts] = [readCommitments(one), readCommitments(other)];
        for (const prior of priors) {
          expect(compareCommitments(prior, prior, equal).relation).not.toBe('conflict');
          for (const draft of drafts) {
            const comparison = compareCommitments(prior, draft, equal);
            if (comparison.relation === 'unrelated') continue;
            expect(comparison.confidence).toBeGreaterThan(0);
            expect(comparison.confidence).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });
});
