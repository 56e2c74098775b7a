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
import { messageOf } from '../errors.js';
import type {
  PositionInfo,
  PositionsAnswer,
  PositionStepInfo,
  StatusParams,
} from '../../../server/src/api/protocol.js';
import type { ActiveDraft } from '../draft/activeDraft.js';
import { createViewFilter } from '../views/viewFilter.js';
import {
  choicesFor,
  countStatements,
  pillarNodes,
  type PositionNode,
  type StatementNode,
  statementNodes,
  statementTooltip,
  topicNodes,
  yearsOf,
} from './positionNodes.js';

/** Id of the view. */
const POSITIONS_VIEW = 'aideMemoire.positions';

/** Whether there is something to show, for the view's welcome texts. */
const STATE_KEY = `${POSITIONS_VIEW}.state`;

const ICONS: Readonly<Record<PositionStepInfo['status'], string>> = {
  current: 'circle-filled',
  confirmed: 'pass-filled',
  retained: 'circle-outline',
  strengthened: 'arrow-circle-up',
  superseded: 'circle-slash',
  retired: 'archive',
};

/**
 * The view of what the delegation and its groups hold, as the folder of the active draft has it decided. It is asked for
 * with each revision of the record and each other folder, once somebody looks.
 */
export function registerPositionsView(
  ask: () => Promise<PositionsAnswer>,
  draft: ActiveDraft,
  onStatus: Event<StatusParams>,
): Disposable {
  const changed = new EventEmitter<undefined>();
  let positions: readonly PositionInfo[] | undefined;
  let remarks: readonly string[] = [];
  let revision: number | undefined;
  let asked: string | undefined;

  const setState = (state: 'making' | 'empty' | 'filtered' | 'ready') =>
    commands.executeCommand('setContext', STATE_KEY, state);
  const filter = createViewFilter(
    {
      id: POSITIONS_VIEW,
      title: l10n.t('Filter Positions'),
      prompt: l10n.t('Words of a topic, a holder or a statement. Leave empty to see all.'),
    },
    () => {
      describe();
      changed.fire(undefined);
    },
  );
  const tree = window.createTreeView<PositionNode>(POSITIONS_VIEW, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: (node) => itemOf(node, filter.words),
      getChildren: (node) => {
        if (node === undefined) return roots();
        return [
          ...(node.kind === 'pillar'
            ? topicNodes(node)
            : node.kind === 'topic'
              ? statementNodes(node, filter.words)
              : []),
        ];
      },
    },
    showCollapseAll: true,
  });

  /** Of which revision and folder the positions should be; `undefined` as long as no record is read. */
  function current(): string | undefined {
    const document = draft.current();
    const folder = document && workspace.getWorkspaceFolder(document.uri);
    return revision === undefined ? undefined : `${revision} ${folder?.uri.toString() ?? ''}`;
  }

  /** What is known; what is not yet current is asked for, and shown when it is there. */
  function roots(): PositionNode[] {
    void read();
    return [...pillarNodes(positions ?? [], filter.words)];
  }

  /** Asks for the current positions, once, and shows them. */
  async function read(): Promise<void> {
    const wanted = current();
    if (wanted === undefined || wanted === asked) return;
    asked = wanted;
    try {
      const answer = await ask();
      if (wanted !== current()) return;
      ({ positions, remarks } = answer);
      describe();
    } catch (error) {
      tree.message = messageOf(error);
    }
    changed.fire(undefined);
  }

  function describe(): void {
    if (positions === undefined) return;
    const { words } = filter;
    const count = countStatements(positions, words);
    const found =
      count === 1 ? l10n.t('1 statement with “{0}”.', words) : l10n.t('{0} statements with “{1}”.', count, words);
    tree.message = [...(words === '' ? [] : [found]), ...remarks].join(' ');
    setState(positions.length === 0 ? 'empty' : count === 0 ? 'filtered' : 'ready');
  }

  setState('making');
  return Disposable.from(
    tree,
    filter,
    changed,
    draft.onDidChange(() => tree.visible && void read()),
    onStatus((status) => {
      if (status.state !== 'ready' || status.revision === revision) return;
      revision = status.revision;
      if (tree.visible) void read();
    }),
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
  const item = new TreeItem(`${yearsOf(step) ?? l10n.t('undated')} · ${text}`);
  item.id = node.id;
  item.iconPath = new ThemeIcon(ICONS[status]);
  item.description = `${date} · ${statusText}`;
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
