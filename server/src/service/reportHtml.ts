import { escapeHtml } from '../api/escapeHtml.js';
import type { PillarCoverage, Report, ReportedFinding, ReportPlace } from '../api/report.js';
import { LANGUAGE, t } from '../util/l10n.js';
import { decisionOf, factsOf, moreOf, restOf, silenceOf, summaryOf, sureness, takenUpOf } from './reportText.js';

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
th { font-weight: normal; } thead th { color: #555; }
th + th, th ~ td { padding: .2rem 0 .2rem .6rem; text-align: right; }
blockquote { margin: .5rem 0 0; padding: .4rem .8rem; background: #f4f2ec; break-inside: avoid; }
cite { display: block; margin-top: .15rem; font-size: .88rem; font-style: normal; color: #444; }
ul, ol { margin: .3rem 0 .6rem; padding-left: 1.4rem; }
li { margin: .4rem 0; break-inside: avoid; }
.more { padding-left: 1.4rem; color: #555; font-style: italic; }
li cite { margin-top: 0; }
@page { margin: 2cm; }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt; } blockquote { background: none; border: 1px solid #ccc; } }
`;

/** What a place leads to when it is clicked; `undefined` leaves it plain text. */
export type LinkTo = (place: ReportPlace) => string | undefined;

const NO_LINKS: LinkTo = () => undefined;

/**
 * The report as one self-contained HTML file: no script, nothing loaded, made for reading on paper. Whatever a draft or
 * document says is shown as it stands.
 */
export function writeHtmlReport(report: Report): string {
  return `<!doctype html>
<html lang="${LANGUAGE}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(t('Clearance report: {0}', report.title))}</title>
<style>${STYLE}</style>
</head>
<body>
${writeReportMain(report)}
</body>
</html>
`;
}

/** What the body of the report's page holds: one `main` element. `draft`: URI of the draft, for links to its places. */
export function writeReportMain(report: Report, linkTo: LinkTo = NO_LINKS, draft = ''): string {
  const { title, findings, departures, silenced, coverage, precedents } = report;
  const write = { linkTo, draft };
  return `<main>
<h1><small>${escapeHtml(t('Clearance report'))}</small> ${escapeHtml(title)}</h1>
<dl>${lines(factsOf(report).map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`))}</dl>
<p class="summary">${escapeHtml(summaryOf(report))}</p>
${section(
  t('Findings'),
  findings.map(
    ({ name, rule, why, findings: of }) =>
      `<h3>${escapeHtml(name)} <span class="rule">${rule}</span></h3>\n<p class="why">${escapeHtml(why)}</p>\n${lines(of.map((each) => findingHtml(each, each.severity, write)))}`,
  ),
)}
${section(
  t('Departures recorded'),
  departures.map((each) => findingHtml(each, 'decided', write, decisionOf(each))),
)}
${
  silenced.length === 0
    ? ''
    : `${section(
        t('Silenced by the drafter'),
        silenced.map((each) => findingHtml(each, 'silenced', write, silenceOf(each))),
      )}\n`
}${section(t('Coverage'), [
  `<table>
<thead><tr>${[t('Subject'), t('Paragraphs'), t('Standing asks taken up')].map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('')}</tr></thead>
<tbody>
${lines(
  coverage.map(
    (each) =>
      `<tr><th scope="row">${escapeHtml(each.pillar)}</th><td>${each.paragraphs}</td><td>${escapeHtml(takenUpOf(each))}</td></tr>`,
  ),
)}
</tbody>
</table>`,
  ...coverage.filter(({ absent }) => absent.length > 0).map((each) => absentHtml(each, linkTo)),
])}
${section(
  t('Precedents used'),
  precedents.length === 0
    ? [`<p>${escapeHtml(t('None of five words or more.'))}</p>`]
    : [
        `<ol>${lines(
          precedents.map((precedent) => {
            const { wording, sources } = precedent;
            const cited = sources.map((source) => linked(source.citation, source, linkTo));
            return `<li>“${escapeHtml(wording)}” <cite>${[...cited, ...restOf(precedent).map(escapeHtml)].join('; ')}</cite></li>`;
          }),
        )}</ol>`,
      ],
)}
</main>`;
}

function section(title: string, parts: readonly string[]): string {
  return `<section>\n<h2>${escapeHtml(title)}</h2>\n${parts.length === 0 ? `<p>${escapeHtml(t('None.'))}</p>` : lines(parts)}\n</section>`;
}

function absentHtml(each: PillarCoverage, linkTo: LinkTo): string {
  const asks = each.absent.map(
    (ask) => `<li>“${escapeHtml(ask.quote)}” <cite>${linked(ask.citation, ask, linkTo)}</cite></li>`,
  );
  return lines([
    `<h3>${escapeHtml(t('Absent: {0}', each.pillar))}</h3>`,
    `<ul>${lines(asks)}</ul>`,
    ...(each.more === 0 ? [] : [`<p class="more">${escapeHtml(moreOf(each))}</p>`]),
  ]);
}

function findingHtml(
  { place, range, sentence, differs, confidence, prior }: ReportedFinding,
  kind: string,
  { linkTo, draft }: { readonly linkTo: LinkTo; readonly draft: string },
  decided?: string,
): string {
  const isSure = confidence !== undefined && decided === undefined;
  const sure = isSure ? ` <span class="sure">${escapeHtml(sureness(confidence))}</span>` : '';
  return lines([
    `<div class="finding ${kind}">`,
    `<p><span class="place">${linked(place, { uri: draft, range }, linkTo)}</span> “${escapeHtml(sentence)}”</p>`,
    ...(decided === undefined ? [] : [`<p>${escapeHtml(decided)}</p>`]),
    `<p>${escapeHtml(differs)}${sure}</p>`,
    ...(prior === undefined
      ? []
      : [
          `<blockquote>“${escapeHtml(prior.quote)}” <cite>${linked(prior.citation, prior, linkTo)}</cite></blockquote>`,
        ]),
    '</div>',
  ]);
}

function linked(text: string, place: ReportPlace, linkTo: LinkTo): string {
  const target = linkTo(place);
  return target === undefined ? escapeHtml(text) : `<a href="${escapeHtml(target)}">${escapeHtml(text)}</a>`;
}

function lines(parts: readonly string[]): string {
  return parts.join('\n');
}
