import type { SourceFile } from '../ingest/parseDocument.js';
import { skipped } from '../ingest/skipped.js';
import type { DirectoryEntry, FileSystem } from '../platform/host.js';
import { lastName } from '../util/fileUri.js';
import { t } from '../util/l10n.js';
import { type FolderListing, listDocuments } from './listDocuments.js';

/**
 * The documents that `sources` name, each once, in the order given: a file as it is named, of a folder the documents in it
 * as `listDocuments` lists them. Nothing is opened that is no regular file. Never rejects.
 */
export async function listSources(fileSystem: FileSystem, sources: readonly string[]): Promise<FolderListing> {
  const files = new Map<string, SourceFile>();
  const problems: FolderListing['problems'][number][] = [];
  for (const given of sources) {
    const source = given.replace(/\/+$/, '');
    const isFolder = (await entriesOf(fileSystem, source)) !== undefined;
    const found = isFolder ? await listDocuments(fileSystem, source) : await namedFile(fileSystem, source);
    for (const file of found.files) files.set(file.uri, file);
    problems.push(...found.problems);
  }
  return { files: [...files.values()], problems };
}

async function namedFile(fileSystem: FileSystem, uri: string): Promise<FolderListing> {
  const cut = uri.lastIndexOf('/');
  const name = lastName(uri);
  const entry = (await entriesOf(fileSystem, uri.slice(0, cut)))?.find((sibling) => sibling.name === name);
  if (entry?.kind === 'file') return { files: [{ uri, name }], problems: [] };
  if (entry === undefined) {
    return {
      files: [],
      problems: [{ file: uri, message: t('{0}: there is no such file or folder. Check the name.', name) }],
    };
  }
  const why = t('it is neither a file nor a folder that can be read. Check that you may open it.');
  return { files: [], problems: [skipped({ uri, name }, why)] };
}

function entriesOf(fileSystem: FileSystem, folder: string): Promise<readonly DirectoryEntry[] | undefined> {
  return fileSystem.readDirectory(folder).catch(() => undefined);
}
