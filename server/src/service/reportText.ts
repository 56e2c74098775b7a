import type { PillarCoverage } from './coverage.js';
import { plural } from './precedents.js';
import type { Report } from './report.js';

/** For whom and when the draft was checked, and against what: names and values. */
export function factsOf({ words, date, delegation, groups, corpus }: Report): readonly (readonly [string, string])[] {
  return [
    ['Delegation', [delegation, ...(groups.length === 0 ? [] : [`member of ${groups.join(', ')}`])].join(', ')],
    ['Length', `${words.toLocaleString('en')} words`],
    ['Checked on', date],
    [
      'Against',
      `${plural(corpus.documents, 'document')} with ${corpus.passages.toLocaleString('en')} passages, revision ${corpus.revision}`,
    ],
  ];
}

/** How much of a subject the draft treats, one sentence. */
export function treatmentOf({ paragraphs, present, absent }: PillarCoverage): string {
  const treated = paragraphs === 0 ? 'Not treated.' : `Treated in ${plural(paragraphs, 'paragraph')}.`;
  const asks = present + absent.length;
  if (asks === 0) return `${treated} The record holds no standing ask of the delegation on it.`;
  return `${treated} ${present} of ${plural(asks, 'standing ask')} taken up${absent.length === 0 ? '.' : '; absent:'}`;
}

/** How many findings there are, one sentence. */
export function summaryOf({ findings, departures, silenced, precedents }: Report): string {
  const count = findings.reduce((sum, each) => sum + each.findings.length, 0);
  const parts = [
    count === 0 ? 'No finding' : plural(count, 'finding'),
    plural(departures.length, 'recorded departure'),
    `${silenced.length} silenced by the drafter`,
    `${plural(precedents.length, 'precedent')} used`,
  ];
  return `${parts.join(', ')}.`;
}
