import { type QuickPickItem, Uri, window, workspace } from 'vscode';
import { configuredFolders } from '../corpusFolders.js';

const ENDINGS = ['pdf', 'docx', 'html', 'htm', 'md', 'txt'];

/** Asks which documents or folders to import; empty when the user leaves. */
export async function askSources(): Promise<readonly Uri[]> {
  // Asked first, because the dialogs of Windows and Linux show either files or folders.
  const files = { label: 'Documents…', description: 'PDF, Word, HTML, Markdown or text files' };
  const folder = { label: 'A folder…', description: 'every such document in it and in the folders below it' };
  const kind = await window.showQuickPick([files, folder], {
    title: 'Import Documents',
    placeHolder: 'What to import',
  });
  if (kind === undefined) return [];
  const chosen = await window.showOpenDialog({
    title: 'Import Documents',
    openLabel: 'Import',
    canSelectMany: true,
    ...(kind === folder ? { canSelectFolders: true, canSelectFiles: false } : { filters: { Documents: ENDINGS } }),
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
      description: 'in this workspace; becomes part of the record',
      folder,
    })),
    { label: 'Another folder…', description: 'becomes part of the record' },
  ];
  const chosen = await window.showQuickPick(items, {
    title: 'Import Documents',
    placeHolder: 'The folder to import into',
  });
  if (chosen === undefined || chosen.folder !== undefined) return chosen?.folder;
  const [other] =
    (await window.showOpenDialog({
      title: 'Folder to Import into',
      openLabel: 'Import into This Folder',
      canSelectFolders: true,
      canSelectFiles: false,
    })) ?? [];
  return other;
}

function nameOf(folder: Uri): string {
  return folder.path.slice(folder.path.lastIndexOf('/') + 1);
}
