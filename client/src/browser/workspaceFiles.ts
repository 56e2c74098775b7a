import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import { type MessageConnection, RequestType } from 'vscode-languageclient/browser';
import {
  type FolderEntry,
  READ_DIRECTORY_REQUEST,
  READ_FILE_REQUEST,
  type ReadDirectoryParams,
  type ReadFileAnswer,
  type ReadFileParams,
  WRITE_FILE_REQUEST,
  type WriteFileAnswer,
  type WriteFileParams,
} from '../../../server/src/api/browserStart.js';
import { isWithin } from '../corpusFolders.js';
import { mayBeRead, mayBeWritten } from './places.js';

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
  server.onRequest(new RequestType<WriteFileParams, WriteFileAnswer, void>(WRITE_FILE_REQUEST), inTurns(writeFile));
  server.listen();
}

async function readFile({ uri, maxBytes = Number.POSITIVE_INFINITY, within }: ReadFileParams): Promise<ReadFileAnswer> {
  const file = placeOf(uri, mayBeRead);
  // Nobody can say where a link leads: only files that no link stands before are in the folder for certain.
  if (within !== undefined && (await leadsThroughLink(file, Uri.parse(within)))) return { leadsOut: true };
  const found = await unlessMissing(workspace.fs.stat(file));
  if (found === undefined) return { missing: true };
  if (found.size > maxBytes) return { tooLarge: found.size };
  const bytes = await workspace.fs.readFile(file);
  // Some file systems do not tell the size. The copy is no part of anything larger, which would be sent as a whole.
  return bytes.length > maxBytes ? { tooLarge: bytes.length } : { bytes: new Uint8Array(bytes) };
}

async function readDirectory({ uri }: ReadDirectoryParams): Promise<readonly FolderEntry[]> {
  const entries = await workspace.fs.readDirectory(placeOf(uri, mayBeRead));
  return entries.map(([name, type]) => ({ name, kind: kindOf(type) }));
}

async function writeFile({ uri, content, before, within }: WriteFileParams): Promise<WriteFileAnswer> {
  const file = placeOf(uri, mayBeWritten);
  if (within !== undefined && (await leadsThroughLink(file, Uri.parse(within)))) return 'leads out';
  const now = await unlessMissing(workspace.fs.readFile(file));
  if (now?.join() !== before?.join()) return 'changed';
  await workspace.fs.writeFile(file, content);
  return 'written';
}

/** One after another, each with what the one before has left. */
function inTurns<P, R>(work: (params: P) => Promise<R>): (params: P) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve();
  return (params) => {
    const own = last.then(() => work(params));
    last = own.catch(() => undefined);
    return own;
  };
}

/** The place, where the server may have that done in the workspace, once the user trusts it. */
function placeOf(uri: string, mayBe: typeof mayBeRead): Uri {
  const place = Uri.parse(uri, true);
  const folders = (workspace.workspaceFolders ?? []).map((folder) => folder.uri);
  if (!workspace.isTrusted || !mayBe(place, folders)) throw new Error('The server may not do that there.');
  return place;
}

async function leadsThroughLink(file: Uri, folder: Uri): Promise<boolean> {
  if (!isWithin(file, folder)) return true;
  const steps = file.path
    .slice(folder.path.length)
    .split('/')
    .filter((step) => step !== '');
  const places = steps.map((_, n) => Uri.joinPath(folder, ...steps.slice(0, n + 1)));
  const found = await Promise.all(places.map((place) => unlessMissing(workspace.fs.stat(place))));
  return found.some((stat) => stat !== undefined && (stat.type & FileType.SymbolicLink) !== 0);
}

/** `undefined` where there is no such file or folder. */
async function unlessMissing<T>(asked: Thenable<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

function kindOf(type: FileType): FolderEntry['kind'] {
  const isLink = (type & FileType.SymbolicLink) !== 0;
  if ((type & FileType.File) !== 0) return 'file';
  if ((type & FileType.Directory) !== 0) return isLink ? 'folder-link' : 'directory';
  return isLink ? 'broken-link' : 'other';
}
