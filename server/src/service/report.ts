import type { RuleId, Settings } from '../api/settings.js';
import { RULE_IDS } from '../api/settings.js';
import type { Draft, DraftBlock } from '../draft/draft.js';
import type { Departure } from '../ingest/departuresFile.js';
import { spellDate } from './citation.js';
import type { ServiceContext } from './context.js';
import { digestOfCorpus } from './corpusDigest.js';
import { type Coverage, coverageOf } from './coverage.js';
import { findingsIn, type PlacedFinding } from './findings.js';
import { sourceOf } from './places.js';
import { confidenceInWords, RULE_WORDS } from './ruleWords.js';
import { type UsedPrecedent, usedPrecedents } from './usedPrecedents.js';

/** What a capital clears a draft by. Ready to show, in plain text; JSON. */
export interface Report {
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
    /** As `digestOfCorpus`. */
    readonly digest: string;
  };
  /** By rule, in the order of the rules; those without findings are left out. */
  readonly findings: readonly RuleFindings[];
  /** Departures that the draft makes and that were decided, in the order of the draft. */
  readonly departures: readonly RecordedDeparture[];
  /** What comments of the draft silence, in the order of the draft. */
  readonly silenced: readonly SilencedFinding[];
  readonly coverage: Coverage;
  readonly precedents: readonly UsedPrecedent[];
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
  /** The draft's sentence. */
  readonly sentence: string;
  readonly differs: string;
  /** In words; absent where nothing was compared. */
  readonly confidence?: string;
  /** The text that the draft is compared with; absent where there is none. */
  readonly prior?: { readonly quote: string; readonly citation: string };
}

/** A departure that the draft makes. */
export interface RecordedDeparture extends ReportedFinding {
  readonly rule: RuleId;
  readonly by: Departure['by'];
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

/**
 * The whole draft against the record. `day`: that of the check, ISO 8601. The same draft, record and day give the same
 * report.
 */
export async function provideReport(draft: Draft, day: string, context: ServiceContext): Promise<Report> {
  const { settings, index } = context;
  const placed = [...findingsIn(draft, context)];
  const standing = placed.filter(({ departure, suppression }) => departure === undefined && suppression === undefined);
  return {
    title: titleOf(draft),
    words: draft.blocks.reduce((sum, { tokens }) => sum + tokens.length, 0),
    date: spellDate(day),
    delegation: settings.delegation,
    groups: settings.groups,
    corpus: { documents: index.documents.length, passages: index.passageCount, digest: await digestOfCorpus(index) },
    findings: RULE_IDS.flatMap((rule): RuleFindings[] => {
      const findings = standing.filter(({ finding }) => finding.rule === rule);
      if (findings.length === 0) return [];
      const severity = settings.rules[rule];
      return [
        {
          rule,
          ...RULE_WORDS[rule],
          severity,
          findings: findings.map((each) => describeFinding(each, draft, context)),
        },
      ];
    }),
    departures: placed.flatMap((each): RecordedDeparture[] => {
      const { departure, finding } = each;
      if (departure === undefined) return [];
      const { by, date, reason } = departure;
      return [{ ...describeFinding(each, draft, context), rule: finding.rule, by, date: spellDate(date), reason }];
    }),
    silenced: placed.flatMap((each): SilencedFinding[] => {
      const { suppression, departure, finding } = each;
      if (suppression === undefined || departure !== undefined) return [];
      return [{ ...describeFinding(each, draft, context), rule: finding.rule, reason: suppression.reason }];
    }),
    coverage: coverageOf(draft, context),
    precedents: usedPrecedents(draft, context),
  };
}

function describeFinding(
  { finding, sentence, block }: PlacedFinding,
  draft: Draft,
  context: ServiceContext,
): ReportedFinding {
  const { compared, message, evidence } = finding;
  const [source] = evidence.map((each) => sourceOf(each, context));
  return {
    place: placeOf(block, draft),
    sentence: onOneLine(sentence.text),
    differs: compared?.differs ?? message,
    ...(compared === undefined ? {} : { confidence: confidenceInWords(compared.confidence) }),
    ...(source === undefined || (compared === undefined && message.includes(source.quote))
      ? {}
      : { prior: { quote: source.quote, citation: source.citation } }),
  };
}

/** How a block of the draft is cited: by its number, with that of the paragraph it stands under, else by its line. */
export function placeOf(block: DraftBlock, { blocks, document }: Draft): string {
  if (block.marker === undefined) return `line ${document.positionAt(block.start).line + 1}`;
  if (/^\d/.test(block.marker)) return `para. ${block.marker}`;
  const above = blocks
    .slice(0, blocks.indexOf(block))
    .findLast(({ marker }) => marker !== undefined && /^\d/.test(marker));
  return above?.marker === undefined ? `para. (${block.marker})` : `para. ${above.marker} (${block.marker})`;
}

function titleOf({ blocks, document }: Draft): string {
  const heading = blocks.find(({ kind }) => kind === 'heading');
  const written = heading === undefined ? '' : onOneLine(document.getText().slice(heading.textStart, heading.end));
  return written === '' ? decodeURIComponent(document.uri.slice(document.uri.lastIndexOf('/') + 1)) : written;
}

function onOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
