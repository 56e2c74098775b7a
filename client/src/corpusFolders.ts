import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { ConfigurationTarget, Uri, workspace } from 'vscode';

const SETTING = 'corpus.folders';

/** The folders that the settings name, in their order; those that need a workspace are left out when none is open. */
export function configuredFolders(): readonly Uri[] {
  const root = workspace.workspaceFolders?.[0]?.uri;
  return namedFolders().flatMap((folder) => {
    if (folder.startsWith('file:')) return [Uri.parse(folder)];
    if (folder === '~' || folder.startsWith('~/')) return [Uri.file(join(homedir(), folder.slice(1)))];
    if (isAbsolute(folder)) return [Uri.file(folder)];
    return root === undefined ? [] : [Uri.joinPath(root, folder)];
  });
}

/** Whether the place is a folder or lies in it. */
export function isWithin(uri: Uri, folder: Uri): boolean {
  // As strings, in which VS Code writes the drive letters of Windows one way.
  return `${uri.toString()}/`.startsWith(`${folder.toString().replace(/\/$/, '')}/`);
}

/** Adds a folder to those of the settings: of this workspace where one is open, else of the user. */
export async function addFolder(folder: Uri): Promise<void> {
  const root = workspace.workspaceFolders?.[0]?.uri;
  const inWorkspace = root !== undefined && isWithin(folder, root) && folder.toString() !== root.toString();
  const name = inWorkspace ? folder.path.slice(root.path.replace(/\/$/, '').length + 1) : folder.fsPath;
  const target = root === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
  await workspace.getConfiguration('aideMemoire').update(SETTING, [...namedFolders(), name], target);
}

function namedFolders(): readonly string[] {
  return workspace.getConfiguration('aideMemoire').get<readonly string[]>(SETTING) ?? [];
}
