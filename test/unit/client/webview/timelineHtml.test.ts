import { describe, expect, it } from 'vitest';
import type { ShowTopics } from '../../../../client/src/webview/messages.js';
import { captionOf, writePage, writePicture } from '../../../../client/src/webview/timelineHtml.js';
import { pointsOf, topicsOf } from '../../../../client/src/webview/timelinePoints.js';
import type { PositionInfo } from '../../../../server/src/api/protocol.js';
import { positionOf, stepOf } from '../../../support/positions.js';
import { WORDS } from './words.js';

const show = (...positions: readonly PositionInfo[]): ShowTopics => ({
  topics: topicsOf(positions),
  selected: 0,
  remarks: [],
  words: WORDS,
  locale: 'en',
});

const TREATY = positionOf(
  'treaty',
  [
    stepOf('We need rules.', { status: 'superseded', by: 1, date: '2019', strength: 2 }),
    stepOf('We need a treaty.', {
      status: 'confirmed',
      grounds: ['telegram 114'],
      changed: {
        since: 0,
        words: [
          { kind: 'both', words: 'We need' },
          { kind: 'earlier', words: 'rules.' },
          { kind: 'later', words: 'a treaty.' },
        ],
      },
    }),
  ],
  { pillar: 'Norms' },
);
const GROUP = positionOf('treaty', [stepOf('NAM sees no need.', { side: 'against' })], { holder: 'NAM' });
const FUND = positionOf('fund', [stepOf('A fund is needed.')]);
const HOSTILE = '</script><img src=x onerror=alert(1)>"\u202egnp.exe[a](command:evil)&\u0000';

describe('the page of a topic', () => {
  const page = writePage(show(TREATY, GROUP, FUND));

  it('lists the statements of each holder with number, date, status, words that changed, grounds and source', () => {
    expect(page.match(/data-statement="\d+"/g)).toEqual([
      'data-statement="1"',
      'data-statement="2"',
      'data-statement="3"',
    ]);
    expect(page.match(/<h2>.*?<\/h2>/g)).toEqual(['<h2>Pakistan</h2>', '<h2>NAM</h2>']);
    expect(page).toContain('<span class="status">superseded by 2</span>');
    expect(page).toContain('Since 1: We need <del>rules.</del> <ins>a treaty.</ins>');
    expect(page).toContain('Decided: telegram 114');
    expect(page).toContain('Norms · 3 statements');
    expect(page).toContain('aria-label="Open source 3"');
  });

  it('lets the drafter choose where there are several topics', () => {
    expect(page).toContain('<option value="0" selected>treaty</option><option value="1">fund</option>');
    expect(writePage(show(FUND))).not.toContain('<select');
  });

  it('explains the marks that the picture has, and no others', () => {
    for (const mark of ['for it', 'against it', 'size', 'stands', 'confirmed mark', 'gone', 'link']) {
      expect(page).toContain(`</svg>${mark}</li>`);
    }
    expect(page).not.toContain('</svg>no clear side</li>');
    expect(writePage(show(FUND)).match(/<\/svg>[^<]*<\/li>/g)).toEqual(['</svg>for it</li>', '</svg>stands</li>']);
  });

  it('tells one statement in a few lines', () => {
    const [first] = pointsOf({ topic: 'treaty', lanes: [TREATY] });
    if (first === undefined) throw new Error('a statement');
    expect(captionOf(first, WORDS)).toBe(
      '<b>1</b> 2019 · Pakistan · superseded by 2 · for it · proposes<br>“We need rules.”',
    );
  });

  it('is empty without a topic', () => expect(writePage(show())).toBe(''));
});

describe('the picture of a topic', () => {
  const picture = writePicture(show(TREATY, GROUP, FUND), 600);

  it('is a list of buttons, of which the first is the one that Tab goes to', () => {
    expect(picture.match(/role="listitem"/g)).toHaveLength(3);
    expect(picture.match(/tabindex="0"/g)).toHaveLength(1);
    expect(picture).toContain('aria-label="3. 2020, NAM, current, against it, asks: NAM sees no need."');
    expect(picture).toContain('aria-label="Timeline of treaty"');
  });

  it('tells for from against by shape, and what no longer counts by a stroke, not by colour alone', () => {
    const points = picture.split('<g role="listitem">').slice(1);
    expect(points[0]).toMatch(/class="point for gone".*<circle class="shape".*class="strike"/);
    expect(points[1]).toMatch(/class="point for confirmed".*<circle class="ring"/);
    expect(points[2]).toMatch(/class="point against standing".*<path class="shape"/);
  });

  it('links a statement to the one that superseded it', () => {
    expect(picture.match(/class="link" data-from="\d+" data-to="\d+"/g)).toEqual([
      'class="link" data-from="1" data-to="2"',
    ]);
  });
});

it('shows whatever a document says as it stands', () => {
  const hostile = positionOf(
    HOSTILE,
    [
      stepOf(HOSTILE, {
        date: HOSTILE,
        citation: HOSTILE,
        grounds: [HOSTILE],
        uri: 'command:evil',
        changed: { since: 0, words: [{ kind: 'later', words: HOSTILE }] },
      }),
    ],
    { holder: HOSTILE, pillar: HOSTILE },
  );
  const all = show(hostile, FUND);
  const [point] = pointsOf({ topic: HOSTILE, lanes: [hostile] });
  if (point === undefined) throw new Error('a statement');
  for (const html of [writePage(all), writePicture(all, 400), captionOf(point, WORDS)]) {
    expect(html).not.toMatch(/<(?:script|img|a)\b|<\/script/i);
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069\0]/);
    expect(html).not.toMatch(/\s(?:on\w+|href|style)=["'{]/i);
    expect(html).not.toContain('"command:');
    // Every attribute is closed: no quotation mark of the text ends one.
    expect(html.replace(/<[a-z/][^<>"]*(?:"[^"<>]*"[^<>"]*)*>/gi, '')).not.toMatch(/[<>]/);
  }
});
