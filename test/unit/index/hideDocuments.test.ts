import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CorpusIndex } from '../../../server/src/index/corpusIndex.js';
import { hideDocuments } from '../../../server/src/index/hideDocuments.js';
import { makeIndex, type TestDocument } from '../../support/corpus.js';

const words = fc.array(fc.constantFrom('alfa', 'bravo', 'charlie', 'deltas', 'delta'), { minLength: 1, maxLength: 9 });
const corpora = fc.array(
  fc.record({ passages: fc.array(words, { minLength: 1, maxLength: 3 }), isHidden: fc.boolean() }),
  {
    minLength: 1,
    maxLength: 5,
  },
);

const hide = (index: CorpusIndex): CorpusIndex =>
  hideDocuments(index, ({ metadata }) => metadata.handling !== undefined);

/** The documents with some hidden, and an index of the others alone. */
function bothWays(corpus: typeof corpora extends fc.Arbitrary<infer T> ? T : never): readonly CorpusIndex[] {
  const documents = corpus.map(
    ({ passages, isHidden }, i): TestDocument => ({
      id: `d${i}`,
      // Different holders, so that no document counts as a copy of another; dates that put them out of their order.
      holder: `holder ${i}`,
      date: `20${10 + ((i * 7) % 5)}`,
      text: passages.map((each) => each.join(' ')).join('\n\n'),
      ...(isHidden ? { handling: 'restricted' } : {}),
    }),
  );
  return [hide(makeIndex(documents)), makeIndex(documents.filter(({ handling }) => handling === undefined))];
}

describe('an index with documents hidden', () => {
  it('finds what an index of the others finds', () => {
    fc.assert(
      fc.property(corpora, words, fc.nat(8), (corpus, query, seed) => {
        const [hidden, others] = bothWays(corpus).map((index) => {
          const run = index.longestPhrase(query, seed % query.length);
          const found = index.findPhrase(query.slice(0, 2));
          const [measure, span, find] = [
            index.measureStretch(query),
            index.measureSpan(query),
            index.findRun(query.slice(0, 2)),
          ];
          return {
            ids: index.documents.map(({ id }) => id),
            counts: [index.passageCount, ...index.documents.map((_, i) => index.passagesIn(i))],
            frequency: index.passageFrequency(query[0] ?? ''),
            forms: [index.formFrequency(query[0] ?? ''), [...index.passagesHolding(query.slice(0, 2))]],
            terms: index.documents.flatMap(({ passages }, document) =>
              Array.from(passages.keys(), (passage) => index.termsIn({ document, passage })),
            ),
            around: [...index.wordsAround(query.slice(0, 2), 2, 1)],
            found: [...found],
            passages: [...found.passages()],
            uses: [...found.documents()].map(({ document, occurrences }) => [document, [...occurrences]]),
            first: [found.length, found.at(0), [...found.within(0)]],
            run: run && [run.from, run.to, [...run.occurrences]],
            stretches: index.documents.flatMap(({ passages }, document) =>
              Array.from(passages.keys(), (passage) => {
                const place = { document, passage };
                return [measure(place), span(place), find(place)];
              }),
            ),
            ranked: index
              .rank(query, 20)
              .map(({ document, passage }) => `${document} ${passage}`)
              .sort(),
          };
        });
        expect(hidden).toEqual(others);
      }),
    );
  });

  const SHARED = 'We call for the early conclusion of a legally binding instrument on these matters.';

  it('goes on and offers phrases only as what is shown goes on, in its spelling', () => {
    const index = makeIndex([
      {
        id: 'secret',
        date: '2023',
        handling: 'restricted',
        text: SHARED.replace('legally binding', 'Legally-Binding'),
      },
      { id: 'own', date: '2022', handling: 'restricted', text: `We call for the early conclusion of secret talks.` },
      { id: 'a', date: '2021', text: `${SHARED} It matters.` },
      { id: 'b', date: '2020', text: `Again. ${SHARED}` },
    ]);
    const texts = (of: CorpusIndex): string[] => [
      ...of.complete('We call for the early', 9).map(({ text }) => text),
      ...Array.from(of.phrases, ({ text }) => text),
      ...of.documents.flatMap((_, i) => Array.from(of.phrases.ranksIn(i), (rank) => of.phrases.at(rank)?.text ?? '')),
    ];
    expect(texts(index).join()).toMatch(/secret talks/);
    expect(texts(index).join()).toMatch(/Legally-Binding/);
    const shown = texts(hide(index));
    expect(shown.length).toBeGreaterThan(2);
    expect(shown.join()).toContain('conclusion of a legally binding instrument');
    expect(shown.join()).not.toMatch(/secret|Legally-Binding/);
    expect([...hide(index).phrases].every(({ documents }) => documents <= 2)).toBe(true);
  });

  it('takes no slip for a word of what is hidden', () => {
    const index = makeIndex([
      { id: 'secret', handling: 'restricted', text: 'The moratorium is needed.' },
      { id: 'a', holder: 'Norway', text: 'The instrument is needed.' },
    ]);
    expect(index.nearestTerms('moratorum', false)).toEqual(['moratorium']);
    expect(hide(index).nearestTerms('moratorum', false)).toEqual([]);
    expect(hide(index).nearestTerms('instrumnt', false)).toEqual(['instrument']);
  });

  it('is the index itself where nothing is hidden', () => {
    const index = makeIndex([{ id: 'a', text: SHARED }]);
    expect(hide(index)).toBe(index);
  });
});
