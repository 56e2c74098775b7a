import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coversIn, packCovers } from '../../../server/src/index/covers.js';
import { createPostings } from '../../../server/src/index/postings.js';

/** Documents of one passage each, of so many words. */
function postingsOf(sizes: readonly number[]): ReturnType<typeof createPostings> {
  const starts = sizes.map((_, i) => sizes.slice(0, i).reduce((sum, size) => sum + size, 0));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const words = {
    stream: new Int32Array(total),
    breaks: new Uint8Array(total),
    passagePlaces: Int32Array.from([...starts, total]),
    documentPassages: Int32Array.from([...sizes.keys(), sizes.length]),
  };
  return createPostings(words, Int32Array.of(0));
}

describe('covers', () => {
  it('are found again document by document, in order', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 5 });
    const phrases = fc.array(
      fc.tuple(fc.array(fc.double({ min: 0, max: 0.999, noNaN: true })), fc.integer({ min: 3, max: 25 })),
    );
    fc.assert(
      fc.property(sizes, phrases, (documents, drawn) => {
        const postings = postingsOf(documents);
        const total = postings.stream.length;
        const given = drawn.map(([shares, length]) => ({
          places: Int32Array.from(shares, (share) => Math.floor(share * total)),
          length,
        }));
        const data = packCovers(given, postings);
        const found = documents.flatMap((_, document) => [...coversIn(data, postings, document)]);
        const expected = given
          .flatMap(({ places, length }) => Array.from(places, (place) => ({ place, length })))
          .sort((a, b) => a.place - b.place || a.length - b.length);
        expect(found).toEqual(expected);
        documents.forEach((_, document) => {
          const [from, to] = [postings.passagePlaces[document] ?? 0, postings.passagePlaces[document + 1] ?? 0];
          for (const { place } of coversIn(data, postings, document)) {
            expect(place >= from && place < to).toBe(true);
          }
        });
      }),
    );
  });
});
