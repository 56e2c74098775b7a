import type { PillarCoverage } from './coverage.js';
import { plural } from './precedents.js';
import type { Report, ReportedFinding } from './report.js';
import { factsOf, moreOf, summaryOf, takenUpOf } from './reportText.js';

const STYLE = `
:root { color-scheme: light; }
body { max-width: 42rem; margin: 2.5rem auto; padding: 0 1.5rem; color: #1a1a1a; background: #fff;
  font: 11pt/1.5 Georgia, "Times New Roman", serif; }
h1, h2, h3 { line-height: 1.25; break-after: avoid; }
h1 { font-size: 1.7rem; margin: 0 0 1rem; }
h1 small { display: block; font-size: .8rem; font-weight: normal; letter-spacing: .08em; text-transform: uppercase; color: #555; }
h2 { font-size: 1.25rem; margin: 2.2rem 0 .8rem; padding-bottom: .25rem; border-bottom: 1px solid #999; }
h3 { font-size: 1.02rem; margin: 1.4rem 0 .3rem; }
p { margin: .35rem 0; }
dl { display: grid; grid-template-columns: 7rem 1fr; gap: .15rem 1rem; margin: 0 0 1rem; }
dt { color: #555; } dd { margin: 0; }
.summary { font-weight: bold; }
.why, .rule { color: #555; font-style: italic; }
.rule { font: .78rem/1.4 ui-monospace, Consolas, monospace; white-space: nowrap; }
.finding { margin: .8rem 0 1.1rem; padding-left: .9rem; border-left: 3px solid #8a1c1c; break-inside: avoid; }
.information { border-left-color: #b8862b; } .hint, .silenced { border-left-color: #999; } .decided { border-left-color: #1f3a5f; }
.place { font-weight: bold; margin-right: .4rem; }
.sure { color: #555; white-space: nowrap; }
table { border-collapse: collapse; width: 100%; margin: 0 0 1.2rem; }
th, td { padding: .2rem .6rem .2rem 0; text-align: left; border-bottom: 1px solid #ddd; vertical-align: top; }
th { font-weight: normal; color: #555; } th + th, td + td { padding: .2rem 0 .2rem .6rem; text-align: right; }
blockquote { margin: .5rem 0 0; padding: .4rem .8rem; background: #f4f2ec; break-inside: avoid; }
cite { display: block; margin-top: .15rem; font-size: .88rem; font-style: normal; color: #444; }
ul, ol { margin: .3rem 0 .6rem; padding-left: 1.4rem; }
li { margin: .4rem 0; break-inside: avoid; }
.more { padding-left: 1.4rem; color: #555; font-style: italic; }
li cite { margin-top: 0; }
@page { margin: 2cm; }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt; } blockquote { background: none; border: 1px solid #ccc; } }
`;

/**
 * The report as one self-contained HTML file: no script, nothing loaded, made for reading on paper. Whatever a draft or
 * document says is shown as it stands.
 */
export function writeHtmlReport(report: Report): string {
  const { title, findings, departures, silenced, coverage, precedents } = report;
  const none = '<p>None.</p>';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Clearance report: ${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1><small>Clearance report</small>${escapeHtml(title)}</h1>
<dl>${lines(factsOf(report).map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`))}</dl>
<p class="summary">${escapeHtml(summaryOf(report))}</p>
<h2>Findings</h2>
${
  findings.length === 0
    ? none
    : lines(
        findings.map(
          ({ name, rule, severity, why, findings: of }) =>
            `<h3>${escapeHtml(name)} <span class="rule">${rule}</span></h3>\n<p class="why">${escapeHtml(why)}</p>\n${lines(of.map((each) => findingHtml(each, severity)))}`,
        ),
      )
}
<h2>Departures recorded</h2>
${
  departures.length === 0
    ? none
    : lines(
        departures.map((each) =>
          findingHtml(each, 'decided', `Decided by ${each.by} on ${each.date} (${each.rule}): ${each.reason}`),
        ),
      )
}
${
  silenced.length === 0
    ? ''
    : `<h2>Silenced by the drafter</h2>\n${lines(silenced.map((each) => findingHtml(each, 'silenced', `Silenced (${each.rule}): ${each.reason || 'no reason given'}`)))}\n`
}<h2>Coverage</h2>
<table>
<tr><th>Subject</th><th>Paragraphs</th><th>Standing asks taken up</th></tr>
${lines(
  coverage.map(
    (each) =>
      `<tr><td>${escapeHtml(each.pillar)}</td><td>${each.paragraphs}</td><td>${escapeHtml(takenUpOf(each))}</td></tr>`,
  ),
)}
</table>
${lines(coverage.filter(({ absent }) => absent.length > 0).map(absentHtml))}
<h2>Precedents used</h2>
${
  precedents.length === 0
    ? '<p>None of five words or more.</p>'
    : `<ol>${lines(
        precedents.map(
          ({ wording, citations, more }) =>
            `<li>“${escapeHtml(wording)}” <cite>${escapeHtml([...citations, ...(more > 0 ? [`and ${plural(more, 'more document')}`] : [])].join('; '))}</cite></li>`,
        ),
      )}</ol>`
}
</body>
</html>
`;
}

function absentHtml(each: PillarCoverage): string {
  const asks = each.absent.map(
    ({ quote, citation }) => `<li>“${escapeHtml(quote)}” <cite>${escapeHtml(citation)}</cite></li>`,
  );
  return lines([
    `<h3>Absent: ${escapeHtml(each.pillar)}</h3>`,
    `<ul>${lines(asks)}</ul>`,
    ...(each.more === 0 ? [] : [`<p class="more">${escapeHtml(moreOf(each))}</p>`]),
  ]);
}

function findingHtml(
  { place, sentence, differs, confidence, prior }: ReportedFinding,
  kind: string,
  decided?: string,
): string {
  const isSure = confidence !== undefined && decided === undefined;
  const sure = isSure ? ` <span class="sure">Confidence: ${escapeHtml(confidence)}.</span>` : '';
  return lines([
    `<div class="finding ${kind}">`,
    `<p><span class="place">${escapeHtml(place)}</span> “${escapeHtml(sentence)}”</p>`,
    ...(decided === undefined ? [] : [`<p>${escapeHtml(decided)}</p>`]),
    `<p>${escapeHtml(differs)}${sure}</p>`,
    ...(prior === undefined
      ? []
      : [`<blockquote>“${escapeHtml(prior.quote)}” <cite>${escapeHtml(prior.citation)}</cite></blockquote>`]),
    '</div>',
  ]);
}

function lines(parts: readonly string[]): string {
  return parts.join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML between tags and in quoted attributes; characters that may not stand in HTML are replaced. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
