import { describe, expect, it } from 'vitest';
import type { JudgedPair } from '../../../server/src/platform/entailmentJudge.js';
import { decidingWords } from '../../../server/src/service/decidingWords.js';
import { createTokenizer } from '../../../server/src/text/tokens.js';
import { NO_SPELLING } from '../../../server/src/text/spelling.js';
import { NEVER_CANCELLED } from '../../../server/src/util/cancellation.js';

const tokenize = createTokenizer(NO_SPELLING);
const PAIR = { prior: 'The burden, it is said, is unbearable.', draft: 'The burden is light and no cause for alarm.' };

/** A judge that is surer by a share for each of the words that it sees. */
function judgeBy(weights: Readonly<Record<string, number>>, asked: JudgedPair[] = []) {
  return {
    judge: async (pairs: readonly JudgedPair[]) => {
      asked.push(...pairs);
      return pairs.map(({ prior, draft }) =>
        Object.entries(weights).reduce(
          (sum, [word, weight]) => sum + (`${prior} ${draft}`.includes(word) ? weight : 0),
          0,
        ),
      );
    },
  };
}

describe('the words that decide', () => {
  it('are those without which the judge is less sure, in the order of their text', async () => {
    const judge = judgeBy({ light: 0.3, unbearable: 0.4, alarm: 0.1, cause: 0.02 });
    expect(await decidingWords(PAIR, 0.82, judge, tokenize, NEVER_CANCELLED)).toEqual({
      draft: ['light', 'alarm'],
      prior: ['unbearable'],
    });
  });

  it('are three of a text at most, those that weigh the most', async () => {
    const judge = judgeBy({ burden: 0, light: 0.1, no: 0.2, cause: 0.3, alarm: 0.4 });
    const words = await decidingWords(PAIR, 1, judge, tokenize, NEVER_CANCELLED);
    expect(words?.draft).toEqual(['no', 'cause', 'alarm']);
  });

  it('are found by leaving out one word at a time, punctuation and all else as they stand', async () => {
    const asked: JudgedPair[] = [];
    await decidingWords(PAIR, 1, judgeBy({}, asked), tokenize, NEVER_CANCELLED);
    expect(asked[1]).toEqual({ prior: PAIR.prior, draft: 'The is light and no cause for alarm.' });
    expect(asked.at(-1)).toEqual({ prior: 'The burden, it is said, is .', draft: PAIR.draft });
    expect(asked).toHaveLength(9 + 7);
  });

  it('are not known once nobody waits any more', async () => {
    const cancellation = { ...NEVER_CANCELLED, isCancellationRequested: true };
    expect(await decidingWords(PAIR, 1, judgeBy({}), tokenize, cancellation)).toBeUndefined();
  });
});
