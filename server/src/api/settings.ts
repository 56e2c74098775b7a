/** Diagnostic codes. Stable: users name them in settings and in ignore comments. */
export const RULE_IDS = [
  'position-conflict',
  'position-shift',
  'group-divergence',
  'qualifier-change',
  'agreed-language',
  'fact-mismatch',
  'term-variant',
  'red-line',
] as const;

/** A diagnostic code. */
export type RuleId = (typeof RULE_IDS)[number];

/** Codes of the findings that a delegation may decide to stand by: those that compare the draft with a prior text. */
export const DEPARTURE_RULE_IDS = [
  'position-conflict',
  'position-shift',
  'group-divergence',
  'qualifier-change',
  'agreed-language',
  'fact-mismatch',
] as const satisfies readonly RuleId[];

/** A code of `DEPARTURE_RULE_IDS`. */
export type DepartureRuleId = (typeof DEPARTURE_RULE_IDS)[number];

/** How a rule's findings are shown. */
export type RuleSeverity = 'error' | 'warning' | 'information' | 'hint' | 'off';

/** The rules alone, or a learned judge besides, which drops and adds findings. */
export const JUDGE_USES = ['rules', 'rules+judge'] as const;

/** One of `JUDGE_USES`. */
export type JudgeUse = (typeof JUDGE_USES)[number];

/** How a passage of the record is cited in a draft: written out in brackets, in a footnote, or as a link to the document. */
export const CITATION_STYLES = ['text', 'footnote', 'link'] as const;

/** One of `CITATION_STYLES`. */
export type CitationStyle = (typeof CITATION_STYLES)[number];

/** What reading one file of the corpus may cost; a file that needs more is skipped, and says so. */
export interface CorpusLimits {
  /** Size of the file as it is stored, in units of 1,000,000 bytes. */
  readonly fileMegabytes: number;
  /** What the compressed content of a PDF or Word file may unfold to, in units of 1,000,000 bytes. */
  readonly unfoldedMegabytes: number;
  /** Text that is read out of a file, whatever its format, in UTF-16 units. */
  readonly characters: number;
  /** Pages of a PDF. */
  readonly pages: number;
  readonly secondsPerFile: number;
}

/** The settings under `aideMemoire`, all present. */
export interface Settings {
  /** The delegation whose positions bind the draft. */
  readonly delegation: string;
  /** Groups the delegation belongs to, by the name their documents carry. */
  readonly groups: readonly string[];
  /** The forum whose documents come first among equals, by name or initials; '' for none. A draft's own goes before it. */
  readonly forum: string;
  /** Who records a deliberate departure, for clients that ask only once; '' until somebody has answered. */
  readonly author: string;
  readonly corpus: {
    /** Whether the bundled corpus is served. */
    readonly bundled: boolean;
    /** More folders of prior documents: absolute, or relative to the workspace folder that sets them, else to the first one. */
    readonly folders: readonly string[];
    /** Address of the server whose documents are served too, `postgres://login@host/database`; '' for none. */
    readonly server: string;
    readonly limits: CorpusLimits;
  };
  readonly decisions: {
    /** The mission with whose other drafters decisions and departures are shared through the server; '' for none. */
    readonly mission: string;
  };
  readonly rules: Readonly<Record<RuleId, RuleSeverity>>;
  readonly judge: {
    /** Who says what contradicts the record. */
    readonly use: JudgeUse;
    /** Folder of another model than the product's own, a path; '' for that. */
    readonly model: string;
  };
  readonly hover: {
    readonly enable: boolean;
    /** Documents shown in one hover. */
    readonly maxDocuments: number;
  };
  readonly completion: {
    readonly enable: boolean;
    /** Items in one list. */
    readonly maxItems: number;
  };
  readonly ghostText: {
    readonly enable: boolean;
    /** How likely wording must be to be shown unasked, 0 to 1. */
    readonly minimumLikelihood: number;
  };
  readonly codeLens: {
    /** Whether each paragraph says how many passages of the record are like it. */
    readonly enable: boolean;
  };
  readonly citation: {
    /** How what is inserted from the record is cited. */
    readonly style: CitationStyle;
  };
  readonly inlayHints: {
    /** Whether wording that stands in the record is followed by the highest authority that has it. */
    readonly enable: boolean;
  };
}

/** What holds when the user sets nothing. package.json says the same; a test compares them. */
export const DEFAULT_SETTINGS: Settings = {
  delegation: 'Pakistan',
  groups: ['Non-Aligned Movement'],
  forum: '',
  author: '',
  // Generous for a document, small for an attack.
  corpus: {
    bundled: true,
    folders: [],
    server: '',
    limits: { fileMegabytes: 64, unfoldedMegabytes: 256, characters: 10_000_000, pages: 5000, secondsPerFile: 60 },
  },
  decisions: { mission: '' },
  rules: {
    'position-conflict': 'warning',
    'position-shift': 'information',
    'group-divergence': 'warning',
    'qualifier-change': 'information',
    'agreed-language': 'information',
    'fact-mismatch': 'warning',
    'term-variant': 'hint',
    'red-line': 'warning',
  },
  judge: { use: 'rules', model: '' },
  hover: { enable: true, maxDocuments: 3 },
  completion: { enable: true, maxItems: 20 },
  ghostText: { enable: true, minimumLikelihood: 0.8 },
  codeLens: { enable: false },
  citation: { style: 'text' },
  inlayHints: { enable: false },
};
