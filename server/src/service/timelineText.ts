import type { ChangedWords, PositionInfo, PositionStepInfo } from '../api/protocol.js';
import { t, tCount } from '../util/l10n.js';
import { escapeMarkdown, markupFor } from './markdown.js';

/** Positions as a Markdown document: each statement dated, quoted and cited, what changed ~~struck out~~ or **bold**. */
export function writeTimelines(positions: readonly PositionInfo[]): string {
  return positions.map(writePosition).join('\n');
}

function writePosition({ holder, topic, pillar, steps }: PositionInfo): string {
  const facts = [...(pillar === undefined ? [] : [pillar]), tCount(steps.length, '{0} statement', '{0} statements')];
  return [
    `# ${escapeMarkdown(t('{0}: {1}', holder, topic))}`,
    '',
    escapeMarkdown(facts.join(' · ')),
    '',
    ...steps.map((step, i) => writeStep(step, i + 1)),
  ].join('\n');
}

function writeStep({ status, by, date, text, changed, grounds, citation }: PositionStepInfo, number: number): string {
  const isChanged = changed?.words.some(({ kind }) => kind !== 'both') === true;
  return [
    `## ${number}. ${escapeMarkdown(t('{0}: {1}', date, STATUSES[status](by)))}`,
    markupFor('markdown').quote(escapeMarkdown(text)),
    ...(changed !== undefined && isChanged
      ? [t('Since {0}: {1}', changed.since + 1, changed.words.map(mark).join(' '))]
      : []),
    ...(grounds.length === 0 ? [] : [t('Decided: {0}', escapeMarkdown(grounds.join('; ')))]),
    t('Source: {0}', escapeMarkdown(citation)),
    '',
  ].join('\n\n');
}

/** What became of a statement, and by which one, counted from 0. */
const STATUSES: Readonly<Record<PositionStepInfo['status'], (by?: number) => string>> = {
  current: () => t('current'),
  confirmed: () => t('confirmed'),
  retained: (by) => (by === undefined ? t('retained') : t('retained by {0}', by + 1)),
  strengthened: (by) => (by === undefined ? t('strengthened') : t('strengthened by {0}', by + 1)),
  superseded: (by) => (by === undefined ? t('superseded') : t('superseded by {0}', by + 1)),
  retired: () => t({ message: 'retired', comment: ['Of a statement'] }),
};

function mark({ kind, words }: ChangedWords): string {
  const safe = escapeMarkdown(words);
  if (kind === 'both' || safe === '') return safe;
  return kind === 'earlier' ? `~~${safe}~~` : `**${safe}**`;
}
