import type { CorpusDocument, CorpusProblem } from '../ingest/corpusDocument.js';
import { DEFAULT_LIMITS } from '../ingest/formats.js';
import type { ParsedDocument, SourceFile } from '../ingest/parseDocument.js';
import { DOCUMENT_ENDINGS, readDocument } from '../ingest/readDocument.js';
import type { FileSystem } from '../platform/host.js';
import { joinUri } from '../util/fileUri.js';
import { readCorpusFile } from './readCorpusFile.js';

/** Every document that could be read, in order of folder and name, and a problem for each file or folder that could not. */
export interface Corpus {
  readonly documents: readonly CorpusDocument[];
  readonly problems: readonly CorpusProblem[];
  /** What each file held, by its URI; for the next reading. */
  readonly files: ReadonlyMap<string, ReadFile>;
}

/** What came of reading a file with these bytes. */
export interface ReadFile {
  /** SHA-256 of the bytes, hexadecimal. */
  readonly digest: string;
  /** What `corpus.yaml` stated of it, as JSON. */
  readonly stated: string;
  readonly parsed: ParsedDocument;
}

/** Names of documents. README.md tells of a folder and is no document of it; Word's lock files begin with `~$`. */
export const DOCUMENT_NAME = new RegExp(`^(?!readme\\.md$|\\.|~\\$).+\\.(?:${DOCUMENT_ENDINGS.join('|')})$`, 'i');

/** Told after every file how many of how many are read. */
export type CorpusProgress = (done: number, total: number) => void;

/**
 * Reads every text, PDF, Word and HTML file of the folders (URIs) and of the folders in them, dot-folders and README.md left out; a
 * folder's `corpus.yaml` says of the documents beside it what they do not say of themselves.
 * Ids are made unique across folders. A file of `before`, an earlier reading, is not even opened unless `mayDiffer`, and
 * not read out again when its bytes are the same.
 * Never rejects: what cannot be read is a problem, and the rest is loaded.
 */
export async function loadCorpus(
  fileSystem: FileSystem,
  folders: readonly string[],
  onProgress?: CorpusProgress,
  before: ReadonlyMap<string, ReadFile> = new Map(),
  mayDiffer: (uri: string) => boolean = () => true,
): Promise<Corpus> {
  const problems: CorpusProblem[] = [];
  const files = new Map<string, SourceFile>();
  for (const folder of folders) {
    for (const file of await listDocuments(fileSystem, folder, problems)) files.set(file.uri, file);
  }
  const documents: CorpusDocument[] = [];
  const read = new Map<string, ReadFile>();
  const ids = new Set<string>();
  let done = 0;
  for (const file of files.values()) {
    const parsed = await readOnce(fileSystem, file, before, mayDiffer, read);
    problems.push(...parsed.problems);
    if (parsed.document !== undefined) {
      const id = uniqueId(parsed.document.id, ids);
      ids.add(id);
      documents.push({ ...parsed.document, id });
    }
    onProgress?.(++done, files.size);
  }
  return { documents, problems, files: read };
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
  const stated = await readCorpusFile(fileSystem, folder, entries, problems);
  const files: SourceFile[] = [];
  for (const { name, kind } of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const uri = joinUri(folder, name);
    if (kind === 'directory' && !name.startsWith('.')) files.push(...(await listDocuments(fileSystem, uri, problems)));
    else if (kind === 'file' && DOCUMENT_NAME.test(name)) {
      const fields = stated.get(name);
      files.push({ uri, name, ...(fields === undefined ? {} : { stated: fields }) });
    }
  }
  return files;
}

async function readOnce(
  fileSystem: FileSystem,
  file: SourceFile,
  before: ReadonlyMap<string, ReadFile>,
  mayDiffer: (uri: string) => boolean,
  read: Map<string, ReadFile>,
): Promise<ParsedDocument> {
  const stated = JSON.stringify(file.stated ?? {});
  const earlier = before.get(file.uri);
  const known = earlier?.stated === stated ? earlier : undefined;
  if (known !== undefined && !mayDiffer(file.uri)) {
    read.set(file.uri, known);
    return known.parsed;
  }
  const bytes = await fileSystem.readFile(file.uri).catch(() => undefined);
  if (bytes === undefined) return unreadable(file);
  const digest = await digestOf(bytes);
  const parsed = known?.digest === digest ? known.parsed : await readDocument(file, bytes, DEFAULT_LIMITS);
  read.set(file.uri, { digest, stated, parsed });
  return parsed;
}

async function digestOf(bytes: Uint8Array): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function unreadable(file: SourceFile): ParsedDocument {
  const message = `${file.name} cannot be read: check that the file still exists and that you may open it.`;
  return { problems: [{ file: file.uri, message }] };
}

function uniqueId(id: string, taken: ReadonlySet<string>): string {
  let unique = id;
  for (let n = 2; taken.has(unique); n++) unique = `${id}-${n}`;
  return unique;
}
