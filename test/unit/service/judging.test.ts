import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it, vi } from 'vitest';
import { createDraft, type Draft } from '../../../server/src/draft/draft.js';
import { type EntailmentJudge, type JudgedPair, RULES_ALONE } from '../../../server/src/platform/entailmentJudge.js';
import type { ServiceContext } from '../../../server/src/service/context.js';
import { judgeDiagnostics, provideDiagnostics } from '../../../server/src/service/diagnostics.js';
import { consultJudge, decisionsOf } from '../../../server/src/service/judging.js';
import { createContextOf } from '../../support/record.js';

vi.mock('../../../server/src/service/rules/registry.js', async () => {
  const { doubtfulRule } = await import('../../support/doubtfulRule.js');
  return { RULES: [doubtfulRule] };
});

const base = createContextOf([{ id: 'said', date: '2021', text: 'Rivers carry boats.' }]);
const TEXT = ['One is sure 0.9.', 'Two is sure 0.6.', 'Three is sure 0.5.', 'Four is sure 0.4.', 'Five is sure 0.4.'];
const draft: Draft = createDraft(
  TextDocument.create('file:///a.draft.md', 'negotiation-draft', 1, TEXT.join('\n\n')),
  base.tokenize,
);

const VETO = 0.01;
const CONFIRM = 0.99;

/** A judge that answers by the draft's first word, and what it was asked. */
function judgeOf(answers: Readonly<Record<string, number>>): EntailmentJudge & { readonly asked: JudgedPair[] } {
  const asked: JudgedPair[] = [];
  return {
    asked,
    async judge(pairs) {
      asked.push(...pairs);
      return pairs.map(({ draft }) => answers[draft.split(' ')[0] ?? '']);
    },
  };
}

/** First words of the sentences whose findings are shown. */
const shown = (context: ServiceContext): string[] =>
  provideDiagnostics(draft, context).map(({ range }) => draft.document.getText(range).split(' ')[0] ?? '');
const withJudge = (judge: EntailmentJudge): ServiceContext => ({ ...base, judge });
const RULES_SHOW = ['One', 'Two', 'Three'];

describe('a judge of doubtful findings', () => {
  it('vetoes one finding and confirms another; the others stay as the rules made them', async () => {
    const judge = judgeOf({ Two: VETO, Three: CONFIRM, Four: CONFIRM });
    const context = withJudge(judge);
    expect(shown(context)).toEqual(RULES_SHOW);
    expect(await judgeDiagnostics(draft, context)).toBe(true);
    expect(shown(context)).toEqual(['One', 'Three', 'Four']);
    expect(new Set(judge.asked.map((pair) => pair.draft))).toEqual(new Set(TEXT));
    expect(new Set(judge.asked.map((pair) => pair.prior))).toEqual(new Set(['Rivers']));
  });

  it('changes nothing by saying nothing, and is asked about a pair once', async () => {
    const judge = judgeOf({});
    for (let i = 0; i < 2; i++) expect(await judgeDiagnostics(draft, withJudge(judge))).toBe(false);
    expect(judge.asked).toHaveLength(5);
    expect(shown(withJudge(judge))).toEqual(RULES_SHOW);
    expect(await judgeDiagnostics(draft, withJudge(RULES_ALONE))).toBe(false);
    expect(shown(withJudge(RULES_ALONE))).toEqual(shown(base));
    expect(await judgeDiagnostics(draft, base)).toBe(false);
  });

  it('hides nothing by failing, at once or later, and is asked again about what it failed on in a later context alone', async () => {
    let calls = 0;
    const failing: EntailmentJudge[] = [
      {
        judge() {
          calls++;
          throw new Error('no model');
        },
      },
      {
        async judge() {
          calls++;
          await Promise.resolve();
          throw new Error('no model');
        },
      },
    ];
    for (const judge of failing) {
      const context = withJudge(judge);
      await expect(judgeDiagnostics(draft, context)).rejects.toThrow('no model');
      expect(shown(context)).toEqual(RULES_SHOW);
      expect(await judgeDiagnostics(draft, context)).toBe(false);
      await expect(judgeDiagnostics(draft, withJudge(judge))).rejects.toThrow('no model');
    }
    expect(calls).toBe(4);
  });

  it('delays nothing by never answering', () => {
    const context = withJudge({ judge: () => new Promise(() => undefined) });
    void judgeDiagnostics(draft, context);
    expect(shown(context)).toEqual(RULES_SHOW);
  });

  it('may say less than it was asked: the rest counts as nothing said', async () => {
    const context = withJudge({ judge: async () => [VETO] });
    await judgeDiagnostics(draft, context);
    expect(shown(context)).toEqual(['Two', 'Three']);
  });

  it('is asked in batches, and no more once nobody waits; what was not said is asked again', async () => {
    const pairs = Array.from({ length: 40 }, (_, i) => ({ prior: 'x', draft: String(i) }));
    const sizes: number[] = [];
    const cancellation = { isCancellationRequested: false };
    const judge: EntailmentJudge = {
      async judge(batch) {
        sizes.push(batch.length);
        if (sizes.length > 1) return batch.map(() => VETO);
        cancellation.isCancellationRequested = true;
        return [CONFIRM];
      },
    };
    expect(await consultJudge(pairs, { judge }, cancellation)).toBe(true);
    expect(sizes).toEqual([16]);
    expect(await consultJudge(pairs, { judge })).toBe(true);
    expect(sizes).toEqual([16, 16, 16, 7]);
    expect(decisionsOf(withJudge(judge))).toBe(40);
  });

  it('decides each finding by what it says, or the rule where it says nothing', async () => {
    const judgement = fc.constantFrom(CONFIRM, VETO, undefined);
    await fc.assert(
      fc.asyncProperty(fc.tuple(judgement, judgement, judgement, judgement), async ([one, two, four, five]) => {
        const said = { One: one, Two: two, Four: four, Five: five };
        const context = withJudge({
          judge: async (pairs) => pairs.map(({ draft: text }) => said[text.split(' ')[0] as keyof typeof said]),
        });
        await judgeDiagnostics(draft, context);
        expect(shown(context)).toEqual([
          ...(one === VETO ? [] : ['One']),
          ...(two === VETO ? [] : ['Two']),
          'Three',
          ...(four === CONFIRM ? ['Four'] : []),
          ...(five === CONFIRM ? ['Five'] : []),
        ]);
      }),
    );
  });
});
