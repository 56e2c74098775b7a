import { describe, expect, it } from 'vitest';
import type { PositionInfo, PositionStepInfo } from '../../../server/src/api/protocol.js';
import { writeTimelines } from '../../../server/src/service/timelineText.js';

const STEP: PositionStepInfo = {
  status: 'superseded',
  by: 1,
  text: 'We need rules.',
  date: '2019',
  strength: 3,
  citation: 'Pakistan, statement, 2019, para. 1',
  uri: 'file:///a.md',
  range: { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } },
  grounds: [],
};

const LATER: PositionStepInfo = {
  ...STEP,
  status: 'confirmed',
  text: 'We need <b>treaties</b> [now](http://x).',
  date: '12 March 2023',
  citation: '.aide-memoire/positions.yaml, line 2',
  grounds: ['telegram 114', 'shorter'],
  changed: {
    since: 0,
    words: [
      { kind: 'both', words: 'We need' },
      { kind: 'earlier', words: 'rules.' },
      { kind: 'later', words: '<b>treaties</b>' },
    ],
  },
};
delete (LATER as { by?: number }).by;

const POSITION: PositionInfo = {
  holder: 'Pakistan',
  topic: 'rules',
  pillar: 'International law',
  steps: [STEP, LATER],
};

describe('a timeline as text', () => {
  it('dates, quotes and cites each statement, and marks what changed', () => {
    expect(writeTimelines([POSITION])).toBe(
      [
        '# Pakistan: rules',
        '',
        'International law · 2 statements',
        '',
        '## 1. 2019: superseded by 2',
        '',
        '> We need rules.',
        '',
        'Source: Pakistan, statement, 2019, para. 1',
        '',
        '',
        '## 2. 12 March 2023: confirmed',
        '',
        '> We need &lt;b&gt;treaties&lt;/b&gt; \\[now\\](http\\://x).',
        '',
        'Since 1: We need ~~rules.~~ **&lt;b&gt;treaties&lt;/b&gt;**',
        '',
        'Decided: telegram 114; shorter',
        '',
        'Source: .aide-memoire/positions.yaml, line 2',
        '',
        '',
      ].join('\n'),
    );
  });

  it('is silent about words that did not change', () => {
    const same = { ...LATER, changed: { since: 0, words: [{ kind: 'both' as const, words: 'We need rules.' }] } };
    expect(writeTimelines([{ ...POSITION, steps: [STEP, same] }])).not.toContain('Since');
  });

  it('has a heading for each position, and is empty without one', () => {
    expect(writeTimelines([POSITION, { ...POSITION, holder: 'Spain' }]).match(/^# .*$/gm)).toEqual([
      '# Pakistan: rules',
      '# Spain: rules',
    ]);
    expect(writeTimelines([])).toBe('');
  });
});
