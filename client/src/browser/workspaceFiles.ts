import { FileType, Uri, workspace } from 'vscode';
import { type MessageConnection, RequestType } from 'vscode-languageclient/browser';
import {
  type FolderEntry,
  READ_DIRECTORY_REQUEST,
  READ_FILE_REQUEST,
  type ReadDirectoryParams,
  type ReadFileAnswer,
  type ReadFileParams,
} from '../../../server/src/api/browserStart.js';
import { isWithin } from '../corpusFolders.js';

/** Answers what the server asks of the files of the workspace. No other file is read for it but its own readers of PDF, Word and HTML. */
export function serveFiles(server: MessageConnection, extension: Uri): void {
  const readers = Uri.joinPath(extension, 'dist/browser/readers.js').toString();
  server.onRequest(new RequestType<ReadFileParams, ReadFileAnswer, void>(READ_FILE_REQUEST), async (params) =>
    params.uri === readers ? { bytes: await workspace.fs.readFile(Uri.parse(readers)) } : readFile(params),
  );
  server.onRequest(
    new RequestType<ReadDirectoryParams, readonly FolderEntry[], void>(READ_DIRECTORY_REQUEST),
    readDirectory,
  );
  server.listen();
}

async function readFile({ uri, maxBytes = Number.POSITIVE_INFINITY, within }: ReadFileParams): Promise<ReadFileAnswer> {
  const file = placeOf(uri);
  // Nobody can say where a link leads: only files that no link stands before are in the folder for certain.
  if (within !== undefined && (await leadsThroughLink(file, Uri.parse(within)))) return { leadsOut: true };
  const { size } = await workspace.fs.stat(file);
  if (size > maxBytes) return { tooLarge: size };
  const bytes = await workspace.fs.readFile(file);
  // Some file systems do not tell the size. The copy is no part of anything larger, which would be sent as a whole.
  return bytes.length > maxBytes ? { tooLarge: bytes.length } : { bytes: new Uint8Array(bytes) };
}

async function readDirectory({ uri }: ReadDirectoryParams): Promise<readonly FolderEntry[]> {
  const entries = await workspace.fs.readDirectory(placeOf(uri));
  return entries.map(([name, type]) => ({ name, kind: kindOf(type) }));
}

/** The place, where the server may read. */
function placeOf(uri: string): Uri {
  const place = Uri.parse(uri, true);
  const isOurs = workspace.isTrusted && workspace.workspaceFolders?.some((folder) => isWithin(place, folder.uri));
  if (isOurs !== true) throw new Error('This is not in a folder of the workspace.');
  return place;
}

async function leadsThroughLink(file: Uri, folder: Uri): Promise<boolean> {
  if (!isWithin(file, folder)) return true;
  const steps = file.path
    .slice(folder.path.length)
    .split('/')
    .filter((step) => step !== '');
  const places = steps.map((_, n) => Uri.joinPath(folder, ...steps.slice(0, n + 1)));
  const found = await Promise.all(places.map((place) => workspace.fs.stat(place)));
  return found.some(({ type }) => (type & FileType.SymbolicLink) !== 0);
}

function kindOf(type: FileType): FolderEntry['kind'] {
  const isLink = (type & FileType.SymbolicLink) !== 0;
  if ((type & FileType.File) !== 0) return 'file';
  if ((type & FileType.Directory) !== 0) return isLink ? 'folder-link' : 'directory';
  return isLink ? 'broken-link' : 'other';
}
