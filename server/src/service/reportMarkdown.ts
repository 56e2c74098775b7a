import type { Report, ReportedFinding } from '../api/report.js';
import { t } from '../util/l10n.js';
import { escapeMarkdown } from './markdown.js';
import { decisionOf, factsOf, moreOf, restOf, silenceOf, summaryOf, sureness, treatmentOf } from './reportText.js';

/** The report as Markdown. Whatever a draft or document says is shown as it stands. */
export function writeMarkdownReport(report: Report): string {
  const { title, findings, departures, silenced, coverage, precedents } = report;
  const lines = [
    `# ${t('Clearance report: {0}', escapeMarkdown(title))}`,
    factsOf(report)
      .map(([name, value]) => `- ${t('**{0}:** {1}', name, escapeMarkdown(value))}`)
      .join('\n'),
    summaryOf(report),
    `## ${t('Findings')}`,
    ...(findings.length === 0 ? [t('None.')] : []),
    ...findings.flatMap(({ name, rule, why, findings: of }) => [
      `### ${escapeMarkdown(name)} (${rule})`,
      `*${escapeMarkdown(why)}*`,
      ...of.map((finding) => writeFinding(finding, finding.confidence)),
    ]),
    `## ${t('Departures recorded')}`,
    ...(departures.length === 0 ? [t('None.')] : []),
    ...departures.map((each) => writeFinding(each, undefined, decisionOf(each))),
    ...(silenced.length === 0 ? [] : [`## ${t('Silenced by the drafter')}`]),
    ...silenced.map((each) => writeFinding(each, undefined, silenceOf(each))),
    `## ${t('Coverage')}`,
    ...coverage.flatMap((each) => [
      `### ${escapeMarkdown(each.pillar)}`,
      treatmentOf(each),
      ...(each.absent.length === 0
        ? []
        : [
            each.absent
              .map(({ quote, citation }) => `- “${escapeMarkdown(quote)}” (${escapeMarkdown(citation)})`)
              .join('\n'),
          ]),
      ...(each.more === 0 ? [] : [moreOf(each)]),
    ]),
    `## ${t('Precedents used')}`,
    precedents.length === 0
      ? t('None of five words or more.')
      : precedents
          .map((precedent, i) => {
            const { wording, citations } = precedent;
            const sources = [...citations, ...restOf(precedent)];
            return `${i + 1}. “${escapeMarkdown(wording)}” — ${escapeMarkdown(sources.join('; '))}`;
          })
          .join('\n'),
  ];
  return `${lines.join('\n\n')}\n`;
}

function writeFinding(
  { place, sentence, differs, prior }: ReportedFinding,
  confidence?: string,
  decided?: string,
): string {
  return [
    `**${escapeMarkdown(place)}** “${escapeMarkdown(sentence)}”`,
    ...(decided === undefined ? [] : [escapeMarkdown(decided)]),
    `${escapeMarkdown(differs)}${confidence === undefined ? '' : ` ${escapeMarkdown(sureness(confidence))}`}`,
    ...(prior === undefined ? [] : [`> “${escapeMarkdown(prior.quote)}”  \n> ${escapeMarkdown(prior.citation)}`]),
  ].join('\n\n');
}
