import { l10n } from 'vscode';
import type { TimelineWords } from '../webview/messages.js';

/** The words of timelines in the user's language. */
export function timelineWords(): TimelineWords {
  return {
    topic: l10n.t('Topic'),
    oneStatement: l10n.t('1 statement'),
    statements: l10n.t('{0} statements'),
    showAsText: l10n.t('Show as text'),
    openSource: l10n.t('Open source'),
    openSourceOf: l10n.t('Open source: statement {0}'),
    undated: l10n.t('undated'),
    decided: l10n.t('Decided: {0}'),
    since: l10n.t('Since {0}:'),
    picture: l10n.t('Timeline of {0}'),
    hint: l10n.t(
      'Point at a statement, or go to it with Tab and the arrow keys, to read it here. Enter opens its source.',
    ),
    legend: l10n.t('What the marks mean'),
    status: {
      current: l10n.t('current'),
      confirmed: l10n.t('confirmed'),
      retained: l10n.t('retained by {0}'),
      strengthened: l10n.t('strengthened by {0}'),
      superseded: l10n.t('superseded by {0}'),
      retired: l10n.t({ message: 'retired', comment: ['Of a statement'] }),
    },
    side: { for: l10n.t('for it'), against: l10n.t('against it'), neither: l10n.t('no clear side') },
    strength: [l10n.t('a view, no ask'), l10n.t('allows'), l10n.t('proposes'), l10n.t('asks'), l10n.t('insists')],
    marks: {
      size: l10n.t('the larger, the stronger'),
      standing: l10n.t('stands'),
      confirmed: l10n.t('confirmed'),
      takenUp: l10n.t('taken up by a later one'),
      gone: l10n.t('superseded or retired'),
      link: l10n.t('superseded by'),
      stretch: l10n.t('made some time in this stretch'),
    },
  };
}
