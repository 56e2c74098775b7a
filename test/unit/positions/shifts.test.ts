import { expect, it } from 'vitest';
import type { Commitment } from '../../../server/src/positions/commitment.js';
import { changedQualifiers, weakerPart } from '../../../server/src/positions/shifts.js';
import { readCommitments } from '../../support/record.js';

function read(sentence: string): Commitment {
  const [commitment, ...more] = readCommitments(sentence);
  if (commitment === undefined || more.length > 0) throw new Error(`not one clause: ${sentence}`);
  return commitment;
}

const MUST = 'States must share satellite data.';
const MAY = 'States may share satellite data.';
const SOFT = 'States must share satellite data as appropriate.';

it.each([
  [MAY, MUST, 'may'],
  [SOFT, MUST, 'as appropriate'],
  [MUST, MAY, undefined],
  [MUST, SOFT, undefined],
  [MUST, MUST, undefined],
])('%s is weaker than %s by %s', (weak, strong, words) => {
  const part = weakerPart(read(weak), read(strong));
  expect(part && weak.slice(part.start, part.end)).toBe(words);
});

it('a qualifier is dropped, added or exchanged', () => {
  const bare = read('States should not damage hospitals.');
  const meant = read('States should not intentionally damage hospitals.');
  const unmeant = read('States should not unintentionally damage hospitals.');
  const values = (draft: Commitment, prior: Commitment) =>
    changedQualifiers(draft, prior).map((change) => [change.draft.length, change.prior.length]);
  expect(values(bare, meant)).toEqual([[0, 1]]);
  expect(values(meant, bare)).toEqual([[1, 0]]);
  expect(values(meant, unmeant)).toEqual([[1, 1]]);
  expect(values(meant, meant)).toEqual([]);
});
