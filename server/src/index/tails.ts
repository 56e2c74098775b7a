import type { PostingData } from './indexData.js';
import { type PlaceRanges, placesWithin } from './placeRanges.js';
import { breakAt, termAt } from './postings.js';
import { placesOfTerm } from './termPlaces.js';
import type { Vocabulary } from './vocabulary.js';
import { BREAK } from './wordStream.js';

/** Stands for a term where several may. */
const NO_TERM = -2;
/** The newest uses of common words; those of a rarer word beside them are looked at instead. */
const PLACES_SCANNED = 1 << 15;
const NONE = new Int32Array();

/** A typed word: the terms it may stand for, or the beginning of one. */
export interface Slot {
  readonly word: string;
  readonly terms: readonly number[];
  readonly prefix?: string;
  readonly isContent: boolean;
  readonly mistyped: boolean;
}

/** Looks up where the last so many words stand one after the other in one clause: places of the first, ascending. */
export type TailFinder = (length: number) => Int32Array;

/** What tails are found in. All of one index revision. */
export interface TailSources {
  readonly postings: PostingData;
  readonly vocabulary: Vocabulary;
}

/** A finder for the tails of typed words in the ranges. Costs the places that their rarest word has there. */
export function findTails(sources: TailSources, slots: readonly Slot[], ranges: PlaceRanges): TailFinder {
  const anchors = rarestOfTails(sources, slots);
  const found = new Map<number, { readonly places: Int32Array; readonly lengths: Uint8Array }>();
  return (length) => {
    const anchor = anchors[length];
    if (anchor === undefined) return NONE;
    const around = found.get(anchor) ?? findAround(sources, slots, anchor, ranges);
    found.set(anchor, around);
    const shift = length - (slots.length - anchor);
    const places = new Int32Array(around.places.length);
    let count = 0;
    for (let i = 0; i < places.length; i++) {
      if ((around.lengths[i] ?? 0) >= length) places[count++] = (around.places[i] ?? 0) - shift;
    }
    return places.subarray(0, count);
  };
}

/** Position of the rarest word among the last so many slots, by their number. */
function rarestOfTails(sources: TailSources, slots: readonly Slot[]): readonly (number | undefined)[] {
  const rarest: (number | undefined)[] = [undefined];
  let fewest = Number.POSITIVE_INFINITY;
  for (let i = slots.length - 1; i >= 0; i--) {
    const uses = usesOf(sources, slots[i]);
    rarest.push(uses < fewest ? i : rarest.at(-1));
    fewest = Math.min(fewest, uses);
  }
  return rarest;
}

/** Places of all terms that a slot may stand for. */
export function usesOf(sources: TailSources, slot: Slot | undefined): number {
  let uses = 0;
  for (const term of slot === undefined ? [] : termsOf(sources, slot)) uses += sources.postings.counts[term] ?? 0;
  return uses;
}

/** The terms that a slot may stand for. */
function termsOf(sources: TailSources, { terms, prefix }: Slot): Iterable<number> {
  if (prefix === undefined) return terms;
  const begun = sources.vocabulary.termsWithPrefix(prefix);
  const others = terms.filter((term) => sources.vocabulary.terms[term]?.startsWith(prefix) !== true);
  return others.length === 0 ? begun : [...others, ...begun];
}

/** Places of the slot at `anchor` that all later slots follow, and how many slots, from the end, stand there. */
function findAround(
  sources: TailSources,
  slots: readonly Slot[],
  anchor: number,
  ranges: PlaceRanges,
): { places: Int32Array; lengths: Uint8Array } {
  const expected = Int32Array.from(slots, ({ terms, prefix }) =>
    prefix === undefined && terms.length === 1 ? (terms[0] ?? NO_TERM) : NO_TERM,
  );
  const isAt = (slot: number, place: number): boolean => {
    const term = termAt(sources.postings, place);
    return term === expected[slot] || (expected[slot] === NO_TERM && mayBe(sources, slots[slot], term));
  };
  const scanned = placesWithin(newestPlaces(sources, slots[anchor]), ranges);
  const places = new Int32Array(scanned.length);
  const lengths = new Uint8Array(scanned.length);
  let found = 0;
  for (let i = 0; i < scanned.length; i++) {
    const place = scanned[i] ?? 0;
    let next = anchor + 1;
    while (
      next < slots.length &&
      isAt(next, place + next - anchor) &&
      !opensClause(sources.postings, place + next - anchor)
    )
      next++;
    if (next < slots.length) continue;
    let first = anchor;
    while (
      first > 0 &&
      isAt(first - 1, place + first - anchor - 1) &&
      !opensClause(sources.postings, place + first - anchor)
    )
      first--;
    places[found] = place;
    lengths[found++] = slots.length - first;
  }
  return { places: places.subarray(0, found), lengths: lengths.subarray(0, found) };
}

/** Where the slot's terms stand, ascending; of very many places the first. */
function newestPlaces(sources: TailSources, slot: Slot | undefined): Int32Array {
  const lists = Array.from(slot === undefined ? [] : termsOf(sources, slot), (term) =>
    placesOfTerm(sources.postings, term).subarray(0, PLACES_SCANNED),
  );
  const [only] = lists;
  if (only !== undefined && lists.length === 1) return only;
  const places = new Int32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let length = 0;
  for (const list of lists) {
    places.set(list, length);
    length += list.length;
  }
  return places.sort().subarray(0, PLACES_SCANNED);
}

function opensClause(postings: PostingData, place: number): boolean {
  return breakAt(postings, place) >= BREAK.clause;
}

/** Whether a term of the corpus may be what was typed. */
function mayBe(sources: TailSources, slot: Slot | undefined, term: number): boolean {
  if (slot === undefined) return false;
  const { terms, prefix } = slot;
  return terms.includes(term) || (prefix !== undefined && sources.vocabulary.terms[term]?.startsWith(prefix) === true);
}
