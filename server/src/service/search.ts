import { type CorpusIndex, passageOf, type PassagePlace, placeKey } from '../index/corpusIndex.js';
import {
  type CorpusDocument,
  type DocumentMetadata,
  orderingDate,
  type Passage,
  tierFor,
} from '../ingest/corpusDocument.js';
import type { ServiceContext } from './context.js';
import { createForumFilter } from './forum.js';
import { isPinned } from './precedents.js';
import { expandSearch, NO_EXPANSION, withExpansion } from './searchExpansion.js';
import { createDocumentFilter } from './searchFilters.js';
import { createMarker, type Marks } from './searchMarks.js';
import { findMatches, listPassages, type Match, passagesWithout } from './searchMatches.js';
import { compareStandings, holdsAllWords, reasonsFor, type Standing } from './searchRanking.js';
import { parseSearchQuery } from './searchQuery.js';
import { hasFilters, readSearchWords } from './searchWords.js';

/** A passage that answers a search, with where in its text. */
export interface FoundPassage extends Marks {
  readonly document: CorpusDocument;
  readonly passage: Passage;
  /** Why it stands where it does, strongest first: "exact wording", "own delegation". */
  readonly reasons: readonly string[];
}

/** The answer to a search. */
export interface SearchResult {
  /** Best first; see `compareStandings`. */
  readonly found: readonly FoundPassage[];
  /** What could not be understood, in words for a drafter; then nothing was looked for. */
  readonly problems: readonly string[];
  /** What a drafter should know of the answer: words read as others, documents left out. */
  readonly remarks: readonly string[];
}

/**
 * Passages for a query in the language of `parseSearchQuery`, at most `limit`. Filters and exclusions count before the
 * limit. Wording in quotation marks must be there; words are looked for in a row and one by one, in any form. Filters
 * alone list what passes them, in the order of the record.
 */
export function searchPassages(text: string, limit: number, context: ServiceContext): SearchResult {
  const query = parseSearchQuery(text);
  if (query.problems.length > 0) return { found: [], problems: query.problems, remarks: [] };
  const wanted = readSearchWords(query, context);
  const filter = createDocumentFilter(query.filters, context);
  const excluded = passagesWithout(query.without, context);
  const accepts = (place: PassagePlace): boolean => filter.accepts(place.document) && !excluded.has(placeKey(place));
  const isOfForum = createForumFilter(context.settings.forum, context);
  const isListing = wanted.row.length === 0 && wanted.phrases.length === 0 && hasFilters(query);
  const matches = isListing ? [] : findMatches(wanted, accepts, context);
  // Other words never come before all of those that were typed, and looking for them costs more than all the rest.
  const isAnswered = matches.filter(holdsAllWords).length >= limit;
  const expansion = isAnswered || wanted.phrases.length > 0 ? NO_EXPANSION : expandSearch(wanted.row, context);
  const standings = isListing
    ? listed(limit, filter.accepts, accepts, context).map((match) => standingOf(match, isOfForum, context))
    : withExpansion(matches, expansion, accepts)
        .map((match) => standingOf(match, isOfForum, context))
        .sort(compareStandings);
  const newest = newestDocuments(standings, context);
  const mark = createMarker(
    { words: [...wanted.words, ...expansion.words], runs: [...wanted.phrases, wanted.row] },
    context,
  );
  const found = standings.slice(0, Math.max(0, limit)).map((standing) => {
    const { document, passage } = passageOf(context.index, standing);
    return { document, passage, ...mark(passage), reasons: reasonsFor(standing, newest.has(standing.document)) };
  });
  return { found, problems: [], remarks: [...wanted.remarks, ...filter.remarks] };
}

/** Answers to filters alone. */
function listed(
  limit: number,
  acceptsDocument: (document: number) => boolean,
  accepts: (place: PassagePlace) => boolean,
  context: ServiceContext,
): readonly Match[] {
  const places: PassagePlace[] = [];
  for (const place of listPassages(acceptsDocument, context)) {
    if (places.length >= limit) break;
    if (accepts(place)) places.push(place);
  }
  return places.map((place) => ({ ...place, exact: false, score: 0 }));
}

function standingOf(match: Match, isOfForum: (document: number) => boolean, context: ServiceContext): Standing {
  const { index, settings } = context;
  const metadata = metadataOf(match.document, index);
  return {
    ...match,
    pinned: isPinned(match, context),
    tier: tierFor(metadata, settings.delegation, settings.groups),
    sameForum: isOfForum(match.document),
    date: orderingDate(metadata),
  };
}

/** Asked of the list of documents, not through a passage: no text is read. */
function metadataOf(document: number, index: CorpusIndex): DocumentMetadata {
  const metadata = index.documents[document]?.metadata;
  if (metadata === undefined) throw new RangeError('document is not of this index revision');
  return metadata;
}

/** Documents of the latest date, where one of several is later: an undated one that may be later leaves none. */
function newestDocuments(standings: readonly Standing[], { index }: ServiceContext): ReadonlySet<number> {
  const documents = new Set(standings.map(({ document }) => document));
  const dates = [...documents].map((document) => {
    const metadata = metadataOf(document, index);
    return { document, isDated: metadata.date !== undefined, date: orderingDate(metadata) };
  });
  const latest = dates.reduce((a, { date }) => (date > a ? date : a), '');
  const newest = dates.filter(({ date }) => date === latest);
  const isKnown = newest.length < dates.length && newest.every(({ isDated }) => isDated);
  return new Set(isKnown ? newest.map(({ document }) => document) : []);
}
