import type { Tier } from '../ingest/corpusDocument.js';
import { t } from '../util/l10n.js';
import { type PartialDate, parsePartialDate } from './partialDate.js';

/** Whose documents a search keeps to: those of a holder by name, or a side as the settings see it. */
export type HolderFilter =
  | { readonly side: 'own' | 'group' | 'other' }
  /** As typed: the beginning of a holder's name, or its initials. */
  | { readonly name: string };

/** What a search keeps to. Several holders or tiers: any of them; several `in`: all of them. */
export interface SearchFilters {
  /** Documents that can be of this time or later. */
  readonly from?: PartialDate;
  /** Documents that can be of this time or earlier. */
  readonly to?: PartialDate;
  readonly by: readonly HolderFilter[];
  /** Words of the forum, session or title, as typed. */
  readonly in: readonly string[];
  readonly tiers: readonly Tier[];
}

/** Whether there is anything that a document may not pass. */
export function hasFilters({ from, to, by, in: places, tiers }: SearchFilters): boolean {
  return from !== undefined || to !== undefined || by.length + places.length + tiers.length > 0;
}

/** Wording that no answer may hold. `exact`: these very words, else any form of the word. */
export interface LeftOut {
  readonly text: string;
  readonly exact: boolean;
}

/** A search as a drafter means it. */
export interface SearchQuery {
  /** The words outside quotation marks, in their order. */
  readonly words: string;
  /** Whether the last of `words` ends the query, so that it may be unfinished. */
  readonly endsInWord: boolean;
  /** Wording in quotation marks: every answer holds each of them. */
  readonly phrases: readonly string[];
  readonly without: readonly LeftOut[];
  readonly filters: SearchFilters;
  /** What cannot be understood and what to write instead, for a drafter. A query that has any must not be answered. */
  readonly problems: readonly string[];
}

/** Tiers that `tier:` names, and what is said when it names another. */
const TIERS: readonly Tier[] = ['adopted', 'chair', 'group', 'own', 'other'];

// A minus that opens a word, the characters up to a space or a quotation mark, and what is quoted right behind them.
const PIECE = /(?<minus>(?<!\S)-)?(?<bare>[^\s"“”„]*)(?:["“”„](?<quoted>[^"“”]*)["“”]?)?/gu;
const FILTER = /^(?<name>from|to|by|in|tier):(?<value>.*)$/isu;

/**
 * Reads a search: words, "exact wording" in straight or curly quotation marks (one left open reaches to the end), `-word`
 * and `-"wording"` for what must not be there, and the filters `from:`, `to:`, `by:`, `in:` and `tier:`, whose values may
 * be quoted. Any other "name:" is an ordinary word. Never throws; linear in the length of the text.
 */
export function parseSearchQuery(text: string): SearchQuery {
  const words: string[] = [];
  const phrases: string[] = [];
  const without: LeftOut[] = [];
  const filters: Filters = { by: [], in: [], tiers: [] };
  const problems: string[] = [];
  let endsInWord = false;
  for (const match of text.matchAll(PIECE)) {
    if (match[0] === '') continue;
    const { minus, bare = '', quoted } = match.groups ?? {};
    const { name, value = '' } = FILTER.exec(bare)?.groups ?? {};
    const isQuotedValue = name !== undefined && value === '' && quoted !== undefined;
    if (name !== undefined && minus !== undefined) {
      problems.push(
        t(
          '“{0}” is not understood: a minus stands before a word or wording in quotation marks. Name what you do want instead.',
          match[0],
        ),
      );
    } else if (name !== undefined) {
      addFilter(filters, name.toLowerCase(), (isQuotedValue ? quoted : value).trim(), problems);
    } else if (bare !== '') {
      if (minus === undefined) words.push(bare);
      else without.push({ text: bare, exact: false });
    }
    if (quoted !== undefined && !isQuotedValue && quoted.trim() !== '') {
      if (minus !== undefined && bare === '') without.push({ text: quoted, exact: true });
      else phrases.push(quoted);
    }
    endsInWord = minus === undefined && name === undefined && quoted === undefined && bare !== '';
    endsInWord &&= match.index + match[0].length === text.length;
  }
  if (filters.from !== undefined && filters.to !== undefined && filters.from.earliest > filters.to.latest) {
    problems.push(t('from: is later than to:, so no document can answer. Exchange the two dates.'));
  }
  return { words: words.join(' '), endsInWord, phrases, without, filters, problems };
}

interface Filters {
  from?: PartialDate;
  to?: PartialDate;
  readonly by: HolderFilter[];
  readonly in: string[];
  readonly tiers: Tier[];
}

function addFilter(filters: Filters, name: string, value: string, problems: string[]): void {
  if (name === 'from' || name === 'to') {
    const date = parsePartialDate(value);
    if (date === undefined) {
      problems.push(
        value === ''
          ? t('{0}: names no date. Write {0}:2021, {0}:2021-12 or {0}:2021-12-13.', name)
          : t('{0}: “{1}” is not a date. Write {0}:2021, {0}:2021-12 or {0}:2021-12-13.', name, value),
      );
    } else if (filters[name] !== undefined) problems.push(t('{0}: stands twice. Keep one of them.', name));
    else filters[name] = date;
    return;
  }
  if (name === 'tier') {
    const tier = TIERS.find((each) => each === value.toLowerCase());
    if (tier !== undefined) filters.tiers.push(tier);
    else {
      problems.push(
        value === ''
          ? t('tier: names no tier. Write tier:adopted, tier:chair, tier:group, tier:own or tier:other.')
          : t('tier: “{0}” is not a tier. Write tier:adopted, tier:chair, tier:group, tier:own or tier:other.', value),
      );
    }
    return;
  }
  if (/[\p{L}\p{N}]/u.test(value)) {
    if (name === 'by') filters.by.push(holderFilter(value));
    else filters.in.push(value);
    return;
  }
  problems.push(
    name === 'by'
      ? t(
          'by: names no holder. Write the name right behind the colon: by:Pakistan, by:"Non-Aligned Movement", by:own, by:group or by:other.',
        )
      : t(
          'in: names no forum, session or title. Write words of it right behind the colon: in:OEWG or in:"fourth session".',
        ),
  );
}

function holderFilter(value: string): HolderFilter {
  const side = value.toLowerCase();
  return side === 'own' || side === 'group' || side === 'other' ? { side } : { name: value };
}
