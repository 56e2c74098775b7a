import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { provideCodeLenses, resolveCodeLens } from '../../../server/src/service/codeLens.js';
import { findSimilar, provideSimilar } from '../../../server/src/service/similar.js';
import { createBundledContext } from '../../support/bundled.js';
import { markedDraft } from '../../support/checks.js';
import { createContextOf } from '../../support/record.js';

const context = createBundledContext();
const CHANGED =
  'It is essential to develop a legally binding instrument, specifically made for the attributes of ICTs.';

describe('similar passages', () => {
  it('are found by their words in order, and compared word by word', () => {
    const { similar } = provideSimilar(CHANGED, 3, context);
    const [first] = similar;
    expect(first?.precedent.text).toContain('legally binding');
    expect(first?.likeness).toBeGreaterThan(0.5);
    const words = (...kinds: string[]): string =>
      (first?.comparison ?? []).flatMap(({ kind, words: own }) => (kinds.includes(kind) ? own : [])).join(' ');
    expect(words('both', 'draft')).toBe(CHANGED);
    const inRecord = context.tokenize(words('both', 'record')).map(({ term }) => term);
    expect(inRecord).toEqual(context.tokenize(first?.precedent.text ?? '').map(({ term }) => term));
    const marked = (first?.precedent.marks ?? []).map(
      ({ start, end }) => first?.precedent.text.slice(start, end) ?? '',
    );
    const terms = (text: string): string[] => context.tokenize(text).map(({ term }) => term);
    expect(marked.flatMap(terms)).toEqual(terms(words('both')));
  });

  it('are found for a numbered paragraph without its number', () => {
    const { similar } = provideSimilar(`17. ${CHANGED}\n`, 3, context);
    expect(similar).toEqual(provideSimilar(CHANGED, 3, context).similar);
  });

  it('hold a passage of the record whole, before all others', () => {
    for (const { passages } of context.index.documents) {
      for (const { text } of passages.filter((passage) => passage.text.length > 120).slice(0, 5)) {
        const [best] = findSimilar(text, 3, context);
        expect(best?.likeness).toBeCloseTo(1);
      }
    }
  });

  it('come with the one that is nearest first', () => {
    const likenesses = findSimilar(CHANGED, 10, context).map(({ likeness }) => likeness);
    expect(likenesses).toEqual(likenesses.toSorted((a, b) => b - a));
    expect(findSimilar(CHANGED, 1, context)).toHaveLength(1);
  });

  it.each(['', 'the of', 'zeppelin traffic over quiet harbours', '¦¦¦'])('are none for "%s"', (text) => {
    expect(findSimilar(text, 5, context)).toEqual([]);
  });

  it('are spelt out without losing a word, whatever the texts', () => {
    const word = fc.constantFrom('norm', 'rule', 'treaty', 'a', 'State’s', 'e-mail', '¶', 'behavior');
    const text = fc.array(word, { minLength: 3, maxLength: 12 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, (draft, record) => {
        const own = createContextOf([
          { id: 'a', text: record },
          { id: 'b', text: 'Other words altogether here.' },
        ]);
        for (const { comparison } of findSimilar(draft, 5, own)) {
          const ofDraft = comparison.flatMap(({ kind, words }) => (kind === 'record' ? [] : words)).join(' ');
          expect(own.tokenize(ofDraft).map(({ term }) => term)).toEqual(own.tokenize(draft).map(({ term }) => term));
        }
      }),
    );
  });
});

describe('code lenses', () => {
  const { draft } = markedDraft(
    `# Paper\n\nShort one.\n\n${CHANGED}¦\n\nZeppelins over quiet harbours need rules of the road, bells and lamps.`,
    context,
  );
  const lenses = (enable: boolean) =>
    provideCodeLenses(draft, { ...context, settings: { ...context.settings, codeLens: { enable } } });

  it('stand over paragraphs that are long enough, when they are switched on', () => {
    expect(lenses(false)).toEqual([]);
    expect(lenses(true).map(({ range }) => range.start.line)).toEqual([4, 6]);
  });

  it('say how many passages are alike and when the newest was said', () => {
    const [known, unknown] = lenses(true).map((lens) => resolveCodeLens(lens, draft, context, 'show'));
    expect(known?.command?.title).toMatch(/^\d+ precedents? · last 20\d\d$/);
    expect(known?.command).toMatchObject({ command: 'show', arguments: [draft.document.uri, known?.range] });
    expect(unknown?.command).toEqual({ title: 'no precedent', command: '' });
    const [plain] = lenses(true);
    expect(plain && resolveCodeLens(plain, draft, context, undefined).command?.command).toBe('');
  });
});
