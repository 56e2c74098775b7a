import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findWording, readWording } from '../../../server/src/positions/redLines.js';
import { testTokenize } from '../../support/corpus.js';

/** Where a phrase stands in a text, in the text's words. */
function found(phrase: string, text: string): string[] {
  return findWording(readWording(phrase, testTokenize), text, testTokenize(text)).map(({ start, end }) =>
    text.slice(start, end),
  );
}

describe('a wording', () => {
  it.each([
    ['as it stands', 'cyber war', 'A cyber war harms all.', ['cyber war']],
    [
      'in other case, hyphens and spelling',
      'legally binding behaviour',
      'Legally-binding behavior',
      ['Legally-binding behavior'],
    ],
    ['more than once', 'war', 'War is war.', ['War', 'war']],
    [
      'in the plural or the singular',
      'binding norm',
      'Binding norms and a binding norm.',
      ['Binding norms', 'binding norm'],
    ],
    ['in the plural that changes its ending', 'cyber capabilities', 'A cyber capability', ['cyber capability']],
    [
      'with its own punctuation',
      'rules, norms and principles',
      'On rules, norms and principles',
      ['rules, norms and principles'],
    ],
  ])('is found %s', (_, phrase, text, expected) => {
    expect(found(phrase, text)).toEqual(expected);
  });

  it.each([
    ['parted by punctuation', 'cyber war', 'In cyber, war is rare.'],
    ['within other words', 'war', 'A warning.'],
    ['in another inflection', 'binding norm', 'It binds the norm.'],
    ['in the plural of an inner word', 'use of force', 'The uses of force'],
    ['with the “s” of a short word', 'arms', 'An arm'],
    ['quoted', 'cyber war', 'They call it “cyber war”, or "a cyber war".'],
    ['in part', 'cyber war', 'Cyber'],
    ['of no words', '--', 'Anything -- at all'],
  ])('is not found %s', (_, phrase, text) => {
    expect(found(phrase, text)).toEqual([]);
  });

  it('is found in whatever it stands in', () => {
    const words = fc.array(fc.constantFrom('open', 'secure', 'rules', 'norm'), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(words, words, words, (before, phrase, after) => {
        const text = [...before, ...phrase, ...after].join(' ');
        expect(found(phrase.join(' '), text)).toContain(phrase.join(' '));
      }),
    );
  });
});
