import type { ChangedWords, PositionInfo, PositionStepInfo } from '../api/protocol.js';
import { escapeMarkdown, markupFor } from './markdown.js';
import { plural } from './precedents.js';

/** Positions as a Markdown document: each statement dated, quoted and cited, what changed ~~struck out~~ or **bold**. */
export function writeTimelines(positions: readonly PositionInfo[]): string {
  return positions.map(writePosition).join('\n');
}

function writePosition({ holder, topic, pillar, steps }: PositionInfo): string {
  const facts = [...(pillar === undefined ? [] : [pillar]), plural(steps.length, 'statement')];
  return [
    `# ${escapeMarkdown(`${holder}: ${topic}`)}`,
    '',
    escapeMarkdown(facts.join(' · ')),
    '',
    ...steps.map((step, i) => writeStep(step, i + 1)),
  ].join('\n');
}

function writeStep({ status, by, date, text, changed, grounds, citation }: PositionStepInfo, number: number): string {
  const became = by === undefined ? status : `${status} by ${by + 1}`;
  const isChanged = changed?.words.some(({ kind }) => kind !== 'both') === true;
  return [
    `## ${number}. ${escapeMarkdown(`${date}: ${became}`)}`,
    markupFor('markdown').quote(escapeMarkdown(text)),
    ...(changed !== undefined && isChanged ? [`Since ${changed.since + 1}: ${changed.words.map(mark).join(' ')}`] : []),
    ...(grounds.length === 0 ? [] : [`Decided: ${escapeMarkdown(grounds.join('; '))}`]),
    `Source: ${escapeMarkdown(citation)}`,
    '',
  ].join('\n\n');
}

function mark({ kind, words }: ChangedWords): string {
  const safe = escapeMarkdown(words);
  if (kind === 'both' || safe === '') return safe;
  return kind === 'earlier' ? `~~${safe}~~` : `**${safe}**`;
}
