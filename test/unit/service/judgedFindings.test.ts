import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { createDraft } from '../../../server/src/draft/draft.js';
import type { JudgedPair } from '../../../server/src/platform/entailmentJudge.js';
import { judgeDiagnostics, provideDiagnostics } from '../../../server/src/service/diagnostics.js';
import type { ServiceContext } from '../../../server/src/service/context.js';
import { decisionsOf } from '../../../server/src/service/judging.js';
import { explainFindings } from '../../../server/src/service/findingHover.js';
import { markupFor } from '../../../server/src/service/markdown.js';
import { createContextOf } from '../../support/record.js';

const SAID = 'The debt burden of small island States has become unbearable and calls for urgent relief.';
const base = createContextOf([
  {
    id: 'own',
    date: '2021',
    holder: 'Pakistan',
    text: `${SAID}\n\nThe next session will be held in the autumn in New York.\n\nParticipation in the Directory should be voluntary.\n\nThe Directory is there for participation that is voluntary or otherwise.`,
  },
  {
    id: 'nam',
    date: '2020',
    holder: 'Non-Aligned Movement',
    text: 'Undersea cables that carry the traffic of whole regions deserve protection.',
  },
  {
    id: 'other',
    date: '2022',
    holder: 'Norway',
    text: 'The debt burden of small island States is a matter for their creditors.',
  },
]);
const OPPOSITE = 'The debt burden of small island States is light, and nothing needs to be done about it.';

/** The draft as it is shown after a judge was heard that thinks each pair so likely, and what it was asked. */
async function shownBy(text: string, chance: number | ((pair: JudgedPair) => number)) {
  const asked: JudgedPair[] = [];
  const context = {
    ...base,
    judge: {
      judge: async (pairs: readonly JudgedPair[]) => {
        asked.push(...pairs);
        return pairs.map((pair) => (typeof chance === 'number' ? chance : chance(pair)));
      },
    },
  };
  const draft = createDraft(TextDocument.create('file:///a.draft.md', 'negotiation-draft', 1, text), base.tokenize);
  const isDecided = await judgeDiagnostics(draft, context);
  const again = await judgeDiagnostics(draft, context);
  return { draft, context, asked, isDecided, again, diagnostics: provideDiagnostics(draft, context) };
}

describe('what a judge alone finds', () => {
  it('is the likeliest of the statements that share the most, quoted, as information, with the other wording as a fix', async () => {
    const { asked, isDecided, again, diagnostics } = await shownBy(OPPOSITE, 0.99);
    expect(isDecided).toBe(true);
    expect(again).toBe(false);
    // Not what binds nobody here, nor what shares nothing.
    expect(asked[0]).toEqual({ prior: SAID, draft: OPPOSITE });
    // Then only the two again, each with a word left out.
    const isPartOf = (part: string, whole: string): boolean =>
      part.split(' ').every((word) => whole.includes(word)) && part.length > whole.length / 2;
    expect(asked.slice(1).every(({ prior, draft }) => isPartOf(prior, SAID) && isPartOf(draft, OPPOSITE))).toBe(true);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ code: 'position-conflict', severity: 3 });
    expect(diagnostics[0]?.message).toContain('Related position, please compare');
    expect(diagnostics[0]?.message).toContain(SAID);
    expect(diagnostics[0]?.data).toMatchObject({ replacements: [{ newText: SAID }] });
  });

  it('is told of again in another context, though the judge has said all before', async () => {
    const { draft, context, asked } = await shownBy(OPPOSITE, 0.99);
    const other = { ...context };
    expect(provideDiagnostics(draft, other)).toEqual([]);
    const decisions = decisionsOf(other);
    expect(await judgeDiagnostics(draft, other)).toBe(true);
    expect(decisionsOf(other)).toBeGreaterThan(decisions);
    expect(provideDiagnostics(draft, other)).toHaveLength(1);
    expect(asked.filter(({ prior, draft }) => prior === SAID && draft === OPPOSITE)).toHaveLength(1);
    expect(await judgeDiagnostics(draft, other)).toBe(false);
  });

  it('is nothing where the two share no more than a name', async () => {
    const { asked, diagnostics } = await shownBy('A debt burden can be light.', 0.99);
    expect(asked).toEqual([]);
    expect(diagnostics).toEqual([]);
  });

  it('is nothing where the rules read the sentence in a statement that shares as much', async () => {
    const { asked, diagnostics } = await shownBy('Participation in the Directory should be voluntary.', 0.99);
    expect(asked.map(({ prior }) => prior)).toContain(
      'The Directory is there for participation that is voluntary or otherwise.',
    );
    expect(diagnostics).toEqual([]);
  });

  it('is explained by the words that weigh most', async () => {
    const { draft, context } = await shownBy(OPPOSITE, ({ draft: text, prior }) =>
      text.includes('light') && prior.includes('unbearable') ? 0.9 : 0.4,
    );
    const hover = explainFindings(draft, 3, context, markupFor('plaintext'));
    expect(hover?.paragraphs.join('\n')).toContain(
      'What weighs most with the judge — draft: “light”; record: “unbearable”',
    );
  });

  it('is a group’s position by its own name', async () => {
    const { diagnostics } = await shownBy('Undersea cables that carry traffic may be cut by whoever likes to.', 0.99);
    expect(diagnostics.map(({ code }) => code)).toEqual(['group-divergence']);
  });

  it('is nothing where the judge is not sure', async () => {
    expect((await shownBy(OPPOSITE, 0.7)).diagnostics).toEqual([]);
  });

  it('stands back where a rule has read a contradiction, which a judge may take back', async () => {
    const plain = 'The debt burden of small island States does not call for urgent relief.';
    const kept = await shownBy(plain, 0.99);
    expect(kept.asked).toHaveLength(1);
    expect(kept.diagnostics.map(({ severity }) => severity)).toEqual([2]);
    expect((await shownBy(plain, 0)).diagnostics).toEqual([]);
  });

  it('is looked for in turns: what is not checked yet never holds up others', async () => {
    const count = 300;
    const text = Array.from({ length: count }, (_, n) => `${OPPOSITE.slice(0, -1)} in year ${n}.`).join('\n\n');
    const draft = createDraft(TextDocument.create('file:///b.draft.md', 'negotiation-draft', 1, text), base.tokenize);
    const read = new Set<string>();
    const context: ServiceContext = {
      ...base,
      settings: { ...base.settings },
      judge: { judge: async () => [] },
      tokenize: Object.assign(
        (sentence: string) => {
          read.add(sentence);
          return base.tokenize(sentence);
        },
        { spansOf: base.tokenize.spansOf },
      ),
    };
    const cancellation = { isCancellationRequested: false };
    const pause = async (): Promise<void> => {
      cancellation.isCancellationRequested = true;
    };
    expect(await judgeDiagnostics(draft, context, pause, undefined, cancellation)).toBe(false);
    expect(read.size).toBeGreaterThan(0);
    expect(read.size).toBeLessThan(count);
  });
});
