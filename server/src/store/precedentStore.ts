import type { DocumentMetadata } from '../ingest/corpusDocument.js';
import type { Span } from '../text/span.js';

/**
 * Where precedents are looked for: the index of this machine, or a server that a ministry shares. Every store gives equal
 * answers in equal order for the same documents. Answers are values that travel; words are terms of the tokenizer. A store
 * shows only what its reader may see, and counts nothing else. Texts are compared by code points (`compareByCodePoint`). A
 * limit below 1 asks for nothing. Methods reject with a `StoreError`.
 */
export interface PrecedentStore {
  /** The newest revision; 0 of a store in which nothing was ever put. Every change makes a greater one. */
  revision(): Promise<number>;
  /** Documents, newest first: see `compareDocuments`. */
  documents(query: DocumentQuery): Promise<Page<StoredDocument>>;
  /** A passage by its document and citation, the first that bears it; `undefined` when there is none. */
  lookup(document: string, citation: string): Promise<StoredPassage | undefined>;
  /** Every passage in which the terms stand one after the other. Nothing for no terms. */
  phrase(terms: readonly string[], query: PassageQuery): Promise<PhraseUses>;
  /**
   * The longest run of `terms` that includes position `at` and stands in some passage; leftmost among equals. Only what
   * `windowAround` gives is looked for. `undefined` when no passage holds the term at this position, or there is none.
   */
  longestPhrase(terms: readonly string[], at: number): Promise<TermRun | undefined>;
  /**
   * Passages that hold all that is asked for (`readWanted`), best first (`compareFound`). Of more than `MOST_RANKED` the newest
   * are ranked, and no other is given.
   */
  search(query: SearchQuery): Promise<Page<FoundPassage>>;
  /**
   * Passages that say most nearly the same in the same words (`rankAlike`), of those that pass the filter and hold one of
   * `formsToCompare`. How often words are used is counted in all that the reader may see, whatever the filter.
   */
  similar(terms: readonly string[], query: PassageQuery): Promise<readonly SimilarFound[]>;
  /** Recurring phrases whose terms, a space between, begin so; in the order of `comparePhrases`. None for ''. */
  phrasesByPrefix(typed: string, limit: number): Promise<readonly StoredPhrase[]>;
  /**
   * Recurring phrases that are meant by mistyped words (terms, a space between), the nearest first: of the `MOST_MISTYPED` whose
   * trigrams are most like those of the words (`shareOfTrigrams`, at least `LEAST_LETTERS`; of equals the first by their terms),
   * what `rankMistyped` leaves.
   */
  phrasesByTypo(typed: string, limit: number): Promise<readonly StoredPhrase[]>;
  /** What holders have said on a topic, newest first, of one document in the order of `positionsIn`. */
  positions(query: PositionQuery): Promise<readonly StoredPosition[]>;
  /** What became of documents after a revision; since 0, what became of all of them. */
  changesSince(revision: number): Promise<Changes>;
  /** Gives back what the store holds open. Nothing may be asked afterwards. */
  close(): Promise<void>;
}

/** A document as a store lists it. */
export interface StoredDocument {
  /** Unique within the store. */
  readonly id: string;
  readonly metadata: DocumentMetadata;
  /** Number of its passages. */
  readonly passages: number;
}

/** A passage of a store, with who, when and where. */
export interface StoredPassage {
  /** Id of its document. */
  readonly document: string;
  /** Its place in the document, from 0. */
  readonly number: number;
  readonly metadata: DocumentMetadata;
  readonly citation: string;
  /** Headings above it, outermost first. */
  readonly headings: readonly string[];
  readonly text: string;
}

/** Which documents count. All that are given must hold; nothing given is everything. */
export interface DocumentFilter {
  /** Names of holders, one of which it must be; none passes an empty list. */
  readonly holders?: readonly string[];
  /**
   * Bounds of `orderingDate`, inclusive, compared as texts: the year 2023 is from '2023' to '2023-12-31'. An undated document
   * without bounds of its own passes neither.
   */
  readonly from?: string;
  readonly to?: string;
  /** As the document writes it. */
  readonly forum?: string;
  /** As the document writes it. */
  readonly language?: string;
}

/** What is asked of documents. */
export interface DocumentQuery {
  readonly filter?: DocumentFilter;
  readonly limit: number;
  /** `Page.next` of the page before. */
  readonly after?: string;
}

/** What is asked of passages. */
export interface PassageQuery {
  readonly filter?: DocumentFilter;
  readonly limit: number;
}

/** Somebody's side, from which passages are ranked. */
export interface Asker {
  readonly delegation: string;
  readonly groups: readonly string[];
  /** The forum that is written for; '' for none. */
  readonly forum: string;
}

/** What a search asks for. */
export interface SearchQuery extends PassageQuery {
  readonly asker: Asker;
  /** Terms in the order typed; a passage's text must hold a form of each (`createForms`), stop-words aside. */
  readonly words: readonly string[];
  /** Runs of terms, each of which must stand in the passage word for word. */
  readonly phrases: readonly (readonly string[])[];
  /** Runs of terms, none of which may stand in it. */
  readonly without: readonly (readonly string[])[];
  /** `Page.next` of the page before. */
  readonly after?: string;
}

/** Part of an answer, in order. */
export interface Page<T> {
  readonly items: readonly T[];
  /** What to ask on with; absent on the last page. */
  readonly next?: string;
}

/** Where wording stands. */
export interface PhraseUses {
  /** Documents and passages that pass the filter and hold it, however few are given. */
  readonly documents: number;
  readonly passages: number;
  /** The newest documents' first; of one document in order. */
  readonly uses: readonly StoredPassage[];
}

/** Positions of a list of terms, `to` exclusive. */
export interface TermRun {
  readonly from: number;
  readonly to: number;
}

/** A passage that answers a search. */
export interface FoundPassage extends StoredPassage {
  /** Whether it holds the words in a row as they were typed; where phrases were asked for, always. */
  readonly exact: boolean;
}

/** A passage like a text. */
export interface SimilarFound extends StoredPassage {
  /** Share of the text's words that it holds in the same order, each weighing as much as it is rare; 0 to 1. */
  readonly likeness: number;
}

/** Wording that recurs. */
export interface StoredPhrase {
  /** As the newest document that the reader may see writes it. */
  readonly text: string;
  /** Its terms, a space between. */
  readonly terms: string;
  /** Documents that use it and that the reader may see; 1 or more. */
  readonly documents: number;
}

/** Whose statements are asked for. */
export interface PositionQuery {
  readonly holder?: string;
  /** As `topicsOf` names it. */
  readonly topic?: string;
  readonly limit: number;
}

/** A sentence in which a holder takes a line on a topic. */
export interface StoredPosition {
  readonly holder: string;
  readonly topic: string;
  /** Id of its document. */
  readonly document: string;
  /** Place of its passage in the document, from 0. */
  readonly passage: number;
  /** UTF-16 offsets into the passage's text. */
  readonly sentence: Span;
  readonly text: string;
  readonly metadata: DocumentMetadata;
}

/** What is different from an earlier revision. */
export interface Changes {
  /** The newest revision. */
  readonly revision: number;
  /** Ids of documents that are new or say something else, in order of their ids. */
  readonly changed: readonly string[];
  /** Ids of those that are gone, in order of their ids. Those that came and went meanwhile are among them. */
  readonly removed: readonly string[];
}

/** Why a store did not answer. `unreachable` may pass; the others need somebody to act. */
export type StoreFault =
  | 'unreachable'
  | 'too-slow'
  | 'busy'
  | 'refused'
  | 'permission'
  | 'not-set-up'
  | 'older-schema'
  | 'newer-schema';

/** A store did not answer; the message says to a drafter what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly fault: StoreFault;

  constructor(fault: StoreFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}
