import { type DocumentMetadata, tierFor } from '../ingest/corpusDocument.js';
import { t, tCount } from '../util/l10n.js';
import type { ServiceContext } from './context.js';
import { type PartialDate, parsePartialDate } from './partialDate.js';
import { areCapitals, initialsOf, isNamed, wordsOf } from '../text/names.js';
import { hasFilters, type HolderFilter, type SearchFilters } from './searchQuery.js';

/** Holders that are named when the one asked for is not in the record. */
const NAMED_HOLDERS = 6;
const SHORTEST_HOLDER_INITIALS = 2;

/** Which documents a search keeps to. */
export interface DocumentFilter {
  /** Whether the document at this position of the index may answer. */
  readonly accepts: (document: number) => boolean;
  /** What a drafter should know of what the filters left out, in words. */
  readonly remarks: readonly string[];
}

/** The filters of a search, tried on every document of the index once. */
export function createDocumentFilter(filters: SearchFilters, context: ServiceContext): DocumentFilter {
  if (!hasFilters(filters)) return { accepts: () => true, remarks: [] };
  const documents = context.index.documents.map(({ metadata }) => metadata);
  const { stopWords } = context.lexicon.spelling;
  const isDated = filters.from !== undefined || filters.to !== undefined;
  const accepted = documents.map(
    (metadata) =>
      (!isDated || canBeOf(filters, metadata)) &&
      (filters.by.length === 0 || filters.by.some((by) => isBy(by, metadata, context))) &&
      filters.in.every((words) => isIn(words, metadata, stopWords)) &&
      (filters.tiers.length === 0 || filters.tiers.includes(tierOf(metadata, context))),
  );
  const undated = isDated ? documents.filter((metadata) => possibleDays(metadata) === undefined).length : 0;
  const remarks = [
    ...filters.by.flatMap((by) =>
      'side' in by || documents.some((metadata) => isBy(by, metadata, context))
        ? []
        : `${t('The record has no document by “{0}”.', by.name)} ${nameHolders(documents)}`,
    ),
    ...filters.in.flatMap((words) =>
      documents.some((metadata) => isIn(words, metadata, stopWords))
        ? []
        : t('No forum, session or title in the record has “{0}”.', words),
    ),
    ...(undated === 0
      ? []
      : [
          tCount(
            undated,
            'Left out, because no date of theirs is known: {0} document.',
            'Left out, because no date of theirs is known: {0} documents.',
          ),
        ]),
  ];
  if (documents.length > 0 && remarks.length === 0 && !accepted.includes(true)) {
    remarks.push(t('No document of the record passes all the filters. Take one out.'));
  }
  return { accepts: (document) => accepted[document] === true, remarks };
}

function tierOf(metadata: DocumentMetadata, { settings }: ServiceContext): ReturnType<typeof tierFor> {
  return tierFor(metadata, settings.delegation, settings.groups);
}

/** Whether the document's date, as far as it is known, allows that it falls between the bounds. */
function canBeOf({ from, to }: SearchFilters, metadata: DocumentMetadata): boolean {
  const days = possibleDays(metadata);
  if (days === undefined) return false;
  return (from === undefined || days.latest >= from.earliest) && (to === undefined || days.earliest <= to.latest);
}

/** The days that a document can be of; `undefined` when nothing is known. */
function possibleDays({ date, between }: DocumentMetadata): PartialDate | undefined {
  const read = (text: string): PartialDate => parsePartialDate(text) ?? { earliest: text, latest: text };
  if (date !== undefined) return read(date);
  return between && { earliest: read(between[0]).earliest, latest: read(between[1]).latest };
}

function isBy(by: HolderFilter, { holder }: DocumentMetadata, { settings, lexicon }: ServiceContext): boolean {
  if ('side' in by) {
    const isOwn = holder === settings.delegation;
    const isGroup = settings.groups.includes(holder);
    return by.side === 'own' ? isOwn : by.side === 'group' ? isGroup : !isOwn && !isGroup;
  }
  const words = wordsOf(holder);
  if (words.join(' ').startsWith(wordsOf(by.name).join(' '))) return true;
  return (
    areCapitals(by.name, SHORTEST_HOLDER_INITIALS) &&
    initialsOf(words, lexicon.spelling.stopWords).startsWith(by.name.toLowerCase())
  );
}

/** Whether the forum, the session, the title or the symbol has the words. */
function isIn(asked: string, metadata: DocumentMetadata, stopWords: ReadonlySet<string>): boolean {
  const { forum, session, title, symbol } = metadata;
  return isNamed(asked, [forum, session, title, symbol], stopWords);
}

function nameHolders(documents: readonly DocumentMetadata[]): string {
  const holders = [...new Set(documents.map(({ holder }) => holder))];
  if (holders.length === 0) return t('It is empty.');
  const more = holders.length - NAMED_HOLDERS;
  const named = holders.slice(0, NAMED_HOLDERS).join('; ');
  return more > 0
    ? tCount(more, 'It has documents by: {1} and {0} other.', 'It has documents by: {1} and {0} others.', named)
    : t('It has documents by: {0}.', named);
}
