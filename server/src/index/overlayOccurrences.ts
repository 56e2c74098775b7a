import { remembered } from '../util/iterables.js';
import type { Continuation, DocumentUse, Occurrence, Occurrences, PassagePlace } from './corpusIndex.js';

/** Position of a document that is not shown. */
export const HIDDEN = -1;

/** Where the documents of one index stand among those of several. */
export interface Shown {
  /** Position in the whole, by position in the index; ascending but for those that are `HIDDEN`. */
  readonly positions: Int32Array;
  /** Documents of the index that are `HIDDEN`. */
  readonly hidden: readonly number[];
}

/** What is shown of places in an index, at the positions of the whole; in the same order. */
export function* showPlaces({ positions }: Shown, places: Iterable<PassagePlace>): Generator<PassagePlace> {
  for (const { document: local, passage } of places) {
    const document = positions[local] ?? HIDDEN;
    if (document !== HIDDEN) yield { document, passage };
  }
}

/** What is shown of a layer's occurrences, at the positions of the whole. */
export function showOccurrences({ positions, hidden }: Shown, occurrences: Occurrences): Occurrences {
  const show = <T extends PassagePlace>(place: T): T => ({ ...place, document: positions[place.document] ?? HIDDEN });
  const isShown = ({ document }: { readonly document: number }): boolean => positions[document] !== HIDDEN;
  const uses = remembered({ [Symbol.iterator]: showUses });
  return {
    length: hidden.reduce((length, local) => length - occurrences.within(local).length, occurrences.length),
    at(i) {
      return nth(this, i);
    },
    *[Symbol.iterator]() {
      for (const occurrence of occurrences) if (isShown(occurrence)) yield show(occurrence);
    },
    *passages() {
      for (const place of occurrences.passages()) if (isShown(place)) yield show(place);
    },
    documents: () => uses,
    within: (document) => showOccurrences({ positions, hidden: [] }, occurrences.within(positions.indexOf(document))),
  };

  function* showUses(): Generator<DocumentUse> {
    for (const use of occurrences.documents()) if (isShown(use)) yield showUse(use);
  }

  function showUse(use: DocumentUse): DocumentUse {
    return {
      document: positions[use.document] ?? HIDDEN,
      // Most are only counted.
      get occurrences() {
        return showOccurrences({ positions, hidden: [] }, use.occurrences);
      },
    };
  }
}

/** The wording with where it stands for whom it is offered to, looked up once somebody asks. */
export function standingAt(
  { text, typedWords, likelihood }: Continuation,
  occurrences: () => Occurrences,
): Continuation {
  return {
    text,
    typedWords,
    likelihood,
    get occurrences() {
      return occurrences();
    },
  };
}

/** Occurrences in several layers, in the order of their documents. */
export function joinOccurrences(layers: readonly Occurrences[]): Occurrences {
  const [first, ...others] = layers.filter(({ length }) => length > 0);
  if (first === undefined) return layers[0] ?? NONE;
  if (others.length === 0) return first;
  const own = [first, ...others];
  const uses = remembered({ [Symbol.iterator]: joinUses });
  return {
    length: own.reduce((sum, { length }) => sum + length, 0),
    at(i) {
      return nth(this, i);
    },
    *[Symbol.iterator]() {
      for (const { occurrences } of this.documents()) yield* occurrences;
    },
    *passages() {
      for (const { occurrences } of this.documents()) yield* occurrences.passages();
    },
    documents: () => uses,
    within: (document) => joinOccurrences(own.map((occurrences) => occurrences.within(document))),
  };

  function* joinUses(): Generator<DocumentUse> {
    const layered = own.map((occurrences) => occurrences.documents()[Symbol.iterator]());
    const heads = layered.map((use) => use.next().value as DocumentUse | undefined);
    for (;;) {
      const next = heads.reduce<number>(
        (best, head, i) =>
          head !== undefined && head.document < (heads[best]?.document ?? Number.POSITIVE_INFINITY) ? i : best,
        -1,
      );
      const head = heads[next];
      if (head === undefined) return;
      yield head;
      heads[next] = layered[next]?.next().value as DocumentUse | undefined;
    }
  }
}

const NONE: Occurrences = {
  length: 0,
  at: () => undefined,
  passages: () => [],
  documents: () => [],
  within: () => NONE,
  *[Symbol.iterator]() {},
};

function nth(occurrences: Iterable<Occurrence>, n: number): Occurrence | undefined {
  let i = 0;
  for (const occurrence of occurrences) if (i++ === n) return occurrence;
  return undefined;
}
