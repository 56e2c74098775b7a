import { type PassagePlace, placeKey } from '../index/corpusIndex.js';
import { countOf, take } from '../util/iterables.js';
import { createForms } from './forms.js';
import { type Candidate, MOST_RANKED, rankFound, readWanted, type Wanted } from './found.js';
import { type FormCounts, formsToCompare, MOST_COMPARED, rankAlike, weighText } from './likeness.js';
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
import { commonPlaces, type View, withoutPlaces } from './view.js';

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

/** Answers `PrecedentStore.search`. */
export function searchPassages(query: SearchQuery, stopWords: ReadonlySet<string>, view: View): Page<FoundPassage> {
  const wanted = readWanted(query, stopWords);
  if (wanted === undefined) return { items: [] };
  const accepts = view.filter(query.filter);
  const holding = placesHolding(wanted, stopWords, view).filter(({ document }) => accepts(document));
  const candidates = view.passagesInOrder(holding).slice(0, MOST_RANKED).map(candidateAt(view));
  const { items, ...rest } = pageOf(rankFound(candidates, wanted, query.asker, stopWords), query.limit, query.after);
  return { ...rest, items: items.map(({ candidate, exact }) => ({ ...view.describePassage(candidate.place), exact })) };
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
  const candidates = view.passagesInOrder(places.values()).slice(0, MOST_COMPARED).map(candidateAt(view));
  return rankAlike(candidates, text, limit).map(({ candidate, likeness }) => ({
    ...view.describePassage(candidate.place),
    likeness,
  }));
}

/** Every passage that holds all that is wanted, whatever its document. */
function placesHolding(wanted: Wanted, stopWords: ReadonlySet<string>, { index }: View): readonly PassagePlace[] {
  const { row, forms, phrases, without } = wanted;
  const found = phrases.map((run) => index.findPhrase(run)).sort((a, b) => a.length - b.length);
  const [rarest, ...others] = found;
  const words = row.filter((term) => !stopWords.has(term));
  let places = forms.length > 0 ? index.passagesHolding(words) : [...(rarest?.passages() ?? [])];
  for (const run of forms.length > 0 ? found : others) places = commonPlaces(places, run.passages());
  for (const run of without) places = withoutPlaces(places, index.findPhrase(run).passages());
  return places;
}

/** A candidate that knows where it stands in the index. */
interface PlacedCandidate extends Candidate {
  readonly place: PassagePlace;
}

function candidateAt({ index, documentAt }: View): (place: PassagePlace) => PlacedCandidate {
  return (place) => ({
    place,
    document: documentAt(place.document),
    number: place.passage,
    terms: index.termsIn(place),
  });
}
