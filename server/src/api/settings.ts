/** Diagnostic codes. Stable: users name them in settings and in ignore comments. */
export const RULE_IDS = [
  'position-conflict',
  'position-shift',
  'group-divergence',
  'qualifier-change',
  'agreed-language',
  'fact-mismatch',
  'term-variant',
] as const;

/** A diagnostic code. */
export type RuleId = (typeof RULE_IDS)[number];

/** How a rule's findings are shown. */
export type RuleSeverity = 'error' | 'warning' | 'information' | 'hint' | 'off';

/** The settings under `aideMemoire`, all present. */
export interface Settings {
  /** The delegation whose positions bind the draft. */
  readonly delegation: string;
  /** Groups the delegation belongs to, by the name their documents carry. */
  readonly groups: readonly string[];
  readonly corpus: {
    /** Whether the bundled corpus is served. */
    readonly bundled: boolean;
    /** More folders of prior documents: absolute, or relative to the first workspace folder. */
    readonly folders: readonly string[];
  };
  readonly rules: Readonly<Record<RuleId, RuleSeverity>>;
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
}

/** What holds when the user sets nothing. package.json says the same; a test compares them. */
export const DEFAULT_SETTINGS: Settings = {
  delegation: 'Pakistan',
  groups: ['Non-Aligned Movement'],
  corpus: { bundled: true, folders: [] },
  rules: {
    'position-conflict': 'warning',
    'position-shift': 'information',
    'group-divergence': 'warning',
    'qualifier-change': 'information',
    'agreed-language': 'information',
    'fact-mismatch': 'warning',
    'term-variant': 'hint',
  },
  hover: { enable: true, maxDocuments: 3 },
  completion: { enable: true, maxItems: 20 },
};
