/** Client -> server: the departures that are recorded in the workspace's folders. Answers `DeparturesAnswer`. */
export const DEPARTURES_REQUEST = 'aideMemoire/departures';

/** The recorded departures. */
export interface DeparturesAnswer {
  /** Newest first. */
  readonly departures: readonly DepartureInfo[];
}

/** A departure that somebody decided, as its file holds it. Texts are single lines. */
export interface DepartureInfo {
  /** Code of the rule. */
  readonly rule: string;
  /** What the draft does, in words: "Contradicts the delegation’s position". */
  readonly departs: string;
  /** The draft's sentence. */
  readonly sentence: string;
  readonly by: string;
  /** ISO 8601. */
  readonly date: string;
  /** In words. */
  readonly day: string;
  readonly reason: string;
  readonly from: { readonly document: string; readonly citation: string; readonly quote: string };
  /** URI of the file that holds it. */
  readonly uri: string;
  /** Zero-based line of the entry. */
  readonly line: number;
}

/**
 * Client -> server: take a departure out of its file; its one parameter is the `DepartureInfo`. Answers null;
 * refuses, with what to do, where the file cannot be written or holds a mistake.
 */
export const WITHDRAW_DEPARTURE_REQUEST = 'aideMemoire/withdrawDeparture';

/**
 * Client -> server: record in the workspace's file that a draft departs from the record on purpose. Answers
 * the `EntryPlace`; refuses, with what to do, where the file cannot be written or holds a mistake.
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
