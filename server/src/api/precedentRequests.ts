/** Client -> server: search the corpus. Answers `SearchAnswer`. */
export const SEARCH_REQUEST = 'aideMemoire/search';

/** Parameters of a search. */
export interface SearchParams {
  /** Words, "exact wording", -exclusions and the filters from: to: by: in: tier:. */
  readonly query: string;
  readonly limit: number;
  /** URI of the draft that is searched for, for its circulation and what is set in its folder; absent when there is none. */
  readonly uri?: string;
}

/** What a search found. The sentences are for whoever searches. */
export interface SearchAnswer {
  /** Best first. */
  readonly precedents: readonly PrecedentInfo[];
  /** What in the query is not understood and what to write instead; then nothing was looked for. */
  readonly problems: readonly string[];
  /** How the query was read and what was left out: "showing results for …". */
  readonly remarks: readonly string[];
}

/** One passage offered as prior language, ready to show. */
export interface PrecedentInfo {
  readonly uri: string;
  /** LSP range of the passage in its file. */
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly title: string;
  readonly holder: string;
  readonly date: string;
  readonly tier: string;
  /** "para. 12", "item 2, 3rd para."; with its page where the file has pages: "para. 12, p. 4". */
  readonly citation: string;
  readonly headings: readonly string[];
  readonly text: string;
  /** What of the text was asked for, in order. UTF-16 offsets, end exclusive. */
  readonly marks: readonly { readonly start: number; readonly end: number }[];
  /** Why it stands where it does, strongest first: "exact wording", "own delegation", "newest". */
  readonly reasons: readonly string[];
  /** What names the newest version of the document's text, such as its date; absent when the document is that version. */
  readonly laterVersion?: string;
}

/** Client -> server: the passages of the record that are like a text. Answers `SimilarAnswer`. */
export const SIMILAR_REQUEST = 'aideMemoire/similar';

/** Parameters of a request for passages like a text. */
export interface SimilarParams {
  /** A paragraph, as written. */
  readonly text: string;
  /** URI of the open draft that it stands in, for the forum and circulation that it names and what is set in its folder; absent when there is none. */
  readonly uri?: string;
  readonly limit: number;
}

/** The passages that say most nearly the same in the same words. */
export interface SimilarAnswer {
  /** What was compared: the prose of the text, without enumerators. */
  readonly text: string;
  /** Most alike first, then newest. */
  readonly similar: readonly SimilarInfo[];
  /** What whoever asks should know of the answer. */
  readonly remarks: readonly string[];
}

/** A passage like a text, with what differs. */
export interface SimilarInfo {
  /** Its marks are what stands in both. */
  readonly precedent: PrecedentInfo;
  /** Share of the text's words that it holds in the same order, each weighing as much as it is rare; 0 to 1. */
  readonly likeness: number;
  /** From the first word of either to the last. */
  readonly comparison: readonly ComparedWords[];
}

/** Words that stand in the draft, in the record or, however spelt, in both. */
export interface ComparedWords {
  readonly kind: 'both' | 'draft' | 'record';
  /** On one line, with the punctuation behind them; as the draft writes them where they stand in both. */
  readonly words: string;
}

/** What a hover carries besides LSP's members, for a client with `hoverLinks`. */
export interface MoreDocuments {
  /** How many documents use the wording of the hover's range and are not shown; absent when all are. */
  readonly moreDocuments?: number;
}

/** Client -> server: what cites a passage of the record in a draft, in the style of the settings. Answers `CiteAnswer`. */
export const CITE_REQUEST = 'aideMemoire/cite';

/** Parameters of a request to cite. */
export interface CiteParams {
  readonly textDocument: { readonly uri: string };
  /** LSP ranges of the draft that the text takes the place of. */
  readonly ranges: readonly PrecedentInfo['range'][];
  /** The words with their citation, or the citation alone. */
  readonly kind: 'quotation' | 'citation';
  /** URI of a document and zero-based line of its passage, or of any line between it and the next one. */
  readonly source: { readonly uri: string; readonly line: number };
  /** The words of the passage to quote; all of them when absent. */
  readonly words?: string;
}

/** What is to be changed in the draft at once. */
export interface CiteAnswer {
  /**
   * For each range, in order of the text, what takes its place; of a footnote the last one is its definition. None for what is
   * no draft, and when the record does not hold the passage any more.
   */
  readonly edits: readonly { readonly range: PrecedentInfo['range']; readonly newText: string }[];
}

/** Client -> server: who else uses a wording, and who wrote against it. Answers `CounterpartsAnswer`. */
export const COUNTERPARTS_REQUEST = 'aideMemoire/counterparts';

/** Parameters of a request for counterparts. */
export interface CounterpartsParams {
  readonly wording: string;
  readonly limit: number;
  /** URI of the draft, for its circulation and what is set in its folder; absent when there is none. */
  readonly uri?: string;
}

/** Who else uses a wording. */
export interface CounterpartsAnswer {
  /** Those with the most documents first. */
  readonly counterparts: readonly CounterpartInfo[];
  /** How many are left out. */
  readonly more: number;
  /** Statements of others that contradict the wording, newest first; their marks are the sentence. */
  readonly against: readonly PrecedentInfo[];
  /** What whoever asks should know of the answer. */
  readonly remarks: readonly string[];
}

/** A holder who is neither the delegation nor one of its groups, and who uses a wording. */
export interface CounterpartInfo {
  readonly holder: string;
  /** Documents of theirs that use it. */
  readonly documents: number;
  /** Date of the oldest of them, in words. */
  readonly since: string;
  /** Where the newest of them uses it. */
  readonly newest: PrecedentInfo;
}
