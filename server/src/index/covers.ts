import type { CoverData, PostingData } from './indexData.js';
import { createBytes, createDoubles, createInts } from './memory.js';

/** A phrase has fewer words. */
const LENGTHS = 32;

/** A place where a phrase stands, and how many words it has there. */
export interface Cover {
  readonly place: number;
  readonly length: number;
}

/** The places of phrases in `places` together with the phrases' lengths, in whatever order they come. O(n log n). */
export function packCovers(
  phrases: readonly { places: Int32Array; length: number }[],
  postings: PostingData,
): CoverData {
  const keys = createDoubles(phrases.reduce((sum, { places }) => sum + places.length, 0));
  let count = 0;
  for (const { places, length } of phrases) for (const place of places) keys[count++] = place * LENGTHS + length;
  keys.sort((a, b) => a - b);
  const documents = postings.documentPassages.length - 1;
  const offsets = createInts(documents + 1);
  const write = (put: (byte: number) => void, opens: (document: number) => void): void => {
    let next = 0;
    for (let document = 0; document < documents; document++) {
      opens(document);
      const end = firstPlaceOf(postings, document + 1) * LENGTHS;
      for (let before = firstPlaceOf(postings, document); next < keys.length && (keys[next] ?? end) < end; next++) {
        const length = (keys[next] ?? 0) % LENGTHS;
        const place = ((keys[next] ?? 0) - length) / LENGTHS;
        let distance = place - before;
        for (; distance >= 0x80; distance >>>= 7) put((distance & 0x7f) | 0x80);
        put(distance);
        put(length);
        before = place;
      }
    }
    opens(documents);
  };
  let size = 0;
  write(
    () => size++,
    (document) => (offsets[document] = size),
  );
  const bytes = createBytes(size);
  size = 0;
  write(
    (byte) => (bytes[size++] = byte),
    () => undefined,
  );
  return { bytes, offsets };
}

/** The covers in a document (its position in the index), ascending by place, then by length. Linear in their number. */
export function* coversIn({ bytes, offsets }: CoverData, postings: PostingData, document: number): Generator<Cover> {
  const to = offsets[document + 1] ?? 0;
  let place = firstPlaceOf(postings, document);
  for (let at = offsets[document] ?? to; at < to; ) {
    for (let shift = 0, more = true; more; shift += 7) {
      const byte = bytes[at++] ?? 0;
      place += (byte & 0x7f) << shift;
      more = byte >= 0x80;
    }
    yield { place, length: bytes[at++] ?? 0 };
  }
}

function firstPlaceOf({ passagePlaces, documentPassages }: PostingData, document: number): number {
  return passagePlaces[documentPassages[document] ?? 0] ?? 0;
}
