import { describe, expect, it } from 'vitest';
import { parseSuppressions, suppressionOf } from '../../../server/src/draft/suppressions.js';
import { parseBlocks } from '../../../server/src/text/blocks.js';

const read = (text: string) => parseSuppressions(text, parseBlocks(text));
/** Each suppression as "rule: reason | text". */
const show = (text: string): string[] =>
  read(text).map(({ rule, reason, span }) => `${rule}: ${reason} | ${text.slice(span.start, span.end)}`);

describe('a comment in a draft', () => {
  it('on its own line silences a rule in the next block', () => {
    expect(show('One.\n\n<!-- aide-memoire-ignore term-variant: their spelling -->\n1. Two.\n\nThree.')).toEqual([
      'term-variant: their spelling | 1. Two.',
    ]);
  });

  it('reaches past other comments, blank lines and its own second line', () => {
    expect(show('<!-- aide-memoire-ignore term-variant:\nlong reason -->\n<!-- other -->\n\n# Two\n\nThree.')).toEqual([
      'term-variant: long reason | # Two',
    ]);
  });

  it('inside a block silences the rule in that block', () => {
    expect(show('One. <!-- aide-memoire-ignore fact-mismatch --> Two.\n\nThree.')).toEqual([
      'fact-mismatch:  | One. <!-- aide-memoire-ignore fact-mismatch --> Two.',
    ]);
  });

  it('with “off” silences the rule everywhere', () => {
    const text = 'One.\n\n<!-- aide-memoire-off position-conflict -->\n\nTwo.';
    expect(read(text)).toEqual([{ rule: 'position-conflict', reason: '', span: { start: 0, end: text.length } }]);
  });

  it.each([
    ['a rule that does not exist', '<!-- aide-memoire-ignore everything -->\nOne.'],
    ['no rule', '<!-- aide-memoire-ignore -->\nOne.'],
    ['another command', '<!-- aide-memoire-allow term-variant -->\nOne.'],
    ['no block to follow', 'One.\n\n<!-- aide-memoire-ignore term-variant -->'],
    ['no end', '<!-- aide-memoire-ignore term-variant\nOne.'],
  ])('with %s silences nothing', (_, text) => {
    expect(read(text)).toEqual([]);
  });

  it('concerns the rule that it names, where it stands', () => {
    const suppressions = read('<!-- aide-memoire-ignore term-variant -->\nOne.\n\nTwo.');
    expect(suppressionOf(suppressions, 'term-variant', { start: 43, end: 45 })).toBeDefined();
    expect(suppressionOf(suppressions, 'fact-mismatch', { start: 43, end: 45 })).toBeUndefined();
    expect(suppressionOf(suppressions, 'term-variant', { start: 49, end: 51 })).toBeUndefined();
  });
});
