import { type PassagePlace, placeKey, placeOfKey } from '../index/corpusIndex.js';
import { acronymOf, spelledOut } from './acronyms.js';
import type { ServiceContext } from './context.js';
import { isPinned } from './precedents.js';
import { rarityOf } from './rarity.js';
import type { Accepts, Match } from './searchMatches.js';
import { createContest } from './searchRanking.js';

/** What a passage counts for that holds other words for the same thing, where the typed ones count 1. */
const RELATED_SHARE = 0.8;
const MOST_OTHERS = 8;
/** Words of a large record that so many passages hold tell nothing of what is meant. */
const COMMON_SHARE = 0.1;
const LARGE = 10_000;
const WHOLE = 0.999;

/** What matches a query when its words may be said in other words. */
export interface Expanded {
  /** Those that hold other words moved up by them, and passages that hold other words alone. */
  readonly matches: readonly Match[];
  /** All other words that were looked for. */
  readonly words: readonly string[];
}

/**
 * Adds to what matches the row of terms what holds other words for it: those that the lexicon groups with them, and what the
 * documents themselves say that an acronym stands for. Passages that hold other words alone are added where that may make them
 * some of the first `limit`, or where they are pinned; where none may be, they are not even looked for: there may be very many.
 */
export function expandSearch(
  row: readonly string[],
  matches: readonly Match[],
  limit: number,
  accepts: (place: PassagePlace) => boolean,
  context: ServiceContext,
): Expanded {
  /** How much more of the query a passage holds, 0 to 1, by `placeKey`. */
  const gains = new Map<number, number>();
  const found: string[] = [];
  const whole = weigh(row, context);
  if (whole === 0) return { matches, words: [] };
  const units = unitsOf(row, context)
    .map(({ terms, others }) => ({ terms, others, gain: (RELATED_SHARE * weigh(terms, context)) / whole }))
    .filter(({ others, gain }) => others.length > 0 && gain > 0);
  if (units.length === 0) return { matches, words: [] };
  const most = units.reduce((sum, { gain }) => sum + gain, 0);
  const among = createContest(matches, limit)(most) ? undefined : amongMatches(matches);
  for (const { terms, others, gain } of units) {
    const typed = new Set(passagesWithForms(terms, among, context).map(placeKey));
    const counted = new Set<number>();
    for (const other of others) {
      const places = passagesWithForms(other, among, context);
      if (places.length > 0) found.push(...other);
      for (const place of places) {
        const key = placeKey(place);
        if (typed.has(key) || counted.has(key)) continue;
        counted.add(key);
        gains.set(key, gain + (gains.get(key) ?? 0));
      }
    }
  }
  const expanded = matches.map((match) => {
    const key = placeKey(match);
    const gain = gains.get(key);
    gains.delete(key);
    if (gain === undefined || match.exact) return match;
    return { ...match, share: Math.min(1, (match.share ?? 1) + gain), related: true };
  });
  const contends = createContest(expanded, limit);
  for (const [key, gain] of gains) {
    const share = Math.min(1, gain);
    const place = placeOfKey(key);
    if (!contends(share) && !isPinned(place, context)) continue;
    if (accepts(place)) expanded.push({ ...place, score: 0, exact: false, share, related: true });
  }
  return { matches: expanded, words: [...new Set(found)] };
}

/** Stretches of the row that have other words. */
function unitsOf(
  row: readonly string[],
  context: ServiceContext,
): readonly { readonly terms: readonly string[]; readonly others: readonly (readonly string[])[] }[] {
  const units: { terms: readonly string[]; others: readonly (readonly string[])[] }[] = [];
  for (let at = 0; at < row.length; ) {
    const related = context.lexicon.related.match(row, at);
    const terms = row.slice(at, at + (related?.length ?? 1));
    const [first] = terms;
    const short = terms.length > 1 ? acronymOf(terms, context) : undefined;
    const long = terms.length > 1 || first === undefined ? undefined : spelledOut(first, context);
    const others = [
      ...(short === undefined ? [] : [[short]]),
      ...(long === undefined ? [] : [long]),
      ...(related?.others ?? []),
    ];
    units.push({ terms, others: others.filter((other) => isTelling(other, context)).slice(0, MOST_OTHERS) });
    at += terms.length;
  }
  return units;
}

function isTelling(terms: readonly string[], { index }: ServiceContext): boolean {
  if (index.passageCount < LARGE) return true;
  return terms.some((term) => index.passageFrequency(term) <= index.passageCount * COMMON_SHARE);
}

/** Which passages are looked at. */
interface Among {
  readonly documents: (document: number) => boolean;
  readonly accepts: Accepts;
}

/** The passages that match what was typed. */
function amongMatches(matches: readonly Match[]): Among {
  const documents = new Set(matches.map(({ document }) => document));
  const passages = new Set(matches.map(placeKey));
  return { documents: (document) => documents.has(document), accepts: (place) => passages.has(placeKey(place)) };
}

/** Passages that hold every one of the words in some form, stop-words aside; all of the record when `among` is absent. */
function passagesWithForms(
  terms: readonly string[],
  among: Among | undefined,
  { index }: ServiceContext,
): readonly PassagePlace[] {
  return index.rank(terms, Number.POSITIVE_INFINITY, {
    ...among,
    fields: 'all',
    leastShare: WHOLE,
    inAnyOrder: true,
  });
}

function weigh(terms: readonly string[], context: ServiceContext): number {
  return terms.reduce((sum, term) => sum + rarityOf(term, context), 0);
}
