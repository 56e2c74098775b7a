import type { PrecedentInfo } from './precedentRequests.js';

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
  /** URI of a draft, whose own workspace folder decides; the first one does when absent. */
  readonly uri?: string;
}

/**
 * Client -> server: decide about a statement of a position, in the workspace's file of positions. Answers the `EntryPlace` once
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
  /** URI of the draft, for the workspace folder to decide in; the first one when absent. */
  readonly uri?: string;
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
  /** All of them as a Markdown document; of each statement, in order, a line begins with "Source: " in the words of the language. Empty without positions. */
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
