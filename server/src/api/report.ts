import type { PrecedentInfo } from './precedentRequests.js';
import type { RuleId, RuleSeverity, Settings } from './settings.js';

/** A place in a file. */
export interface ReportPlace {
  readonly uri: string;
  /** LSP range. */
  readonly range: PrecedentInfo['range'];
}

/** A place of the record, or of the workspace's own file of positions, as a drafter cites it. */
export interface ReportSource extends ReportPlace {
  readonly citation: string;
}

/** What the record says to a draft. Ready to show, in plain text; JSON. */
export interface DraftReport {
  /** By rule, in the order of the rules; those without findings are left out. */
  readonly findings: readonly RuleFindings[];
  /** Departures that the draft makes and that were decided, in the order of the draft. */
  readonly departures: readonly RecordedDeparture[];
  /** What comments of the draft silence, in the order of the draft. */
  readonly silenced: readonly SilencedFinding[];
  readonly coverage: Coverage;
  /** The longest first. */
  readonly precedents: readonly UsedPrecedent[];
}

/** What a capital clears a draft by. */
export interface Report extends DraftReport {
  /** The draft's first heading, else the name of its file. */
  readonly title: string;
  readonly words: number;
  /** Day of the check, in words. */
  readonly date: string;
  readonly delegation: string;
  readonly groups: readonly string[];
  readonly corpus: {
    readonly documents: number;
    readonly passages: number;
    /** How many restricted documents are left out because the draft is for open circulation; absent where none is. */
    readonly withheld?: number;
    /** Some hexadecimal digits that tell one record from another. */
    readonly digest: string;
  };
}

/** The findings of one rule. */
export interface RuleFindings {
  readonly rule: RuleId;
  readonly name: string;
  readonly why: string;
  /** How the settings rate it. */
  readonly severity: Settings['rules'][RuleId];
  /** In the order of the draft. */
  readonly findings: readonly ReportedFinding[];
}

/** A finding as it is read on paper. */
export interface ReportedFinding {
  /** Where in the draft: "para. 5", "line 12". */
  readonly place: string;
  /** LSP range in the draft of the words that are marked. */
  readonly range: PrecedentInfo['range'];
  /** The draft's sentence. */
  readonly sentence: string;
  /** The words of it that are marked. */
  readonly words: string;
  /** How it is marked; what only a judge has found is never more than information. */
  readonly severity: Exclude<RuleSeverity, 'off'>;
  readonly differs: string;
  /** In words; absent where nothing was compared. */
  readonly confidence?: string;
  /** The text that the draft is compared with; absent where there is none. */
  readonly prior?: ReportSource & { readonly quote: string };
}

/** A departure that the draft makes. */
export interface RecordedDeparture extends ReportedFinding {
  readonly rule: RuleId;
  readonly by: string;
  /** In words. */
  readonly date: string;
  readonly reason: string;
}

/** A finding that a comment of the draft silences. */
export interface SilencedFinding extends ReportedFinding {
  readonly rule: RuleId;
  /** The drafter's; '' when none is given. */
  readonly reason: string;
}

/** What of the negotiation's subjects a draft treats. In the order of the agenda. */
export type Coverage = readonly PillarCoverage[];

/** What a draft says on one subject of the negotiation. */
export interface PillarCoverage {
  /** "International law". */
  readonly pillar: string;
  /** Paragraphs of the draft that belong to it. */
  readonly paragraphs: number;
  /** What is asked for on it and the draft does not take up: the first of them, the weightiest first. */
  readonly absent: readonly StandingAsk[];
  /** How many more of them there are. */
  readonly more: number;
  /** How many of the standing asks the draft takes up. */
  readonly present: number;
}

/** A statement that stands and asks for something. */
export interface StandingAsk extends ReportSource {
  /** The delegation, or the group, that asks. */
  readonly holder: string;
  readonly topic: string;
  /** The words that ask; "…" where the sentence goes on. */
  readonly quote: string;
  /** The sentence that asks, to quote in a draft; absent for what no document states. */
  readonly words?: string;
}

/** Wording of a draft that stands in the record. */
export interface UsedPrecedent {
  /** As the draft writes it, on one line. */
  readonly wording: string;
  readonly words: number;
  /** LSP range of its first use in the draft. */
  readonly range: PrecedentInfo['range'];
  /** Of the newest documents that use it, the newest first, one passage each. */
  readonly citations: readonly string[];
  /** Where the citations lead, in the same order. */
  readonly sources: readonly ReportSource[];
  /** Documents that use it besides. */
  readonly more: number;
}
