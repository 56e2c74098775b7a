import { type DocumentUse, type PassagePlace, placeKey } from '../index/corpusIndex.js';
import type { ServiceContext } from './context.js';
import type { Accepts, Match } from './searchMatches.js';
import { compareDocuments, type DocumentStanding } from './searchRanking.js';
import type { SearchWords } from './searchWords.js';

/** The passages with the exact wording among which the first answers are, and where all the others are. */
export interface LeadingMatches {
  readonly matches: readonly Match[];
  /** Documents with the exact wording. */
  readonly documents: ReadonlySet<number>;
}

/**
 * Where so many passages hold the exact wording that nothing else is among the first `limit` answers: those of the documents that
 * come first, and of their equals. A common word stands in most of a record, and only these need be ranked. `undefined` where there
 * are fewer, or where something else than its document decides before a passage's score.
 */
export function leadingMatches(
  { row, words, phrases }: SearchWords,
  limit: number,
  accepts: Accepts,
  standingOf: (document: number) => DocumentStanding,
  { index, pinned = [] }: ServiceContext,
): LeadingMatches | undefined {
  const [phrase, ...others] = phrases;
  // How many of several words a passage holds decides before its document does; stop-words alone are not looked for.
  const isRow = phrase === undefined && words.length > 0;
  const run = isRow ? row : words.length === 0 && others.length === 0 ? phrase : undefined;
  if (run === undefined || pinned.length > 0) return undefined;
  const occurrences = index.findPhrase(run);
  if (occurrences.length < limit) return undefined;
  const passagesOf = (use: DocumentUse): readonly PassagePlace[] => {
    const passages = [...use.occurrences.passages()];
    return accepts === undefined ? passages : passages.filter(accepts);
  };
  const uses = [...occurrences.documents()]
    .filter((use) => accepts === undefined || passagesOf(use).length > 0)
    .map((use) => ({ use, standing: standingOf(use.document) }))
    .sort((a, b) => compareDocuments(a.standing, b.standing));
  const places: PassagePlace[] = [];
  let last: DocumentStanding | undefined;
  for (const { use, standing } of uses) {
    if (places.length >= limit && last !== undefined && compareDocuments(last, standing) !== 0) break;
    places.push(...passagesOf(use));
    last = standing;
  }
  if (places.length < limit) return undefined;
  const leading = new Set(places.map(({ document }) => document));
  const exact = new Set(places.map(placeKey));
  const scores = new Map(
    index
      .rank(words, Number.POSITIVE_INFINITY, {
        documents: (document) => leading.has(document),
        accepts: (place) => exact.has(placeKey(place)),
        fields: 'all',
        inAnyOrder: true,
      })
      .map((place) => [placeKey(place), place.score]),
  );
  return {
    matches: places.map((place) => ({ ...place, exact: true, score: scores.get(placeKey(place)) ?? 0 })),
    documents: new Set(uses.map(({ use }) => use.document)),
  };
}
