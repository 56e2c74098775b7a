import { type PassagePlace, placeKey, type RankedPassage } from '../index/corpusIndex.js';
import type { LabelKind } from '../index/labels.js';
import type { ServiceContext } from './context.js';
import type { LeftOut } from './searchQuery.js';
import type { SearchWords } from './searchWords.js';

/** Passages that compete where no wording is exact: those with the highest BM25. */
const COMPETING = 1000;

/** Which passages compete; all of them when `undefined`. */
export type Accepts = ((place: PassagePlace) => boolean) | undefined;

/** A passage that holds something of what is looked for. */
export interface Match extends PassagePlace {
  /** Whether it holds all the wording in quotation marks or, where there is none, the words in a row as they are typed. */
  readonly exact: boolean;
  /** See `Standing.share`. */
  readonly share?: number;
  /** See `Standing.above`. */
  readonly above?: readonly LabelKind[];
  /** Whether it holds other words for something that was typed. */
  readonly related?: boolean;
  /** BM25; 0 without words. */
  readonly score: number;
}

/** Passages that match, each once, in no order. Those that `accepts` refuses do not compete. */
export function findMatches(
  { row, words, missing, phrases }: SearchWords,
  accepts: Accepts,
  { index }: ServiceContext,
): readonly Match[] {
  // A lone word counts too: stems alone would put "attributes" beside "attribution".
  const inRow = words.length > 0 ? [row] : [];
  const exact = passagesWithAll(phrases.length > 0 ? phrases : inRow, accepts, { index });
  const isExact = (place: PassagePlace): boolean => exact.has(placeKey(place));
  // A word that is nowhere is rarer than any: no passage holds all the words then.
  const shareOf = (share: number): number => (share * words.length) / (words.length + missing);
  const rankAll = (isMeant: Accepts): readonly RankedPassage[] =>
    index.rank(words, Number.POSITIVE_INFINITY, { accepts: isMeant, fields: 'all', inAnyOrder: true });
  const scored = exact.size === 0 ? [] : rankAll(isExact);
  if (phrases.length === 0) {
    const isOther: Accepts =
      exact.size === 0 ? accepts : (place) => !isExact(place) && (accepts === undefined || accepts(place));
    const others = index.rank(words, COMPETING, { accepts: isOther, fields: 'all' });
    return [
      ...scored.map(({ document, passage, score }) => ({ document, passage, score, exact: true })),
      ...others.map(({ document, passage, score, share, above }) => ({
        document,
        passage,
        score,
        above,
        exact: false,
        ...(words.length + missing > 1 && { share: shareOf(share) }),
      })),
    ];
  }
  const ranked = new Map(scored.map((each) => [placeKey(each), each]));
  return [...exact].map(([key, place]) => {
    const { score = 0, share = 0, above = [] } = ranked.get(key) ?? {};
    return { ...place, exact: true, score, above, ...(words.length > 0 && { share: shareOf(share) }) };
  });
}

/** Every passage of the documents that are accepted, in the order of the record. Reads no text of any other document. */
export function* listPassages(
  acceptsDocument: (document: number) => boolean,
  { index }: ServiceContext,
): Generator<PassagePlace> {
  for (const [document, entry] of index.documents.entries()) {
    if (!acceptsDocument(document)) continue;
    for (const passage of entry.passages.keys()) yield { document, passage };
  }
}

/** Passages that hold what a query leaves out, by `placeKey`: a word in any form, wording as it stands. */
export function passagesWithout(
  without: readonly LeftOut[],
  { index, tokenize, lexicon }: ServiceContext,
): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { text, exact } of without) {
    const terms = tokenize(text).map(({ term }) => term);
    const isWord = !exact && terms.length === 1 && !terms.some((term) => lexicon.spelling.stopWords.has(term));
    const places = isWord
      ? index.rank(terms, Number.POSITIVE_INFINITY, { inAnyOrder: true })
      : index.findPhrase(terms).passages();
    for (const place of places) found.add(placeKey(place));
  }
  return found;
}

function passagesWithAll(
  runs: readonly (readonly string[])[],
  accepts: Accepts,
  { index }: Pick<ServiceContext, 'index'>,
): ReadonlyMap<number, PassagePlace> {
  let common: ReadonlyMap<number, PassagePlace> | undefined;
  for (const run of runs) {
    const found = new Map<number, PassagePlace>();
    for (const place of index.findPhrase(run).passages()) {
      const key = placeKey(place);
      if (common === undefined ? (accepts?.(place) ?? true) : common.has(key)) found.set(key, place);
    }
    common = found;
  }
  return common ?? new Map();
}
