import type { Settings } from './settings.js';

/** The server's own notifications and requests: method names and payloads, shared with the client. Positions are LSP's. */
export * from './corpusRequests.js';
export * from './departureRequests.js';
export * from './draftRequests.js';
export * from './entryPlace.js';
export * from './importRequests.js';
export * from './positionRequests.js';
export * from './precedentRequests.js';
export * from './toolRequests.js';

/** Server -> client, on every change of state, to a client that `showsStatus`. */
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
  /** The copy of a server's documents; absent when the settings name no server. */
  readonly shared?: SharedInfo;
}

/** The copy of what a server shares. */
export interface SharedInfo {
  /** Name of the server's machine. */
  readonly host: string;
  /** `away`: the server cannot be asked, and the copy is served as it is; a problem says why. */
  readonly state: 'asking' | 'current' | 'away';
  readonly documents: number;
  /** Documents that stay on the server because they are restricted. */
  readonly restricted: number;
  /** When the copy was last known to be all that may be read, ISO 8601; absent while it is only some of it. */
  readonly at?: string;
  /** How many of how many documents are copied; absent when none are being copied. */
  readonly copying?: { readonly done: number; readonly total: number };
  /** Decisions that the server has not taken yet, and those that stay here, since what they quote is restricted. Absent when none are shared. */
  readonly decisions?: { readonly waiting: number; readonly kept: number };
}

/** Server -> client: the user's password for a server. Answers the password, or `null` when the user has given none. */
export const PASSWORD_REQUEST = 'aideMemoire/password';

/** Parameters of a request for a password. */
export interface PasswordParams {
  /** Address of the server, as the settings have it. */
  readonly server: string;
}

/** Client -> server: the user has given another password. Has no parameters. */
export const PASSWORD_NOTIFICATION = 'aideMemoire/passwordChanged';

/** A file, folder or setting and what a drafter should know of it. */
export interface ProblemInfo {
  /** URI of the file or folder, else what it is called. */
  readonly file: string;
  readonly message: string;
  /** Set when nothing of the file or folder is in the index. */
  readonly skipped?: true;
}

/** Client -> server: whose documents the record holds. Answers `readonly HolderInfo[]`, those with the most documents first. */
export const HOLDERS_REQUEST = 'aideMemoire/holders';

/** A delegation, group or body that the record holds documents of. */
export interface HolderInfo {
  readonly holder: string;
  readonly documents: number;
}

/** Client -> server: phrases of the corpus for "insert agreed language". Answers `readonly PhraseInfo[]`, best first. */
export const PHRASES_REQUEST = 'aideMemoire/phrases';

/** Parameters of a request for phrases. */
export interface PhrasesParams {
  /** URI of the draft that they are for; absent when there is none. */
  readonly uri?: string;
}

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
  /** The client shows what `STATUS_NOTIFICATION` tells. To others it is not sent, and problems come as messages. */
  readonly showsStatus?: boolean;
  /** The client answers `PASSWORD_REQUEST`. Of others no password is asked: the user's password file has it. */
  readonly givesPasswords?: boolean;
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
