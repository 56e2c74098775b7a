import { describe, expect, it } from 'vitest';
import { compareCommitments } from '../../../server/src/positions/compare.js';
import { readCommitments } from '../../support/record.js';

const sameWeight = (): number => 1;

/** Whether any clause of the one sentence contradicts a clause of the other, every term weighing the same. */
function conflict(prior: string, draft: string): boolean {
  return readCommitments(prior).some((before) =>
    readCommitments(draft).some((after) => compareCommitments(before, after, sameWeight).relation === 'conflict'),
  );
}

describe('words that deny or oppose', () => {
  it.each([
    ['A glossary of terms is needed.', 'A glossary of terms would be superfluous.'],
    ['We support an annual review conference.', 'We caution against an annual review conference.'],
    ['Delegations should publish their doctrines.', 'Delegations are not in a position to publish their doctrines.'],
    ['We support the registration of domain names.', 'We would do away with the registration of domain names.'],
    ['We favour a moratorium on autonomous weapons.', 'A moratorium on autonomous weapons is out of the question.'],
    ['Laboratories have trained auditors.', 'Laboratories have yet to obtain trained auditors.'],
    ['An annual review conference is warranted.', 'An annual review conference is unwarranted at this stage.'],
  ])('“%s” is contradicted by “%s”', (prior, draft) => {
    expect(conflict(prior, draft)).toBe(true);
  });

  it.each([
    ['An annual review conference is vital.', 'We cannot stress enough that an annual review conference is vital.'],
    ['We support an annual review conference.', 'We see merit in an annual review conference.'],
    ['Training of auditors should leave no one behind.', 'Auditors should be trained.'],
    ['We support Ban Ki-moon.', 'Secretary-General Ban Ki-moon deserves support.'],
    ['We should not ignore the training of auditors.', 'We support the training of auditors.'],
    ['We oppose unregulated autonomous weapons.', 'Autonomous weapons should be regulated.'],
  ])('“%s” is not contradicted by “%s”', (prior, draft) => {
    expect(conflict(prior, draft)).toBe(false);
  });
});

describe('poles of an axis', () => {
  it.each([
    ['Adherence to the code of conduct is optional.', 'Adherence to the code of conduct is required of all.'],
    ['The registry of satellites is increasing.', 'The registry of satellites is shrinking.'],
    ['The audit of laboratories should begin immediately.', 'The audit of laboratories should begin in due course.'],
    [
      'The laboratory should be financed from the regular budget.',
      'The laboratory should be financed by voluntary contributions.',
    ],
    ['The audit of laboratories should be inclusive.', 'The audit of laboratories should be by invitation only.'],
    [
      'Reprisals against laboratories are unlawful.',
      'Reprisals against laboratories are permissible under international law.',
    ],
  ])('“%s” is contradicted by “%s”', (prior, draft) => {
    expect(conflict(prior, draft)).toBe(true);
  });

  it.each([
    ['The audit of laboratories should be inclusive.', 'The audit of laboratories should be transparent.'],
    ['The audit of laboratories should be gradual.', 'The audit of laboratories should begin immediately.'],
  ])('“%s” is not contradicted by “%s”', (prior, draft) => {
    expect(conflict(prior, draft)).toBe(false);
  });
});

describe('words for one thing', () => {
  it.each([
    ['Backdoors should be prohibited.', 'We support harmful hidden functions.'],
    ['We support a trust fund.', 'A dedicated funding mechanism would be superfluous.'],
    ['We support the accession of laboratories.', 'We oppose ratification by laboratories.'],
  ])('“%s” is contradicted by “%s”', (prior, draft) => {
    expect(conflict(prior, draft)).toBe(true);
  });

  it.each([
    ['We support the expansion of the Human Rights Council.', 'We oppose the expansion of the Security Council.'],
    ['We support accession to the Arms Trade Treaty.', 'We oppose accession to the Budapest Convention.'],
  ])('“%s” is not contradicted by “%s”', (prior, draft) => {
    expect(conflict(prior, draft)).toBe(false);
  });
});

describe('what others say, grant or suppose', () => {
  it.each([
    'Numerous delegations have proposed that an annual review conference should be abolished.',
    'It is a misconception that an annual review conference should be abolished.',
    'According to some, an annual review conference should be abolished.',
    'In the eyes of others an annual review conference should be abolished.',
    'An annual review conference should be abolished providing that auditors agree.',
    'It is doubtful that an annual review conference should be abolished.',
  ])('is no position of the author: “%s”', (draft) => {
    expect(conflict('An annual review conference is needed.', draft)).toBe(false);
  });

  it('leaves the author’s own statement as it is', () => {
    const draft = 'An annual review conference should be abolished.';
    expect(conflict('An annual review conference is needed.', draft)).toBe(true);
  });
});
