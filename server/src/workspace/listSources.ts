import type { CorpusProblem } from '../ingest/corpusDocument.js';
import type { SourceFile } from '../ingest/parseDocument.js';
import type { DirectoryEntry, FileSystem } from '../platform/host.js';
import { joinUri } from '../util/fileUri.js';
import { DOCUMENT_NAME } from './loadCorpus.js';
import { readCorpusFile } from './readCorpusFile.js';

/** The documents that an import is to read, and what could not be looked into. */
export interface Sources {
  /** Each once, in the order given; those of a folder by name. */
  readonly files: readonly SourceFile[];
  readonly problems: readonly CorpusProblem[];
}

/**
 * The documents that `sources` name: a file as it is named, of a folder the documents in it at any depth, dot-folders
 * left out, with what a `corpus.yaml` states of them. Nothing is opened that is no regular file. Never rejects.
 */
export async function listSources(fileSystem: FileSystem, sources: readonly string[]): Promise<Sources> {
  const files = new Map<string, SourceFile>();
  const problems: CorpusProblem[] = [];
  for (const given of sources) {
    const source = given.replace(/\/+$/, '');
    const entries = await entriesOf(fileSystem, source);
    const found =
      entries === undefined
        ? await namedFile(fileSystem, source, problems)
        : await documentsIn(fileSystem, source, entries, problems);
    for (const file of found) files.set(file.uri, file);
  }
  return { files: [...files.values()], problems };
}

async function namedFile(fileSystem: FileSystem, uri: string, problems: CorpusProblem[]): Promise<SourceFile[]> {
  const cut = uri.lastIndexOf('/');
  const name = decodeName(uri.slice(cut + 1));
  const entry = (await entriesOf(fileSystem, uri.slice(0, cut)))?.find((sibling) => sibling.name === name);
  if (entry?.kind === 'file') return [{ uri, name }];
  const message =
    entry === undefined
      ? 'there is no such file or folder. Check the name.'
      : 'skipped: it is neither a file nor a folder that can be read. Check that you may open it.';
  problems.push({ file: uri, message });
  return [];
}

async function documentsIn(
  fileSystem: FileSystem,
  folder: string,
  entries: readonly DirectoryEntry[],
  problems: CorpusProblem[],
): Promise<SourceFile[]> {
  const stated = await readCorpusFile(fileSystem, folder, entries, problems);
  const files: SourceFile[] = [];
  for (const { name, kind } of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const uri = joinUri(folder, name);
    if (kind === 'file' && DOCUMENT_NAME.test(name)) {
      const fields = stated.get(name);
      files.push({ uri, name, ...(fields === undefined ? {} : { stated: fields }) });
    } else if (kind === 'directory' && !name.startsWith('.')) {
      const below = await entriesOf(fileSystem, uri);
      if (below !== undefined) files.push(...(await documentsIn(fileSystem, uri, below, problems)));
      else problems.push({ file: uri, message: 'skipped: this folder cannot be read. Check that you may open it.' });
    }
  }
  return files;
}

function entriesOf(fileSystem: FileSystem, folder: string): Promise<readonly DirectoryEntry[] | undefined> {
  return fileSystem.readDirectory(folder).catch(() => undefined);
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
