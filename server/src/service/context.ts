import type { Settings } from '../api/settings.js';
import type { CorpusIndex, PassagePlace } from '../index/corpusIndex.js';
import type { CountedDocument } from '../index/retired.js';
import type { Choices } from '../ingest/choicesFile.js';
import type { Departure } from '../ingest/departuresFile.js';
import type { EntailmentJudge } from '../platform/entailmentJudge.js';
import type { PositionDecisions } from '../ingest/positionsFile.js';
import type { Lexicon } from '../positions/lexicon.js';
import type { Tokenizer } from '../text/tokens.js';
import type { Readings } from './readings.js';

/** All that a service function may know besides the draft: one revision of everything, never changed afterwards. */
export interface ServiceContext {
  readonly index: CorpusIndex;
  readonly lexicon: Lexicon;
  readonly tokenize: Tokenizer;
  readonly settings: Settings;
  /** What has been read of the record by this lexicon; every revision is read anew when absent. */
  readonly readings?: Readings;
  /** Asked about findings that their rules are in doubt of; the rules alone decide when absent. */
  readonly judge?: EntailmentJudge;
  /** Passages that the workspace puts before all others; none when absent. */
  readonly pinned?: readonly PassagePlace[];
  /** What the workspace has put first and what it uses no more; nothing when absent. */
  readonly choices?: Choices;
  /** The documents that it uses no more as a whole: they are not in the index. None when absent. */
  readonly retired?: readonly CountedDocument[];
  /** What the workspace has decided about its positions; nothing when absent. */
  readonly decisions?: PositionDecisions;
  /** Departures from the record that the workspace has decided; none when absent. */
  readonly departures?: readonly Departure[];
  /** How many of how many files the index holds, while they are read for the first time; absent when it holds all. */
  readonly part?: { readonly done: number; readonly total: number };
}
