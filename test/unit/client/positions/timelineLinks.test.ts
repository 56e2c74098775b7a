import { expect, test } from 'vitest';
import { timelineLinks } from '../../../../client/src/positions/timelineLinks.js';
import { provideTimeline } from '../../../../server/src/service/positions.js';
import { createBundledContext } from '../../../support/bundled.js';
import { markedDraft } from '../../../support/checks.js';
import { ENGLISH } from '../../../support/localizer.js';
import { stepOf } from '../../../support/positions.js';

test('every source of a timeline leads to the line where its statement stands', () => {
  const context = createBundledContext();
  const { draft, position } = markedDraft('Capacity-building should be ¦free.', context);
  const { markdown, positions } = provideTimeline(draft, position, context);
  const text = `A remark on the record.\n\n${markdown}`;
  const steps = positions.flatMap((each) => each.steps);
  const links = timelineLinks(text, steps, ENGLISH);
  expect(links.length).toBe(steps.length);
  for (const [i, { start, end, uri, line }] of links.entries()) {
    const step = steps[i];
    expect(text.slice(start, end)).toBe(`Source: ${step?.citation}`);
    expect({ uri, line }).toEqual({ uri: step?.uri, line: (step?.range.start.line ?? 0) + 1 });
  }
});

test('a source without a statement leads nowhere', () => {
  expect(timelineLinks('Source: nowhere', [], ENGLISH)).toEqual([]);
});

test('sources are found by their word in the language of the timeline', () => {
  const french = { t: (_: unknown, ...[citation = '']: (string | number)[]) => `Source\u202f: ${citation}` };
  const text = '# Pakistan\u202f: aide\n\n> L’aide.\n\nSource\u202f: Pakistan, 2021';
  const [link] = timelineLinks(text, [stepOf('L’aide.')], french);
  expect(text.slice(link?.start, link?.end)).toBe('Source\u202f: Pakistan, 2021');
});
