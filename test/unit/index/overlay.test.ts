import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CorpusIndex } from '../../../server/src/index/corpusIndex.js';
import { overlayIndex } from '../../../server/src/index/overlay.js';
import { makeDocument, makeIndex, type TestDocument } from '../../support/corpus.js';

const words = fc.array(fc.constantFrom('alfa', 'bravo', 'charlie', 'deltas', 'delta'), { minLength: 1, maxLength: 9 });
const queries = fc.array(fc.constantFrom('alfa', 'bravo', 'charlie', 'delta', 'echo', 'foxtrot'), {
  minLength: 1,
  maxLength: 9,
});
const heading = fc.array(fc.constantFrom('alfa', 'bravo', 'echo'), { minLength: 1, maxLength: 3 });
const texts = fc.record({
  title: fc.array(fc.constantFrom('alfa', 'delta', 'foxtrot'), { maxLength: 3 }),
  blocks: fc.array(fc.record({ words, heading: fc.option(heading) }), { minLength: 1, maxLength: 4 }),
});
const corpora = fc.array(texts, { minLength: 1, maxLength: 4 });
type Corpus = typeof corpora extends fc.Arbitrary<infer T> ? T : never;

/** Different holders, so that no document counts as a copy of another; dates that put them out of their order. */
function documentsOf(corpus: Corpus, from: number): TestDocument[] {
  return corpus.map(({ title, blocks }, i) => ({
    id: `d${from + i}`,
    title: title.join(' '),
    holder: `holder ${from + i}`,
    date: `20${10 + (((from + i) * 7) % 5)}`,
    text: blocks
      .flatMap(({ heading, words }) => [...(heading === null ? [] : [`# ${heading.join(' ')}`]), words.join(' ')])
      .join('\n\n'),
  }));
}

const uriOf = (id: string): string => makeDocument({ id, text: '' }).uri;

/** The documents laid over, and all of them indexed anew. */
function bothWays(before: Corpus, after: Corpus): { readonly overlay: CorpusIndex; readonly anew: CorpusIndex } {
  const old = documentsOf(before, 0);
  // The first of them changes the document that was the last one before; the others are new.
  const changed = documentsOf(after, before.length - 1);
  const removed = new Set(changed.map(({ id }) => uriOf(id)));
  const kept = old.filter(({ id }) => !removed.has(uriOf(id)));
  return {
    overlay: overlayIndex(makeIndex(old), makeIndex(changed), removed, 2),
    anew: makeIndex([...kept, ...changed]),
  };
}

describe('an index with a change laid over it', () => {
  it('answers as one that is made anew', () => {
    fc.assert(
      fc.property(corpora, corpora, queries, fc.nat(8), (before, after, query, seed) => {
        const { overlay, anew } = bothWays(before, after);
        expect(overlay.documents.map(({ id }) => id)).toEqual(anew.documents.map(({ id }) => id));
        expect(overlay.passageCount).toBe(anew.passageCount);
        const countsOf = (index: CorpusIndex) => index.documents.map((_, document) => index.passagesIn(document));
        expect(countsOf(overlay)).toEqual(anew.documents.map(({ passages }) => passages.length));
        expect(countsOf(anew)).toEqual(countsOf(overlay));
        const [found, expected] = [overlay, anew].map((index) => index.findPhrase(query.slice(0, 2)));
        expect([...(found ?? [])]).toEqual([...(expected ?? [])]);
        const around = (index: CorpusIndex) => [...index.wordsAround(query.slice(0, 2), 2, 1)];
        expect(around(overlay)).toEqual(around(anew));
        expect([...(found?.passages() ?? [])]).toEqual([...(expected?.passages() ?? [])]);
        expect(found?.length).toBe(expected?.length);
        expect(found?.at(0)).toEqual(expected?.at(0));
        const usesOf = (occurrences: typeof found) =>
          [...(occurrences?.documents() ?? [])].map(({ document, occurrences: own }) => [document, [...own]]);
        expect(usesOf(found)).toEqual(usesOf(expected));
        expect([...(found?.within(0) ?? [])]).toEqual([...(expected?.within(0) ?? [])]);
        expect(overlay.passageFrequency(query[0] ?? '')).toBe(anew.passageFrequency(query[0] ?? ''));
        for (const terms of [query, query.slice(0, 1), query.slice(0, 2)]) {
          expect([...overlay.passagesHolding(terms)]).toEqual([...anew.passagesHolding(terms)]);
        }
        expect(overlay.formFrequency(query[0] ?? '')).toBe(anew.formFrequency(query[0] ?? ''));
        const termsOf = (index: CorpusIndex) =>
          index.documents.flatMap(({ passages }, document) =>
            Array.from(passages.keys(), (passage) => index.termsIn({ document, passage })),
          );
        expect(termsOf(overlay)).toEqual(termsOf(anew));
        const some = anew.documents.map((_, n) => n).filter((n) => n % 2 === 0);
        expect(overlay.frequencyIn(some)(query[0] ?? '')).toBe(anew.frequencyIn(some)(query[0] ?? ''));
        const runOf = (index: CorpusIndex) => {
          const run = index.longestPhrase(query, seed % query.length, 1 + (seed % 3));
          return run && [run.from, run.to, [...run.occurrences]];
        };
        expect(runOf(overlay)).toEqual(runOf(anew));
        const stretchesOf = (index: CorpusIndex) => {
          const [measure, span, find] = [
            index.measureStretch(query),
            index.measureSpan(query),
            index.findRun(query.slice(0, 2)),
          ];
          return index.documents.flatMap(({ passages }, document) =>
            Array.from(passages.keys(), (passage) => {
              const place = { document, passage };
              return [measure(place), span(place), find(place)];
            }),
          );
        };
        expect(stretchesOf(overlay)).toEqual(stretchesOf(anew));
        const isEven = (document: number): boolean => document % 2 === 0;
        for (const index of [overlay, anew]) {
          const enough = { leastShare: 0.5, inAnyOrder: true };
          const shared = index.rank(query, Number.POSITIVE_INFINITY).filter(({ share }) => share >= enough.leastShare);
          expect(index.rank(query, Number.POSITIVE_INFINITY, enough)).toHaveLength(shared.length);
          expect(index.rank(query, Number.POSITIVE_INFINITY, enough)).toEqual(expect.arrayContaining([...shared]));
          const chosen = index.rank(query, 20, { documents: isEven });
          expect(chosen).toEqual(index.rank(query, 20, { accepts: ({ document }) => isEven(document) }));
        }
        for (const fields of ['text', 'all'] as const) {
          const ranksOf = (index: CorpusIndex) =>
            index
              .rank(query, 20, { fields })
              .map(({ document, passage, score, share, above }) => [
                document,
                passage,
                score.toFixed(4),
                share.toFixed(4),
                above,
              ]);
          expect(ranksOf(overlay)).toEqual(ranksOf(anew));
        }
      }),
    );
  });

  it('counts the passages of a word without looking for each', () => {
    const base = makeIndex([
      { id: 'a', text: 'The panel met.\n\nThe panel agreed.' },
      { id: 'b', text: 'The panel met again.' },
    ]);
    const blind = { ...base, findPhrase: () => expect.unreachable('looks for every place of the word') };
    const overlay = overlayIndex(
      blind,
      makeIndex([{ id: 'b', text: 'No panel.\n\nA panel.' }]),
      new Set([uriOf('b')]),
      2,
    );
    expect(['panel', 'met', 'again', 'no', 'quorum'].map((term) => overlay.passageFrequency(term))).toEqual([
      4, 1, 0, 1, 0,
    ]);
  });

  const SHARED = 'We call for the early conclusion of a legally binding instrument on these matters.';

  it('offers what still stands somewhere, with the words of the change as evidence', () => {
    const base = makeIndex([
      { id: 'a', date: '2020', text: `${SHARED}\n\nWe regret the failure of the panel to agree on anything.` },
      { id: 'b', date: '2021', text: `${SHARED}\n\nWe regret the failure of the panel to agree on anything.` },
    ]);
    const change = makeIndex([{ id: 'b', date: '2021', text: `Once more. ${SHARED}` }]);
    const overlay = overlayIndex(base, change, new Set([uriOf('b')]), 2);
    const [best] = overlay.complete('We call for the early', 5);
    expect(best?.text).toContain('conclusion of a legally binding instrument');
    expect([...(best?.occurrences ?? [])].map(({ document }) => overlay.documents[document]?.id)).toEqual(['b', 'a']);
    expect([...overlay.phrases].every(({ occurrences, documents }) => occurrences.length >= documents)).toBe(true);
    const gone = overlayIndex(base, makeIndex([]), new Set([uriOf('a'), uriOf('b')]), 3);
    expect(gone.complete('We call for the early', 5)).toEqual([]);
    expect([...gone.phrases]).toEqual([]);
    expect(gone.findPhrase(['panel'])).toHaveLength(0);
  });

  it('looks a phrase up only for whoever wants to know where it stands', () => {
    const base = makeIndex(['a', 'b'].map((id) => ({ id, holder: id, text: SHARED })));
    const { phrases } = base;
    const unread = {
      terms: phrases.at(0)?.terms ?? [],
      get text(): never {
        return expect.unreachable('reads a text');
      },
      get occurrences(): never {
        return expect.unreachable('looks for every place');
      },
      documents: 2,
    };
    const blind = { ...base, phrases: { ...phrases, length: 1, at: () => unread, ranksIn: () => [] } };
    const overlay = overlayIndex(blind, makeIndex([{ id: 'b', text: 'Nothing.' }]), new Set([uriOf('b')]), 2);
    expect(overlay.phrases.at(0)?.terms).toEqual(phrases.at(0)?.terms);
    expect(() => overlay.phrases.at(0)?.occurrences).toThrow('looks for every place');
  });

  it('reads slips by the words of both', () => {
    const base = makeIndex([{ id: 'a', text: 'The instrument is needed.' }]);
    const change = makeIndex([{ id: 'b', text: 'The moratorium is needed.' }]);
    const overlay = overlayIndex(base, change, new Set(), 2);
    expect(overlay.nearestTerms('moratorum', false)).toEqual(['moratorium']);
    expect(overlay.nearestTerms('instrumnt', false)).toEqual(['instrument']);
    expect(overlay.nearestTerms('moratorium', false)).toEqual([]);
    expect(overlay.nearestTerms('instruments', false)).toEqual([]);
    const without = overlayIndex(base, change, new Set([uriOf('a')]), 3);
    expect(without.nearestTerms('instrumnt', false)).toEqual([]);
    expect(without.nearestTerms('moratorum', false)).toEqual(['moratorium']);
  });
});
