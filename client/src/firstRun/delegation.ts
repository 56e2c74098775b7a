import { ConfigurationTarget, l10n, type QuickPickItem, window, workspace } from 'vscode';
import { HOLDERS_REQUEST, type HolderInfo } from '../../../server/src/api/protocol.js';
import { plainLabel } from '../plainLabel.js';
import { type HolderItem, holderItems } from './holderItems.js';
import { reach } from './milestones.js';
import type { Client } from '../server.js';

interface NameItem extends QuickPickItem {
  readonly name: string;
}

/**
 * Asks whose draft it is and which groups bind it, and keeps both in the settings: of this workspace where one is open, else
 * of the user. Changes nothing when the user leaves.
 */
export async function chooseDelegation(client: Client): Promise<void> {
  const settings = workspace.getConfiguration('aideMemoire');
  const holders = await client.sendRequest<readonly HolderInfo[]>(HOLDERS_REQUEST);
  const known = settings.get<string>('delegation', '');
  const [delegation] = (await chooseNames(holders, known === '' ? [] : [known], false)) ?? [];
  if (delegation === undefined) return;
  const others = holders.filter(({ holder }) => holder !== delegation);
  const groups = await chooseNames(others, settings.get<readonly string[]>('groups', []), true);
  if (groups === undefined) return;
  const target = workspace.workspaceFolders === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
  await settings.update('delegation', delegation, target);
  await settings.update('groups', groups, target);
  reach('delegation');
}

/** Asks for one name, or for any number of groups; a name that is typed can be chosen too. `undefined` when the user leaves. */
function chooseNames(
  holders: readonly HolderInfo[],
  chosen: readonly string[],
  several: boolean,
): Promise<readonly string[] | undefined> {
  const picker = window.createQuickPick<NameItem>();
  picker.title = several ? l10n.t('Groups') : l10n.t('Delegation');
  picker.placeholder = several
    ? l10n.t('The groups that it belongs to; none is an answer too')
    : l10n.t('The delegation that drafts: choose it, or write its name');
  picker.canSelectMany = several;
  picker.ignoreFocusOut = true;
  const show = (typed: string, names: readonly string[]) => {
    picker.items = holderItems(holders, names, typed).map(nameItem);
    const items = picker.items.filter(({ name }) => names.includes(name));
    if (several) picker.selectedItems = items;
    else if (typed === '') picker.activeItems = items;
  };
  return new Promise((resolve) => {
    picker.onDidChangeValue((typed) => show(typed, several ? picker.selectedItems.map(({ name }) => name) : chosen));
    picker.onDidAccept(() => {
      resolve(picker.selectedItems.map(({ name }) => name));
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    show('', chosen);
    picker.show();
  });
}

function nameItem({ name, documents }: HolderItem): NameItem {
  const description =
    documents === 0
      ? l10n.t('not in the record')
      : documents === 1
        ? l10n.t('1 document')
        : l10n.t('{0} documents', documents);
  return { name, label: plainLabel(name), description };
}
