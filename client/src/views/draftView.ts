import {
  CancellationTokenSource,
  commands,
  Disposable,
  EventEmitter,
  l10n,
  languages,
  MarkdownString,
  Selection,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
  workspace,
} from 'vscode';
import { messageOf } from '../errors.js';
import { REPORT_REQUEST, type ReportParams, type StatusParams } from '../../../server/src/api/protocol.js';
import type { DraftReport } from '../../../server/src/api/report.js';
import type { ActiveDraft } from '../draft/activeDraft.js';
import { countFindings, type DraftNode, draftTree, filterTree } from './draftTree.js';
import { fileNameOf } from '../draft/drafts.js';
import { insertPassage } from '../draft/insert.js';
import { plainMarkdown } from '../plainMarkdown.js';
import { showSource } from '../sources.js';
import { spellCount } from '../statusText.js';
import { createViewFilter } from './viewFilter.js';
import { rangeOf, uriText } from '../convert.js';
import type { Client } from '../server.js';

const VIEW = 'aideMemoire.draft';
/** The click on an entry. Not in the palette, as the two after it: they need to know the entry. */
const OPEN = 'aideMemoire.openDraftItem';
const FIX = 'aideMemoire.fixDraftItem';
const INSERT = 'aideMemoire.insertDraftItem';
/** Milliseconds of rest after a change before the server is asked. */
const REST = 500;

const COLOURS: Readonly<Record<NonNullable<DraftNode['severity']>, ThemeColor | undefined>> = {
  error: new ThemeColor('problemsErrorIcon.foreground'),
  warning: new ThemeColor('problemsWarningIcon.foreground'),
  information: new ThemeColor('problemsInfoIcon.foreground'),
  hint: undefined,
};

/** Shows what the record says to the active draft. While the view is hidden, nothing is asked. */
export function registerDraftView(client: Client, draft: ActiveDraft): Disposable {
  const changed = new EventEmitter<void>();
  /** What is shown, and of which draft. */
  let shown: { readonly uri: string; readonly report: DraftReport; readonly tree: readonly DraftNode[] } | undefined;
  /** What is said above the entries, besides the filter; '' for nothing. */
  let remark = '';
  let status: StatusParams | undefined;
  let isStale = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = new CancellationTokenSource();

  const filter = createViewFilter(
    { id: VIEW, title: l10n.t('Filter This Draft'), prompt: l10n.t('Words of what should be shown') },
    show,
  );
  const view = window.createTreeView<DraftNode>(VIEW, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (node) => [...(node?.children ?? filterTree(shown?.tree ?? [], filter.words))],
      getTreeItem: itemOf,
    },
    showCollapseAll: true,
  });

  /** Shows what there is: of no draft the editor's own words of welcome. */
  function show(): void {
    const findings = shown === undefined ? 0 : countFindings(shown.report.findings);
    const { words } = filter;
    const filtered = words === '' || shown === undefined ? '' : l10n.t('Only what says “{0}” is shown.', words);
    view.message = [remark, filtered].filter((part) => part !== '').join(' ');
    const document = draft.current();
    view.description = document === undefined ? '' : fileNameOf(document.uri);
    view.badge = findings === 0 ? undefined : { value: findings, tooltip: countInWords(findings) };
    const state = shown === undefined && remark === '' ? 'none' : 'shown';
    void commands.executeCommand('setContext', `${VIEW}.state`, state);
    changed.fire();
  }

  async function refresh(): Promise<void> {
    isStale = false;
    asking = new CancellationTokenSource();
    const { token } = asking;
    const document = draft.current();
    const uri = document?.uri.toString();
    if (uri !== shown?.uri) shown = undefined;
    remark = '';
    if (document === undefined || uri === undefined) return show();
    if (status?.part !== undefined) {
      const { done, total } = status.part;
      remark = l10n.t(
        'The record is still being read: {0} of {1} files.',
        spellCount(done, l10n),
        spellCount(total, l10n),
      );
      return show();
    }
    if (shown === undefined) {
      remark = l10n.t('The draft is being checked…');
      show();
    }
    try {
      const params: ReportParams = { textDocument: { uri: uriText(document.uri) } };
      const report = await client.sendRequest<DraftReport | null>(REPORT_REQUEST, params, token);
      if (token.isCancellationRequested) return;
      shown = report === null ? undefined : { uri, report, tree: draftTree(report, l10n) };
      remark = '';
    } catch (error) {
      if (token.isCancellationRequested) return;
      remark = messageOf(error);
    }
    show();
  }

  /** What is asked now is out of date; asks again after so many milliseconds, or once the view is seen. */
  function plan(delay: number): void {
    clearTimeout(timer);
    asking.cancel();
    isStale = true;
    if (view.visible) timer = setTimeout(() => view.visible && void refresh(), delay);
    else view.badge = undefined;
  }

  const isShown = (uri: Uri): boolean => uri.toString() === draft.current()?.uri.toString();
  plan(0);
  return Disposable.from(
    view,
    filter,
    changed,
    { dispose: () => asking.cancel() },
    { dispose: () => clearTimeout(timer) },
    view.onDidChangeVisibility(({ visible }) => visible && isStale && plan(0)),
    draft.onDidChange(() => plan(0)),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && isShown(document.uri)) plan(REST);
    }),
    // The record, the settings, decided departures and the judge show in the diagnostics first.
    languages.onDidChangeDiagnostics(({ uris }) => uris.some(isShown) && plan(REST)),
    client.onStatus((next) => {
      const isNews = next.revision !== status?.revision || next.part !== status?.part;
      status = next;
      if (isNews) plan(REST);
    }),
    commands.registerCommand(OPEN, (node?: DraftNode) => open(node, draft)),
    commands.registerCommand(FIX, async (node?: DraftNode) => {
      if (await open(node, draft)) await commands.executeCommand('editor.action.quickFix');
    }),
    commands.registerCommand(INSERT, async (node?: DraftNode) => {
      if (node?.inRecord === undefined || node.words === undefined) return;
      const { uri, range } = node.inRecord;
      await insertPassage(client, draft, 'quotation', { source: { uri, line: range.start.line }, words: node.words });
    }),
  );
}

/** Selects in the draft, or opens of the record, what the entry speaks of. `true` when it stands in the draft. */
async function open(node: DraftNode | undefined, draft: ActiveDraft): Promise<boolean> {
  const document = draft.current();
  if (node?.inDraft !== undefined && document !== undefined) {
    const range = rangeOf(node.inDraft);
    const editor = await window.showTextDocument(document, { selection: range });
    editor.selection = new Selection(range.start, range.end);
    return true;
  }
  if (node?.inRecord !== undefined) {
    await showSource(Uri.parse(node.inRecord.uri), rangeOf(node.inRecord.range));
  }
  return false;
}

function itemOf(node: DraftNode): TreeItem {
  const { id, label, description, tooltip, icon, severity, iconInWords, kind, children, isOpen } = node;
  const { None, Collapsed, Expanded } = TreeItemCollapsibleState;
  const item = new TreeItem(label, children.length === 0 ? None : isOpen ? Expanded : Collapsed);
  item.id = id;
  item.contextValue = kind;
  if (description !== undefined) item.description = description;
  if (icon !== undefined) item.iconPath = new ThemeIcon(icon, severity && COLOURS[severity]);
  if (tooltip !== undefined) item.tooltip = new MarkdownString(tooltip.map(plainMarkdown).join('\n\n'));
  if (node.inDraft !== undefined || node.inRecord !== undefined) {
    item.command = { command: OPEN, title: l10n.t('Show'), arguments: [node] };
  }
  const spoken = [iconInWords, label, description].filter((part) => part !== undefined);
  item.accessibilityInformation = { label: spoken.join(', ') };
  return item;
}

function countInWords(findings: number): string {
  return findings === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', findings);
}
