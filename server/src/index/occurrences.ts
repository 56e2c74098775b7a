import { type CorpusDocument, passageIn } from '../ingest/corpusDocument.js';
import type { Tokenizer } from '../text/tokens.js';
import type { TokenSpans } from '../text/tokenSpans.js';
import { remembered } from '../util/iterables.js';
import type { DocumentUse, Occurrence, Occurrences, PassagePlace } from './corpusIndex.js';
import type { PostingData } from './indexData.js';
import { firstFrom } from './placeRanges.js';
import { passageFinder, placeOfPassage } from './postings.js';
import { firstNotBefore, lastAtMost } from './wordStream.js';

/** Occurrences that are listed already, in the order of `CorpusIndex.findPhrase`. */
export function listOccurrences(listed: readonly Occurrence[]): Occurrences {
  const group = (key: (occurrence: Occurrence) => string): Occurrence[][] => {
    const groups = new Map<string, Occurrence[]>();
    for (const occurrence of listed) groups.set(key(occurrence), [...(groups.get(key(occurrence)) ?? []), occurrence]);
    return [...groups.values()];
  };
  return {
    length: listed.length,
    at: (i) => listed[i],
    [Symbol.iterator]: () => listed[Symbol.iterator](),
    passages: () =>
      group(({ document, passage }) => `${document}:${passage}`).flatMap(([first]) =>
        first === undefined ? [] : [first],
      ),
    documents: () =>
      group(({ document }) => String(document)).flatMap((own) => {
        const document = own[0]?.document;
        return document === undefined ? [] : [{ document, occurrences: listOccurrences(own) }];
      }),
    within: (document) => listOccurrences(listed.filter((occurrence) => occurrence.document === document)),
  };
}

/** Passages whose words' spans are remembered. */
const REMEMBERED = 256;

/** Makes occurrences of places in the stream. The spans are read from the passages' text only when asked for. */
export type OccurrenceReader = (places: Int32Array, words: number) => Occurrences;

/** A reader for one index revision; `tokenize` is what the index was made with. */
export function createOccurrenceReader(
  postings: PostingData,
  documents: readonly CorpusDocument[],
  tokenize: Tokenizer,
): OccurrenceReader {
  const { passagePlaces } = postings;
  const passageAt = passageFinder(postings);
  const spans = new Map<number, TokenSpans>();

  function textOf(document: number, number: number): string {
    const held = documents[document];
    return (held && passageIn(held, number)?.text) ?? '';
  }

  function spansOf(passage: number, { document, passage: number }: PassagePlace): TokenSpans {
    const known = spans.get(passage);
    if (known !== undefined) return known;
    const read = tokenize.spansOf(textOf(document, number));
    const oldest = spans.size < REMEMBERED ? undefined : spans.keys().next().value;
    if (oldest !== undefined) spans.delete(oldest);
    spans.set(passage, read);
    return read;
  }

  const placeOf = (passage: number): PassagePlace => placeOfPassage(postings, passage);

  function occurrenceAt(place: number, words: number): Occurrence {
    const passage = passageAt(place);
    const where = placeOf(passage);
    const first = place - (passagePlaces[passage] ?? 0);
    const tokens = spansOf(passage, where);
    return { ...where, start: tokens.at(first)?.start ?? 0, end: tokens.at(first + words - 1)?.end ?? 0 };
  }

  const documentPlaces = postings.documentPassages.map((passage) => passagePlaces[passage] ?? 0);
  const source: Source = { passagePlaces, documentPlaces, passageAt, placeOf, occurrenceAt };
  return (places, words) => new StreamOccurrences(source, places, words);
}

/** What occurrences of one index revision are read from. */
interface Source {
  /** First place of each passage; after the last one, the stream's length. */
  readonly passagePlaces: Int32Array;
  /** First place of each document; after the last one, the stream's length. */
  readonly documentPlaces: Int32Array;
  /** Number of the passage that holds the place. */
  readonly passageAt: (place: number) => number;
  readonly placeOf: (passage: number) => PassagePlace;
  readonly occurrenceAt: (place: number, words: number) => Occurrence;
}

/** There may be thousands for one wording, a document's each: literals with functions of their own would need far more memory. */
class StreamOccurrences implements Occurrences {
  readonly #source: Source;
  readonly #places: Int32Array;
  readonly #words: number;
  #uses: Iterable<DocumentUse> | undefined;

  constructor(source: Source, places: Int32Array, words: number) {
    this.#source = source;
    this.#places = places;
    this.#words = words;
  }

  get length(): number {
    return this.#places.length;
  }

  at(i: number): Occurrence | undefined {
    const place = this.#places[i];
    return place === undefined ? undefined : this.#source.occurrenceAt(place, this.#words);
  }

  *[Symbol.iterator](): Generator<Occurrence> {
    for (const place of this.#places) yield this.#source.occurrenceAt(place, this.#words);
  }

  *passages(): Generator<PassagePlace> {
    const { passagePlaces, passageAt, placeOf } = this.#source;
    const places = this.#places;
    for (let i = 0; i < places.length; ) {
      const passage = passageAt(places[i] ?? 0);
      yield placeOf(passage);
      i = firstFrom(places, i, passagePlaces[passage + 1] ?? Number.POSITIVE_INFINITY);
    }
  }

  documents(): Iterable<DocumentUse> {
    // Who counts them and who shows them want the same ones.
    return (this.#uses ??= remembered({ [Symbol.iterator]: () => this.#readUses() }));
  }

  within(document: number): Occurrences {
    const from = firstNotBefore(this.#places, this.#startOf(document));
    return this.part(from, firstFrom(this.#places, from, this.#startOf(document + 1)));
  }

  /** Those from one position up to another. */
  part(from: number, to: number): Occurrences {
    return new StreamOccurrences(this.#source, this.#places.subarray(from, to), this.#words);
  }

  *#readUses(): Generator<DocumentUse> {
    const { documentPlaces } = this.#source;
    const places = this.#places;
    for (let i = 0; i < places.length; ) {
      const document = lastAtMost(documentPlaces, documentPlaces.length - 1, places[i] ?? 0);
      const from = i;
      i = firstFrom(places, from, this.#startOf(document + 1));
      yield new StreamUse(document, this, from, i);
    }
  }

  #startOf(document: number): number {
    return this.#source.documentPlaces[document] ?? Number.POSITIVE_INFINITY;
  }
}

/** Most uses are only counted: their occurrences are made when somebody asks. */
class StreamUse implements DocumentUse {
  readonly document: number;
  readonly #all: StreamOccurrences;
  readonly #from: number;
  readonly #to: number;

  constructor(document: number, all: StreamOccurrences, from: number, to: number) {
    this.document = document;
    this.#all = all;
    this.#from = from;
    this.#to = to;
  }

  get occurrences(): Occurrences {
    return this.#all.part(this.#from, this.#to);
  }
}
