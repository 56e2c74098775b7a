import type { PostingData } from './indexData.js';

/** Stretches of the stream, ascending and apart: where each begins and ends (exclusive), in turn. */
export type PlaceRanges = Int32Array;

/** Where the documents (by their position) stand that are accepted. Linear in the number of documents. */
export function rangesOfDocuments(
  { passagePlaces, documentPassages }: PostingData,
  accepts: (document: number) => boolean,
): PlaceRanges {
  const edges: number[] = [];
  for (let document = 0; document + 1 < documentPassages.length; document++) {
    if (!accepts(document)) continue;
    const from = passagePlaces[documentPassages[document] ?? 0] ?? 0;
    const to = passagePlaces[documentPassages[document + 1] ?? 0] ?? 0;
    if (edges.at(-1) === from) edges[edges.length - 1] = to;
    else edges.push(from, to);
  }
  return Int32Array.from(edges);
}

/** Those of the ascending places that lie in the ranges. Costs the ranges and the places found, hardly what lies between. */
export function placesWithin(places: Int32Array, ranges: PlaceRanges): Int32Array {
  const parts: Int32Array[] = [];
  let length = 0;
  for (let range = 0, to = 0; range < ranges.length && to < places.length; range += 2) {
    const from = firstFrom(places, to, ranges[range] ?? 0);
    to = firstFrom(places, from, ranges[range + 1] ?? 0);
    if (to > from) length += parts[parts.push(places.subarray(from, to)) - 1]?.length ?? 0;
  }
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const within = new Int32Array(length);
  let at = 0;
  for (const part of parts) {
    within.set(part, at);
    at += part.length;
  }
  return within;
}

/** First position from `from` on whose place is not below `limit`. The next one is mostly near. */
export function firstFrom(places: Int32Array, from: number, limit: number): number {
  let [low, step] = [from, 1];
  while (low + step <= places.length && (places[low + step - 1] ?? limit) < limit) {
    low += step;
    step *= 2;
  }
  for (; step >= 1; step >>= 1) {
    if (low + step <= places.length && (places[low + step - 1] ?? limit) < limit) low += step;
  }
  return low;
}
