import { type CorpusIndex, type PassagePlace, passageOf } from '../index/corpusIndex.js';
import type { CorpusDocument } from '../ingest/corpusDocument.js';
import { take } from '../util/iterables.js';
import { passesFilter } from './filter.js';
import { compareDocuments } from './order.js';
import type { DocumentFilter, StoredDocument, StoredPassage } from './precedentStore.js';

/** An index as a store shows it: documents in the order of every store, and by id. */
export interface View {
  readonly index: CorpusIndex;
  /** Positions of the documents in the index, in the order of the store. */
  readonly documents: readonly number[];
  /** Position of a document in the index by its id; `undefined` when there is none. */
  readonly positionOf: (id: string) => number | undefined;
  /** Items by their documents in the order of the store; those of one document as they came. */
  readonly inOrder: <T extends { readonly document: number }>(items: Iterable<T>) => readonly T[];
  readonly passagesInOrder: (places: Iterable<PassagePlace>) => readonly PassagePlace[];
  /** The first of passages that come in the order of the index, at most so many; hardly ever looks at more. */
  readonly firstPassages: (places: Iterable<PassagePlace>, most: number) => readonly PassagePlace[];
  /** Tells of documents, by position in the index, whether they pass. */
  readonly filter: (filter: DocumentFilter | undefined) => (document: number) => boolean;
  readonly describeDocument: (position: number) => StoredDocument;
  readonly describePassage: (place: PassagePlace) => StoredPassage;
  /** Throws for a position that is not one of the index. */
  readonly documentAt: (position: number) => CorpusDocument;
}

/** The view of an index. Reads no text. */
export function createView(index: CorpusIndex): View {
  const documentAt = (position: number): CorpusDocument => {
    const document = index.documents[position];
    if (document === undefined) throw new RangeError('no document of this index');
    return document;
  };
  // An index compares ids by UTF-16 units: the order is hardly ever another.
  const documents = [...index.documents.keys()].sort((a, b) => compareDocuments(documentAt(a), documentAt(b)));
  const ranks = new Int32Array(documents.length);
  documents.forEach((position, rank) => {
    ranks[position] = rank;
  });
  const rankOf = (position: number): number => ranks[position] ?? ranks.length;
  const isOfIndex = documents.every((position, rank) => position === rank);
  const passagesInOrder = (places: Iterable<PassagePlace>): readonly PassagePlace[] =>
    [...places].sort((a, b) => rankOf(a.document) - rankOf(b.document) || a.passage - b.passage);
  const positions = new Map(documents.toReversed().map((position) => [documentAt(position).id, position]));
  return {
    index,
    documents,
    positionOf: (id) => positions.get(id),
    inOrder: (items) => [...items].sort((a, b) => rankOf(a.document) - rankOf(b.document)),
    passagesInOrder,
    firstPassages: (places, most) => (isOfIndex ? take(places, most) : passagesInOrder(places).slice(0, most)),
    filter(filter) {
      if (filter === undefined) return () => true;
      const known = new Map<number, boolean>();
      return (position) => {
        const passes = known.get(position) ?? passesFilter(documentAt(position).metadata, filter);
        known.set(position, passes);
        return passes;
      };
    },
    describeDocument(position) {
      const { id, metadata } = documentAt(position);
      return { id, metadata, passages: index.passagesIn(position) };
    },
    describePassage(place) {
      const { document, passage } = passageOf(index, place);
      const { citation, headings, text } = passage;
      return { document: document.id, number: place.passage, metadata: document.metadata, citation, headings, text };
    },
    documentAt,
  };
}
