import { describe, expect, it } from 'vitest';
import { preparePhrases } from '../../../server/src/postgres/preparePhrases.js';
import { makeIndex, type TestDocument } from '../../support/corpus.js';

const ACROSS = 'Respect for treaties; respect it.';
const WITHIN = 'Respect for treaties respect it.';
const document = (date: string, text: string, handling: 'open' | 'internal' = 'open'): TestDocument => ({
  ...{ id: date, date, text, handling },
});

/** The phrase of these four words, as rows. */
function rowsOf(...documents: readonly TestDocument[]) {
  return [...preparePhrases(makeIndex(documents))]
    .filter(({ terms }) => terms === 'respect for treaties respect')
    .map(({ text, date, handling, documents: count }) => [handling, count, date, text]);
}

describe('the wording of a phrase that is published', () => {
  it('is as the newest document writes it', () => {
    expect(rowsOf(document('2023', WITHIN), document('2022', WITHIN.toUpperCase()))).toEqual([
      ['open', 2, '2023', 'Respect for treaties respect'],
    ]);
  });

  it('is as the newest of those writes it that do so within one clause', () => {
    expect(rowsOf(document('2023', ACROSS), document('2022', WITHIN.toUpperCase()), document('2021', WITHIN))).toEqual([
      ['open', 3, '2022', 'RESPECT FOR TREATIES RESPECT'],
    ]);
  });

  it('stands behind that of others where it never stands within one clause', () => {
    expect(rowsOf(document('2023', ACROSS, 'internal'), document('2022', WITHIN), document('2021', WITHIN))).toEqual([
      ['internal', 1, '', 'Respect for treaties; respect'],
      ['open', 2, '2022', 'Respect for treaties respect'],
    ]);
  });
});
