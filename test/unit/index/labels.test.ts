import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIndexBuilder } from '../../../server/src/index/indexBuilder.js';
import { collectLabels, createLabelReader } from '../../../server/src/index/labels.js';
import type { CorpusDocument } from '../../../server/src/ingest/corpusDocument.js';
import { makeDocument, makeIndex, TEST_SPELLING, testTokenize } from '../../support/corpus.js';
import { recordsOf } from '../../../server/src/index/records.js';

/** A document of which each passage stands under these headings. */
function documentUnder(headings: readonly (readonly string[])[], id = 'a'): CorpusDocument {
  const text = headings.map((_, i) => `Passage number ${i} of ${id}.`).join('\n\n');
  const document = makeDocument({ id, title: `The title of ${id}`, holder: id, text });
  const passages = document.passages.map((passage, i) => ({ ...passage, headings: headings[i] ?? [] }));
  return { ...document, passages };
}

function headingsOf(headings: readonly (readonly string[])[]): unknown[] {
  return collectLabels(documentUnder(headings), termsOf)
    .filter(({ kind }) => kind === 'heading')
    .map(({ words, from, to }) => [words, from, to]);
}

const termsOf = (text: string): readonly string[] => testTokenize(text).map(({ term }) => term);

describe('labels', () => {
  it('are the title over the whole document and each heading once over the passages under it', () => {
    expect(collectLabels(documentUnder([[], ['Norms']]), termsOf)).toEqual([
      { kind: 'title', words: 'the title of a', from: 0, to: 2 },
      { kind: 'heading', words: 'norms', from: 1, to: 2 },
    ]);
    expect(headingsOf([['A'], ['A', 'B'], ['A', 'B'], ['A', 'C'], ['D', 'C'], [], ['D']])).toEqual([
      ['a', 0, 4],
      ['b', 1, 3],
      ['c', 3, 4],
      ['d', 4, 5],
      ['c', 4, 5],
      ['d', 6, 7],
    ]);
  });

  it('have no words where they are so long that they must be prose', () => {
    const long = (words: number): string => Array(words).fill('word').join(' ');
    expect(headingsOf([[long(79)], [long(80)]])).toEqual([
      [long(79), 0, 1],
      ['', 1, 2],
    ]);
  });

  it('come out of an index as they went in, and stand over the passages that have them', () => {
    const heading = fc.constantFrom('Norms', 'Existing threats', 'The law', '...');
    const headings = fc.array(fc.array(heading, { maxLength: 3 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(headings, { minLength: 1, maxLength: 3 }), (all) => {
        const documents = all.map((each, i) => documentUnder(each, `d${i}`));
        const builder = createIndexBuilder({ spelling: TEST_SPELLING });
        for (const document of documents) builder.add(document);
        const data = builder.build();
        const read = createLabelReader(data);
        recordsOf(data.documents).forEach(({ id }, position) => {
          const document = documents.find((each) => each.id === id);
          if (document === undefined) throw new Error(`no document ${id}`);
          const labels = read(position);
          expect(labels).toEqual(collectLabels(document, termsOf));
          document.passages.forEach((passage, i) => {
            const above = labels.filter(({ kind, from, to }) => kind === 'heading' && from <= i && i < to);
            const words = passage.headings.map((each) =>
              testTokenize(each)
                .map(({ term }) => term)
                .join(' '),
            );
            expect(above.map((label) => label.words)).toEqual(words);
          });
        });
      }),
    );
  });

  it('are seen by ranking alone', () => {
    const index = makeIndex([
      { id: 'a', title: 'Zeppelins', holder: 'A', text: '# Crisis hotline for zeppelins\n\nWe call for it.' },
      { id: 'b', title: 'Zeppelins', holder: 'B', text: '# Crisis hotline for zeppelins\n\nWe do not call for that.' },
    ]);
    expect(index.findPhrase(['crisis', 'hotline'])).toHaveLength(0);
    expect(index.passageFrequency('zeppelins')).toBe(0);
    expect([...index.phrases].filter(({ text }) => /crisis|zeppelin/.test(text))).toEqual([]);
    expect(index.complete('crisis hot', 5)).toEqual([]);
    expect(index.rank(['zeppelins'], 5, { fields: 'all' })).toHaveLength(2);
    // It is no slip of a word that the texts have.
    expect(index.nearestTerms('zeppelin', false)).toEqual([]);
  });
});
