import type { CorpusIndex, PassagePlace } from './corpusIndex.js';
import type { PostingData } from './indexData.js';
import { termAt } from './postings.js';
import { placesOfTerm } from './termPlaces.js';
import type { Vocabulary } from './vocabulary.js';
import { firstNotBefore } from './wordStream.js';

/** Where one of the words stands: its number among them. */
interface Use {
  readonly place: number;
  readonly word: number;
}

/** Answers `CorpusIndex.measureSpan`. A passage may be a whole speech: what is looked at are the words' places in it. */
export function createSpanMeter(postings: PostingData, vocabulary: Vocabulary): CorpusIndex['measureSpan'] {
  return (terms) => {
    const stems = [...new Set(terms.map((term) => vocabulary.stemNumber(term)))];
    if (stems.length === 0) return () => 0;
    if (stems.includes(undefined)) return () => undefined;
    const lists = (stems as number[]).map((stem) =>
      vocabulary.termsOfStem(stem).map((term) => placesOfTerm(postings, term)),
    );
    return (passage) => {
      const { from, end } = placesIn(postings, passage);
      const uses: Use[] = [];
      for (const [word, own] of lists.entries()) {
        const before = uses.length;
        for (const places of own) {
          for (let i = firstNotBefore(places, from); (places[i] ?? end) < end; i++) {
            uses.push({ place: places[i] ?? end, word });
          }
        }
        if (uses.length === before) return undefined;
      }
      return lists.length === 1 ? 1 : shortest(uses, lists.length);
    };
  };
}

/** Length of the shortest row of uses that has so many different words, which they have. */
function shortest(uses: Use[], wanted: number): number {
  const last = new Map<number, number>();
  let best = Number.POSITIVE_INFINITY;
  for (const { place, word } of uses.sort((a, b) => a.place - b.place)) {
    last.set(word, place);
    if (last.size === wanted) best = Math.min(best, place - Math.min(...last.values()) + 1);
  }
  return best;
}

/** Answers `CorpusIndex.findRun`. What is looked at are the places of its rarest word. */
export function createRunFinder(postings: PostingData, vocabulary: Vocabulary): CorpusIndex['findRun'] {
  return (terms) => {
    const numbers = terms.map((term) => vocabulary.numberOf(term));
    if (numbers.length === 0) return () => true;
    if (numbers.includes(undefined)) return () => false;
    const run = numbers as number[];
    const countOf = (term: number): number => postings.counts[term] ?? 0;
    const anchor = run.reduce((rarest, term, at) => (countOf(term) < countOf(run[rarest] ?? term) ? at : rarest), 0);
    const places = placesOfTerm(postings, run[anchor] ?? 0);
    return (passage) => {
      const { from, end } = placesIn(postings, passage);
      const last = end - run.length + anchor;
      for (let i = firstNotBefore(places, from + anchor); (places[i] ?? end) <= last; i++) {
        const start = (places[i] ?? end) - anchor;
        let at = 0;
        while (at < run.length && termAt(postings, start + at) === run[at]) at++;
        if (at === run.length) return true;
      }
      return false;
    };
  };
}

/** Places of a passage's words in the stream, `end` exclusive. */
function placesIn(
  { passagePlaces, documentPassages }: PostingData,
  { document, passage }: PassagePlace,
): { readonly from: number; readonly end: number } {
  const number = (documentPassages[document] ?? 0) + passage;
  return { from: passagePlaces[number] ?? 0, end: (passagePlaces[number + 1] ?? 0) - 1 };
}
