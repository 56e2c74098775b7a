import { type DocumentMetadata, tierFor } from '../ingest/corpusDocument.js';
import type { ServiceContext } from './context.js';
import { type PartialDate, parsePartialDate } from './partialDate.js';
import { plural } from './precedents.js';
import type { HolderFilter, SearchFilters } from './searchQuery.js';

/** Holders that are named when the one asked for is not in the record. */
const NAMED_HOLDERS = 6;
const SHORTEST_HOLDER_INITIALS = 2;
// Two letters in a row begin the words of many a long title by chance.
const SHORTEST_FORUM_INITIALS = 3;

/** Which documents a search keeps to. */
export interface DocumentFilter {
  /** Whether the document at this position of the index may answer. */
  readonly accepts: (document: number) => boolean;
  /** What a drafter should know of what the filters left out, in words. */
  readonly remarks: readonly string[];
}

/** The filters of a search, tried on every document of the index once. */
export function createDocumentFilter(filters: SearchFilters, context: ServiceContext): DocumentFilter {
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
        : `The record has no document by “${by.name}”. ${nameHolders(documents)}`,
    ),
    ...filters.in.flatMap((words) =>
      documents.some((metadata) => isIn(words, metadata, stopWords))
        ? []
        : `No forum, session or title in the record has “${words}”.`,
    ),
    ...(undated === 0 ? [] : [`Left out, because no date of theirs is known: ${plural(undated, 'document')}.`]),
  ];
  if (documents.length > 0 && remarks.length === 0 && !accepted.includes(true)) {
    remarks.push('No document of the record passes all the filters. Take one out.');
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

/**
 * Whether the forum, the session or the title has each of the words or, for one in lower case, a word that begins so.
 * What is written in capitals may be initials: OEWG is the Open-ended Working Group.
 */
function isIn(asked: string, metadata: DocumentMetadata, stopWords: ReadonlySet<string>): boolean {
  const fields = [metadata.forum, metadata.session, metadata.title, metadata.symbol].map((field) =>
    wordsOf(field ?? ''),
  );
  const words = new Set(fields.flat());
  return (asked.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).every((word) => {
    const folded = fold(word);
    if (words.has(folded)) return true;
    if (!areCapitals(word, 2)) return [...words].some((each) => each.startsWith(folded));
    return (
      areCapitals(word, SHORTEST_FORUM_INITIALS) &&
      fields.some((field) => initialsOf(field, stopWords).includes(folded))
    );
  });
}

function nameHolders(documents: readonly DocumentMetadata[]): string {
  const holders = [...new Set(documents.map(({ holder }) => holder))];
  if (holders.length === 0) return 'It is empty.';
  const more = holders.length - NAMED_HOLDERS;
  const named = holders.slice(0, NAMED_HOLDERS).join('; ');
  return `It has documents by: ${named}${more > 0 ? ` and ${plural(more, 'other')}` : ''}.`;
}

/** First letters of the words that are not stop-words; numbers whole: "g77c" for "Group of 77 and China". */
function initialsOf(words: readonly string[], stopWords: ReadonlySet<string>): string {
  return words
    .filter((word) => !stopWords.has(word))
    .map((word) => (/^\p{N}/u.test(word) ? word : word.charAt(0)))
    .join('');
}

function areCapitals(text: string, shortest: number): boolean {
  return text.length >= shortest && /^\p{Lu}[\p{Lu}\p{N}]*$/u.test(text);
}

function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Without accents and capitals. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
