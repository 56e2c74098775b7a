import type { RuleId } from '../../api/settings.js';
import type { Decision } from '../../ingest/positionsFile.js';
import type { Commitment } from '../../positions/commitment.js';
import type { Span } from '../../text/span.js';
import type { Token } from '../../text/tokens.js';
import type { ServiceContext } from '../context.js';
import type { DecidingWords } from '../decidingWords.js';
import type { Derived } from '../derived.js';

/** A sentence of a draft as a rule sees it. */
export interface CheckedSentence {
  readonly text: string;
  /** UTF-16 offsets into `text`. */
  readonly tokens: readonly Token[];
  readonly commitments: readonly Commitment[];
}

/** A passage that bears a finding out. */
export interface Evidence {
  /** Position of the document and the passage in the index revision. */
  readonly document: number;
  readonly passage: number;
  /** The words that count. UTF-16 offsets into the passage's text. */
  readonly quote: Span;
}

/** An entry of the workspace's file of positions that bears a finding out. */
export interface EntryEvidence {
  readonly decision: Decision;
  /** The words that count. */
  readonly quote: string;
}

/** A correction: other words for a stretch of the sentence. */
export interface Replacement extends Span {
  /** What the drafter reads on the quick fix: "Use the wording of ...". */
  readonly title: string;
  readonly newText: string;
}

/** What a rule has compared, for whoever wants to know why it speaks. */
export interface Compared {
  /** What differs, one sentence: "The draft denies or opposes “treaty”." */
  readonly differs: string;
  /** The draft's words. UTF-16 offsets into the sentence. */
  readonly draft: Span;
  /** The prior's words, as they stand in the first evidence; '' where nothing there answers the draft's. */
  readonly prior: string;
  /** How surely both speak of one thing, 0 to 1. */
  readonly confidence: number;
}

/** What a rule has found in a sentence. Spans are UTF-16 offsets into the sentence. */
export interface Finding {
  readonly rule: RuleId;
  readonly span: Span;
  /**
   * How sure the rule is that the sentence contradicts the first evidence, 0 to 1; absent where that is not in question.
   * Below `LEAST_CONFIDENCE` the finding is shown only when a judge confirms it.
   */
  readonly confidence?: number;
  /** Set where no rule has read a contradiction and a judge has: how likely it thinks it, 0 to 1. */
  readonly judged?: number;
  /** With `judged`: the words that decided. */
  readonly decidedBy?: DecidingWords;
  /** What the draft says, what was said before, by whom, when and where. */
  readonly message: string;
  /** Absent where the draft is compared with no prior text. */
  readonly compared?: Compared;
  readonly evidence: readonly (Evidence | EntryEvidence)[];
  readonly replacements: readonly Replacement[];
}

/** What a rule has found in the draft as a whole, at one of its sentences. */
export interface WholeFinding {
  /** Its place among the sentences. */
  readonly sentence: number;
  readonly finding: Finding;
}

/** One kind of check. Pure: the same sentence in the same context gives the same findings. */
export interface Rule {
  readonly id: RuleId;
  /** Knowledge it needs, so that it can be made step by step beforehand. */
  needs?(): readonly Derived<unknown>[];
  check(sentence: CheckedSentence, context: ServiceContext): readonly Finding[];
  /** What shows only in the whole draft. Asked at every change, after `check` of each sentence: it must cost little. */
  checkWhole?(
    sentences: readonly string[],
    headings: readonly string[],
    context: ServiceContext,
  ): readonly WholeFinding[];
}
