import type { TimelineWords } from '../../../../client/src/webview/messages.js';

/** Words for tests. */
export const WORDS: TimelineWords = {
  topic: 'Topic',
  oneStatement: '1 statement',
  statements: '{0} statements',
  showAsText: 'Show as text',
  openSource: 'Open source',
  openSourceOf: 'Open source {0}',
  undated: 'undated',
  decided: 'Decided: {0}',
  since: 'Since {0}:',
  picture: 'Timeline of {0}',
  hint: 'Point at one',
  legend: 'Marks',
  status: {
    current: 'current',
    confirmed: 'confirmed',
    retained: 'retained by {0}',
    strengthened: 'strengthened by {0}',
    superseded: 'superseded by {0}',
    retired: 'retired',
  },
  side: { for: 'for it', against: 'against it', neither: 'no clear side' },
  strength: ['view', 'allows', 'proposes', 'asks', 'insists'],
  marks: {
    size: 'size',
    standing: 'stands',
    confirmed: 'confirmed mark',
    takenUp: 'taken up',
    gone: 'gone',
    link: 'link',
    stretch: 'stretch',
  },
};
