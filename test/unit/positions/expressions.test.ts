import { describe, expect, it, vi } from 'vitest';
import { ExpressionTable, stemsOf } from '../../../server/src/positions/expressions.js';
import { testTokenize } from '../../support/corpus.js';

const table = new ExpressionTable(
  [
    ['no', 'no'],
    ['no need', 'no need'],
    ['no need for', 'no need for'],
    ['States', 'first'],
    ['state', 'second'],
    ['', 'nothing'],
  ],
  testTokenize,
);
const match = (text: string, at = 0) => table.match(stemsOf(testTokenize(text)), at);

describe('an expression', () => {
  it('is the longest that fits', () => {
    expect(match('no need for it')).toEqual({ value: 'no need for', length: 3 });
    expect(match('no need of it')).toEqual({ value: 'no need', length: 2 });
    expect(match('no doubt')).toEqual({ value: 'no', length: 1 });
  });

  it('is found in any inflection and only where it starts', () => {
    expect(match('there are no needs', 2)?.value).toBe('no need');
    expect(match('there are no needs', 1)).toBeUndefined();
    expect(match('no', 1)).toBeUndefined();
  });

  it('means what the first of equal entries says', () => {
    expect(match('state')?.value).toBe('first');
  });

  it('is read when one is first looked for, and once', () => {
    const tokenize = vi.fn<typeof testTokenize>(testTokenize);
    const late = new ExpressionTable([['no need', 1]], tokenize);
    expect(tokenize).not.toHaveBeenCalled();
    expect(late.match(['no', 'need'], 0)).toEqual({ value: 1, length: 2 });
    expect(late.match(['need'], 0)).toBeUndefined();
    expect(tokenize).toHaveBeenCalledTimes(1);
  });
});
