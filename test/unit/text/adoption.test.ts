import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adoptWording } from '../../../server/src/text/adoption.js';
import { alignInside } from '../../../server/src/text/alignment.js';
import { testTokenize } from '../../support/corpus.js';

function adopt(pattern: string, text: string): { readonly result: string; readonly newText: string } {
  const [wording, draft] = [pattern, text].map((each) => ({ text: each, tokens: testTokenize(each) }));
  if (wording === undefined || draft === undefined) throw new Error('two texts expected');
  const [terms, words] = [wording, draft].map(({ tokens }) => tokens.map(({ term }) => term));
  const { start, end, newText } = adoptWording(alignInside(terms ?? [], words ?? []) ?? [], wording, draft);
  return { result: text.slice(0, start) + newText + text.slice(end), newText };
}

describe('adoptWording', () => {
  it.each([
    ['a missing word', 'open, secure, stable net', 'An Open, secure net.', 'An Open, secure, stable net.'],
    [
      'a word exchanged',
      'common but differentiated duties',
      'Shared but Differentiated duties',
      'common but Differentiated duties',
    ],
    ['a word added', 'free and fair access', 'a free and very fair access', 'a free and fair access'],
  ])('puts right %s', (_, pattern, text, result) => {
    expect(adopt(pattern, text).result).toBe(result);
  });

  it('writes no word of the text anew that stands already', () => {
    expect(adopt('open, secure, stable net', 'An Open, secure net.').newText).toBe(', stable');
  });

  it('gives the wording for any words', () => {
    const word = fc.constantFrom('peace', 'water', 'cyber', 'norm', 'law');
    const words = fc.array(word, { minLength: 1, maxLength: 7 }).map((each) => each.join(' '));
    fc.assert(
      fc.property(words, words, (pattern, text) => {
        expect(` ${adopt(pattern, text).result} `).toContain(` ${pattern} `);
      }),
    );
  });
});
