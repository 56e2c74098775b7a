import { commands, l10n, type QuickInputButton, ThemeIcon } from 'vscode';
import type { PrecedentInfo } from '../../../server/src/api/protocol.js';

/** What can be done with a passage that was found: a button on it, and an entry of a list for who uses no mouse. */
export interface PrecedentAction extends QuickInputButton {
  readonly label: string;
  run(precedent: PrecedentInfo): unknown;
}

/** An action with the codicon of that name. */
export function createAction(words: string, icon: string, run: PrecedentAction['run']): PrecedentAction {
  return { label: words, tooltip: words, iconPath: new ThemeIcon(icon), run };
}

/** The actions, best first. */
export function precedentActions(): readonly PrecedentAction[] {
  const calling = (words: string, icon: string, command: string): PrecedentAction =>
    createAction(words, icon, (precedent) => commands.executeCommand(command, precedent));
  return [
    calling(l10n.t('Insert as a quotation with its citation'), 'quote', 'aideMemoire.insertQuotation'),
    calling(l10n.t('Insert the citation alone'), 'references', 'aideMemoire.insertCitation'),
    calling(l10n.t('Compare with the paragraph at the cursor'), 'diff', 'aideMemoire.compareWith'),
    calling(l10n.t('Show it before all others'), 'pin', 'aideMemoire.pin'),
    calling(l10n.t('Never show it again'), 'archive', 'aideMemoire.retire'),
  ];
}
