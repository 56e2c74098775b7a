import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePositions, type PositionDecisions } from '../../../server/src/ingest/positionsFile.js';
import { damaged } from '../../support/mutate.js';

const URI = 'file:///project/.aide-memoire/positions.yaml';
const FILE = '.aide-memoire/positions.yaml';

function read(text: string): PositionDecisions {
  const { decisions, problems } = parsePositions(URI, text);
  expect(problems).toEqual([]);
  return decisions;
}

describe('positions.yaml', () => {
  it('gives what is decided, each entry with its line', () => {
    const decisions = read(`# What the capital decided.
confirmed:
  - words: essential to develop
    document: statement
    wording: We need a treaty.
    date: 2023-03-12
    instruction: telegram 114
  - words: central role
added:
  - topic: water sharing
    wording: Rivers belong to all.
    date: 2024
retired:
  - words: politically or legally binding rules
    reason: superseded by instruction of 12 March
merged:
  - topics: [treaty, norms]
    into: norms
red-lines:
  - never: [cyber war, cyber warfare]
    instead: malicious use of ICTs
  - always: within the UN
    topic: dialogue
    reason: standing line
`);
    expect(decisions).toEqual({
      uri: URI,
      confirmed: [
        {
          line: 2,
          words: 'essential to develop',
          document: 'statement',
          wording: 'We need a treaty.',
          date: '2023-03-12',
          instruction: 'telegram 114',
        },
        { line: 7, words: 'central role' },
      ],
      added: [{ line: 9, topic: 'water sharing', wording: 'Rivers belong to all.', date: '2024' }],
      retired: [
        { line: 13, words: 'politically or legally binding rules', reason: 'superseded by instruction of 12 March' },
      ],
      merged: [{ line: 16, topics: ['treaty', 'norms'], into: 'norms' }],
      redLines: [
        { line: 19, never: ['cyber war', 'cyber warfare'], instead: 'malicious use of ICTs' },
        { line: 21, always: ['within the UN'], topic: 'dialogue', reason: 'standing line' },
      ],
    });
  });

  it('may be empty', () => {
    expect(read('')).toMatchObject({ confirmed: [], added: [], retired: [], merged: [], redLines: [] });
  });

  it.each([
    ['another list', 'red_lines: []', 'line 1: there is no list "red_lines"; the lists are confirmed, added,'],
    ['no list', '\nadded: treaty', 'line 2: "added" is not a list; begin each entry with "- "'],
    [
      'an entry without its words',
      'retired:\n  - words: a\n  - reason: b',
      'line 3: this entry of "retired" cannot be used at "words"; write "words: ..."',
    ],
    [
      'an entry with another field',
      'retired:\n  - words: a\n    when: b',
      'line 2: this entry of "retired" cannot be used at "when"',
    ],
    [
      'an addition without a date',
      'added:\n  - topic: a\n    wording: b',
      'line 2: this entry of "added" cannot be used at "date"; write "topic: ..."',
    ],
    ['a date of another form', 'retired:\n  - words: a\n    date: 12 March', 'at "date"'],
    ['a demand without a topic', 'red-lines:\n  - always: a', 'line 2: this entry of "red-lines" cannot be used'],
    ['broken YAML', 'added: [', 'line 1: the file cannot be read'],
  ])('names the line and what to do for %s', (_, text, message) => {
    const { decisions, problems } = parsePositions(URI, text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.file).toBe(URI);
    expect(problems[0]?.message).toContain(`${FILE}, `);
    expect(problems[0]?.message).toContain(message);
    expect(problems[0]?.message).toMatch(/\.$/);
    expect(decisions.added).toEqual([]);
  });

  it('is read without an exception, whatever it holds', () => {
    const bytes = new TextEncoder().encode(
      'added:\n  - topic: a\n    wording: b\n    date: 2024\nred-lines:\n  - never: c\n',
    );
    fc.assert(
      fc.property(damaged([bytes]), (text) => {
        parsePositions(URI, new TextDecoder().decode(text));
      }),
    );
  });

  it('keeps the good entries of a list', () => {
    const { decisions, problems } = parsePositions(URI, 'retired:\n  - 7\n  - words: a');
    expect(problems).toHaveLength(1);
    expect(decisions.retired).toEqual([{ line: 2, words: 'a' }]);
  });
});
