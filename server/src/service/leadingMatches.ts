import { type DocumentUse, type PassagePlace, placeKey } from '../index/corpusIndex.js';
import type { ServiceContext } from './context.js';
import { selectFirst } from '../util/selectFirst.js';
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
    .map((use) => ({ use, standing: standingOf(use.document) }));
  const last = lastOfFirst(uses, limit, passagesOf);
  if (last === undefined) return undefined;
  const places = uses
    .filter(({ standing }) => compareDocuments(standing, last) <= 0)
    .flatMap(({ use }) => passagesOf(use));
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

/** A document's use of the wording, and what that document's place in the order is. */
interface StandingUse {
  readonly use: DocumentUse;
  readonly standing: DocumentStanding;
}

/** The standing of the document that has the last of the first `limit` passages; `undefined` where there are fewer. Sorts a few of many. */
function lastOfFirst(
  uses: readonly StandingUse[],
  limit: number,
  passagesOf: (use: DocumentUse) => readonly PassagePlace[],
): DocumentStanding | undefined {
  let count = 0;
  const inOrder = (a: StandingUse, b: StandingUse): number =>
    compareDocuments(a.standing, b.standing) || a.use.document - b.use.document;
  // Each document has one at least.
  for (const { use, standing } of selectFirst(uses, limit, inOrder)) {
    count += passagesOf(use).length;
    if (count >= limit) return standing;
  }
  return undefined;
}
