import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchPassages } from '../../../server/src/service/search.js';
import { createContextOf } from '../../support/record.js';

const WORDS = ['treaty', 'treaties', 'weapons', 'peace', 'of', 'the'];
const word = fc.constantFrom(...WORDS);
const passage = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
const documents = fc
  .array(
    fc.record({
      passages: fc.array(passage, { minLength: 1, maxLength: 3 }),
      holder: fc.constantFrom('Pakistan', 'Norway', 'Non-Aligned Movement'),
      tier: fc.constantFrom('adopted', 'other'),
      year: fc.integer({ min: 2020, max: 2021 }),
      forum: fc.constantFrom('First Committee', 'OEWG'),
    }),
    { minLength: 3, maxLength: 30 },
  )
  .map((made) =>
    made.map(({ passages, holder, tier, year, forum }, n) => ({
      id: `document-${n}`,
      text: passages.map((text) => `${text}.`).join('\n\n'),
      date: `${year}-01-01`,
      ...{ holder, tier: tier as 'own', forum },
    })),
  );
const query = fc.oneof(
  fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
  fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => `"${words.join(' ')}"`),
  fc.tuple(word, word).map(([one, other]) => `${one} -${other}`),
  word.map((one) => `${one} by:Norway`),
);

describe('a search that keeps to the documents that lead', () => {
  it('answers as one that ranks all of the record', () => {
    fc.assert(
      fc.property(documents, query, fc.integer({ min: 0, max: 6 }), (record, text, limit) => {
        const context = createContextOf(record, { forum: 'OEWG' });
        const placesOf = (most: number): string[] =>
          searchPassages(text, most, context).found.map(
            ({ document, passage: { citation }, reasons }) =>
              `${document.id} ${citation}: ${reasons.filter((reason) => reason !== 'newest').join(', ')}`,
          );
        // So many passages there are not: then the whole record is ranked.
        expect(placesOf(limit)).toEqual(placesOf(10_000).slice(0, limit));
      }),
      { numRuns: 400 },
    );
  });

  it('says of the newest answer that it is, of those that use the words', () => {
    const context = createContextOf([
      { id: 'old', date: '2020-01-01', text: 'A treaty is needed.' },
      { id: 'new', date: '2021-01-01', holder: 'Norway', tier: 'other', text: 'No treaty is needed.' },
    ]);
    const newest = (limit: number): string[] =>
      searchPassages('treaty', limit, context)
        .found.filter(({ reasons }) => reasons.includes('newest'))
        .map(({ document }) => document.id);
    expect(newest(1)).toEqual([]);
    expect(newest(2)).toEqual(['new']);
  });
});
