import type { CorpusDocument, CorpusProblem } from '../ingest/corpusDocument.js';
import { DEFAULT_LIMITS } from '../ingest/formats.js';
import { documentId, type SourceFile } from '../ingest/parseDocument.js';
import { DOCUMENT_ENDINGS, readDocument } from '../ingest/readDocument.js';
import type { FileSystem } from '../platform/host.js';
import { type Cancellation, NEVER_CANCELLED } from '../util/cancellation.js';
import { digestOf } from '../util/digest.js';
import { joinUri } from '../util/fileUri.js';
import { type Changed, createChangeFilter } from './changes.js';
import { readCorpusFile } from './readCorpusFile.js';

/** What a file held when it was last read. Values only. */
export interface KnownFile {
  /** SHA-256 of the bytes, hexadecimal. */
  readonly digest: string;
  /** What `corpus.yaml` stated of it, as JSON. */
  readonly stated: string;
  readonly problems: readonly CorpusProblem[];
  readonly holdsDocument: boolean;
}

/** Takes the documents as they are read, so that no two need to be in memory at once. */
export interface CorpusSink {
  add(document: CorpusDocument): void;
  /** Takes the document of an unchanged file over from the reading before, under this id; `false` when it is not at hand. */
  takeOver(uri: string, id: string): boolean;
}

/** What became of the files. */
export interface ReadCorpus {
  /** A problem for each file or folder that could not be used or is guessed at. */
  readonly problems: readonly CorpusProblem[];
  /** What each file held, by its URI; for the next reading. */
  readonly files: ReadonlyMap<string, KnownFile>;
}

/** Names of documents. README.md tells of a folder and is no document of it; Word's lock files begin with `~$`. */
export const DOCUMENT_NAME = new RegExp(`^(?!readme\\.md$|\\.|~\\$).+\\.(?:${DOCUMENT_ENDINGS.join('|')})$`, 'i');

/** Told after every file how many of how many are read. */
export type CorpusProgress = (done: number, total: number) => void;

/** How to read a corpus. */
export interface LoadOptions {
  /** What the files held when they were last read. */
  readonly before?: ReadonlyMap<string, KnownFile>;
  readonly changed?: Changed;
  readonly cancellation?: Cancellation;
  readonly onProgress?: CorpusProgress;
}

/**
 * Reads every text, PDF, Word and HTML file of the folders (URIs) and of the folders in them, dot-folders and README.md left out; a
 * folder's `corpus.yaml` says of the documents beside it what they do not say of themselves.
 * The documents are handed to `sink` in order of folder and name, their ids made unique across folders. A file of
 * `before`, an earlier reading, is not even opened unless it is among what `changed`, and not read out again when its bytes
 * are the same. Never rejects: what cannot be read is a problem, and the rest is loaded. Stops early once cancelled.
 */
export async function loadCorpus(
  fileSystem: FileSystem,
  folders: readonly string[],
  sink: CorpusSink,
  { before = new Map(), changed, cancellation = NEVER_CANCELLED, onProgress }: LoadOptions = {},
): Promise<ReadCorpus> {
  const mayDiffer = createChangeFilter(changed);
  const problems: CorpusProblem[] = [];
  const listed = new Map<string, SourceFile>();
  for (const folder of folders) {
    for (const file of await listDocuments(fileSystem, folder, problems)) listed.set(file.uri, file);
  }
  const files = new Map<string, KnownFile>();
  const ids = new Set<string>();
  let done = 0;
  for (const file of listed.values()) {
    if (cancellation.isCancellationRequested) break;
    const known = await readOnce(fileSystem, file, before.get(file.uri), mayDiffer(file.uri), { sink, ids });
    if (known === undefined) problems.push(unreadable(file));
    else {
      files.set(file.uri, known);
      problems.push(...known.problems);
    }
    onProgress?.(++done, listed.size);
  }
  return { problems, files };
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

/** Where documents go. */
interface Destination {
  readonly sink: CorpusSink;
  /** Ids that are taken. */
  readonly ids: Set<string>;
}

/** What the file holds now; `undefined` when it cannot be read. */
async function readOnce(
  fileSystem: FileSystem,
  file: SourceFile,
  before: KnownFile | undefined,
  mayDiffer: boolean,
  destination: Destination,
): Promise<KnownFile | undefined> {
  const stated = JSON.stringify(file.stated ?? {});
  const known = before?.stated === stated ? before : undefined;
  if (known !== undefined && !mayDiffer && takeOver(file, known, destination)) return known;
  const bytes = await fileSystem.readFile(file.uri).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const digest = await digestOf(bytes);
  if (known?.digest === digest && takeOver(file, known, destination)) return known;
  const { document, problems } = await readDocument(file, bytes, DEFAULT_LIMITS);
  if (document !== undefined) addDocument(document, destination);
  return { digest, stated, problems, holdsDocument: document !== undefined };
}

/** Takes an unchanged file over from the reading before; `false` when its document is not at hand. */
function takeOver(file: SourceFile, known: KnownFile, { sink, ids }: Destination): boolean {
  if (!known.holdsDocument) return true;
  const id = uniqueId(documentId(file.name), ids);
  if (!sink.takeOver(file.uri, id)) return false;
  ids.add(id);
  return true;
}

function addDocument(
  { uri, metadata, passages, converted, ...rest }: CorpusDocument,
  { sink, ids }: Destination,
): void {
  const id = uniqueId(rest.id, ids);
  ids.add(id);
  sink.add({ id, uri, metadata, passages, converted });
}

function unreadable(file: SourceFile): CorpusProblem {
  const message = `${file.name} cannot be read: check that the file still exists and that you may open it.`;
  return { file: file.uri, message };
}

function uniqueId(id: string, taken: ReadonlySet<string>): string {
  let unique = id;
  for (let n = 2; taken.has(unique); n++) unique = `${id}-${n}`;
  return unique;
}
