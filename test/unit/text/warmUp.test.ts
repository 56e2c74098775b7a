import { expect, it } from 'vitest';
import { NO_SPELLING } from '../../../server/src/text/spelling.js';
import { createTokenizer, type Tokenizer } from '../../../server/src/text/tokens.js';
import { warmUp } from '../../../server/src/text/warmUp.js';

it('reads texts of eight bits and of sixteen, in both ways, twice', () => {
  const tokenize = createTokenizer(NO_SPELLING);
  const tokenized: string[] = [];
  const opened: string[] = [];
  const watched: Tokenizer = Object.assign(
    (text: string) => {
      tokenized.push(text);
      return tokenize(text);
    },
    {
      spansOf: (text: string) => {
        opened.push(text);
        return tokenize.spansOf(text);
      },
    },
  );
  warmUp(watched);
  const isOfEightBits = (text: string): boolean => /^[\0-ÿ]*$/.test(text);
  for (const texts of [tokenized, opened]) {
    expect(texts.filter(isOfEightBits)).toHaveLength(2);
    expect(texts.filter((text) => !isOfEightBits(text))).toHaveLength(2);
  }
});
