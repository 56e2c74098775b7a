import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPostings } from '../../../server/src/index/postings.js';
import { placesOfTerm, placesOfTermWithin } from '../../../server/src/index/termPlaces.js';
import { GAP } from '../../../server/src/index/wordStream.js';

/** So many that those of the common term are never kept decoded. */
const LENGTH = 1_300_000;
const [COMMON, SOME, RARE] = [0, 1, 2];

const stream = Int32Array.from({ length: LENGTH }, (_, place) =>
  place === LENGTH - 1 ? GAP : place % 9973 === 5 ? RARE : (place * 7919) % 10 === 3 ? SOME : COMMON,
);
const postings = createPostings(
  {
    stream,
    breaks: new Uint8Array(LENGTH),
    passagePlaces: Int32Array.from([0, LENGTH]),
    documentPassages: Int32Array.from([0, 1]),
  },
  Int32Array.from([COMMON, SOME, RARE]),
);

/** Compared as bytes: there may be a million. */
function areSame(a: Int32Array, b: readonly number[]): boolean {
  return Buffer.compare(new Uint8Array(a.buffer, a.byteOffset, a.byteLength), bytesOf(b)) === 0;
}

function bytesOf(places: readonly number[]): Uint8Array {
  return new Uint8Array(Int32Array.from(places).buffer);
}

/** Places of a term between two others, the second one exclusive. */
function lookThrough(term: number, from: number, to: number): number[] {
  const places: number[] = [];
  for (let place = from; place < to; place++) if (stream[place] === term) places.push(place);
  return places;
}

describe('the places of a term', () => {
  it.each([COMMON, SOME, RARE])('are those at which it stands: %i', (term) => {
    expect(areSame(placesOfTerm(postings, term), lookThrough(term, 0, LENGTH))).toBe(true);
    // Decoded a second time, as far as they are not kept.
    expect(areSame(placesOfTerm(postings, term), lookThrough(term, 0, LENGTH))).toBe(true);
  });

  it.each([COMMON, SOME, RARE])('are found within ranges: %i', (term) => {
    placesOfTerm(postings, term);
    const ranges = fc.uniqueArray(fc.oneof(fc.nat(LENGTH), fc.nat(2000)), { maxLength: 12 }).map((edges) => {
      const ascending = edges.toSorted((a, b) => a - b);
      return Int32Array.from(ascending.slice(0, ascending.length - (ascending.length % 2)));
    });
    fc.assert(
      fc.property(ranges, (each) => {
        const expected: number[] = [];
        for (let i = 0; i < each.length; i += 2)
          for (const place of lookThrough(term, each[i] ?? 0, each[i + 1] ?? 0)) expected.push(place);
        expect(areSame(placesOfTermWithin(postings, term, each), expected)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('stand side by side in neighbouring ranges', () => {
    placesOfTerm(postings, COMMON);
    const ranges = Int32Array.from([0, 3, 3, 4, 4, 300, 301, 302, 700_000, 700_001, 700_001, 700_400]);
    const expected = [
      lookThrough(COMMON, 0, 300),
      lookThrough(COMMON, 301, 302),
      lookThrough(COMMON, 700_000, 700_400),
    ];
    expect(areSame(placesOfTermWithin(postings, COMMON, ranges), expected.flat())).toBe(true);
  });
});
