import { merged, remembered } from '../util/iterables.js';
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
export function* showPlaces<T extends PassagePlace>({ positions }: Shown, places: Iterable<T>): Generator<T> {
  for (const place of places) {
    const document = positions[place.document] ?? HIDDEN;
    if (document !== HIDDEN) yield { ...place, document };
  }
}

/** What is shown of a layer's occurrences, at the positions of the whole. */
export function showOccurrences(shown: Shown, occurrences: Occurrences): Occurrences {
  return new ShownOccurrences(shown, occurrences);
}

/** A class, as in `occurrences.ts`: there may be one for each document with a wording. */
class ShownOccurrences implements Occurrences {
  readonly #shown: Shown;
  readonly #all: Occurrences;
  #length: number | undefined;
  #uses: Iterable<DocumentUse> | undefined;

  constructor(shown: Shown, all: Occurrences) {
    this.#shown = shown;
    this.#all = all;
  }

  get length(): number {
    return (this.#length ??= this.#all.length - this.#countHidden());
  }

  at(i: number): Occurrence | undefined {
    return nth(this, i);
  }

  [Symbol.iterator](): Iterator<Occurrence> {
    return showPlaces(this.#shown, this.#all);
  }

  passages(): Iterable<PassagePlace> {
    return showPlaces(this.#shown, this.#all.passages());
  }

  documents(): Iterable<DocumentUse> {
    return (this.#uses ??= remembered({ [Symbol.iterator]: () => this.#showUses() }));
  }

  within(document: number): Occurrences {
    const { positions } = this.#shown;
    return new ShownOccurrences({ positions, hidden: [] }, this.#all.within(positions.indexOf(document)));
  }

  *#showUses(): Generator<DocumentUse> {
    const { positions } = this.#shown;
    const shown: Shown = { positions, hidden: [] };
    for (const use of this.#all.documents()) {
      const document = positions[use.document] ?? HIDDEN;
      if (document !== HIDDEN) yield new ShownUse(document, shown, use);
    }
  }

  /** By what there is less of: hidden documents, or places. */
  #countHidden(): number {
    const { positions, hidden } = this.#shown;
    let count = 0;
    if (hidden.length <= this.#all.length) {
      for (const local of hidden) count += this.#all.within(local).length;
    } else if (hidden.length > 0) {
      for (const use of this.#all.documents()) {
        if (positions[use.document] === HIDDEN) count += use.occurrences.length;
      }
    }
    return count;
  }
}

/** Most are only counted: their occurrences are made when somebody asks. */
class ShownUse implements DocumentUse {
  readonly document: number;
  readonly #shown: Shown;
  readonly #use: DocumentUse;

  constructor(document: number, shown: Shown, use: DocumentUse) {
    this.document = document;
    this.#shown = shown;
    this.#use = use;
  }

  get occurrences(): Occurrences {
    return new ShownOccurrences(this.#shown, this.#use.occurrences);
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

/** Occurrences in several layers, in the order of their documents; no document stands in two of them. */
export function joinOccurrences(layers: readonly Occurrences[]): Occurrences {
  const [first, ...others] = layers.filter(({ length }) => length > 0);
  if (first === undefined) return layers[0] ?? NONE;
  if (others.length === 0) return first;
  const own = [first, ...others];
  const uses = remembered(inOrderOfDocuments(own.map((each) => each.documents())));
  return {
    length: own.reduce((sum, { length }) => sum + length, 0),
    at(i) {
      return nth(this, i);
    },
    [Symbol.iterator]: () => inOrderOfDocuments(own)[Symbol.iterator](),
    passages: () => inOrderOfDocuments(own.map((each) => each.passages())),
    documents: () => uses,
    within: (document) => joinOccurrences(own.map((each) => each.within(document))),
  };
}

/** What stands in several rows, each in the order of documents, in that order. */
export function inOrderOfDocuments<T extends { readonly document: number }>(rows: readonly Iterable<T>[]): Iterable<T> {
  return rows.reduce((a, b) => merged(a, b, (first, second) => first.document - second.document));
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
