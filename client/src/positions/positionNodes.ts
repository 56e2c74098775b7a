import type { PositionInfo, PositionStepInfo } from '../../../server/src/api/protocol.js';
import { plainMarkdown } from '../plainMarkdown.js';
import { passesFilter } from '../views/filter.js';
import { fill } from '../webview/fill.js';

/** A subject of the negotiation with its positions. `name` is absent for topics of no known subject. */
export interface PillarNode {
  readonly kind: 'pillar';
  readonly id: string;
  readonly name?: string;
  readonly positions: readonly PositionInfo[];
}

/** What one holder said on one topic. */
export interface TopicNode {
  readonly kind: 'topic';
  readonly id: string;
  readonly position: PositionInfo;
}

/** One statement of it. */
export interface StatementNode {
  readonly kind: 'statement';
  readonly id: string;
  readonly position: PositionInfo;
  readonly step: PositionStepInfo;
}

/** An entry of the Positions view. An `id` stays the same as long as what it stands for does. */
export type PositionNode = PillarNode | TopicNode | StatementNode;

/** The positions that hold the words, by subject and in the order of the subjects' names; those of none come last. */
export function pillarNodes(positions: readonly PositionInfo[], words: string): readonly PillarNode[] {
  const byPillar = new Map<string | undefined, PositionInfo[]>();
  for (const position of positions) {
    if (stepsWith(position, words).length === 0) continue;
    byPillar.set(position.pillar, [...(byPillar.get(position.pillar) ?? []), position]);
  }
  return Array.from(byPillar, ([name, some]): PillarNode => {
    const id = JSON.stringify(['pillar', name ?? null]);
    return { kind: 'pillar', id, ...(name === undefined ? {} : { name }), positions: some };
  }).sort((a, b) => (a.name === undefined ? 1 : b.name === undefined ? -1 : a.name.localeCompare(b.name)));
}

/** The topics of a subject, by name; of one topic, the delegation's own position first. */
export function topicNodes({ positions }: PillarNode): readonly TopicNode[] {
  return positions
    .map((position): TopicNode => {
      const id = JSON.stringify(['topic', position.holder, position.topic]);
      return { kind: 'topic', id, position };
    })
    .sort((a, b) => a.position.topic.localeCompare(b.position.topic));
}

/** The statements of a topic that hold the words, oldest first. */
export function statementNodes({ id, position }: TopicNode, words: string): readonly StatementNode[] {
  const seen = new Map<string, number>();
  return stepsWith(position, words).map((step) => {
    const key = JSON.stringify([id, step.uri, step.citation, step.text]);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return { kind: 'statement', id: before === 0 ? key : `${key}${before}`, position, step };
  });
}

/** How many statements hold the words. */
export function countStatements(positions: readonly PositionInfo[], words: string): number {
  return positions.reduce((sum, position) => sum + stepsWith(position, words).length, 0);
}

/** The year in which a statement was made, "2021", or the years in which it may have been, "2018–2021"; `undefined` when nothing tells. */
export function yearsOf({ days }: PositionStepInfo): string | undefined {
  if (days === undefined) return undefined;
  return [...new Set([days.from.slice(0, 4), days.to.slice(0, 4)])].join('–');
}

/** What may be decided about a statement, as the view's menus ask for it: "statement confirm edit retire". */
export function choicesFor({ decided, status }: PositionStepInfo): string {
  if (decided === 'own') return 'statement edit undo';
  const choices = [
    ...(status === 'confirmed' ? [] : ['confirm']),
    'edit',
    ...(status === 'retired' ? [] : ['retire']),
    ...(decided === undefined ? [] : ['undo']),
  ];
  return ['statement', ...choices].join(' ');
}

/** The words of a statement's tooltip; `{0}` stands for what is put in. */
export interface TooltipWords {
  readonly since: string;
  readonly decided: string;
}

/** A statement with its source, what changed since the one before, and why it was decided, as Markdown that runs nothing. */
export function statementTooltip({ position, step }: StatementNode, words: TooltipWords): string {
  const { text, citation, changed, grounds } = step;
  const before = changed === undefined ? undefined : position.steps[changed.since];
  const isChanged = changed?.words.some(({ kind }) => kind !== 'both') === true;
  const marked = changed?.words.map((each) => {
    const safe = plainMarkdown(each.words);
    return each.kind === 'both' || safe === '' ? safe : each.kind === 'earlier' ? `~~${safe}~~` : `**${safe}**`;
  });
  return [
    `> ${plainMarkdown(text)}`,
    plainMarkdown(citation),
    ...(isChanged && before !== undefined
      ? [`${plainMarkdown(fill(words.since, before.date))} ${marked?.join(' ')}`]
      : []),
    ...(grounds.length === 0 ? [] : [plainMarkdown(fill(words.decided, grounds.join('; ')))]),
  ].join('\n\n');
}

/** The steps in which, with their subject, topic and holder, each of the words stands; all when there are none. */
function stepsWith({ pillar, topic, holder, steps }: PositionInfo, words: string): readonly PositionStepInfo[] {
  return steps.filter(({ text }) => passesFilter(words, pillar, topic, holder, text));
}
