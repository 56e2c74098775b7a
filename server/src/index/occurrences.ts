import type { CorpusDocument } from '../ingest/corpusDocument.js';
import type { Tokenizer } from '../text/tokens.js';
import type { TokenSpans } from '../text/tokenSpans.js';
import { remembered } from '../util/iterables.js';
import type { DocumentUse, Occurrence, Occurrences, PassagePlace } from './corpusIndex.js';
import type { PostingData } from './indexData.js';
import { documentOfPassage, passageAt } from './postings.js';
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
  const spans = new Map<number, TokenSpans>();

  function spansOf(passage: number, { document, passage: number }: PassagePlace): TokenSpans {
    const known = spans.get(passage);
    if (known !== undefined) return known;
    const read = tokenize.spansOf(documents[document]?.passages[number]?.text ?? '');
    const oldest = spans.size < REMEMBERED ? undefined : spans.keys().next().value;
    if (oldest !== undefined) spans.delete(oldest);
    spans.set(passage, read);
    return read;
  }

  function placeOf(passage: number): PassagePlace {
    const document = documentOfPassage(postings, passage);
    return { document, passage: passage - (postings.documentPassages[document] ?? 0) };
  }

  const documentPlaces = postings.documentPassages.map((passage) => postings.passagePlaces[passage] ?? 0);

  function startOf(document: number): number {
    return documentPlaces[document] ?? Number.POSITIVE_INFINITY;
  }

  function read(places: Int32Array, words: number): Occurrences {
    const occurrenceAt = (place: number): Occurrence => {
      const passage = passageAt(postings, place);
      const where = placeOf(passage);
      const first = place - (postings.passagePlaces[passage] ?? 0);
      const tokens = spansOf(passage, where);
      return { ...where, start: tokens.at(first)?.start ?? 0, end: tokens.at(first + words - 1)?.end ?? 0 };
    };
    /** First position from `from` on whose place is not below `limit`. */
    const firstFrom = (from: number, limit: number): number => {
      let to = from;
      while (to < places.length && (places[to] ?? 0) < limit) to++;
      return to;
    };
    function* readUses(): Generator<DocumentUse> {
      for (let i = 0; i < places.length; ) {
        const document = lastAtMost(documentPlaces, documentPlaces.length - 1, places[i] ?? 0);
        const from = i;
        const to = (i = firstFrom(from, startOf(document + 1)));
        yield {
          document,
          // Most are only counted, and there may be thousands.
          get occurrences() {
            return read(places.subarray(from, to), words);
          },
        };
      }
    }
    // Who counts them and who shows them want the same ones.
    const uses = remembered({ [Symbol.iterator]: readUses });
    return {
      length: places.length,
      at: (i) => {
        const place = places[i];
        return place === undefined ? undefined : occurrenceAt(place);
      },
      *[Symbol.iterator]() {
        for (const place of places) yield occurrenceAt(place);
      },
      *passages() {
        for (let i = 0; i < places.length; ) {
          const passage = passageAt(postings, places[i] ?? 0);
          yield placeOf(passage);
          i = firstFrom(i, postings.passagePlaces[passage + 1] ?? Number.POSITIVE_INFINITY);
        }
      },
      documents: () => uses,
      within: (document) =>
        read(
          places.subarray(firstNotBefore(places, startOf(document)), firstNotBefore(places, startOf(document + 1))),
          words,
        ),
    };
  }

  return read;
}
