import type { CorpusDocument, CorpusProblem } from '../ingest/corpusDocument.js';
import { parseDocument, type SourceFile } from '../ingest/parseDocument.js';
import type { FileSystem } from '../platform/host.js';
import { joinUri } from '../util/fileUri.js';

/** Every document that could be read, in order of folder and name, and a problem for each file or folder that could not. */
export interface Corpus {
  readonly documents: readonly CorpusDocument[];
  readonly problems: readonly CorpusProblem[];
}

/** Told after every file how many of how many are read. */
export type CorpusProgress = (done: number, total: number) => void;

/**
 * Reads every `.md` and `.txt` file of the folders (URIs) and of the folders in them, dot-folders and README.md left out.
 * Ids are made unique across folders. Never rejects: what cannot be read is a problem, and the rest is loaded.
 */
export async function loadCorpus(
  fileSystem: FileSystem,
  folders: readonly string[],
  onProgress?: CorpusProgress,
): Promise<Corpus> {
  const problems: CorpusProblem[] = [];
  const files = new Map<string, SourceFile>();
  for (const folder of folders) {
    for (const file of await listDocuments(fileSystem, folder, problems)) files.set(file.uri, file);
  }
  const documents: CorpusDocument[] = [];
  const ids = new Set<string>();
  let done = 0;
  for (const file of files.values()) {
    const parsed = await readDocument(fileSystem, file);
    problems.push(...parsed.problems);
    if (parsed.document !== undefined) {
      const id = uniqueId(parsed.document.id, ids);
      ids.add(id);
      documents.push({ ...parsed.document, id });
    }
    onProgress?.(++done, files.size);
  }
  return { documents, problems };
}

async function listDocuments(
  fileSystem: FileSystem,
  folder: string,
  problems: CorpusProblem[],
): Promise<readonly SourceFile[]> {
  const entries = await fileSystem.readDirectory(folder).catch(() => undefined);
  if (entries === undefined) {
    const message =
      'This corpus folder does not exist or cannot be read. Create it, or correct the setting aideMemoire.corpus.folders.';
    problems.push({ file: folder, message });
    return [];
  }
  const files: SourceFile[] = [];
  for (const { name, kind } of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const uri = joinUri(folder, name);
    if (kind === 'directory' && !name.startsWith('.')) files.push(...(await listDocuments(fileSystem, uri, problems)));
    else if (kind === 'file' && /^(?!readme\.md$|\.).+\.(?:md|txt)$/i.test(name)) files.push({ uri, name });
  }
  return files;
}

async function readDocument(fileSystem: FileSystem, file: SourceFile): Promise<ReturnType<typeof parseDocument>> {
  const bytes = await fileSystem.readFile(file.uri).catch(() => undefined);
  if (bytes !== undefined) return parseDocument(file, bytes);
  const message = `${file.name} cannot be read: check that the file still exists and that you may open it.`;
  return { problems: [{ file: file.uri, message }] };
}

function uniqueId(id: string, taken: ReadonlySet<string>): string {
  let unique = id;
  for (let n = 2; taken.has(unique); n++) unique = `${id}-${n}`;
  return unique;
}
