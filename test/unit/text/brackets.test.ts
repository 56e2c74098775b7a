import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allGroups, linkLabels, readBrackets, readingsOf } from '../../../server/src/text/brackets.js';

/** Each group with its alternatives, "" where the words are left out. */
function groupsIn(prose: string): string[][] {
  return allGroups(readBrackets(prose, linkLabels(prose))).map(({ alternatives }) =>
    alternatives.map(({ start, end }) => prose.slice(start, end)),
  );
}

/** The readings with the gaps closed. */
function readingsIn(prose: string): string[] {
  return readingsOf(prose).map((reading) => reading.replace(/\s+/g, ' ').replace(/ (?=[.,;])/g, ''));
}

describe('readBrackets', () => {
  it.each([
    ['States [should] [shall] refrain.', [['should', 'shall']]],
    ['States [should / shall / may] refrain.', [['should', 'shall', 'may']]],
    [
      'States [should/shall] refrain [and/or report].',
      [
        ['should', 'shall'],
        ['and/or report', ''],
      ],
    ],
    ['States[, as appropriate,] cooperate.', [[', as appropriate,', '']]],
    [
      '[a] or [b] of [c]',
      [
        ['a', 'b'],
        ['c', ''],
      ],
    ],
    ['[Alt 1: States report.] [Alt. 2 – States may report.]', [['States report.', 'States may report.']]],
    [
      '[States [should] [shall] act]',
      [
        ['States [should] [shall] act', ''],
        ['should', 'shall'],
      ],
    ],
    ['within [5] [10] years', [['5', '10']]],
    ['[open [and closed', []],
    ['open] [closed]', [['closed', '']]],
  ])('reads "%s"', (prose, expected) => {
    expect(groupsIn(prose)).toEqual(expected);
  });

  it.each([
    'see [the notes](notes.md) and ![a map](map.png "Map")',
    'a note[^1] and a reference[12]',
    '[x] done',
    '“[T]he Group [...] [sic]”',
    'code `[a] [b]` and <!-- [c] -->',
    '\\[escaped\\]',
    'as [the report][un] and [UN] say\n\n[un]: https://un.org',
  ])('finds nothing unsettled in "%s"', (prose) => {
    expect(groupsIn(prose)).toEqual([]);
  });

  it('never fails, and keeps every offset in its readings', () => {
    const parts = fc.constantFrom('[', ']', ' ', 'shall', '/', 'Alt 1: ', ', ', '.', '(', '`', '^1', '\n');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (drawn) => {
        const prose = drawn.join('');
        for (const reading of readingsOf(prose)) {
          expect(reading).toHaveLength(prose.length);
          expect([...reading].every((sign, n) => sign === ' ' || sign === prose[n])).toBe(true);
        }
      }),
    );
  });
});

describe('readingsOf', () => {
  it('chooses each alternative once', () => {
    expect(readingsIn('States [should] [shall] act[, as appropriate].')).toEqual([
      'States should act, as appropriate.',
      'States shall act.',
    ]);
    expect(readingsIn('All [States [should] [shall] act.] So be it.')).toEqual([
      'All States should act. So be it.',
      'All So be it.',
    ]);
    expect(readingsIn('States act.')).toEqual(['States act.']);
  });

  it('stops at fifty, however many there are', () => {
    expect(readingsOf('[a] '.repeat(200_000))).toHaveLength(50);
  });
});
