import {
  commands,
  Disposable,
  type ExtensionContext,
  l10n,
  TreeItem,
  TreeItemCollapsibleState,
  window,
  workspace,
} from 'vscode';
import {
  type CorpusDocumentInfo,
  REBUILD_REQUEST,
  type RebuildParams,
  type StatusParams,
} from '../../../server/src/api/protocol.js';
import { askDocuments } from '../corpusDocuments.js';
import type { ActiveDraft } from '../draft/activeDraft.js';
import { plainLabel, plainMessage } from '../plainLabel.js';
import {
  type DocumentGroup,
  filterDocuments,
  groupBy,
  groupByHolder,
  type Grouping,
  yearsOf,
} from './documentGroups.js';
import { documentRow } from './documentRows.js';
import { createListView, type Row } from './listView.js';
import { type SkippedFile, skippedFiles } from './skippedFiles.js';
import { skippedGroup, type SkippedRow } from './skippedRows.js';
import type { Client } from '../server.js';

/** Context key, and where the grouping is remembered. */
const GROUPING = 'aideMemoire.corpus.grouping';

/** What the view is made of. */
interface Shown {
  readonly documents: readonly CorpusDocumentInfo[];
  readonly skipped: readonly SkippedFile[];
}

/** Shows the documents of the record as the folder of the active draft has them chosen, and what is not in it. */
export function registerCorpusView(
  { workspaceState }: ExtensionContext,
  client: Client,
  draft: ActiveDraft,
): Disposable {
  let status: StatusParams | undefined;
  let grouping: Grouping = workspaceState.get<string>(GROUPING) === 'holder' ? 'holder' : 'forum';
  const remembering = client.onStatus((next) => {
    status = next;
  });
  const view = createListView<Shown>({
    filter: {
      id: 'aideMemoire.corpus',
      title: l10n.t('Filter Corpus'),
      prompt: l10n.t('Words of the title, the holder, the symbol or the name of the file'),
    },
    onStatus: client.onStatus,
    load: async () => ({
      documents: await askDocuments(client, draft.named()),
      skipped: status === undefined ? [] : skippedFiles(status, l10n),
    }),
    rows: (shown, filter) => rowsOf(shown, grouping, filter),
    isEmpty: ({ documents, skipped }) => documents.length + skipped.length === 0,
    message: () => {
      const part = status?.part;
      return part && l10n.t('So far {0} of {1} files are listed; the rest is being read.', part.done, part.total);
    },
  });

  async function groupDocuments(next: Grouping): Promise<void> {
    grouping = next;
    await commands.executeCommand('setContext', GROUPING, next);
    await workspaceState.update(GROUPING, next);
    view.redraw();
  }

  const folderNow = () => {
    const uri = draft.current()?.uri;
    return uri && workspace.getWorkspaceFolder(uri)?.uri.toString();
  };
  let folder = folderNow();
  const following = draft.onDidChange(() => {
    if (folder === folderNow()) return;
    folder = folderNow();
    view.reload();
  });

  async function readAgain({ skipped: { uri, name } }: SkippedRow): Promise<void> {
    if (uri === undefined) return;
    const params: RebuildParams = { only: [uri] };
    const after = await view.during(() => client.sendRequest<StatusParams>(REBUILD_REQUEST, params));
    const still = skippedFiles(after, l10n).find((file) => file.uri === uri);
    if (still === undefined) window.setStatusBarMessage(l10n.t('{0} is in the record now.', plainLabel(name)), 5000);
    else window.showWarningMessage(plainMessage(l10n.t('{0}: {1}', name, still.reason)));
  }

  void commands.executeCommand('setContext', GROUPING, grouping);
  return Disposable.from(
    remembering,
    following,
    view,
    commands.registerCommand('aideMemoire.groupByForum', () => groupDocuments('forum')),
    commands.registerCommand('aideMemoire.groupByHolder', () => groupDocuments('holder')),
    commands.registerCommand('aideMemoire.readAgain', readAgain),
  );
}

function rowsOf({ documents, skipped }: Shown, grouping: Grouping, filter: string): readonly Row[] {
  const shown = filterDocuments(documents, filter);
  const open = filter !== '';
  const groups =
    grouping === 'holder'
      ? groupByHolder(shown).map((group) => groupRow(group, 'holder', open, documentRows))
      : groupBy(shown, 'forum').map((group) => groupRow(group, 'forum', open, (own) => sessionRows(own, open)));
  return [...groups, ...skippedGroup(skipped, filter)];
}

function documentRows(documents: readonly CorpusDocumentInfo[]): readonly Row[] {
  return documents.map(documentRow);
}

/** Sessions, then what names none. */
function sessionRows(documents: readonly CorpusDocumentInfo[], open: boolean): readonly Row[] {
  return groupBy(documents, 'session').flatMap((group) =>
    group.name === undefined ? documentRows(group.documents) : [groupRow(group, 'session', open, documentRows)],
  );
}

function groupRow(
  { name, documents }: DocumentGroup,
  kind: 'forum' | 'session' | 'holder',
  open: boolean,
  below: (documents: readonly CorpusDocumentInfo[]) => readonly Row[],
): Row {
  const label = name ?? l10n.t('No forum named');
  const size = [
    documents.length === 1 ? l10n.t('1 document') : l10n.t('{0} documents', documents.length),
    yearsOf(documents),
  ].filter((text) => text !== '');
  const item = new TreeItem(label, open ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed);
  // A session is one of its forum. What a filter opens is not to stay open without it.
  item.id = JSON.stringify([kind, name ?? '', kind === 'session' ? (documents[0]?.forum ?? '') : '', open]);
  item.description = [documents.length, ...size.slice(1)].join(' · ');
  item.tooltip = `${label}\n${size.join(' · ')}`;
  item.contextValue = 'group';
  item.accessibilityInformation = { label: [label, ...size].join(', ') };
  return { item, children: () => below(documents) };
}
