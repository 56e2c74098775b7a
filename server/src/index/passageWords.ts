import type { PassagePlace, WordsAround } from './corpusIndex.js';
import type { PostingData } from './indexData.js';
import { passageFinder, placeOfPassage, termAt } from './postings.js';
import type { Vocabulary } from './vocabulary.js';

/** Tells what words stand in passages; see `CorpusIndex.termsIn` and `CorpusIndex.wordsAround`. */
export interface PassageWords {
  in(place: PassagePlace): readonly string[];
  around(places: Int32Array, words: number, before: number, after: number): Generator<WordsAround>;
}

/** The words of one index revision's passages, from the stream: no text is read. */
export function createPassageWords(postings: PostingData, { terms }: Vocabulary): PassageWords {
  const { passagePlaces, documentPassages } = postings;
  const passageAt = passageFinder(postings);
  const wordsBetween = (from: number, to: number): readonly string[] =>
    Array.from({ length: Math.max(0, to - from) }, (_, i) => terms[termAt(postings, from + i)] ?? '');
  /** Behind its last word. */
  const endOf = (passage: number): number => (passagePlaces[passage + 1] ?? 0) - 1;
  return {
    in({ document, passage }) {
      const number = (documentPassages[document] ?? 0) + passage;
      if (passage < 0 || number >= (documentPassages[document + 1] ?? 0)) return [];
      return wordsBetween(passagePlaces[number] ?? 0, endOf(number));
    },
    *around(places, words, before, after) {
      for (const place of places) {
        const passage = passageAt(place);
        const behind = place + words;
        yield {
          ...placeOfPassage(postings, passage),
          before: wordsBetween(Math.max(passagePlaces[passage] ?? 0, place - before), place),
          after: wordsBetween(behind, Math.min(endOf(passage), behind + after)),
        };
      }
    },
  };
}
