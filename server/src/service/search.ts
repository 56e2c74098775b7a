import { type CorpusIndex, passageOf, type PassagePlace, placeKey } from '../index/corpusIndex.js';
import {
  type CorpusDocument,
  type DocumentMetadata,
  orderingDate,
  type Passage,
  tierFor,
} from '../ingest/corpusDocument.js';
import type { ServiceContext } from './context.js';
import { mapped } from '../util/iterables.js';
import { selectFirst } from '../util/selectFirst.js';
import { createForumFilter } from './forum.js';
import { leadingMatches } from './leadingMatches.js';
import { isPinned } from './precedents.js';
import { expandSearch } from './searchExpansion.js';
import { createDocumentFilter } from './searchFilters.js';
import { createMarker, type Marks } from './searchMarks.js';
import { findMatches, listPassages, type Match, passagesWithout } from './searchMatches.js';
import {
  compareStandings,
  contenders,
  type DocumentStanding,
  holdsAllWords,
  reasonsFor,
  type Standing,
} from './searchRanking.js';
import { createNearness } from './searchNearness.js';
import { hasFilters, parseSearchQuery } from './searchQuery.js';
import { readSearchWords } from './searchWords.js';

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
  const isListing = wanted.row.length === 0 && wanted.phrases.length === 0 && hasFilters(query.filters);
  const isFree = !hasFilters(query.filters) && excluded.size === 0;
  const ofDocument = createDocumentStandings(isOfForum, context);
  const nearnessOf = createNearness(wanted, context);
  const toStanding = (match: Match): Standing => ({
    ...match,
    ...nearnessOf(match),
    pinned: isPinned(match, context),
    ...ofDocument(match.document),
  });
  const leading = isListing
    ? undefined
    : leadingMatches(wanted, limit, isFree ? undefined : accepts, ofDocument, context);
  const matches = isListing ? [] : (leading?.matches ?? findMatches(wanted, isFree ? undefined : accepts, context));
  // Other words never come before all of those that were typed, and looking for them costs more than all the rest.
  const isAnswered = matches.filter(holdsAllWords).length >= limit;
  const expanded =
    isAnswered || wanted.phrases.length > 0
      ? { matches, words: [] }
      : expandSearch(wanted.row, matches, limit, accepts, context);
  const competing = isListing
    ? listed(limit, filter.accepts, accepts, context)
    : contenders(expanded.matches, limit, (match) => isPinned(match, context));
  const standings = isListing
    ? competing.map(toStanding)
    : selectFirst(mapped(competing, toStanding), limit, compareStandings);
  const newest = newestDocuments(leading?.documents ?? new Set(competing.map(({ document }) => document)), context);
  const mark = createMarker(
    { words: [...wanted.words, ...expanded.words], runs: [...wanted.phrases, wanted.row] },
    context,
  );
  const found = standings.map((standing) => {
    const { document, passage } = passageOf(context.index, standing);
    const reasons = reasonsFor(standing, newest.has(standing.document));
    return Object.assign(mark(passage, standing), { document, passage, reasons });
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

/** What documents have to do with the order of answers, each looked up once. */
function createDocumentStandings(
  isOfForum: (document: number) => boolean,
  { index, settings }: ServiceContext,
): (document: number) => DocumentStanding {
  const known = new Map<number, DocumentStanding>();
  return (document) => {
    const before = known.get(document);
    if (before !== undefined) return before;
    const metadata = metadataOf(document, index);
    const standing = {
      tier: tierFor(metadata, settings.delegation, settings.groups),
      sameForum: isOfForum(document),
      date: orderingDate(metadata),
    };
    known.set(document, standing);
    return standing;
  };
}

/** Asked of the list of documents, not through a passage: no text is read. */
function metadataOf(document: number, index: CorpusIndex): DocumentMetadata {
  const metadata = index.documents[document]?.metadata;
  if (metadata === undefined) throw new RangeError('document is not of this index revision');
  return metadata;
}

/** Documents of the latest date, where one of several is later: an undated one that may be later leaves none. */
function newestDocuments(documents: ReadonlySet<number>, { index }: ServiceContext): ReadonlySet<number> {
  const dates = [...documents].map((document) => {
    const metadata = metadataOf(document, index);
    return { document, isDated: metadata.date !== undefined, date: orderingDate(metadata) };
  });
  const latest = dates.reduce((a, { date }) => (date > a ? date : a), '');
  const newest = dates.filter(({ date }) => date === latest);
  const isKnown = newest.length < dates.length && newest.every(({ isDated }) => isDated);
  return new Set(isKnown ? newest.map(({ document }) => document) : []);
}
