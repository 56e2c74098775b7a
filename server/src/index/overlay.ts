import type { CorpusDocument } from '../ingest/corpusDocument.js';
import { countOf, merged } from '../util/iterables.js';
import { createRecent } from '../util/recent.js';
import {
  type CorpusIndex,
  type Duplicate,
  type Occurrences,
  type PassagePlace,
  placeKey,
  type Phrase,
  type PhraseList,
  type PhraseMatch,
  type RankOptions,
  type VersionChain,
} from './corpusIndex.js';
import type { OpenIndex } from './createCorpusIndex.js';
import { newestFirst } from './indexBuilder.js';
import { titleCount } from './labels.js';
import {
  HIDDEN,
  inOrderOfDocuments,
  joinOccurrences,
  type Shown,
  showOccurrences,
  showPlaces,
  standingAt,
} from './overlayOccurrences.js';
import { documentOfPassage } from './postings.js';
import type { Ranker, RankingStatistics } from './ranking.js';
import { firstNotBefore } from './wordStream.js';

/** Words of which it is remembered at least how many passages hold them. */
const FEWEST_COUNTED = 2000;

/** One of the indexes that are shown as one. */
interface Layer extends Shown {
  readonly index: OpenIndex;
}

/**
 * `base` with the documents of these URIs taken out and those of `change` put in: what a changed document comes to until all
 * is indexed anew. Both layers are searched, so that a query costs what it costs in each. Nothing is mined of the change:
 * its phrases are not offered, those of the base are, as far as they still stand somewhere.
 */
export function overlayIndex(
  base: OpenIndex,
  change: OpenIndex,
  removed: ReadonlySet<string>,
  revision: number,
): CorpusIndex {
  const { documents, below, above, order } = stack(base, change, removed);
  const layers = [below, above];
  const statistics = statisticsOf(layers);
  let frequencyInHidden: ((term: string) => number) | undefined;

  function findPhrase(terms: readonly string[]): Occurrences {
    return joinOccurrences(layers.map((layer) => showOccurrences(layer, layer.index.findPhrase(terms))));
  }

  /** Occurrences in the base, some of which do not count, and all of the same words in the change. */
  function withChange(occurrences: Occurrences, terms: readonly string[]): Occurrences {
    return joinOccurrences([showOccurrences(below, occurrences), showOccurrences(above, change.findPhrase(terms))]);
  }

  function longestPhrase(terms: readonly string[], at: number, fewest?: number): PhraseMatch | undefined {
    const matches = layers.flatMap((layer) => longestShown(layer, terms, at, fewest) ?? []);
    const [best] = matches.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
    if (best === undefined) return undefined;
    const { from, to } = best;
    return {
      from,
      to,
      get occurrences() {
        return findPhrase(terms.slice(from, to));
      },
    };
  }

  function rank(
    terms: readonly string[],
    limit: number,
    { documents: wanted = () => true, accepts = () => true, ...others }: RankOptions = {},
  ): ReturnType<CorpusIndex['rank']> {
    const ranked = layers.flatMap(({ index, positions }) => {
      const show = <T extends PassagePlace>(place: T): T => ({
        ...place,
        document: positions[place.document] ?? HIDDEN,
      });
      const isWanted = (local: number): boolean => positions[local] !== HIDDEN && wanted(positions[local] ?? HIDDEN);
      const isAccepted = (place: PassagePlace): boolean => accepts(show(place));
      const options = { ...others, documents: isWanted, accepts: isAccepted };
      return index.ranker.rank(terms, limit, options, statistics).map(show);
    });
    if (others.inAnyOrder === true) return ranked.slice(0, Math.max(0, limit));
    return ranked
      .sort((a, b) => b.score - a.score || a.document - b.document || a.passage - b.passage)
      .slice(0, Math.max(0, limit));
  }

  return {
    revision,
    documents,
    duplicates: withoutShown([...base.duplicates, ...change.duplicates], documents),
    versions: shownVersions(base.versions, documents),
    passageCount: statistics.passageCount,
    passagesIn(document) {
      const { layer = HIDDEN, local = HIDDEN } = order[document] ?? {};
      return layers[layer]?.index.passagesIn(local) ?? 0;
    },
    findPhrase,
    longestPhrase,
    rank,
    measureStretch(terms) {
      const measures = layers.map(({ index }) => index.measureStretch(terms));
      return ({ document, passage }) => {
        const { layer = HIDDEN, local = HIDDEN } = order[document] ?? {};
        return measures[layer]?.({ document: local, passage }) ?? { held: 0 };
      };
    },
    measureSpan(terms) {
      const measures = layers.map(({ index }) => index.measureSpan(terms));
      return ({ document, passage }) => {
        const { layer = HIDDEN, local = HIDDEN } = order[document] ?? {};
        return measures[layer]?.({ document: local, passage });
      };
    },
    findRun(terms) {
      const finders = layers.map(({ index }) => index.findRun(terms));
      return ({ document, passage }) => {
        const { layer = HIDDEN, local = HIDDEN } = order[document] ?? {};
        return finders[layer]?.({ document: local, passage }) ?? false;
      };
    },
    nearestTerms(word, unfinished) {
      const holds = ({ ranker }: OpenIndex): boolean =>
        ranker.isLabelled(word) || ranker.countHolding(word, 'text') > 0;
      if (change.passageFrequency(word) > 0 || holds(change)) return [];
      // A word that stands only in what is hidden is none that could be found.
      const near = base.nearestTerms(word, unfinished).filter((term) => findPhrase([term]).length > 0);
      if (near.length > 0 || holds(base)) return near;
      return change.nearestTerms(word, unfinished);
    },
    passagesHolding: (terms) =>
      merged(
        showPlaces(below, base.passagesHolding(terms)),
        showPlaces(above, change.passagesHolding(terms)),
        (a, b) => placeKey(a) - placeKey(b),
      ),
    formFrequency: (term) => statistics.holding(term, 'text'),
    termsIn({ document, passage }) {
      const { layer = HIDDEN, local = HIDDEN } = order[document] ?? {};
      return layers[layer]?.index.termsIn({ document: local, passage }) ?? [];
    },
    wordsAround: (terms, before, after) =>
      inOrderOfDocuments(layers.map((layer) => showPlaces(layer, layer.index.wordsAround(terms, before, after)))),
    // Not by what is found: a common word stands in most passages, and checks ask about each word of a draft.
    passageFrequency(term) {
      frequencyInHidden ??= base.frequencyIn(below.hidden);
      return base.passageFrequency(term) - frequencyInHidden(term) + change.passageFrequency(term);
    },
    frequencyIn(documents) {
      const counts = layers.map(({ index }, n) =>
        index.frequencyIn(documents.flatMap((document) => (order[document]?.layer === n ? order[document].local : []))),
      );
      return (term) => counts.reduce((sum, countOfTerm) => sum + countOfTerm(term), 0);
    },
    isMined: base.isMined,
    phrases: showPhrases(base.phrases, below, withChange),
    complete(typed, limit, mayOffer = () => true) {
      const { positions } = below;
      // What may be offered stands in a document that is shown: nothing needs to be looked up again until somebody asks where.
      return base
        .complete(typed, limit, (local) => positions[local] !== HIDDEN && mayOffer(positions[local] ?? HIDDEN))
        .map((continuation) =>
          standingAt(continuation, () => {
            const terms = base.tokenize(continuation.text).map(({ term }) => term);
            return withChange(continuation.occurrences, terms);
          }),
        );
    },
  };
}

/** What is shown of two indexes. */
interface Stack {
  /** Newest first. */
  readonly documents: readonly CorpusDocument[];
  /** Of each document its index (0 or 1), and its position there. */
  readonly order: readonly { readonly layer: number; readonly local: number }[];
  readonly below: Layer;
  readonly above: Layer;
}

/** One index without some documents, and another, as one. The documents of each are in order already. */
function stack(base: OpenIndex, change: OpenIndex, removed: ReadonlySet<string>): Stack {
  const documents: CorpusDocument[] = [];
  const order: { readonly layer: number; readonly local: number }[] = [];
  const hidden: number[] = [];
  const noneShown = ({ length }: OpenIndex['documents']): Int32Array => new Int32Array(length).fill(HIDDEN);
  const below: Layer = { index: base, positions: noneShown(base.documents), hidden };
  const above: Layer = { index: change, positions: noneShown(change.documents), hidden: [] };
  const show = (layer: number, { positions }: Layer, local: number, document: CorpusDocument): void => {
    positions[local] = documents.push(document) - 1;
    order.push({ layer, local });
  };
  let next = 0;
  const showChangedBefore = (document?: CorpusDocument): void => {
    for (; next < change.documents.length; next++) {
      const changed = change.documents[next];
      if (changed === undefined || (document !== undefined && newestFirst(changed, document) > 0)) return;
      show(1, above, next, changed);
    }
  };
  base.documents.forEach((document, local) => {
    if (removed.has(document.uri)) {
      hidden.push(local);
    } else {
      showChangedBefore(document);
      show(0, below, local, document);
    }
  });
  showChangedBefore();
  return { documents, order, below, above };
}

/** Those duplicates that are not shown after all. */
function withoutShown(duplicates: readonly Duplicate[], documents: readonly CorpusDocument[]): readonly Duplicate[] {
  if (duplicates.length === 0) return duplicates;
  const uris = new Set(documents.map(({ uri }) => uri));
  return duplicates.filter(({ document }) => !uris.has(document.uri));
}

/** The chains of those documents that are shown. */
export function shownVersions(
  versions: readonly VersionChain[],
  documents: readonly CorpusDocument[],
): readonly VersionChain[] {
  if (versions.length === 0) return versions;
  const ids = new Set(documents.map(({ id }) => id));
  return versions
    .map((chain) => ({ documents: chain.documents.filter((id) => ids.has(id)) }))
    .filter((chain) => chain.documents.length > 1);
}

/** Statistics of all that is shown, so that scores are those of one index. */
function statisticsOf(layers: readonly Layer[]): RankingStatistics {
  const isShown = ({ index, positions }: Layer, passage: number): boolean =>
    positions[documentOfPassage(index.postings, passage)] !== HIDDEN;
  const countShown = (find: (ranker: Ranker) => readonly number[]): number =>
    layers.reduce((sum, layer) => {
      const found = find(layer.index.ranker);
      return sum + (layer.hidden.length === 0 ? found : found.filter((passage) => isShown(layer, passage))).length;
    }, 0);
  // A draft's sentences ask for the same words again and again.
  const counted = createRecent<string, number>(FEWEST_COUNTED);
  const [passages, titles, headings] = [createTally(), createTally(), createTally()];
  for (const { index, hidden } of layers) {
    const { passagePlaces, documentPassages } = index.postings;
    const { postings, from } = index.labels;
    const labelPlaces = postings.passagePlaces;
    const firstHeading = titleCount(index.labels);
    const headingStarts = from.subarray(firstHeading);
    const headingsFrom = (passage: number): number => firstHeading + firstNotBefore(headingStarts, passage);
    passages.add(passagePlaces, 0, passagePlaces.length - 1);
    titles.add(labelPlaces, 0, firstHeading);
    headings.add(labelPlaces, firstHeading, labelPlaces.length - 1);
    for (const local of hidden) {
      const [first, end] = [documentPassages[local] ?? 0, documentPassages[local + 1] ?? 0];
      passages.takeAway(passagePlaces, first, end);
      titles.takeAway(labelPlaces, local, local + 1);
      headings.takeAway(labelPlaces, headingsFrom(first), headingsFrom(end));
    }
  }
  return {
    passageCount: passages.count(),
    meanLength: passages.meanLength(),
    meanLabels: { title: titles.meanLength(), heading: headings.meanLength() },
    holding: (word, fields) =>
      counted.of(`${fields} ${word}`, () =>
        fields === 'text'
          ? layers.reduce((sum, layer) => sum + countInText(word, layer), 0)
          : countShown((ranker) => ranker.passagesHolding(word, fields)),
      ),
    titled: (word) => countShown((ranker) => ranker.passagesTitled(word)),
  };
}

/** How many passages that are shown hold a form of the word. What is hidden is little beside the rest, which one change after another asks about. */
function countInText(word: string, { index: { ranker }, hidden, positions }: Layer): number {
  const inAll = ranker.countHolding(word, 'text');
  if (inAll === 0 || hidden.length === 0) return inAll;
  return inAll - ranker.countHoldingIn(word, (document) => positions[document] === HIDDEN);
}

/** How many texts there are, and how long they are on average. `places`: where each starts. */
interface Tally {
  add(places: Int32Array, from: number, to: number): void;
  takeAway(places: Int32Array, from: number, to: number): void;
  count(): number;
  /** Words, ends included. */
  meanLength(): number;
}

function createTally(): Tally {
  let [texts, words] = [0, 0];
  const change = (sign: 1 | -1, places: Int32Array, from: number, to: number): void => {
    texts += sign * (to - from);
    words += sign * ((places[to] ?? 0) - (places[from] ?? 0));
  };
  return {
    add: (places, from, to) => change(1, places, from, to),
    takeAway: (places, from, to) => change(-1, places, from, to),
    count: () => texts,
    meanLength: () => words / Math.max(1, texts),
  };
}

/** The longest run in what is shown of a layer: where the longest of all is hidden, a shorter part of it may still show. */
export function longestShown(
  layer: Shown & { readonly index: Pick<CorpusIndex, 'longestPhrase' | 'findPhrase'> },
  terms: readonly string[],
  at: number,
  fewest = 1,
): { from: number; to: number } | undefined {
  const match = layer.index.longestPhrase(terms, at, fewest);
  if (match === undefined || layer.hidden.length === 0) return match;
  for (let length = match.to - match.from; length >= fewest; length--) {
    for (let from = Math.max(0, at - length + 1); from <= at && from + length <= terms.length; from++) {
      const found = layer.index.findPhrase(terms.slice(from, from + length));
      if (found.length > 0 && showOccurrences(layer, found).length > 0) return { from, to: from + length };
    }
  }
  return undefined;
}

/** The phrases of the base that still stand somewhere, each where it stands now: looked up when somebody wants to know. */
function showPhrases(
  phrases: PhraseList,
  { positions, hidden }: Layer,
  withChange: (occurrences: Occurrences, terms: readonly string[]) => Occurrences,
): PhraseList {
  // Only what stands in a hidden document may stand nowhere any more.
  let doubtful: ReadonlySet<number> | undefined;
  const show = (phrase: Phrase | undefined, rank: number): Phrase | undefined => {
    if (phrase === undefined) return undefined;
    let occurrences: Occurrences | undefined;
    const shown: Phrase = {
      terms: phrase.terms,
      get text() {
        return phrase.text;
      },
      get occurrences() {
        occurrences ??= withChange(phrase.occurrences, phrase.terms);
        return occurrences;
      },
      get documents() {
        return countOf(this.occurrences.documents());
      },
    };
    doubtful ??= new Set(hidden.flatMap((local) => [...phrases.ranksIn(local)]));
    return doubtful.has(rank) && shown.occurrences.length === 0 ? undefined : shown;
  };
  return {
    length: phrases.length,
    at: (rank) => show(phrases.at(rank), rank),
    ranksIn(document) {
      const local = positions.indexOf(document);
      return local === HIDDEN ? [] : phrases.ranksIn(local);
    },
    *[Symbol.iterator]() {
      let rank = 0;
      for (const phrase of phrases) {
        const shown = show(phrase, rank++);
        if (shown !== undefined) yield shown;
      }
    },
  };
}
