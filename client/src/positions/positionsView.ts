import {
  commands,
  Disposable,
  type Event,
  EventEmitter,
  l10n,
  MarkdownString,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  window,
  workspace,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  POSITIONS_REQUEST,
  type PositionInfo,
  type PositionsAnswer,
  type PositionStepInfo,
  type StatusParams,
} from '../../../server/src/api/protocol.js';
import {
  choicesFor,
  countStatements,
  pillarNodes,
  type PositionNode,
  type StatementNode,
  statementNodes,
  statementTooltip,
  topicNodes,
} from './positionNodes.js';

/** Id of the view. */
const POSITIONS_VIEW = 'aideMemoire.positions';

/** Whether there is something to show, for the view's welcome texts. */
const STATE_KEY = 'aideMemoire.positionsState';
const FILTER_KEY = 'aideMemoire.positionsFiltered';

const ICONS: Readonly<Record<PositionStepInfo['status'], string>> = {
  current: 'circle-filled',
  confirmed: 'pass-filled',
  retained: 'circle-outline',
  strengthened: 'arrow-circle-up',
  superseded: 'circle-slash',
  retired: 'archive',
};

/** The view of what the delegation and its groups hold. It is read with each revision of the record, once somebody looks. */
export function registerPositionsView(client: LanguageClient, onStatus: Event<StatusParams>): Disposable {
  const changed = new EventEmitter<undefined>();
  let positions: readonly PositionInfo[] | undefined;
  let remarks: readonly string[] = [];
  let revision: number | undefined;
  let asked: number | undefined;
  let filter = '';

  const setState = (state: 'making' | 'empty' | 'filtered' | 'ready') =>
    commands.executeCommand('setContext', STATE_KEY, state);
  const tree = window.createTreeView<PositionNode>(POSITIONS_VIEW, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: (node) => itemOf(node, filter),
      getChildren: (node) => {
        if (node === undefined) return roots();
        return [
          ...(node.kind === 'pillar' ? topicNodes(node) : node.kind === 'topic' ? statementNodes(node, filter) : []),
        ];
      },
    },
    showCollapseAll: true,
  });

  /** What is known; what is not yet of this revision is asked for, and shown when it is there. */
  function roots(): PositionNode[] {
    void read();
    return [...pillarNodes(positions ?? [], filter)];
  }

  /** Asks for the positions of this revision, once, and shows them. */
  async function read(): Promise<void> {
    if (revision === undefined || revision === asked) return;
    const wanted = revision;
    asked = wanted;
    try {
      const answer = await client.sendRequest<PositionsAnswer>(POSITIONS_REQUEST, {});
      if (revision !== wanted) return;
      ({ positions, remarks } = answer);
      describe();
    } catch (error) {
      tree.message = error instanceof Error ? error.message : String(error);
    }
    changed.fire(undefined);
  }

  function describe(): void {
    commands.executeCommand('setContext', FILTER_KEY, filter !== '');
    if (positions === undefined) return;
    const count = countStatements(positions, filter);
    const found =
      count === 1 ? l10n.t('1 statement with “{0}”.', filter) : l10n.t('{0} statements with “{1}”.', count, filter);
    tree.message = [...(filter === '' ? [] : [found]), ...remarks].join(' ');
    setState(positions.length === 0 ? 'empty' : count === 0 ? 'filtered' : 'ready');
  }

  function setFilter(words: string): void {
    filter = words.trim();
    describe();
    changed.fire(undefined);
  }

  async function askFilter(): Promise<void> {
    const words = await window.showInputBox({
      title: l10n.t('Filter Positions'),
      prompt: l10n.t('Words of a topic, a holder or a statement. Leave empty to see all.'),
      value: filter,
    });
    if (words === undefined) return;
    setFilter(words);
    await commands.executeCommand(`${POSITIONS_VIEW}.focus`);
  }

  setState('making');
  return Disposable.from(
    tree,
    changed,
    onStatus((status) => {
      if (status.state !== 'ready' || status.revision === revision) return;
      revision = status.revision;
      if (tree.visible) void read();
    }),
    commands.registerCommand('aideMemoire.filterPositions', askFilter),
    commands.registerCommand('aideMemoire.clearPositionFilter', () => setFilter('')),
  );
}

function itemOf(node: PositionNode, filter: string): TreeItem {
  if (node.kind === 'statement') return statementItem(node);
  const isFiltered = filter !== '';
  // VS Code remembers by its id what was folded: what is looked for is unfolded whatever was folded before.
  const id = isFiltered ? `${node.id} ${filter}` : node.id;
  const state = isFiltered ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  if (node.kind === 'pillar') {
    const item = new TreeItem(node.name ?? l10n.t('Other topics'), state);
    item.id = id;
    item.description = String(countStatements(node.positions, filter));
    item.contextValue = 'pillar';
    return item;
  }
  const { holder, topic } = node.position;
  const count = countStatements([node.position], filter);
  const isOwn = holder === workspace.getConfiguration('aideMemoire').get<string>('delegation');
  const item = new TreeItem(topic, state);
  item.id = id;
  item.contextValue = 'topic';
  item.description = [String(count), ...(isOwn ? [] : [holder])].join(' · ');
  item.tooltip = l10n.t('{0} on {1}: click for the timeline', holder, topic);
  item.accessibilityInformation = { label: l10n.t('{0}, {1}, statements: {2}', topic, holder, count) };
  item.command = {
    title: l10n.t('Show Position Timeline'),
    command: 'aideMemoire.showTopicTimeline',
    arguments: [node],
  };
  return item;
}

function statementItem(node: StatementNode): TreeItem {
  const { position, step } = node;
  const { text, date, status, by } = step;
  const later = by === undefined ? undefined : position.steps[by]?.date;
  const statusText = STATUSES[status](later);
  // "undated" without its bounds: the words have little room. The tooltip has all.
  const item = new TreeItem(date.replace(/,.*/, ''));
  item.id = node.id;
  item.iconPath = new ThemeIcon(ICONS[status]);
  item.description = `${statusText} · ${text}`;
  item.tooltip = new MarkdownString(
    statementTooltip(node, { since: l10n.t('Since {0}:'), decided: l10n.t('Decided: {0}') }),
  );
  item.accessibilityInformation = { label: l10n.t('{0}: {1}', `${statusText}, ${date}`, text) };
  item.contextValue = choicesFor(step);
  item.command = { title: l10n.t('Open Source'), command: 'aideMemoire.openStatement', arguments: [node] };
  return item;
}

/** What became of a statement, and by when if it was by a later one. */
const STATUSES: Readonly<Record<PositionStepInfo['status'], (later?: string) => string>> = {
  current: () => l10n.t('current'),
  confirmed: () => l10n.t('confirmed'),
  retained: (later) => (later === undefined ? l10n.t('retained') : l10n.t('retained, {0}', later)),
  strengthened: (later) => (later === undefined ? l10n.t('strengthened') : l10n.t('strengthened, {0}', later)),
  superseded: (later) => (later === undefined ? l10n.t('superseded') : l10n.t('superseded, {0}', later)),
  retired: () => l10n.t({ message: 'retired', comment: ['Of a statement'] }),
};
