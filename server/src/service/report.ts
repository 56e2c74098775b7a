import type {
  DraftReport,
  RecordedDeparture,
  Report,
  ReportedFinding,
  RuleFindings,
  SilencedFinding,
} from '../api/report.js';
import { RULE_IDS } from '../api/settings.js';
import type { Draft } from '../draft/draft.js';
import { lastName } from '../util/fileUri.js';
import { finishSteps, type Steps } from '../util/steps.js';
import { isRestricted, wholeOf } from './circulation.js';
import { dayLabel } from './labels.js';
import type { ServiceContext } from './context.js';
import { digestOfCorpus } from './corpusDigest.js';
import { coverageOf } from './coverage.js';
import { findingsIn, type PlacedFinding } from './findings.js';
import { placeOf } from './placeInDraft.js';
import { citedSource, rangeOf, sourceOf } from './places.js';
import { confidenceInWords, RULE_WORDS } from './ruleWords.js';
import { usedPrecedents } from './usedPrecedents.js';

/**
 * The whole draft against the record, as a document. `day`: that of the check, ISO 8601; `checked`: what the record says to
 * the draft, when that is known already. The same draft, record and day give the same report.
 */
export async function provideReport(
  draft: Draft,
  day: string,
  context: ServiceContext,
  checked: DraftReport = finishSteps(reportOn(draft, context)),
): Promise<Report> {
  const { settings, index } = context;
  const withheld = wholeOf(context)?.index.documents.filter(isRestricted).length;
  return {
    title: titleOf(draft),
    words: draft.blocks.reduce((sum, { prose }) => sum + prose.tokens.length, 0),
    date: dayLabel(day),
    delegation: settings.delegation,
    groups: settings.groups,
    corpus: {
      documents: index.documents.length,
      passages: index.passageCount,
      ...(withheld === undefined ? {} : { withheld }),
      digest: await digestOfCorpus(index),
    },
    ...checked,
  };
}

/** What the record says to the draft, step by step. */
export function* reportOn(draft: Draft, context: ServiceContext): Steps<DraftReport> {
  const { settings } = context;
  const placed = [...findingsIn(draft, context)];
  yield;
  const standing = placed.filter(({ departure, suppression }) => departure === undefined && suppression === undefined);
  return {
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
      return [{ ...describeFinding(each, draft, context), rule: finding.rule, by, date: dayLabel(date), reason }];
    }),
    silenced: placed.flatMap((each): SilencedFinding[] => {
      const { suppression, departure, finding } = each;
      if (suppression === undefined || departure !== undefined) return [];
      return [{ ...describeFinding(each, draft, context), rule: finding.rule, reason: suppression.reason }];
    }),
    coverage: yield* coverageOf(draft, context),
    precedents: yield* usedPrecedents(draft, context),
  };
}

function describeFinding(
  { finding, sentence, block, span, severity }: PlacedFinding,
  draft: Draft,
  context: ServiceContext,
): ReportedFinding {
  const { compared, message, evidence } = finding;
  const [source] = evidence.map((each) => sourceOf(each, context));
  return {
    place: placeOf(block, draft),
    range: rangeOf(span, draft),
    sentence: onOneLine(sentence.text),
    words: onOneLine(sentence.text.slice(finding.span.start, finding.span.end)),
    severity,
    differs: compared?.differs ?? message,
    ...(compared === undefined ? {} : { confidence: confidenceInWords(compared.confidence) }),
    ...(source === undefined || (compared === undefined && message.includes(source.quote))
      ? {}
      : { prior: { quote: source.quote, ...citedSource(source) } }),
  };
}

function titleOf({ blocks, document }: Draft): string {
  const heading = blocks.find(({ kind }) => kind === 'heading');
  const written = heading === undefined ? '' : onOneLine(document.getText().slice(heading.textStart, heading.end));
  return written === '' ? lastName(document.uri) : written;
}

function onOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
