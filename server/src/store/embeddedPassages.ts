import { type CorpusIndex, type PassagePlace, placeKey } from '../index/corpusIndex.js';
import { countOf, filtered, take } from '../util/iterables.js';
import { createRecent } from '../util/recent.js';
import { createForms } from './forms.js';
import { type Candidate, isClose, MOST_RANKED, rankFound, readWanted, type Wanted } from './found.js';
import { type FormCounts, formsToCompare, MOST_COMPARED, rankAlike, weighText } from './likeness.js';
import type { OrderedPassage } from './order.js';
import { pageOf } from './page.js';
import type {
  FoundPassage,
  Page,
  PassageQuery,
  PhraseUses,
  SearchQuery,
  SimilarFound,
  TermRun,
} from './precedentStore.js';
import { windowAround } from './runWindow.js';
import type { View } from './view.js';

/** Answers `PrecedentStore.phrase`. */
export function findPhraseUses(terms: readonly string[], { filter, limit }: PassageQuery, view: View): PhraseUses {
  const accepts = view.filter(filter);
  const uses = view.inOrder(view.index.findPhrase(terms).documents()).filter(({ document }) => accepts(document));
  function* places(): Generator<PassagePlace> {
    for (const { occurrences } of uses) yield* occurrences.passages();
  }
  return {
    documents: uses.length,
    passages: uses.reduce((sum, { occurrences }) => sum + countOf(occurrences.passages()), 0),
    uses: take(places(), limit).map(view.describePassage),
  };
}

/** Answers `PrecedentStore.longestPhrase`. */
export function findLongestRun(terms: readonly string[], at: number, { index }: View): TermRun | undefined {
  const { from, to } = windowAround(terms, at);
  const run = index.longestPhrase(terms.slice(from, to), at - from);
  return run && { from: run.from + from, to: run.to + from };
}

/** Answers `PrecedentStore.search`. Whoever asks for the next page asks for the same again: what was ranked last is remembered. */
export function createSearch(stopWords: ReadonlySet<string>, view: View): (query: SearchQuery) => Page<FoundPassage> {
  const ranked = createRecent<string, readonly PlacedCandidate[]>(1);
  return ({ limit, after, ...query }) => {
    const found = ranked.of(JSON.stringify(query), () => rankPassages(query, stopWords, view));
    const { items, ...rest } = pageOf(found, limit, after);
    return { ...rest, items: items.map(({ place, exact }) => ({ ...view.describePassage(place), exact })) };
  };
}

/** What is found, best first. */
function rankPassages(
  query: Omit<SearchQuery, 'limit' | 'after'>,
  stopWords: ReadonlySet<string>,
  view: View,
): readonly PlacedCandidate[] {
  const wanted = readWanted(query, stopWords);
  if (wanted === undefined) return [];
  const words = wanted.row.filter((term) => !stopWords.has(term));
  const places = placesHolding(wanted, words, view.filter(query.filter), view.index);
  const nearnessOf = createNearness(wanted, words, view.index);
  const candidates = view
    .firstPassages(places, MOST_RANKED)
    .map((place): PlacedCandidate => ({ ...placedAt(place, view), ...nearnessOf(place) }));
  return rankFound(candidates, query.asker, stopWords).map(({ candidate }) => candidate);
}

/** Every passage that holds all that is wanted, of documents that are accepted: of those that hold the rarest of it, some hold the rest. */
function placesHolding(
  { phrases, without }: Wanted,
  words: readonly string[],
  accepts: (document: number) => boolean,
  index: CorpusIndex,
): Iterable<PassagePlace> {
  const rarityOf = (run: readonly string[]): number => Math.min(...run.map((term) => index.passageFrequency(term)));
  const [rarest] = phrases.toSorted((a, b) => rarityOf(a) - rarityOf(b));
  const isRarer = (run: readonly string[]): boolean =>
    words.every((word) => rarityOf(run) <= index.formFrequency(word));
  const byPhrase = rarest !== undefined && isRarer(rarest) ? rarest : undefined;
  const spanOf = index.measureSpan(words);
  const wanted = phrases.filter((run) => run !== byPhrase).map((run) => index.findRun(run));
  const unwanted = without.map((run) => index.findRun(run));
  return filtered(
    byPhrase === undefined ? index.passagesHolding(words) : index.findPhrase(byPhrase).passages(),
    (place) =>
      accepts(place.document) &&
      wanted.every((isIn) => isIn(place)) &&
      !unwanted.some((isIn) => isIn(place)) &&
      (byPhrase === undefined || spanOf(place) !== undefined),
  );
}

/** Tells of passages that hold all that is wanted how near to each other the words stand. */
function createNearness(
  { row, phrases }: Wanted,
  words: readonly string[],
  index: CorpusIndex,
): (place: PassagePlace) => Pick<Candidate, 'exact' | 'close'> {
  const spanOf = index.measureSpan(words);
  const isInRow = index.findRun(row);
  return (place) => {
    const span = spanOf(place) ?? Number.POSITIVE_INFINITY;
    // Words in a row stand in no longer stretch: the others need not be looked at again.
    const isExact = phrases.length > 0 || (span <= row.length && isInRow(place));
    return { exact: isExact, close: isClose(span, row.length) };
  };
}

/** Answers `PrecedentStore.similar`. */
export function findSimilar(
  terms: readonly string[],
  { filter, limit }: PassageQuery,
  stopWords: ReadonlySet<string>,
  view: View,
): readonly SimilarFound[] {
  const { index } = view;
  const formOf = createForms(stopWords);
  const termOfForm = new Map(terms.map((term) => [formOf(term), term]));
  const holding = new Map<string, number>();
  for (const [form, term] of termOfForm) if (form !== undefined) holding.set(form, index.formFrequency(term));
  const counts: FormCounts = { passages: index.passageCount, holding };
  const text = weighText(terms, counts, stopWords);
  if (text === undefined) return [];
  const accepts = view.filter(filter);
  const places = new Map<number, PassagePlace>();
  for (const form of formsToCompare(terms, counts, stopWords)) {
    for (const place of index.passagesHolding([termOfForm.get(form) ?? form])) {
      if (accepts(place.document)) places.set(placeKey(place), place);
    }
  }
  const candidates = view
    .passagesInOrder(places.values())
    .slice(0, MOST_COMPARED)
    .map((place) => ({ ...placedAt(place, view), terms: index.termsIn(place) }));
  return rankAlike(candidates, text, limit).map(({ candidate, likeness }) => ({
    ...view.describePassage(candidate.place),
    likeness,
  }));
}

/** A passage that knows where it stands in the index. */
interface Placed extends OrderedPassage {
  readonly place: PassagePlace;
}

type PlacedCandidate = Candidate & Placed;

function placedAt(place: PassagePlace, { documentAt }: View): Placed {
  return { place, document: documentAt(place.document), number: place.passage };
}
