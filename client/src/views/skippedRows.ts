import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { passesFilter } from './filter.js';
import type { Row } from './listView.js';
import type { SkippedFile } from './skippedFiles.js';

/** A file that is not in the record. */
export interface SkippedRow extends Row {
  readonly skipped: SkippedFile;
}

/** What is not in the record, as far as a filter lets it through, under one row; no row when that is nothing. */
export function skippedGroup(files: readonly SkippedFile[], filter: string): readonly Row[] {
  const shown = files.filter(({ name, reason }) => passesFilter(filter, name, reason));
  if (shown.length === 0) return [];
  const open = filter !== '';
  const item = new TreeItem(
    l10n.t('Not in the record'),
    open ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
  );
  item.id = JSON.stringify(['skipped', open]);
  item.description = String(shown.length);
  item.iconPath = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
  item.contextValue = 'group';
  return [{ item, children: () => shown.map(skippedRow) }];
}

function skippedRow(skipped: SkippedFile, position: number): SkippedRow {
  const { name, uri, copyOf } = skipped;
  const reason = copyOf === undefined ? skipped.reason : l10n.t('It holds the same text as {0}.', copyOf);
  const item = new TreeItem(name);
  item.id = JSON.stringify(['skipped', name, position]);
  item.description = reason;
  item.iconPath = new ThemeIcon(copyOf === undefined ? 'error' : 'files');
  item.contextValue = uri === undefined ? 'left' : 'skipped';
  item.tooltip = reason;
  item.accessibilityInformation = { label: l10n.t('{0}, not in the record: {1}', name, reason) };
  return { item, skipped, ...(uri === undefined ? {} : { file: uri }) };
}
