import { type CorpusDocument, type DocumentRecord, type Passage, passageIn } from '../ingest/corpusDocument.js';
import type { Span } from '../text/span.js';
import type { LabelKind } from './labels.js';

/** A passage of the corpus. */
export interface PassagePlace {
  /** Position of the document in `CorpusIndex.documents`. */
  readonly document: number;
  /** Position of the passage in the document. */
  readonly passage: number;
}

/** More than any document has. */
const PASSAGES_OF_DOCUMENT = 2 ** 26;

/** A number for a passage, other than that of every other one. */
export function placeKey({ document, passage }: PassagePlace): number {
  return document * PASSAGES_OF_DOCUMENT + passage;
}

/** The passage with that `placeKey`. */
export function placeOfKey(key: number): PassagePlace {
  return { document: Math.floor(key / PASSAGES_OF_DOCUMENT), passage: key % PASSAGES_OF_DOCUMENT };
}

/** A place in the corpus. The span is in UTF-16 offsets into the passage's text. */
export interface Occurrence extends PassagePlace, Span {}

/**
 * Places of one wording, newest document first, then in order of the text. There may be very many: counting documents or
 * passages is cheap, while each occurrence costs a look at its passage's text, so take only those that are shown.
 */
export interface Occurrences extends Iterable<Occurrence> {
  readonly length: number;
  /** `undefined` beyond the last one. */
  at(i: number): Occurrence | undefined;
  /** Each passage that holds one, once. */
  passages(): Iterable<PassagePlace>;
  /** Each document that holds one, once, with its own occurrences. */
  documents(): Iterable<DocumentUse>;
  /** Those of one document, by its position in `CorpusIndex.documents`. */
  within(document: number): Occurrences;
}

/** A place of some terms, with the terms before and behind them in its passage, both in the order of the text. */
export interface WordsAround extends PassagePlace {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** A document's places that use a wording. */
export interface DocumentUse {
  /** Position of the document in `CorpusIndex.documents`. */
  readonly document: number;
  readonly occurrences: Occurrences;
}

/** A passage with its relevance to a query; higher is better, comparable within one answer only. */
export interface RankedPassage extends PassagePlace {
  readonly score: number;
  /** How much of the query it holds, 0 to 1: each word weighs as much as it is rare; unknown words and stop-words do not count. */
  readonly share: number;
  /** What above it holds words of the query that its own text lacks. */
  readonly above: readonly LabelKind[];
}

/** Where the words of a query may stand: in a passage's text, or also in its headings and in its document's title. */
export type SearchedFields = 'text' | 'all';

/** How passages are ranked. */
export interface RankOptions {
  /** Documents, by their position, whose passages compete; all of them when absent. What others hold then hardly costs. */
  readonly documents?: ((document: number) => boolean) | undefined;
  /** Passages that compete; all of them when absent. */
  readonly accepts?: ((place: PassagePlace) => boolean) | undefined;
  /** Their text alone when absent. */
  readonly fields?: SearchedFields | undefined;
  /** The least `RankedPassage.share` of those that compete; any when absent. */
  readonly leastShare?: number | undefined;
  /** Whether they may come in any order: to put most of a record in order costs more than to find it. */
  readonly inAnyOrder?: boolean | undefined;
}

/** How near to each other words stand in a passage. */
export interface Stretch {
  /** How many of the words its text holds in some form. */
  readonly held: number;
  /** Words of the shortest stretch of one clause that holds all of those; absent when no clause does. */
  readonly words?: number;
}

/** A stretch of a query that stands in the corpus word for word. Token positions of the query, `to` exclusive. */
export interface PhraseMatch {
  readonly from: number;
  readonly to: number;
  readonly occurrences: Occurrences;
}

/** Wording that recurs in the corpus. */
export interface Phrase {
  /** As the newest document writes it. */
  readonly text: string;
  readonly terms: readonly string[];
  readonly occurrences: Occurrences;
  /** Documents that use it. */
  readonly documents: number;
}

/** Recurring phrases by their rank, 0 the best. */
export interface PhraseList extends Iterable<Phrase> {
  readonly length: number;
  /** `undefined` beyond the last one. */
  at(rank: number): Phrase | undefined;
  /** Ranks of the phrases that stand in a document (its position in the index), in no order, each once. */
  ranksIn(document: number): Iterable<number>;
}

/** Wording that continues what is being typed. */
export interface Continuation {
  /** The whole phrase, typed words included, as its newest document writes it. */
  readonly text: string;
  /** How many of the typed words (from the end) it replaces. */
  readonly typedWords: number;
  /** How likely the typed words go on so, 0 to 1, judged by how the documents that hold them go on. */
  readonly likelihood: number;
  readonly occurrences: Occurrences;
}

/** A document left out because another one holds the same text. */
export interface Duplicate {
  readonly document: DocumentRecord;
  /** Id of the document that is kept. */
  readonly of: string;
  /** Share of the left-out document's five-word runs that the kept one holds, 0 to 1. */
  readonly share: number;
}

/** Successive states of one text. */
export interface VersionChain {
  /** Ids of documents that are served, oldest to newest; two or more. */
  readonly documents: readonly string[];
}

/** One immutable revision of the indexed corpus. No method does I/O or throws on anyone's text. */
export interface CorpusIndex {
  readonly revision: number;
  /** Documents served, newest first; duplicates left out. */
  readonly documents: readonly CorpusDocument[];
  readonly duplicates: readonly Duplicate[];
  /** Which documents are drafts and revisions of one text; all of them are served. */
  readonly versions: readonly VersionChain[];
  readonly passageCount: number;
  /** Number of passages of a document, by its position; its text is not read. */
  passagesIn(document: number): number;
  /** Every place where the terms stand one after the other. */
  findPhrase(terms: readonly string[]): Occurrences;
  /**
   * The longest run of `terms` that includes position `at` and occurs in the corpus, of at least `fewest` words (1 when absent);
   * `undefined` when there is none. Leftmost among equals. With more words it need not look at every place of a common one.
   */
  longestPhrase(terms: readonly string[], at: number, fewest?: number): PhraseMatch | undefined;
  /** Passages that share words with the query, best first (BM25 over stems; stop-words ignored). */
  rank(terms: readonly string[], limit: number, options?: RankOptions): readonly RankedPassage[];
  /** Measures how near to each other the terms (in any form, without stop-words) stand in a passage. Linear in its words. */
  measureStretch(terms: readonly string[]): (place: PassagePlace) => Stretch;
  /**
   * Words of the shortest stretch of a passage's text, over clauses and sentences, that holds each of the terms in some form;
   * `undefined` where one is missing, 0 for no terms. A stop-word is a form of nothing, and for the caller to leave out. Costs
   * the words' places in the passage, however long it is.
   */
  measureSpan(terms: readonly string[]): (place: PassagePlace) => number | undefined;
  /** Tells of passages whether the terms stand in their text one after the other. Costs the places of the rarest of them in the passage. */
  findRun(terms: readonly string[]): (place: PassagePlace) => boolean;
  /**
   * Words of the corpus that a mistyped word means, one or two letters away, nearest first; `unfinished` when the word may
   * go on. Empty when the corpus knows the word, or another form of it, and when nothing is that near.
   */
  nearestTerms(word: string, unfinished: boolean): readonly string[];
  /**
   * Passages whose text holds each of the terms in some form, in the order of the record; none for no terms. A stop-word is a
   * form of nothing: those among the terms are for the caller to leave out. There may be very many: take only those that are
   * looked at.
   */
  passagesHolding(terms: readonly string[]): Iterable<PassagePlace>;
  /** Number of passages whose text holds the term in some form: as many as `passagesHolding` gives. */
  formFrequency(term: string): number;
  /** The terms of a passage's text in order. Reads no text; none for a place that is not there. */
  termsIn(place: PassagePlace): readonly string[];
  /**
   * Each place where the terms stand in a row, newest document first, with as many words as are asked for at most on either side
   * of it in its passage. Reads no text. There may be very many: take only those that are looked at.
   */
  wordsAround(terms: readonly string[], before: number, after: number): Iterable<WordsAround>;
  /** Number of passages that hold the term. */
  passageFrequency(term: string): number;
  /** As `passageFrequency`, of some documents (by their position) alone. All terms are counted once, which is linear in their words. */
  frequencyIn(documents: readonly number[]): (term: string) => number;
  /** Whether phrases and corrections are known; they are found after the rest. Until then nothing is completed. */
  readonly isMined: boolean;
  /** Recurring phrases, best first. */
  readonly phrases: PhraseList;
  /**
   * Phrases that continue the typed words, best first. `typed` is the text of the sentence up to the cursor, the last
   * word perhaps unfinished or mistyped. Wording that a later document of the same holder corrected never appears.
   * `mayOffer` says by the document's position whose wording may be offered (all, when left out); the evidence counts
   * every document.
   */
  complete(typed: string, limit: number, mayOffer?: (document: number) => boolean): readonly Continuation[];
}

/** The passage an occurrence stands in, with its document. */
export function passageOf(
  index: CorpusIndex,
  place: PassagePlace,
): { readonly document: CorpusDocument; readonly passage: Passage } {
  const document = index.documents[place.document];
  const passage = document && passageIn(document, place.passage);
  if (document === undefined || passage === undefined) throw new RangeError('place is not of this index revision');
  return { document, passage };
}
