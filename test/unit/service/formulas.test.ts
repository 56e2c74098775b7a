import { describe, expect, it } from 'vitest';
import { type Formula, formulasByStem } from '../../../server/src/service/formulas.js';
import { createContextOf } from '../../support/record.js';

const PHRASE = 'an open, secure, stable and peaceful digital world for everybody';

const texts = (formulas: ReadonlyMap<string, readonly Formula[]>): string[] => [
  ...new Set([...formulas.values()].flat().map(({ text }) => text)),
];

describe('formulas', () => {
  it('are phrases that two documents share, newest first, and found by their telling words', () => {
    const context = createContextOf([
      { id: 'old', date: '2019', text: `Pakistan wants ${PHRASE} today.` },
      { id: 'new', date: '2023', text: `We build ${PHRASE} again.` },
    ]);
    const formulas = formulasByStem.of(context);
    const [formula] = formulas.get('digit') ?? [];
    expect(formula?.origin).toBe('recurring');
    expect(formula?.text).toContain('open, secure, stable and peaceful digital world');
    expect([...(formula?.occurrences ?? [])].map(({ document }) => context.index.documents[document]?.id)).toEqual([
      'new',
      'old',
    ]);
    expect(formulas.get('and')).toBeUndefined();
    expect(formula?.weights[formula.stems.indexOf('and')]).toBe(0);
  });

  it('are not what one document repeats', () => {
    const context = createContextOf([
      { id: 'one', date: '2019', text: `Pakistan wants ${PHRASE} today.\n\nPakistan builds ${PHRASE} again.` },
    ]);
    expect(texts(formulasByStem.of(context))).toEqual([]);
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
    expect(texts(formulasByStem.of(shared('other', 'France', 'Spain')))).toEqual([]);
    expect(texts(formulasByStem.of(shared('other', 'France', 'Pakistan')))).toHaveLength(1);
    expect(texts(formulasByStem.of(shared('other', 'France', 'Non-Aligned Movement')))).toHaveLength(1);
    expect(texts(formulasByStem.of(shared('adopted', 'GGE', 'OEWG')))).toHaveLength(1);
  });

  it('are terms of art that a passage sets in quotation marks', () => {
    const context = createContextOf([
      { id: 'one', text: 'We recall their “common but differentiated responsibility” and the “gap” and “a” word.' },
    ]);
    const formulas = formulasByStem.of(context);
    expect(texts(formulas)).toEqual(['common but differentiated responsibility']);
    const [formula] = formulas.get('differenti') ?? [];
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
    expect(texts(formulasByStem.of(context))).toEqual([]);
    const french = { ...context, settings: { ...context.settings, delegation: 'France' } };
    expect(texts(formulasByStem.of(french))).toHaveLength(1);
  });

  it('are made once for one context', () => {
    const context = createContextOf([{ id: 'one', text: 'The “common but differentiated responsibility” remains.' }]);
    expect(formulasByStem.of(context)).toBe(formulasByStem.of(context));
  });
});
