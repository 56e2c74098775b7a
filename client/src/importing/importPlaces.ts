import { l10n, type QuickPickItem, Uri, window, workspace } from 'vscode';
import { configuredFolders } from '../corpusFolders.js';

const ENDINGS = ['pdf', 'docx', 'html', 'htm', 'md', 'txt'];

/** Asks which documents or folders to import; empty when the user leaves. */
export async function askSources(): Promise<readonly Uri[]> {
  // Asked first, because the dialogs of Windows and Linux show either files or folders.
  const files = { label: l10n.t('Documents…'), description: l10n.t('PDF, Word, HTML, Markdown or text files') };
  const folder = {
    label: l10n.t('A folder…'),
    description: l10n.t('every such document in it and in the folders below it'),
  };
  const kind = await window.showQuickPick([files, folder], {
    title: l10n.t('Import Documents'),
    placeHolder: l10n.t('What to import'),
  });
  if (kind === undefined) return [];
  const chosen = await window.showOpenDialog({
    title: l10n.t('Import Documents'),
    openLabel: l10n.t('Import'),
    canSelectMany: true,
    ...(kind === folder
      ? { canSelectFolders: true, canSelectFiles: false }
      : { filters: { [l10n.t('Documents')]: ENDINGS } }),
  });
  return chosen ?? [];
}

/** Asks which folder to import into, first the one that the settings name first; `undefined` when the user leaves. */
export async function askTarget(): Promise<Uri | undefined> {
  const configured = configuredFolders();
  const root = workspace.workspaceFolders?.[0]?.uri;
  const own = configured.length === 0 && root !== undefined ? [Uri.joinPath(root, 'corpus')] : [];
  const items: readonly (QuickPickItem & { readonly folder?: Uri })[] = [
    ...configured.map((folder) => ({ label: nameOf(folder), description: folder.fsPath, folder })),
    ...own.map((folder) => ({
      label: nameOf(folder),
      description: l10n.t('in this workspace; becomes part of the record'),
      folder,
    })),
    { label: l10n.t('Another folder…'), description: l10n.t('becomes part of the record') },
  ];
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('Import Documents'),
    placeHolder: l10n.t('The folder to import into'),
  });
  if (chosen === undefined || chosen.folder !== undefined) return chosen?.folder;
  const [other] =
    (await window.showOpenDialog({
      title: l10n.t('Folder to Import into'),
      openLabel: l10n.t('Import into This Folder'),
      canSelectFolders: true,
      canSelectFiles: false,
    })) ?? [];
  return other;
}

function nameOf(folder: Uri): string {
  return folder.path.slice(folder.path.lastIndexOf('/') + 1);
}
