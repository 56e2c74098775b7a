import { ConfigurationTarget, Uri, workspace } from 'vscode';

const SETTING = 'corpus.folders';
/** As the server has it: a path of POSIX, a drive or a share of Windows. */
const ABSOLUTE = /^(?:\/|\\\\|[a-z]:[\\/])/i;

/** The user's own folder, which `~` stands for; `undefined` where there is none, as in a browser. */
let home: string | undefined;

/** Says which folder is the user's own (a path), once, before any setting is read. */
export function liveIn(folder: string): void {
  home = folder;
}

/**
 * The folders that the settings name, each once: those of the window, then those of each workspace folder, which start from
 * it. Those that need a workspace are left out when none is open.
 */
export function configuredFolders(): readonly Uri[] {
  const roots = (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const named = [
    ...namedFolders().map((folder) => locate(folder, roots[0])),
    ...roots.flatMap((root) => ownFolders(root).map((folder) => locate(folder, root))),
  ].filter((uri) => uri !== undefined);
  return [...new Map(named.map((uri) => [uri.toString(), uri])).values()];
}

function locate(folder: string, root: Uri | undefined): Uri | undefined {
  if (folder.startsWith('file:')) return Uri.parse(folder);
  if (folder === '~' || folder.startsWith('~/'))
    return home === undefined ? undefined : Uri.joinPath(Uri.file(home), folder.slice(1));
  if (ABSOLUTE.test(folder)) return Uri.file(folder);
  return root && Uri.joinPath(root, folder);
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

/** What the settings of a workspace folder itself name. */
function ownFolders(root: Uri): readonly string[] {
  return (
    workspace.getConfiguration('aideMemoire', root).inspect<readonly string[]>(SETTING)?.workspaceFolderValue ?? []
  );
}

function namedFolders(): readonly string[] {
  return workspace.getConfiguration('aideMemoire').get<readonly string[]>(SETTING) ?? [];
}
