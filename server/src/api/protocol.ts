import type { Settings } from './settings.js';

/** The server's own notifications and requests: method names and payloads, shared with the client. Positions are LSP's. */

/** Server -> client, on every change of state. */
export const STATUS_NOTIFICATION = 'aideMemoire/status';

/** What the server is doing, for a status item. */
export interface StatusParams {
  readonly state: 'indexing' | 'ready' | 'error';
  readonly documents: number;
  readonly passages: number;
  /** How many of how many files these are from, while the rest is read for the first time; absent when they are all. */
  readonly part?: { readonly done: number; readonly total: number };
  /** How far a reading of very many files has come; absent before it begins, after it has ended and when there are few. */
  readonly reading?: { readonly done: number; readonly total: number };
  /** Counts up with every rebuilt index. */
  readonly revision: number;
  /** Documents left out because another holds the same text. */
  readonly duplicates: readonly { readonly document: string; readonly of: string }[];
  /** What was skipped, and remarks on what was read, each with what to do. */
  readonly problems: readonly ProblemInfo[];
}

/** A file, folder or setting and what a drafter should know of it. */
export interface ProblemInfo {
  /** URI of the file or folder, else what it is called. */
  readonly file: string;
  readonly message: string;
  /** Set when nothing of the file or folder is in the index. */
  readonly skipped?: true;
}

/** Client -> server: search the corpus. Answers `SearchAnswer`. */
export const SEARCH_REQUEST = 'aideMemoire/search';

/** Parameters of a search. */
export interface SearchParams {
  /** Words, "exact wording", -exclusions and the filters from: to: by: in: tier:. */
  readonly query: string;
  readonly limit: number;
  /** URI of the draft that is searched for, for what is set in its folder; absent when there is none. */
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
  /** The text in quotation marks followed by its citation, to insert into a draft. */
  readonly quotation: string;
  /** What names the newest version of the document's text, such as its date; absent when the document is that version. */
  readonly laterVersion?: string;
}

export * from './corpusRequests.js';
export * from './departureRequests.js';

/** Client -> server: the passages of the record that are like a text. Answers `SimilarAnswer`. */
export const SIMILAR_REQUEST = 'aideMemoire/similar';

/** Parameters of a request for passages like a text. */
export interface SimilarParams {
  /** A paragraph, as written. */
  readonly text: string;
  /** URI of the open draft that it stands in, for the forum that the draft names and what is set in its folder; absent when there is none. */
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

/** Client -> server: the documents that a draft can be set beside. Answers `readonly ComparableInfo[]`. */
export const COMPARABLE_REQUEST = 'aideMemoire/comparable';

/** A document of the record, for a list. */
export interface ComparableInfo {
  readonly uri: string;
  readonly title: string;
  readonly holder: string;
  /** "working paper". */
  readonly kind: string;
  readonly date: string;
}

/** Client -> server: a draft and a document of the record paragraph by paragraph. Answers `AlignAnswer`; refuses very long ones. */
export const ALIGN_REQUEST = 'aideMemoire/align';

/** Parameters of a request to align. */
export interface AlignParams {
  readonly textDocument: { readonly uri: string };
  /** URI of the document of the record. */
  readonly uri: string;
}

/** Two texts side by side. */
export interface AlignAnswer {
  /** The document of the record: "Pakistan, 13 December 2021". */
  readonly name: string;
  /**
   * Everything of both in its order, paragraphs that say nearly the same in one pair; each on one line with its enumerator or
   * its "##". Empty for what is no draft or not in the record.
   */
  readonly pairs: readonly AlignedParagraphs[];
}

/** A paragraph or heading of a draft, of the record, or one of each that belong together. */
export interface AlignedParagraphs {
  readonly draft?: string;
  readonly record?: string;
}

/** Client -> server: what puts the numbers of a draft's paragraphs in order. Answers `RenumberAnswer`. */
export const RENUMBER_REQUEST = 'aideMemoire/renumber';

/** Client -> server: what stands in square brackets in a draft. Answers `BracketsAnswer`. */
export const BRACKETS_REQUEST = 'aideMemoire/brackets';

/** Parameters of a request about a draft as a whole. */
export interface DraftParams {
  readonly textDocument: { readonly uri: string };
}

/** Edits that put a draft's numbers in order. Ranges are LSP's. */
export interface RenumberAnswer {
  /** None when they are in order. They do not overlap. */
  readonly edits: readonly { readonly range: PrecedentInfo['range']; readonly newText: string }[];
  /** Paragraphs that get another number. */
  readonly paragraphs: number;
  /** References that change with them. */
  readonly references: number;
  /** References that may mean a paragraph that gets another number, and are left as they are. */
  readonly unclear: readonly { readonly range: PrecedentInfo['range']; readonly text: string }[];
}

/** The words of a draft that are not settled. */
export interface BracketsAnswer {
  /** From bracket to bracket, in order; those within others come after them. LSP ranges. */
  readonly ranges: readonly PrecedentInfo['range'][];
}

/** Client -> server: who else uses a wording, and who wrote against it. Answers `CounterpartsAnswer`. */
export const COUNTERPARTS_REQUEST = 'aideMemoire/counterparts';

/** Parameters of a request for counterparts. */
export interface CounterpartsParams {
  readonly wording: string;
  readonly limit: number;
  /** URI of the draft, for what is set in its folder; absent when there is none. */
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

/**
 * Client -> server: record in the workspace's file that a draft departs from the record on purpose. Answers
 * `RecordedDepartureInfo`; refuses, with what to do, where the file cannot be written or holds a mistake.
 */
export const RECORD_DEPARTURE_REQUEST = 'aideMemoire/recordDeparture';

/** Parameters of a request to record a departure. */
export interface RecordDepartureParams {
  /** What is departed from, as the quick fix gives it to the client's command. */
  readonly subject: unknown;
  /** Who decides. */
  readonly by: string;
  readonly reason: string;
  /** URI of the draft, for the workspace folder to record it in; the first one when absent. */
  readonly uri?: string;
}

/** Where a departure was recorded. */
export interface RecordedDepartureInfo {
  /** URI of the file. */
  readonly uri: string;
  /** Zero-based line of the entry. */
  readonly line: number;
}

/** Client -> server: the positions on what a clause of a draft speaks of. Answers `TimelineAnswer`. */
export const TIMELINE_REQUEST = 'aideMemoire/timeline';

/** Parameters of a request for timelines. */
export interface TimelineParams {
  readonly textDocument: { readonly uri: string };
  /** LSP position in the draft. */
  readonly position: { readonly line: number; readonly character: number };
}

/** Client -> server: the positions of the delegation and its groups. Answers `PositionsAnswer`; with `asText`, `TimelineAnswer`. */
export const POSITIONS_REQUEST = 'aideMemoire/positions';

/** Parameters of a request for positions; without any, all are meant. */
export interface PositionsParams {
  /** In anybody's words: "treaty" asks for what is held on legally binding instruments. */
  readonly topic?: string;
  readonly holder?: string;
  readonly asText?: boolean;
}

/**
 * Client -> server: decide about a statement of a position, in the workspace's file of positions. Answers `DecidedInfo` once
 * the record goes by it; refuses, with what to do, where the file cannot be written or holds a mistake.
 */
export const DECIDE_REQUEST = 'aideMemoire/decide';

/** Parameters of a request to decide about a statement. */
export interface DecideParams {
  /** `reword`: it stands in the words of `wording`. `undo`: what was decided about it is taken back. */
  readonly decision: 'confirm' | 'reword' | 'retire' | 'undo';
  /** The statement as a `PositionInfo` and one of its steps tell it. */
  readonly statement: {
    readonly holder: string;
    readonly topic: string;
    readonly uri: string;
    readonly text: string;
  };
  readonly wording?: string;
  /** By what it is decided: "cable of 12 March". */
  readonly instruction?: string;
  /** Since when, ISO 8601: "2023", "2023-03" or "2023-03-12". */
  readonly date?: string;
}

/** Where a decision is written, or was. */
export interface DecidedInfo {
  /** URI of the file. */
  readonly uri: string;
  /** Zero-based line of the entry. */
  readonly line: number;
}

/** Positions of the delegation and its groups. */
export interface PositionsAnswer {
  /** The delegation's own first, then by holder and topic. */
  readonly positions: readonly PositionInfo[];
  /** What whoever asks should know of the answer. */
  readonly remarks: readonly string[];
}

/** Positions with a text to show. */
export interface TimelineAnswer extends PositionsAnswer {
  /** All of them as a Markdown document; of each statement, in order, a line begins with "Source: ". Empty without positions. */
  readonly markdown: string;
}

/** What a holder has said on one topic over time, ready to show. */
export interface PositionInfo {
  readonly holder: string;
  /** "legally binding instrument". */
  readonly topic: string;
  /** The subject of the negotiation it belongs to: "International law"; absent when none is known. */
  readonly pillar?: string;
  /** Oldest first; at least one. */
  readonly steps: readonly PositionStepInfo[];
}

/** One statement of a position. */
export interface PositionStepInfo {
  /**
   * `current` or `confirmed` when it stands; `retained`, `strengthened` or `superseded` by a later one; `retired` by the
   * delegation.
   */
  readonly status: 'current' | 'confirmed' | 'retained' | 'strengthened' | 'superseded' | 'retired';
  readonly text: string;
  /** In words; "undated" with its bounds where the document has no date. */
  readonly date: string;
  /** The first and the last day on which it may have been made, ISO 8601; absent when nothing tells. */
  readonly days?: { readonly from: string; readonly to: string };
  /** How strongly it asks: 4 as "must", 3 as "should" or "calls for", 2 as "proposes", 1 as "may"; 0 when it only judges or approves. */
  readonly strength: number;
  /** Whether it speaks for the topic or against it; absent when its words do not tell, or do both. */
  readonly side?: 'for' | 'against';
  /** "Pakistan, statement, 13 December 2021, 14th para."; for what no document states, its entry in the workspace's file. */
  readonly citation: string;
  readonly uri: string;
  /** LSP range of the passage or the entry in its file. */
  readonly range: PrecedentInfo['range'];
  /** By what the delegation decided and why, where it did. */
  readonly grounds: readonly string[];
  /** Set when the delegation has decided about it: `own` when only the workspace's file states it. */
  readonly decided?: 'read' | 'own';
  /** The later step that took its place, by its place in `steps`; absent when none did. */
  readonly by?: number;
  /** What changed since the earlier step on the same object; absent when it is the first on it. */
  readonly changed?: { readonly since: number; readonly words: readonly ChangedWords[] };
}

/** Words that stand in the earlier statement, in the later one or, however spelt, in both. */
export interface ChangedWords {
  readonly kind: 'both' | 'earlier' | 'later';
  /** On one line, with the punctuation behind them. */
  readonly words: string;
}

/** Client -> server: whose documents the record holds. Answers `readonly HolderInfo[]`, those with the most documents first. */
export const HOLDERS_REQUEST = 'aideMemoire/holders';

/** A delegation, group or body that the record holds documents of. */
export interface HolderInfo {
  readonly holder: string;
  readonly documents: number;
}

/** Client -> server: what the record says to a draft. Answers `DraftReport`, or null for a document that is no open draft. */
export const REPORT_REQUEST = 'aideMemoire/report';

/** Parameters of a request for a report. */
export interface ReportParams {
  readonly textDocument: { readonly uri: string };
}

/**
 * Client -> server: the clearance report of a draft as a document. Answers `ReportText`, or null for a document that is no
 * open draft. Both requests are refused, with what to do, while the record is read for the first time.
 */
export const REPORT_TEXT_REQUEST = 'aideMemoire/reportText';

/** Parameters of a request for a report's text. */
export interface ReportTextParams extends ReportParams {
  /**
   * `markdown` and `html` are whole documents, and wait for the judge. `main` is an HTML element for a page of the client's
   * own, in which places are links to `#place-0`, `#place-1` and so on; of the judge it has what was said by then.
   */
  readonly format: 'markdown' | 'html' | 'main';
}

/** A report's text. */
export interface ReportText {
  readonly text: string;
  /** LSP version of the draft that it speaks of. */
  readonly version: number;
  /** Where the links of a `main` element lead, in the order of their numbers: into the draft and into the record. */
  readonly places: readonly { readonly uri: string; readonly range: PrecedentInfo['range'] }[];
}

/** Client -> server: phrases of the corpus for "insert agreed language". Answers `readonly PhraseInfo[]`, best first. */
export const PHRASES_REQUEST = 'aideMemoire/phrases';

/** A recurring phrase. */
export interface PhraseInfo {
  readonly text: string;
  /** Who uses it, in words: "used by 3 documents; newest: Pakistan, 6-10 March 2023". */
  readonly evidence: string;
}

/** Client -> server: read every document again, or some. Answers `StatusParams` when done. */
export const REBUILD_REQUEST = 'aideMemoire/rebuild';

/** Parameters of a request to read again. */
export interface RebuildParams {
  /** URIs of the files and folders that are read again, however they were read before; everything when absent. */
  readonly only?: readonly string[];
}

/** Client -> server: the user trusts the workspace from now on. Has no parameters. */
export const TRUST_NOTIFICATION = 'aideMemoire/trust';

/** What the client sends as `initializationOptions`. All optional. */
export interface InitializationOptions {
  /**
   * Whether the user trusts the workspace; absent means yes. Where it is false, only the bundled corpus is read, no folder
   * of a setting and no file of the workspace, until the client says otherwise.
   */
  readonly isTrusted?: boolean;
  /** The user's settings, under the names of package.json; missing ones take their default. */
  readonly settings?: Partial<Settings>;
  /**
   * Name of the client's command that turns a rule off in the settings; its one argument is the rule's code. Without
   * it the quick fix that needs it is not offered.
   */
  readonly turnRuleOffCommand?: string;
  /**
   * Name of the client's command that asks who departs from the record and why, and sends a `RecordDepartureParams`; its
   * one argument is the `subject`. Without it the quick fix that needs it is not offered.
   */
  readonly recordDepartureCommand?: string;
  /** The client shows the hover on a finding beside its diagnostic: what the hover quotes, the diagnostic's message leaves out. */
  readonly briefDiagnostics?: boolean;
  /** The client shows a link to the documents that a hover leaves out: a hover comes as LSP's with `MoreDocuments` besides. */
  readonly hoverLinks?: boolean;
  /** Name of the client's command that shows passages like a paragraph; its arguments are the draft's URI and the paragraph's LSP range. */
  readonly similarCommand?: string;
  /** Folder in which the server may keep the index of a large corpus for its next start, a file URI. Without it nothing is kept. */
  readonly snapshotFolder?: string;
}

/** Client -> server: the text that a PDF, Word or HTML document of the corpus is shown as. Answers `string`, or null when the file itself is text. */
export const SOURCE_TEXT_REQUEST = 'aideMemoire/sourceText';

/** Parameters of a request for a document's text. */
export interface SourceTextParams {
  readonly uri: string;
}

/**
 * Client -> server: read documents of any format and write each as normalised Markdown. Answers `ImportReport`, also when
 * the request is cancelled: then of what was done until then. Reports work-done progress under `workDoneToken`.
 */
export const IMPORT_REQUEST = 'aideMemoire/import';

/** Parameters of an import. Places are file URIs. */
export interface ImportParams {
  /** Documents, and folders that hold some at any depth. */
  readonly sources: readonly string[];
  /** The folder to write into; made when it is not there. */
  readonly into: string;
  readonly workDoneToken?: string | number;
}

/** What came of an import. */
export interface ImportReport {
  /** One entry for each document that was come to, in the order of the sources. */
  readonly files: readonly ImportedFile[];
  /** Sources and folders that could not be looked into, each with what to do. */
  readonly problems: readonly { readonly file: string; readonly message: string }[];
  /** Documents that were not come to because the import was cancelled. */
  readonly remaining: number;
}

/** What became of one document. */
export interface ImportedFile {
  /** URI of the document as received. */
  readonly source: string;
  /** `present`: an earlier import has written the same text already. */
  readonly outcome: 'read' | 'present' | 'skipped';
  /** URI of the file that holds the text; absent when it was skipped. */
  readonly written?: string;
  readonly passages: number;
  /** What the document does not state and was read out of its text: worth a look. */
  readonly guessed: readonly { readonly field: string; readonly value: string }[];
  /** Why it was skipped, or what its reader should know. */
  readonly remarks: readonly string[];
}
