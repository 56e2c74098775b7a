import type { DocumentMetadata } from '../ingest/corpusDocument.js';
import type { Span } from '../text/span.js';

/**
 * Where precedents are looked for: the index of this machine, or a server that a ministry shares. Every store gives equal
 * answers in equal order for the same documents. Answers are values that travel; words are terms of the tokenizer. A store
 * shows only what its reader may see, and counts nothing else. Methods reject with a `StoreError`.
 */
export interface PrecedentStore {
  /** The newest revision; 0 of a store in which nothing was ever put. Every change makes a greater one. */
  revision(): Promise<number>;
  /** Documents, newest first. */
  documents(query: DocumentQuery): Promise<Page<StoredDocument>>;
  /** A passage by its document and citation; `undefined` when there is none. */
  lookup(document: string, citation: string): Promise<StoredPassage | undefined>;
  /** Every passage in which the terms stand one after the other. Nothing for no terms. */
  phrase(terms: readonly string[], query: PassageQuery): Promise<PhraseUses>;
  /** The longest run of `terms` that includes position `at` and stands in some passage; leftmost among equals. `to` exclusive. */
  longestPhrase(terms: readonly string[], at: number): Promise<TermRun | undefined>;
  /** Passages that hold all that is asked for, best first: see `compareFound`. */
  search(query: SearchQuery): Promise<Page<FoundPassage>>;
  /** Passages that say most nearly the same in the same words: see `likenessOf`. */
  similar(terms: readonly string[], query: PassageQuery): Promise<readonly SimilarFound[]>;
  /** Recurring phrases that begin so, the last word perhaps unfinished; see `comparePhrases`. */
  phrasesByPrefix(typed: string, limit: number): Promise<readonly StoredPhrase[]>;
  /** Recurring phrases that are meant by mistyped words, the nearest first; see `typoDistance`. */
  phrasesByTypo(typed: string, limit: number): Promise<readonly StoredPhrase[]>;
  /** What holders have said on a topic, newest first. */
  positions(query: PositionQuery): Promise<readonly StoredPosition[]>;
  /** What became of documents since a revision. */
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
  /** Names of holders, one of which it must be. */
  readonly holders?: readonly string[];
  /** Bounds of `orderingDate`, inclusive. An undated document without bounds of its own passes neither. */
  readonly from?: string;
  readonly to?: string;
  readonly forum?: string;
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
  /** Terms in the order typed; a passage's text must hold each in some form, stop-words aside. */
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
  /** Documents and passages that hold it, however few are given. */
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
  /** Documents that use it and that the reader may see. */
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
  /** Ids of those that are gone, in order of their ids. */
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
