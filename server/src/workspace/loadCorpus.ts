import type { CorpusDocument, CorpusProblem } from '../ingest/corpusDocument.js';
import { DEFAULT_LIMITS } from '../ingest/formats.js';
import { documentId, type SourceFile } from '../ingest/parseDocument.js';
import { DOCUMENT_ENDINGS, readDocument } from '../ingest/readDocument.js';
import type { FileSystem } from '../platform/host.js';
import { type Cancellation, NEVER_CANCELLED } from '../util/cancellation.js';
import { digestOf } from '../util/digest.js';
import { joinUri } from '../util/fileUri.js';
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

/** README.md tells of a folder and is no document of it; Word's lock files begin with `~$`. */
const DOCUMENT_NAME = new RegExp(`^(?!readme\\.md$|\\.|~\\$).+\\.(?:${DOCUMENT_ENDINGS.join('|')})$`, 'i');

/** Told after every file how many of how many are read. */
export type CorpusProgress = (done: number, total: number) => void;

/**
 * Reads every text, PDF, Word and HTML file of the folders (URIs) and of the folders in them, dot-folders and README.md left out; a
 * folder's `corpus.yaml` says of the documents beside it what they do not say of themselves.
 * The documents are handed to `sink` in order of folder and name, their ids made unique across folders. One whose bytes
 * are those of `before`, an earlier reading, is not read out again. Never rejects: what cannot be read is a problem, and
 * the rest is loaded. Stops early once cancelled.
 */
export async function loadCorpus(
  fileSystem: FileSystem,
  folders: readonly string[],
  sink: CorpusSink,
  onProgress?: CorpusProgress,
  before: ReadonlyMap<string, KnownFile> = new Map(),
  cancellation: Cancellation = NEVER_CANCELLED,
): Promise<ReadCorpus> {
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
    const bytes = await fileSystem.readFile(file.uri).catch(() => undefined);
    if (bytes === undefined) problems.push(unreadable(file));
    else {
      const digest = await digestOf(bytes);
      const stated = JSON.stringify(file.stated ?? {});
      const known = before.get(file.uri);
      const same = known?.digest === digest && known.stated === stated ? known : undefined;
      const read = (same && takeOver(file, same, sink, ids)) ?? (await readAnew(file, bytes, sink, ids));
      files.set(file.uri, { digest, stated, ...read });
      problems.push(...read.problems);
    }
    onProgress?.(++done, listed.size);
  }
  return { problems, files };
}

type Outcome = Pick<KnownFile, 'problems' | 'holdsDocument'>;

function takeOver(file: SourceFile, known: KnownFile, sink: CorpusSink, ids: Set<string>): Outcome | undefined {
  if (!known.holdsDocument) return known;
  const id = uniqueId(documentId(file.name), ids);
  if (!sink.takeOver(file.uri, id)) return undefined;
  ids.add(id);
  return known;
}

async function readAnew(file: SourceFile, bytes: Uint8Array, sink: CorpusSink, ids: Set<string>): Promise<Outcome> {
  const { document, problems } = await readDocument(file, bytes, DEFAULT_LIMITS);
  if (document === undefined) return { problems, holdsDocument: false };
  const id = uniqueId(document.id, ids);
  ids.add(id);
  sink.add({
    id,
    uri: document.uri,
    metadata: document.metadata,
    passages: document.passages,
    converted: document.converted,
  });
  return { problems, holdsDocument: true };
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

function unreadable(file: SourceFile): CorpusProblem {
  const message = `${file.name} cannot be read: check that the file still exists and that you may open it.`;
  return { file: file.uri, message };
}

function uniqueId(id: string, taken: ReadonlySet<string>): string {
  let unique = id;
  for (let n = 2; taken.has(unique); n++) unique = `${id}-${n}`;
  return unique;
}
