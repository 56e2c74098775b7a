import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placesWithin, rangesOfDocuments } from '../../../server/src/index/placeRanges.js';
import { documentAt, placesOfRun } from '../../../server/src/index/postings.js';
import { makeIndex } from '../../support/corpus.js';

const words = fc.array(fc.constantFrom('alfa', 'bravo', 'charlie'), { minLength: 1, maxLength: 20 });
const corpora = fc.array(words, { minLength: 1, maxLength: 8 });

function indexOf(corpus: readonly (readonly string[])[]) {
  return makeIndex(corpus.map((text, i) => ({ id: `d${i}`, holder: `holder ${i}`, text: text.join(' ') })));
}

describe('the ranges of some documents', () => {
  it('hold the places of these documents and no others', () => {
    fc.assert(
      fc.property(corpora, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (corpus, accepted) => {
        const { postings } = indexOf(corpus);
        const ranges = rangesOfDocuments(postings, (document) => accepted[document] === true);
        const run = [0, 1].filter((term) => term < postings.counts.length);
        const everywhere = placesOfRun(postings, run);
        const expected = [...everywhere].filter((place) => accepted[documentAt(postings, place)] === true);
        expect([...placesOfRun(postings, run, ranges)]).toEqual(expected);
      }),
    );
  });

  it('are one where the documents stand side by side, and none where none is accepted', () => {
    const { postings } = indexOf([['alfa'], ['bravo'], ['charlie']]);
    expect([...rangesOfDocuments(postings, () => true)]).toEqual([0, postings.stream.length]);
    expect([...rangesOfDocuments(postings, () => false)]).toEqual([]);
  });
});

describe('the places within ranges', () => {
  it('are those that a filter keeps', () => {
    const ascending = fc.uniqueArray(fc.nat(300)).map((places) => Int32Array.from(places).sort());
    fc.assert(
      fc.property(ascending, ascending, (places, edges) => {
        const ranges = edges.subarray(0, edges.length - (edges.length % 2));
        const isWithin = (place: number): boolean =>
          ranges.some((from, i) => i % 2 === 0 && from <= place && place < (ranges[i + 1] ?? 0));
        expect([...placesWithin(places, ranges)]).toEqual([...places].filter(isWithin));
      }),
    );
  });
});
