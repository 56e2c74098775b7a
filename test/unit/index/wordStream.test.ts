import { describe, expect, it } from 'vitest';
import { BREAK, breakBetween } from '../../../server/src/index/wordStream.js';

describe('what stands between two words', () => {
  it.each([
    ['nothing but a space', ' ', BREAK.none],
    ['a hyphen', '-', BREAK.none],
    ['two spaces', '  ', BREAK.none],
    ['a stop without a space', '.', BREAK.none],
    ['a comma', ', ', BREAK.comma],
    ['a comma and a quotation mark', ', “', BREAK.comma],
    ['a bracket', ' (', BREAK.bracket],
    ['a dash', ' – ', BREAK.bracket],
    ['a hyphen for a dash', ' - ', BREAK.bracket],
    ['a bracket and a comma', '), ', BREAK.bracket],
    ['a stop', '. ', BREAK.clause],
    ['a question mark', '? ', BREAK.clause],
    ['a stop and a quotation mark', '.” ', BREAK.clause],
    ['a semicolon', '; ', BREAK.clause],
    ['a colon without a space', ':', BREAK.clause],
    ['a bracket and a semicolon', '); ', BREAK.clause],
  ])('%s', (_, between, expected) => {
    expect(breakBetween(`word${between}word`, 4, 4 + between.length)).toBe(expected);
  });
});
