import type { PillarCoverage, Report } from '../api/report.js';
import { plural } from './precedents.js';

/** For whom and when the draft was checked, and against what: names and values. */
export function factsOf({ words, date, delegation, groups, corpus }: Report): readonly (readonly [string, string])[] {
  return [
    ['Delegation', [delegation, ...(groups.length === 0 ? [] : [`member of ${groups.join(', ')}`])].join(', ')],
    ['Length', `${words.toLocaleString('en')} words`],
    ['Checked on', date],
    ['Against', `${plural(corpus.documents, 'document')} with ${corpus.passages.toLocaleString('en')} passages`],
    ['Record digest', corpus.digest],
  ];
}

/** How much of a subject the draft treats, one sentence or two. */
export function treatmentOf(coverage: PillarCoverage): string {
  const { paragraphs, absent } = coverage;
  const treated = paragraphs === 0 ? 'Not treated.' : `Treated in ${plural(paragraphs, 'paragraph')}.`;
  const end = absent.length === 0 ? '.' : '; absent:';
  return `${treated} Standing asks taken up: ${takenUpOf(coverage)}${end}`;
}

/** How many of a subject's standing asks the draft takes up: "2 of 5", "none held". */
export function takenUpOf({ present, absent, more }: PillarCoverage): string {
  const asks = present + absent.length + more;
  return asks === 0 ? 'none held' : `${present} of ${asks}`;
}

/** How many absent asks are not listed, one sentence. */
export function moreOf({ more }: PillarCoverage): string {
  return `And ${plural(more, 'more ask')}.`;
}

/** How many findings there are, one sentence. */
export function summaryOf({ findings, departures, silenced, precedents }: Report): string {
  const count = findings.reduce((sum, each) => sum + each.findings.length, 0);
  const parts = [
    count === 0 ? 'No finding' : plural(count, 'finding'),
    ...(departures.length === 0 ? [] : [plural(departures.length, 'recorded departure')]),
    ...(silenced.length === 0 ? [] : [`${silenced.length} silenced by the drafter`]),
    `${plural(precedents.length, 'precedent')} used`,
  ];
  return `${parts.join(', ')}.`;
}
