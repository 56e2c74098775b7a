import type { PassagePlace } from '../index/corpusIndex.js';
import type { LabelKind } from '../index/labels.js';
import type { Tier } from '../ingest/corpusDocument.js';
import { AUTHORITY } from '../store/found.js';
import { t } from '../util/l10n.js';

/** What a passage's document has to do with where it stands in the answer to a search. */
export interface DocumentStanding {
  readonly tier: Tier;
  /** Whether it is of the forum that is written for. */
  readonly sameForum?: boolean;
  /** `orderingDate`. */
  readonly date: string;
}

/** What decides where a passage stands in the answer to a search. */
export interface Standing extends PassagePlace, DocumentStanding {
  /** Whether the workspace puts it first. */
  readonly pinned: boolean;
  /** Whether it holds the wording asked for, word for word. */
  readonly exact: boolean;
  /** How much of several words asked for it holds, 0 to 1 (`RankedPassage.share`); absent where there is nothing to tell apart. */
  readonly share?: number;
  /** How near to each other the words stand, where there are several; 'apart' when absent. */
  readonly nearness?: Nearness;
  /** See `RankedPassage.above`; absent where no words were looked for one by one. */
  readonly above?: readonly LabelKind[];
  /** Whether it holds other words for something that was typed. */
  readonly related?: boolean;
  /** BM25. */
  readonly score: number;
}

/**
 * How near to each other the words asked for stand in a passage, nearest first: within twice as many words as were typed;
 * in one clause; in its text; some of them only in a heading or title above it.
 */
export type Nearness = 'close' | 'clause' | 'apart' | 'above';
const NEARNESS: readonly Nearness[] = ['close', 'clause', 'apart', 'above'];

// Sums of rounded weights.
const ALL = 0.999;
const MOST = 2 / 3;
const SOME = 1 / 3;

/**
 * The order of answers, each key deciding among equals of the one before: pinned; exact wording; all, most, some or few of the
 * words; how near they stand to each other in its text; authority (adopted, chair's, own, group's, others'); the same forum; the newest document; BM25; the order of the record. Total:
 * no two passages are equal, so the same record and search always give the same answer. Nearness comes before authority
 * because words that stand apart mostly speak of different things, and authority on something else is no precedent. The
 * forum comes after authority, since what binds does so everywhere, and before the date, behind which it would hardly ever
 * decide.
 */
export function compareStandings(a: Standing, b: Standing): number {
  return (
    Number(b.pinned) - Number(a.pinned) ||
    Number(b.exact) - Number(a.exact) ||
    levelOf(b.share) - levelOf(a.share) ||
    nearnessOf(a) - nearnessOf(b) ||
    compareDocuments(a, b) ||
    b.score - a.score ||
    a.document - b.document ||
    a.passage - b.passage
  );
}

/** The part of that order which documents decide: authority, the same forum, the newest first. */
export function compareDocuments(a: DocumentStanding, b: DocumentStanding): number {
  return (
    AUTHORITY.indexOf(a.tier) - AUTHORITY.indexOf(b.tier) ||
    Number(b.sameForum === true) - Number(a.sameForum === true) ||
    (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)
  );
}

/**
 * Those of the matches that may be among the first `limit`, by what they hold of the query: all that hold as much as the last of
 * the first does, and what stands first in any case.
 */
export function contenders<T extends Pick<Standing, 'exact' | 'share'>>(
  matches: readonly T[],
  limit: number,
  isFirst: (match: T) => boolean,
): readonly T[] {
  const least = levelOfFirst(matches, limit);
  return least === 0 ? matches : matches.filter((match) => heldBy(match) >= least || isFirst(match));
}

/** Tells whether a passage that holds a share of the query, and no wording exactly, may be among the first `limit` besides the matches. */
export function createContest(
  matches: readonly Pick<Standing, 'exact' | 'share'>[],
  limit: number,
): (share: number) => boolean {
  const least = levelOfFirst(matches, limit);
  return (share) => levelOf(share) >= least;
}

/** What each of the first `limit` holds at least; 0 where there are fewer. */
function levelOfFirst(matches: readonly Pick<Standing, 'exact' | 'share'>[], limit: number): number {
  const counts = [0, 0, 0, 0, 0];
  for (const match of matches) counts[heldBy(match)] = (counts[heldBy(match)] ?? 0) + 1;
  let held = 0;
  return Math.max(
    0,
    counts.findLastIndex((count) => (held += count) >= limit),
  );
}

/** How much of a query a match holds: its level, or above all of them. */
function heldBy({ exact, share }: Pick<Standing, 'exact' | 'share'>): number {
  return exact ? EXACT : levelOf(share);
}

/** Why a passage stands where it does, in the words of a drafter, strongest first. `isNewest`: no answer's document is later. */
export function reasonsFor(standing: Standing, isNewest: boolean): readonly string[] {
  const { pinned, exact, share, nearness = 'apart', above = [], related, tier, sameForum } = standing;
  const words = share === undefined ? undefined : WORD_REASONS[levelOf(share)];
  const near = NEARNESS_REASONS[nearness];
  const holdsMost = levelOf(share) >= levelOf(MOST);
  const authority = TIER_REASONS[tier];
  return [
    ...(pinned ? [t('pinned')] : []),
    ...(exact ? [t('exact wording')] : []),
    ...(words === undefined || related === true ? [] : [words]),
    ...(near === undefined || related === true || above.length > 0 || !holdsMost ? [] : [near]),
    ...(holdsMost ? above.map((label) => ABOVE_REASONS[label]) : []),
    ...(related === true ? [t('in other words')] : []),
    ...(authority === undefined ? [] : [authority]),
    ...(sameForum === true ? [t('same forum')] : []),
    ...(isNewest ? [t('newest')] : []),
  ];
}

/** Whether no passage holds more of what was typed. */
export function holdsAllWords({ exact, share }: Pick<Standing, 'exact' | 'share'>): boolean {
  return exact || levelOf(share) === levelOf(1);
}

const WORD_REASONS: readonly (string | undefined)[] = [
  undefined,
  undefined,
  t('most of the words'),
  t('all the words'),
];

const NEARNESS_REASONS: Readonly<Partial<Record<Nearness, string>>> = {
  close: t('close together'),
  clause: t('in one clause'),
};

const ABOVE_REASONS: Readonly<Record<LabelKind, string>> = {
  heading: t('in the heading'),
  title: t('in the title'),
};

const TIER_REASONS: Readonly<Record<Tier, string | undefined>> = {
  adopted: t('adopted text'),
  chair: t('chair’s text'),
  own: t('own delegation'),
  group: t('own group'),
  other: undefined,
};

function nearnessOf({ nearness = 'apart', above = [] }: Standing): number {
  return NEARNESS.indexOf(above.length > 0 ? 'above' : nearness);
}

/** Beyond every level. */
const EXACT = 4;

function levelOf(share = 1): number {
  return share >= ALL ? 3 : share >= MOST ? 2 : share >= SOME ? 1 : 0;
}
