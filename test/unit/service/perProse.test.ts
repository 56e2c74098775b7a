import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { createDraft, type Draft } from '../../../server/src/draft/draft.js';
import { createPerProse } from '../../../server/src/service/perProse.js';
import { finishSteps } from '../../../server/src/util/steps.js';
import { createBundledContext } from '../../support/bundled.js';

const context = createBundledContext();

function read(text: string, before?: Draft): Draft {
  return createDraft(TextDocument.create('file:///draft.md', 'markdown', 1, text), context.tokenize, before);
}

describe('knowledge of a block’s prose', () => {
  it('is made once for the same words, record and settings, wherever they stand', () => {
    const made: string[] = [];
    const wordsOf = createPerProse(function* ({ tokens }) {
      yield;
      const words = tokens.map(({ term }) => term).join(' ');
      made.push(words);
      return words;
    });
    const all = (draft: Draft, within = context): readonly string[] =>
      draft.blocks.map((block) => finishSteps(wordsOf(block, within)));

    const first = read('States act.\n\nGroups wait.');
    expect(all(first)).toEqual(['states act', 'groups wait']);
    const second = read('New words.\n\nStates act.\n\nGroups wait.\n\nStates act.', first);
    expect(all(second)).toEqual(['new words', 'states act', 'groups wait', 'states act']);
    expect(made).toEqual(['states act', 'groups wait', 'new words']);
    all(second, { ...context });
    expect(made).toHaveLength(6);
  });

  it('is kept of the blocks that were done before somebody gave up', () => {
    let steps = 0;
    const count = createPerProse(function* ({ tokens }) {
      for (const _ of tokens) {
        steps++;
        yield;
      }
      return tokens.length;
    });
    const { blocks } = read('One two three.\n\nFour five six.');
    const work = (function* () {
      let sum = 0;
      for (const block of blocks) sum += yield* count(block, context);
      return sum;
    })();
    for (let n = 0; n < 5; n++) work.next();
    expect(steps).toBe(5);
    expect(blocks.map((block) => finishSteps(count(block, context)))).toEqual([3, 3]);
    expect(steps).toBe(5 + 3);
  });
});
