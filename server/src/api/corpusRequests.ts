/** Client -> server: the documents of the record. Answers `CorpusAnswer`. */
export const CORPUS_REQUEST = 'aideMemoire/corpus';

/** Which of the documents are asked for, so that very many can be asked for in portions; all of them when absent. */
export interface CorpusParams {
  /** How many are passed over; 0 when absent. */
  readonly from?: number;
  /** How many are wanted; all that are left when absent. */
  readonly limit?: number;
  /** URI of the draft whose workspace folder has chosen among them; the first one has when absent. */
  readonly uri?: string;
}

/** The documents of the record. */
export interface CorpusAnswer {
  /** Newest first, those that are retired included. */
  readonly documents: readonly CorpusDocumentInfo[];
}

/** A document of the record, ready to list. What it does not say is absent. */
export interface CorpusDocumentInfo {
  readonly uri: string;
  readonly title: string;
  /** How it is cited: "Pakistan, working paper, undated"; its symbol in place of holder and kind where it has one. */
  readonly citation: string;
  readonly holder: string;
  /** What sort of document it is, in words. */
  readonly kind: string;
  /** In words. */
  readonly date: string;
  /** ISO 8601, or the latest that an undated one can have: orders documents as a string; '' when nothing is known. */
  readonly orderingDate: string;
  /** As the delegation of the settings sees it. */
  readonly tier: 'adopted' | 'chair' | 'group' | 'own' | 'other';
  /** The same in words. */
  readonly authority: string;
  readonly forum?: string;
  readonly session?: string;
  readonly symbol?: string;
  readonly speaker?: string;
  /** BCP 47 tag. */
  readonly language?: string;
  /** Who may see it, where that is not everyone. */
  readonly handling?: 'internal' | 'restricted';
  /** Nothing of it may come into the draft that was named. */
  readonly withheld?: true;
  /** Name of the file as received. */
  readonly source?: string;
  /** Names of what nobody stated and was read out of the text or the file's name. */
  readonly guessed: readonly string[];
  /** How many it has, without those that are retired. */
  readonly passages: number;
  /** What the workspace has chosen of it, in the order of its file. */
  readonly choices: readonly ChoiceInfo[];
  /** As `PrecedentInfo.laterVersion`. */
  readonly laterVersion?: string;
}

/** An entry of the workspace's file of choices. */
export interface ChoiceInfo {
  /** Whether it comes first, or is used no more. */
  readonly list: 'pinned' | 'retired';
  /** Words of the passages that are meant; absent when the document is, as a whole. */
  readonly words?: string;
  readonly reason?: string;
}

/**
 * Client -> server: put a document or a passage of it first, take it out of use, or take that back, in the workspace's file
 * of choices. Answers `ChosenInfo`; refuses, with what to do, where the file cannot be written or holds a mistake.
 */
export const CHOOSE_REQUEST = 'aideMemoire/choose';

/** Parameters of a choice. With neither `line` nor `words` the document is meant as a whole. */
export interface ChooseParams {
  readonly action: 'pin' | 'unpin' | 'retire' | 'restore';
  /** URI of the document. */
  readonly document: string;
  /** Zero-based line of the document's text on which the passage that is meant starts, or further down in it. */
  readonly line?: number;
  /** The words by which the file knows the passages. */
  readonly words?: string;
  /** Why, where somebody says. */
  readonly reason?: string;
  /** URI of the draft whose workspace folder keeps the choice; the first one does when absent. */
  readonly uri?: string;
}

/** A choice as the file has it, or had it. */
export interface ChosenInfo {
  /** What the document is called. */
  readonly document: string;
  /** The words by which it knows the passages; absent for a whole document. */
  readonly words?: string;
}
