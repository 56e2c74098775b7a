import type { EntryChange, FileEntries, RefusedEntry, SharedFile } from '../ingest/sharedEntries.js';

/** The decisions of a workspace folder that a mission shares. */
export interface DecisionsPlace {
  /** Address of the server, without a password. */
  readonly server: string;
  readonly mission: string;
  /** The workspace folder, a file URI. */
  readonly folder: string;
}

/** What others have decided. */
export interface DecisionExchange {
  /** What the files have to say from now on. */
  readonly changes: readonly EntryChange[];
  /** What was decided here and not taken. */
  readonly refused: readonly RefusedEntry[];
  /** Keeps what the files say now as what is agreed on with the server. */
  settle(entries: FileEntries): Promise<void>;
}

/** Keeps on this machine what a mission's people decide together, and asks their server. */
export interface SharedDecisions {
  /**
   * Keeps what was decided in the files since they were last agreed on, until the server has taken it. A file in `gone` is not
   * there: it has decided nothing, and is made anew. Answers how many decisions wait. Rejects when nothing can be kept.
   */
  note(place: DecisionsPlace, entries: FileEntries, gone: readonly SharedFile[]): Promise<number>;
  /** Tells the server what waits, once, and asks what others decided. Rejects with an error that says to a drafter what to do. */
  exchange(place: DecisionsPlace, password: string | undefined): Promise<DecisionExchange>;
}
