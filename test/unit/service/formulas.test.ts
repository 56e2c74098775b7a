import { describe, expect, it } from 'vitest';
import { stemsOf } from '../../../server/src/positions/expressions.js';
import type { ServiceContext } from '../../../server/src/service/context.js';
import { type Formula, formulasOf, isShared } from '../../../server/src/service/formulas.js';
import { createContextOf } from '../../support/record.js';

const PHRASE = 'an open, secure, stable and peaceful digital world for everybody';

/** The formulas that share a telling word with the text. */
function formulasIn(text: string, context: ServiceContext, share = 0.01): readonly Formula[] {
  return formulasOf
    .of(context)
    .heldBy(stemsOf(context.tokenize(text)), share)
    .filter(isShared);
}

const textsOf = (formulas: readonly Formula[]): string[] => formulas.map(({ text }) => text);

describe('formulas', () => {
  it('are phrases that two documents share, newest first, and found by their telling words', () => {
    const context = createContextOf([
      { id: 'old', date: '2019', text: `Pakistan wants ${PHRASE} today.` },
      { id: 'new', date: '2023', text: `We build ${PHRASE} again.` },
    ]);
    const [formula, ...more] = formulasIn('digital', context);
    expect(more).toEqual([]);
    expect(formula?.origin).toBe('recurring');
    expect(formula?.text).toContain('open, secure, stable and peaceful digital world');
    expect([...(formula?.occurrences ?? [])].map(({ document }) => context.index.documents[document]?.id)).toEqual([
      'new',
      'old',
    ]);
    expect(formulasIn('and', context)).toEqual([]);
    expect(formula?.weights[formula.stems.indexOf('and')]).toBe(0);
  });

  it('are not what one document repeats', () => {
    const context = createContextOf([
      { id: 'one', date: '2019', text: `Pakistan wants ${PHRASE} today.\n\nPakistan builds ${PHRASE} again.` },
    ]);
    expect(formulasIn(PHRASE, context)).toEqual([]);
  });

  it('bind a delegation only by its own documents, its groups’, adopted ones and the chair’s', () => {
    const shared = (tier: 'other' | 'adopted', ...holders: string[]) =>
      createContextOf(
        holders.map((holder, i) => ({
          id: `d${i}`,
          holder,
          tier,
          date: `202${i}`,
          text: `We said ${i}: ${PHRASE} now.`,
        })),
      );
    expect(formulasIn(PHRASE, shared('other', 'France', 'Spain'))).toEqual([]);
    expect(formulasIn(PHRASE, shared('other', 'France', 'Pakistan'))).toHaveLength(1);
    expect(formulasIn(PHRASE, shared('other', 'France', 'Non-Aligned Movement'))).toHaveLength(1);
    expect(formulasIn(PHRASE, shared('adopted', 'GGE', 'OEWG'))).toHaveLength(1);
  });

  it('are terms of art that a passage sets in quotation marks', () => {
    const context = createContextOf([
      { id: 'one', text: 'We recall their “common but differentiated responsibility” and the “gap” and “a” word.' },
    ]);
    const formulas = formulasIn('common differentiated responsibility gap words', context);
    expect(textsOf(formulas)).toEqual(['common but differentiated responsibility']);
    const [formula] = formulas;
    expect(formula?.origin).toBe('quoted');
    const { passage, start, end } = formula?.occurrences.at(0) ?? { passage: 0, start: 0, end: 0 };
    expect(context.index.documents[0]?.passages[passage]?.text.slice(start, end)).toBe(
      'common but differentiated responsibility',
    );
  });

  it('follow the settings when the index stays', () => {
    const context = createContextOf(
      ['France', 'Spain'].map((holder, i) => ({
        id: holder,
        holder,
        date: `202${i}`,
        text: `We want ${PHRASE} today.`,
      })),
    );
    expect(formulasIn(PHRASE, context)).toEqual([]);
    const french = { ...context, settings: { ...context.settings, delegation: 'France' } };
    expect(formulasIn(PHRASE, french)).toHaveLength(1);
  });

  it('are held by a text as far as it has their telling words, by weight, in whatever order', () => {
    const context = createContextOf([
      { id: 'rest', text: 'The rivers are wide and common.' },
      { id: 'one', text: 'The “common but differentiated responsibility” remains.' },
    ]);
    const shareOf = (text: string): number =>
      Array.from({ length: 100 }, (_, i) => i / 100).findLast((share) => formulasIn(text, context, share).length > 0) ??
      0;
    expect(shareOf('responsibility, differentiated and common')).toBe(0.99);
    expect(shareOf('responsibility')).toBeCloseTo(shareOf('differentiated'));
    expect(shareOf('responsibility of the responsible, responsibility')).toBe(shareOf('responsibility'));
    expect(shareOf('common')).toBeLessThan(shareOf('responsibility'));
    expect(shareOf('rivers but wide')).toBe(0);
  });

  it('are made once for one context', () => {
    const context = createContextOf([{ id: 'one', text: 'The “common but differentiated responsibility” remains.' }]);
    expect(formulasOf.of(context)).toBe(formulasOf.of(context));
  });
});
