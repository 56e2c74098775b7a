import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DEFAULT_SETTINGS } from '../../../server/src/api/settings.js';
import { createDraft } from '../../../server/src/draft/draft.js';
import { EMPTY_LEXICON } from '../../../server/src/positions/lexicon.js';
import { recordedRuns } from '../../../server/src/service/usedPrecedents.js';
import { finishSteps } from '../../../server/src/util/steps.js';
import { makeIndex, TEST_SPELLING, testTokenize } from '../../support/corpus.js';

const FEWEST = 5;
const words = (most: number) => fc.array(fc.constantFrom('alfa', 'bravo', 'the'), { minLength: 1, maxLength: most });

it('finds the runs that looking up each word would find', () => {
  const { stopWords } = TEST_SPELLING;
  fc.assert(
    fc.property(fc.array(words(30), { minLength: 1, maxLength: 4 }), words(60), (corpus, written) => {
      const index = makeIndex(corpus.map((text, i) => ({ id: `d${i}`, text: text.join(' ') })));
      const settings = DEFAULT_SETTINGS;
      const context = {
        index,
        settings,
        tokenize: testTokenize,
        lexicon: { ...EMPTY_LEXICON, spelling: TEST_SPELLING },
      };
      const draft = createDraft(TextDocument.create('file:///d.md', 'markdown', 1, written.join(' ')), testTokenize);
      const [block] = draft.blocks;
      const runs = block === undefined ? [] : finishSteps(recordedRuns(block, context));

      const expected: { from: number; to: number }[] = [];
      for (let at = 0; at < written.length; ) {
        const match = index.longestPhrase(written, at);
        let { from, to } = match ?? { from: at, to: at };
        if (to - from < FEWEST) {
          at++;
          continue;
        }
        at = Math.max(at + 1, to);
        while (from < to && stopWords.has(written[from] ?? '')) from++;
        while (to > from && stopWords.has(written[to - 1] ?? '')) to--;
        const isInOther = expected.some((other) => other.from <= from && to <= other.to);
        if (to - from >= FEWEST && !isInOther) expected.push({ from, to });
      }
      expect(runs.map(({ terms }) => terms.join(' '))).toEqual(
        expected.map(({ from, to }) => written.slice(from, to).join(' ')),
      );
    }),
    { numRuns: 300 },
  );
});
