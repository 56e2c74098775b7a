import type { Report, ReportedFinding } from '../api/report.js';
import { escapeMarkdown } from './markdown.js';
import { plural } from './precedents.js';
import { factsOf, moreOf, summaryOf, treatmentOf } from './reportText.js';

/** Characters that turn the direction of what follows. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/gu;

/** The report as Markdown. Whatever a draft or document says is shown as it stands. */
export function writeMarkdownReport(report: Report): string {
  const { title, findings, departures, silenced, coverage, precedents } = report;
  const lines = [
    `# Clearance report: ${escapeMarkdown(title)}`,
    factsOf(report)
      .map(([name, value]) => `- **${name}:** ${escapeMarkdown(value)}`)
      .join('\n'),
    summaryOf(report),
    '## Findings',
    ...(findings.length === 0 ? ['None.'] : []),
    ...findings.flatMap(({ name, rule, why, findings: of }) => [
      `### ${escapeMarkdown(name)} (${rule})`,
      `*${escapeMarkdown(why)}*`,
      ...of.map((finding) => writeFinding(finding, finding.confidence)),
    ]),
    '## Departures recorded',
    ...(departures.length === 0 ? ['None.'] : []),
    ...departures.map((each) =>
      writeFinding(each, undefined, `Decided by ${each.by} on ${each.date} (${each.rule}): ${each.reason}`),
    ),
    ...(silenced.length === 0 ? [] : ['## Silenced by the drafter']),
    ...silenced.map((each) =>
      writeFinding(each, undefined, `Silenced (${each.rule}): ${each.reason || 'no reason given'}`),
    ),
    '## Coverage',
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
    '## Precedents used',
    precedents.length === 0
      ? 'None of five words or more.'
      : precedents
          .map(({ wording, citations, more }, i) => {
            const sources = [...citations, ...(more > 0 ? [`and ${plural(more, 'more document')}`] : [])];
            return `${i + 1}. “${escapeMarkdown(wording)}” — ${escapeMarkdown(sources.join('; '))}`;
          })
          .join('\n'),
  ];
  return `${lines.join('\n\n')}\n`.replace(DIRECTIONS, '\ufffd');
}

function writeFinding(
  { place, sentence, differs, prior }: ReportedFinding,
  confidence?: string,
  decided?: string,
): string {
  return [
    `**${escapeMarkdown(place)}** “${escapeMarkdown(sentence)}”`,
    ...(decided === undefined ? [] : [escapeMarkdown(decided)]),
    `${escapeMarkdown(differs)}${confidence === undefined ? '' : ` Confidence: ${escapeMarkdown(confidence)}.`}`,
    ...(prior === undefined ? [] : [`> “${escapeMarkdown(prior.quote)}”  \n> ${escapeMarkdown(prior.citation)}`]),
  ].join('\n\n');
}
