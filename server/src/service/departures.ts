import { DEPARTURE_RULE_IDS } from '../api/settings.js';
import { passageOf } from '../index/corpusIndex.js';
import type { Departure, DepartureSubject } from '../ingest/departuresFile.js';
import { POSITIONS_FILE } from '../ingest/positionsFile.js';
import { t } from '../util/l10n.js';
import { dayLabel } from './labels.js';
import type { ServiceContext } from './context.js';
import { sourceOf } from './places.js';
import type { Finding } from './rules/rule.js';

/** What a departure by this finding would be recorded as; `undefined` where there is no prior text to depart from. */
export function departureSubjectOf(
  finding: Finding,
  sentence: string,
  context: ServiceContext,
): DepartureSubject | undefined {
  return subjectsOf({ ...finding, evidence: finding.evidence.slice(0, 1) }, sentence, context)[0];
}

/**
 * The departure that a finding is recorded as: the same rule, the same wording of the sentence, and a prior text that the
 * finding still rests on. Where several are, the last one. `undefined`: none was decided, or what was decided is no more.
 */
export function recordedDeparture(finding: Finding, sentence: string, context: ServiceContext): Departure | undefined {
  const wording = onOneLine(sentence);
  // Most findings are recorded as nothing, and their sources need not be read to tell.
  const decided = context.departures?.filter((each) => each.rule === finding.rule && each.sentence === wording) ?? [];
  if (decided.length === 0) return undefined;
  const subjects = new Set(subjectsOf(finding, sentence, context).map(keyOf));
  return decided.findLast((departure) => subjects.has(keyOf(departure)));
}

/** "This is recorded as deliberate departure by A. Drafter on 12 March 2026: why". */
export function describeDeparture({ by, date, reason }: Departure): string {
  return t('This is recorded as deliberate departure by {0} on {1}: {2}', by, dayLabel(date), reason);
}

function subjectsOf(finding: Finding, sentence: string, context: ServiceContext): readonly DepartureSubject[] {
  const rule = DEPARTURE_RULE_IDS.find((id) => id === finding.rule);
  if (rule === undefined) return [];
  return finding.evidence.map((evidence) => {
    const { citation, quote } = sourceOf(evidence, context);
    const document = 'decision' in evidence ? POSITIONS_FILE : passageOf(context.index, evidence).document.id;
    return { rule, sentence: onOneLine(sentence), from: { document, citation, quote: onOneLine(quote) } };
  });
}

/** The citation does not count: a paragraph may get another number and say the same. */
function keyOf({ rule, sentence, from }: DepartureSubject): string {
  return JSON.stringify([rule, sentence, from.document, from.quote]);
}

function onOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
