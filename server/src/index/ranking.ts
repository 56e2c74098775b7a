import { stemmer } from 'stemmer';
import type { PassagePlace, RankedPassage, RankOptions, SearchedFields } from './corpusIndex.js';
import type { LabelData, PostingData } from './indexData.js';
import { type LabelKind, titleCount } from './labels.js';
import { countByPassage, createNumberList, type NumberList } from './passageCounts.js';
import { type PlaceRanges, rangesOfDocuments } from './placeRanges.js';
import { placeOfPassage } from './postings.js';
import { createRecent } from '../util/recent.js';
import { createSelection } from '../util/selectFirst.js';
import { openVocabulary, type Vocabulary } from './vocabulary.js';

// The usual constants of BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework").
const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.75;
/** What a word counts that stands above a passage, where one of its own counts 1. */
const LABEL_WEIGHTS: Readonly<Record<LabelKind, number>> = { heading: 1, title: 0.5 };

/** Words of which it is remembered at least how many passages hold them. */
const FEWEST_COUNTED = 2000;

/** What is known of a passage while a query is answered, as bits. */
const FOUND = 1;
const HEADING = 2;
const TITLE = 4;
/** `RankedPassage.above` by the bits of `HEADING` and `TITLE`. */
const ABOVE: readonly (readonly LabelKind[])[] = [[], ['heading'], ['title'], ['heading', 'title']];

/** What the scores of a passage depend on besides the passage. */
export interface RankingStatistics {
  readonly passageCount: number;
  /** Words of a passage, a title and a heading, on average, ends included. */
  readonly meanLength: number;
  readonly meanLabels: Readonly<Record<LabelKind, number>>;
  /** Passages that hold a form of the word in these fields, titles aside. */
  holding(word: string, fields: SearchedFields): number;
  /** Passages of the documents whose title holds a form of the word. */
  titled(word: string): number;
}

/** Answers which passages share words with a query; see `CorpusIndex.rank`. */
export interface Ranker {
  /** By the statistics of its own passages, or of those that its passages are ranked together with. */
  rank(
    terms: readonly string[],
    limit: number,
    options?: RankOptions,
    statistics?: RankingStatistics,
  ): readonly RankedPassage[];
  /** Numbers of the passages that hold a form of the word in these fields, titles aside; in no order. */
  passagesHolding(word: string, fields: SearchedFields): readonly number[];
  /** How many passages hold a form of the word in these fields, titles aside. Counted once for many words. */
  countHolding(word: string, fields: SearchedFields): number;
  /** How many passages of some documents (by their position) hold a form of the word in their text. */
  countHoldingIn(word: string, documents: (document: number) => boolean): number;
  /** Numbers of the passages of the documents whose title holds a form of the word. */
  passagesTitled(word: string): readonly number[];
  /** Whether a title or a heading holds a form of the word. */
  isLabelled(word: string): boolean;
}

/**
 * Ranks passages by stems with BM25, over their text alone or over text, headings and title as fields of their own length
 * and weight whose word frequencies are added before saturation (BM25F: Robertson, Zaragoza and Taylor 2004, "Simple BM25
 * extension to multiple weighted fields"). Each heading above a passage is a field. A title says what a document is about,
 * not which of its passages: it counts for those that are found without it, and finds passages only by a word that stands
 * nowhere else. A query costs the places of its stems, plus sorting the passages it finds.
 */
export function createRanker(postings: PostingData, vocabulary: Vocabulary, labels: LabelData): Ranker {
  const { passagePlaces } = postings;
  const passageCount = passagePlaces.length - 1;
  const labelPlaces = labels.postings.passagePlaces;
  const labelVocabulary = openVocabulary(labels.vocabulary);
  const titles = titleCount(labels);
  // One number a passage, cleared after each query by what it touched; `uses`: weighted, of the word at hand.
  const scores = new Float32Array(passageCount);
  const weights = new Float32Array(passageCount);
  const uses = new Float32Array(passageCount);
  const marks = new Uint8Array(passageCount);
  const labelUses = new Float32Array(labels.from.length);
  // Passages and labels that hold the word at hand; passages that hold one of the words.
  const holding = createNumberList(passageCount);
  const holdingLabels = createNumberList(labels.from.length);
  const found = createNumberList(passageCount);
  const own: Pick<RankingStatistics, 'passageCount' | 'meanLength' | 'meanLabels'> = {
    passageCount,
    meanLength: meanOf(passagePlaces, 0, passageCount),
    meanLabels: {
      title: meanOf(labelPlaces, 0, titles),
      heading: meanOf(labelPlaces, titles, labelPlaces.length - 1),
    },
  };
  const placeOf = (passage: number): PassagePlace => placeOfPassage(postings, passage);

  const counted = createRecent<string, number>(FEWEST_COUNTED);

  /** Lists the passages whose text holds the word, their uses counted. */
  function countInText(word: string, ranges?: PlaceRanges): void {
    const stem = vocabulary.stemNumber(word);
    countByPassage(postings, stem === undefined ? [] : vocabulary.termsOfStem(stem), uses, holding, ranges);
  }

  /** The list that was made last; its uses are forgotten. */
  function takeHolding(): Int32Array {
    const passages = listed(holding);
    for (const passage of passages) uses[passage] = 0;
    return passages;
  }

  function countHoldingIn(word: string, documents: (document: number) => boolean): number {
    countInText(word, rangesOfDocuments(postings, documents));
    return takeHolding().length;
  }

  function countHolding(word: string, fields: SearchedFields): number {
    if (fields === 'all') return counted.of(word, () => listHolding(word, fields).length);
    const stem = vocabulary.stemNumber(word);
    return stem === undefined ? 0 : (postings.stemPassageCounts[stem] ?? 0);
  }

  /** As `passagesHolding`, until the next word is looked for. */
  function listHolding(word: string, fields: SearchedFields): Int32Array {
    countInText(word);
    const above = fields === 'text' ? [] : labelsHolding(word, own.meanLabels);
    for (const label of above) if (label.kind === 'heading') addUses(label, 0);
    return takeHolding();
  }

  /** Labels that hold the word, each with its weighted uses. */
  function labelsHolding(
    word: string,
    meanLabels: RankingStatistics['meanLabels'],
  ): readonly { readonly kind: LabelKind; readonly from: number; readonly to: number; readonly uses: number }[] {
    const stem = labelVocabulary.stemNumber(word);
    if (stem === undefined) return [];
    countByPassage(labels.postings, labelVocabulary.termsOfStem(stem), labelUses, holdingLabels);
    return Array.from(holdingLabels.numbers.subarray(0, holdingLabels.length).sort(), (label) => {
      const times = labelUses[label] ?? 0;
      labelUses[label] = 0;
      const kind = label < titles ? 'title' : 'heading';
      const weighted = (LABEL_WEIGHTS[kind] * times) / lengthFactor(labelPlaces, label, meanLabels[kind]);
      return { kind, from: labels.from[label] ?? 0, to: labels.to[label] ?? 0, uses: weighted };
    });
  }

  function rank(
    terms: readonly string[],
    limit: number,
    { documents, accepts, fields = 'text', leastShare = 0, inAnyOrder = false }: RankOptions = {},
    statistics?: RankingStatistics,
  ): readonly RankedPassage[] {
    const { passageCount: among, meanLength, meanLabels } = statistics ?? own;
    const ranges = documents && rangesOfDocuments(postings, documents);
    let whole = 0;
    found.length = 0;
    const titled: { readonly from: number; readonly to: number }[] = [];
    for (const word of oneOfEachStem(terms)) {
      // Asked first: it counts in the same array.
      const inAll = statistics?.holding(word, fields) ?? (ranges && countHolding(word, fields));
      countInText(word, ranges);
      for (const passage of listed(holding)) {
        uses[passage] = (uses[passage] ?? 0) / lengthFactor(passagePlaces, passage, meanLength);
      }
      const above = fields === 'text' ? [] : labelsHolding(word, meanLabels);
      for (const label of above) if (label.kind === 'heading') addUses(label, HEADING);
      const itself = inAll ?? holding.length;
      const inTitles = above.filter(({ kind }) => kind === 'title');
      const known = itself > 0 || fields === 'text' ? itself : (statistics?.titled(word) ?? countPassages(inTitles));
      // Of passages that are not ranked, some may hold a word that none of the others does.
      const rarity = known === 0 ? 0 : Math.log(1 + (among - known + 0.5) / (known + 0.5));
      whole += rarity;
      for (const title of inTitles) {
        if (itself === 0) addUses(title, TITLE);
        else {
          titled.push(title);
          addTitle(title, rarity);
        }
      }
      for (const passage of listed(holding)) {
        const mark = marks[passage] ?? 0;
        if ((mark & FOUND) === 0) {
          found.numbers[found.length++] = passage;
          marks[passage] = mark | FOUND;
        }
        scores[passage] = (scores[passage] ?? 0) + rarity * saturated(uses[passage] ?? 0);
        weights[passage] = (weights[passage] ?? 0) + rarity;
        uses[passage] = 0;
      }
    }
    const shareOf = (passage: number): number => Math.min(1, (weights[passage] ?? 0) / whole);
    const isFree = documents === undefined && accepts === undefined;
    const isAccepted = (passage: number): boolean => {
      if (leastShare > 0 && shareOf(passage) < leastShare) return false;
      if (isFree) return true;
      const place = placeOf(passage);
      return (documents === undefined || documents(place.document)) && (accepts === undefined || accepts(place));
    };
    const chosen = inAnyOrder
      ? Array.from(listed(found).filter(isAccepted).slice(0, Math.max(0, limit)))
      : best(listed(found), scores, limit, isAccepted);
    const ranked = chosen.map((number): RankedPassage => {
      const { document, passage } = placeOf(number);
      const above = ABOVE[(marks[number] ?? 0) >> 1] ?? [];
      return { document, passage, score: scores[number] ?? 0, share: shareOf(number), above };
    });
    for (const passage of listed(found)) clear(passage);
    for (const { from, to } of titled) for (let passage = from; passage < to; passage++) clear(passage);
    return ranked;
  }

  /** Adds what stands above some passages to their uses; those that do not hold the word otherwise are marked and held. */
  function addUses(
    { from, to, uses: more }: { readonly from: number; readonly to: number; readonly uses: number },
    mark: number,
  ): void {
    for (let passage = from; passage < to; passage++) {
      if (uses[passage] === 0) {
        holding.numbers[holding.length++] = passage;
        marks[passage] = (marks[passage] ?? 0) | mark;
      }
      uses[passage] = (uses[passage] ?? 0) + more;
    }
  }

  /** Lets a title count for its passages without finding them. */
  function addTitle(
    { from, to, uses: more }: { readonly from: number; readonly to: number; readonly uses: number },
    rarity: number,
  ): void {
    const alone = rarity * saturated(more);
    for (let passage = from; passage < to; passage++) {
      if ((uses[passage] ?? 0) > 0) uses[passage] = (uses[passage] ?? 0) + more;
      else {
        scores[passage] = (scores[passage] ?? 0) + alone;
        weights[passage] = (weights[passage] ?? 0) + rarity;
        marks[passage] = (marks[passage] ?? 0) | TITLE;
      }
    }
  }

  function clear(passage: number): void {
    scores[passage] = 0;
    weights[passage] = 0;
    marks[passage] = 0;
  }

  return {
    rank,
    passagesHolding: (word, fields) => Array.from(listHolding(word, fields)),
    countHolding,
    countHoldingIn,
    passagesTitled: (word) =>
      labelsHolding(word, own.meanLabels)
        .filter(({ kind }) => kind === 'title')
        .flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)),
    isLabelled: (word) => labelVocabulary.stemNumber(word) !== undefined,
  };
}

function listed({ numbers, length }: NumberList): Int32Array {
  return numbers.subarray(0, length);
}

/** How much more or less one use counts in a text of this length. */
function lengthFactor(places: Int32Array, text: number, mean: number): number {
  const words = (places[text + 1] ?? 0) - (places[text] ?? 0);
  return 1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * words) / mean;
}

function saturated(uses: number): number {
  return (uses * (SATURATION + 1)) / (uses + SATURATION);
}

function meanOf(places: Int32Array, from: number, to: number): number {
  return ((places[to] ?? 0) - (places[from] ?? 0)) / Math.max(1, to - from);
}

function countPassages(ranges: readonly { readonly from: number; readonly to: number }[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from, 0);
}

function oneOfEachStem(terms: readonly string[]): Iterable<string> {
  return new Map(terms.map((term) => [stemmer(term), term])).values();
}

/** The accepted passages with the highest scores, best first; of equals the earlier. */
function best(
  passages: Int32Array,
  scores: Float32Array,
  limit: number,
  accepts: (passage: number) => boolean,
): readonly number[] {
  // A difference of scores would be an object for each comparison.
  const byScore = (a: number, b: number): number => {
    const scoreA = scores[a] ?? 0;
    const scoreB = scores[b] ?? 0;
    return scoreA > scoreB ? -1 : scoreA < scoreB ? 1 : a - b;
  };
  const selection = createSelection(limit, byScore, accepts);
  for (let i = 0; i < passages.length; i++) selection.offer(passages[i] ?? 0);
  return selection.first();
}
