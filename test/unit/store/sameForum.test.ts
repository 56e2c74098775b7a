import { describe, expect, it } from 'vitest';
import { createForumCheck } from '../../../server/src/store/sameForum.js';

const STOP_WORDS = new Set(['on', 'of', 'the', 'and', 'in']);
const LONG = 'Open-ended Working Group on security of and in the use of ICTs';

describe('createForumCheck', () => {
  it.each<[string, string | undefined, boolean]>([
    ['First Committee', 'First Committee', true],
    ['first committee', 'First Committee', true],
    ['Committee', 'First Committee', true],
    ['First Committee', 'Committee', false],
    ['First Committee', 'Second Committee', false],
    ['OEWG', LONG, true],
    ['Open-ended Working Group', LONG, true],
    ['OEWG', 'Organization for Economic Works and Growth', false],
    ['CD', 'Conference on Disarmament', false],
    ['First Committee', undefined, false],
    ['First Committee', '', false],
    ['', 'First Committee', false],
    ['', undefined, false],
    [' – ', 'First Committee', false],
  ])('of %j and %j', (forum, name, expected) => {
    const isSame = createForumCheck(forum, STOP_WORDS);
    expect(isSame(name)).toBe(expected);
    // What is remembered is the same.
    expect(isSame(name)).toBe(expected);
  });

  it('keeps what it says of one forum from another', () => {
    const isSame = createForumCheck('OEWG', STOP_WORDS);
    expect(['First Committee', LONG, 'First Committee', undefined, LONG].map(isSame)).toEqual([
      false,
      true,
      false,
      false,
      true,
    ]);
  });
});
