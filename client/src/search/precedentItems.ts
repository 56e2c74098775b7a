import { l10n, type QuickPickItem } from 'vscode';
import type { PrecedentInfo } from '../../../server/src/api/protocol.js';
import { plainLabel } from '../plainLabel.js';

/** What a drafter should know of an answer, among its items. `alwaysShow`: the picker must not filter it away. */
export function remarkItem(remark: string): QuickPickItem {
  return { label: `$(info) ${plainLabel(remark)}`, alwaysShow: true };
}

/** "later version: 4 July 2022"; none for the newest version. */
export function laterVersionOf({ laterVersion }: PrecedentInfo): readonly string[] {
  return laterVersion === undefined ? [] : [l10n.t('later version: {0}', laterVersion)];
}

/** The passage that a command is called with; `undefined` when it is called from a menu or the palette, with a file or nothing. */
export function precedentOf(argument: unknown): PrecedentInfo | undefined {
  const isPrecedent = typeof argument === 'object' && argument !== null && 'reasons' in argument;
  return isPrecedent ? (argument as PrecedentInfo) : undefined;
}
