import {
  commands,
  Disposable,
  type Event,
  EventEmitter,
  l10n,
  type TreeDataProvider,
  type TreeItem,
  TreeItemCollapsibleState,
  window,
} from 'vscode';
import { messageOf } from '../errors.js';
import type { StatusParams } from '../../../server/src/api/protocol.js';
import { createViewFilter, type ViewFilterOptions } from './viewFilter.js';

/** A row of a view. Its item has an id, the same as long as it is about the same thing: then it stays open and selected. */
export interface Row {
  readonly item: TreeItem;
  /** URI of the file that it is about; absent when it is about none. */
  readonly file?: string;
  /** Asked for when the row is opened; absent when there is nothing below it. */
  readonly children?: () => readonly Row[];
}

/** What a view shows. */
export interface ListViewOptions<A> {
  /** Its context key `ID.isEmpty` says whether there is nothing to show. */
  readonly filter: ViewFilterOptions;
  /** Tells when what is shown may have changed. */
  readonly onStatus: Event<StatusParams>;
  /** Asks the server. */
  readonly load: () => Promise<A>;
  /** `filter` is '' when there is none. */
  readonly rows: (answer: A, filter: string) => readonly Row[];
  /** Whether there is nothing to show, whatever the filter. */
  readonly isEmpty: (answer: A) => boolean;
  /** What else has to be said above the rows. */
  readonly message?: () => string | undefined;
}

/** A view of the container. */
export interface ListView extends Disposable {
  /** Shows the same answer anew, as when it is grouped otherwise. */
  redraw(): void;
  /** Asks the server again, at once or when somebody looks. */
  reload(): void;
  /** Shows that work is under way in the view. */
  during<T>(work: () => Thenable<T>): Thenable<T>;
}

/** Shows rows that can be filtered. Nothing is asked of the server while nobody sees the view. */
export function createListView<A>(options: ListViewOptions<A>): ListView {
  const { id } = options.filter;
  const changed = new EventEmitter<undefined>();
  let answer: A | undefined;
  let rows: readonly Row[] = [];
  let trouble = '';
  let isStale = true;
  let newest = 0;
  /** What was opened and closed by hand: VS Code forgets it of rows that are not there for a while, as when a filter is set. */
  const opened = new Map<string | undefined, boolean>();
  const provider: TreeDataProvider<Row> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: ({ item }) => {
      const isOpen = opened.get(item.id);
      if (isOpen !== undefined && item.collapsibleState !== TreeItemCollapsibleState.None) {
        item.collapsibleState = isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
      }
      return item;
    },
    getChildren: (row) => [...(row === undefined ? rows : (row.children?.() ?? []))],
  };
  const view = window.createTreeView(id, { treeDataProvider: provider, showCollapseAll: true });
  const filter = createViewFilter(options.filter, redraw);
  const during = <T>(work: () => Thenable<T>) => window.withProgress({ location: { viewId: id } }, work);

  function redraw(): void {
    rows = answer === undefined ? [] : options.rows(answer, filter.words);
    describe();
    changed.fire(undefined);
  }

  function describe(): void {
    view.message = [trouble, options.message?.() ?? '', filterInWords()].filter((line) => line !== '').join(' ');
  }

  function filterInWords(): string {
    if (filter.words === '' || answer === undefined) return '';
    return rows.length === 0
      ? l10n.t('Nothing here has “{0}”.', filter.words)
      : l10n.t('Only what has “{0}” is shown.', filter.words);
  }

  async function load(): Promise<void> {
    if (!view.visible || !isStale) return;
    isStale = false;
    const own = ++newest;
    try {
      const loaded = await during(options.load);
      if (own !== newest) return;
      const isShown = JSON.stringify(loaded) === JSON.stringify(answer);
      answer = loaded;
      trouble = '';
      // While rows are drawn, VS Code knows of none of them: what is clicked then is done to nothing.
      if (isShown) {
        describe();
        return;
      }
      await commands.executeCommand('setContext', `${id}.isEmpty`, options.isEmpty(loaded));
    } catch (error) {
      if (own !== newest) return;
      trouble = messageOf(error);
    }
    redraw();
  }

  function reload(): void {
    isStale = true;
    void load();
  }

  const listening = Disposable.from(
    view,
    filter,
    changed,
    view.onDidExpandElement(({ element }) => opened.set(element.item.id, true)),
    view.onDidCollapseElement(({ element }) => opened.set(element.item.id, false)),
    view.onDidChangeVisibility(() => void load()),
    options.onStatus(({ state, part }) => {
      // While a first reading is under way nothing can be listed but its parts.
      if (state === 'indexing' && part === undefined) return;
      reload();
    }),
  );
  void load();
  return { redraw, reload, during, dispose: () => void listening.dispose() };
}
