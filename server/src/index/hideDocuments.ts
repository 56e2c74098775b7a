import type { CorpusDocument, DocumentRecord } from '../ingest/corpusDocument.js';
import { countOf } from '../util/iterables.js';
import { type CorpusIndex, type Occurrences, passageOf, type PassagePlace, type Phrase } from './corpusIndex.js';
import { longestShown, shownVersions } from './overlay.js';
import { HIDDEN, type Shown, showOccurrences, showPlaces, standingAt } from './overlayOccurrences.js';
import { readWording } from './wording.js';

/**
 * The index without some of its documents: nothing that it gives out is read from one of them, so that no feature can show
 * it by mistake. What counts words and foretells (how rare a word is, how likely a wording goes on) still knows all of them,
 * and so does what corrects a wording. The index itself where no document is hidden. Costs no text.
 */
export function hideDocuments(index: CorpusIndex, isHidden: (document: DocumentRecord) => boolean): CorpusIndex {
  const documents: CorpusDocument[] = [];
  const locals: number[] = [];
  const hidden: number[] = [];
  const positions = Int32Array.from(index.documents, (document, local) => {
    if (isHidden(document)) {
      hidden.push(local);
      return HIDDEN;
    }
    locals.push(local);
    return documents.push(document) - 1;
  });
  if (hidden.length === 0) return index;
  const shown: Shown = { positions, hidden };
  const isShown = (local: number): boolean => positions[local] !== HIDDEN;
  let frequencyInHidden: ((term: string) => number) | undefined;
  const localOf = (document: number): number => locals[document] ?? HIDDEN;
  const show = <T extends PassagePlace>(place: T): T => ({ ...place, document: positions[place.document] ?? HIDDEN });
  const passagesHolding = (terms: readonly string[]): Iterable<PassagePlace> =>
    showPlaces(shown, index.passagesHolding(terms));
  const findPhrase = (terms: readonly string[]): Occurrences => showOccurrences(shown, index.findPhrase(terms));

  function showPhrase(phrase: Phrase | undefined): Phrase | undefined {
    if (phrase === undefined) return undefined;
    const occurrences = showOccurrences(shown, phrase.occurrences);
    const newest = occurrences.at(0);
    if (newest === undefined) return undefined;
    return {
      terms: phrase.terms,
      occurrences,
      documents: countOf(occurrences.documents()),
      // The newest of all that use it may be hidden, and write it in a way of its own.
      get text() {
        return readWording(passageOf(shownIndex, newest).passage.text, newest);
      },
    };
  }

  const shownIndex: CorpusIndex = {
    revision: index.revision,
    documents,
    duplicates: index.duplicates.filter(
      ({ document, of }) => !isHidden(document) && documents.some(({ id }) => id === of),
    ),
    versions: shownVersions(index.versions, documents),
    passageCount: hidden.reduce((count, local) => count - index.passagesIn(local), index.passageCount),
    passagesIn: (document) => index.passagesIn(localOf(document)),
    findPhrase,
    longestPhrase(terms, at, fewest) {
      const longest = longestShown({ ...shown, index }, terms, at, fewest);
      if (longest === undefined) return undefined;
      const { from, to } = longest;
      return {
        from,
        to,
        get occurrences() {
          return findPhrase(terms.slice(from, to));
        },
      };
    },
    rank(terms, limit, { documents: wanted = () => true, accepts = () => true, ...options } = {}) {
      const isWanted = (local: number): boolean => isShown(local) && wanted(positions[local] ?? HIDDEN);
      const isAccepted = (place: PassagePlace): boolean => accepts(show(place));
      return index.rank(terms, limit, { ...options, documents: isWanted, accepts: isAccepted }).map(show);
    },
    measureStretch(terms) {
      const measure = index.measureStretch(terms);
      return (place) => measure({ ...place, document: localOf(place.document) });
    },
    measureSpan(terms) {
      const measure = index.measureSpan(terms);
      return (place) => measure({ ...place, document: localOf(place.document) });
    },
    findRun(terms) {
      const find = index.findRun(terms);
      return (place) => find({ ...place, document: localOf(place.document) });
    },
    nearestTerms: (word, unfinished) =>
      index.nearestTerms(word, unfinished).filter((term) => findPhrase([term]).length > 0),
    passagesHolding,
    formFrequency: (term) => countOf(passagesHolding([term])),
    termsIn: (place) => index.termsIn({ ...place, document: localOf(place.document) }),
    wordsAround: (terms, before, after) => showPlaces(shown, index.wordsAround(terms, before, after)),
    passageFrequency(term) {
      frequencyInHidden ??= index.frequencyIn(hidden);
      return index.passageFrequency(term) - frequencyInHidden(term);
    },
    frequencyIn: (documents) => index.frequencyIn(documents.map(localOf)),
    isMined: index.isMined,
    phrases: {
      length: index.phrases.length,
      at: (rank) => showPhrase(index.phrases.at(rank)),
      ranksIn: (document) => index.phrases.ranksIn(localOf(document)),
      *[Symbol.iterator]() {
        for (const phrase of index.phrases) {
          const own = showPhrase(phrase);
          if (own !== undefined) yield own;
        }
      },
    },
    complete: (typed, limit, mayOffer = () => true) =>
      index
        .complete(typed, limit, (local) => isShown(local) && mayOffer(positions[local] ?? HIDDEN))
        .map((continuation) => standingAt(continuation, () => showOccurrences(shown, continuation.occurrences))),
  };
  return shownIndex;
}
