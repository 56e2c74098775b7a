import type { PillarCoverage, RecordedDeparture, Report, SilencedFinding, UsedPrecedent } from '../api/report.js';
import { t, tCount } from '../util/l10n.js';
import { inThousands } from './part.js';

/** For whom and when the draft was checked, and against what: names and values. */
export function factsOf({ words, date, delegation, groups, corpus }: Report): readonly (readonly [string, string])[] {
  return [
    [t('Delegation'), [delegation, ...(groups.length === 0 ? [] : [t('member of {0}', groups.join(', '))])].join(', ')],
    [t('Length'), t('{0} words', inThousands(words))],
    [t('Checked on'), date],
    [
      t('Against'),
      tCount(
        corpus.documents,
        '{0} document with {1} passages',
        '{0} documents with {1} passages',
        inThousands(corpus.passages),
      ),
    ],
    ...(corpus.withheld === undefined
      ? []
      : [
          [
            t('Left out'),
            tCount(
              corpus.withheld,
              '{0} restricted document: the draft is for open circulation',
              '{0} restricted documents: the draft is for open circulation',
            ),
          ] as const,
        ]),
    [t('Record digest'), corpus.digest],
  ];
}

/** How much of a subject the draft treats, one sentence or two. */
export function treatmentOf(coverage: PillarCoverage): string {
  const { paragraphs, absent } = coverage;
  const treated =
    paragraphs === 0
      ? t('Not treated.')
      : tCount(paragraphs, 'Treated in {0} paragraph.', 'Treated in {0} paragraphs.');
  const takenUp = takenUpOf(coverage);
  const asks =
    absent.length === 0
      ? t('Standing asks taken up: {0}.', takenUp)
      : t('Standing asks taken up: {0}; absent:', takenUp);
  return `${treated} ${asks}`;
}

/** How many of a subject's standing asks the draft takes up: "2 of 5", "none held". */
export function takenUpOf({ present, absent, more }: PillarCoverage): string {
  const asks = present + absent.length + more;
  return asks === 0 ? t('none held') : t('{0} of {1}', present, asks);
}

/** How many absent asks are not listed, one sentence. */
export function moreOf({ more }: PillarCoverage): string {
  return tCount(more, 'And {0} more ask.', 'And {0} more asks.');
}

/** How many findings there are, one sentence. */
export function summaryOf({ findings, departures, silenced, precedents }: Report): string {
  const count = findings.reduce((sum, each) => sum + each.findings.length, 0);
  const parts = [
    count === 0 ? t('No finding') : tCount(count, '{0} finding', '{0} findings'),
    ...(departures.length === 0
      ? []
      : [tCount(departures.length, '{0} recorded departure', '{0} recorded departures')]),
    ...(silenced.length === 0 ? [] : [t('{0} silenced by the drafter', silenced.length)]),
    tCount(precedents.length, '{0} precedent used', '{0} precedents used'),
  ];
  return `${parts.join(', ')}.`;
}

/** By whom, when and why a departure was decided. */
export function decisionOf({ by, date, rule, reason }: RecordedDeparture): string {
  return t('Decided by {0} on {1} ({2}): {3}', by, date, rule, reason);
}

/** Why the drafter silenced a finding, as far as it was said. */
export function silenceOf({ rule, reason }: SilencedFinding): string {
  return reason === '' ? t('Silenced ({0}): no reason given', rule) : t('Silenced ({0}): {1}', rule, reason);
}

/** How many documents with the wording of a precedent are not named; none when all are. */
export function restOf({ more }: UsedPrecedent): readonly string[] {
  return more > 0 ? [tCount(more, 'and {0} more document', 'and {0} more documents')] : [];
}

/** How sure a finding is, one sentence. */
export function sureness(confidence: string): string {
  return t('Confidence: {0}.', confidence);
}
