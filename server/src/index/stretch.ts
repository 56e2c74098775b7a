import type { PassagePlace, Stretch } from './corpusIndex.js';
import type { PostingData } from './indexData.js';
import { breakAt, termAt } from './postings.js';
import type { Vocabulary } from './vocabulary.js';
import { BREAK } from './wordStream.js';

/** Stands for a term that is not asked for. */
const NONE = -1;

/** Where one of the words stands: its number among them, and the clause that holds it. */
interface Use {
  readonly place: number;
  readonly word: number;
  readonly clause: number;
}

/** Answers `CorpusIndex.measureStretch`. */
export function createStretchMeter(
  postings: PostingData,
  vocabulary: Vocabulary,
): (terms: readonly string[]) => (place: PassagePlace) => Stretch {
  const { passagePlaces, documentPassages } = postings;
  return (terms) => {
    const stems = new Set(terms.flatMap((term) => vocabulary.stemNumber(term) ?? []));
    // A table rather than a map: it is asked for every word of a thousand passages.
    const wordOfTerm = new Int16Array(vocabulary.terms.length).fill(NONE);
    [...stems].forEach((stem, word) => {
      for (const term of vocabulary.termsOfStem(stem)) wordOfTerm[term] = word;
    });
    return ({ document, passage }) => {
      const number = (documentPassages[document] ?? 0) + passage;
      const end = (passagePlaces[number + 1] ?? 0) - 1;
      const uses: Use[] = [];
      let clause = 0;
      for (let place = passagePlaces[number] ?? 0; place < end; place++) {
        if (breakAt(postings, place) === BREAK.clause) clause++;
        const word = wordOfTerm[termAt(postings, place)] ?? NONE;
        if (word !== NONE) uses.push({ place, word, clause });
      }
      const held = new Set(uses.map(({ word }) => word)).size;
      const words = shortest(uses, held);
      return words === undefined ? { held } : { held, words };
    };
  };
}

/** Length of the shortest row of uses in one clause that has as many different words as `wanted`; `undefined` without one. */
function shortest(uses: readonly Use[], wanted: number): number | undefined {
  const last = new Map<number, number>();
  let clause = -1;
  let best: number | undefined;
  for (const use of uses) {
    if (use.clause !== clause) last.clear();
    clause = use.clause;
    last.set(use.word, use.place);
    if (last.size < wanted) continue;
    const words = use.place - Math.min(...last.values()) + 1;
    if (best === undefined || words < best) best = words;
  }
  return best;
}
