import type { Converter } from '../ingest/convert.js';
import type { CorpusDocument, CorpusProblem } from '../ingest/corpusDocument.js';
import { DEFAULT_LIMITS, type ReadLimits } from '../ingest/formats.js';
import { tooLarge } from '../ingest/overLimit.js';
import { documentId, type SourceFile } from '../ingest/parseDocument.js';
import { readDocument } from '../ingest/readDocument.js';
import { skipped } from '../ingest/skipped.js';
import { type FileSystem, FileTooLarge } from '../platform/host.js';
import type { Cancellation } from '../util/cancellation.js';
import { digestOf } from '../util/digest.js';
import { type Changed, createChangeFilter } from './changes.js';
import { listDocuments } from './listDocuments.js';

/** What a file held when it was last read. Values only. */
export interface KnownFile {
  /** SHA-256 of the bytes, hexadecimal. */
  readonly digest: string;
  /** All else that decided what came of it: what `corpus.yaml` stated of it and the limits, as JSON. */
  readonly terms: string;
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

/** Told after every file how many of how many are read. */
export type CorpusProgress = (done: number, total: number) => void;

/** How the documents of a corpus are read. */
export interface LoadOptions {
  readonly onProgress?: CorpusProgress;
  /** The files of an earlier reading. */
  readonly before?: ReadonlyMap<string, KnownFile>;
  /** What may differ from the earlier reading. */
  readonly changed?: Changed;
  /** Those of the settings' defaults when absent. */
  readonly limits?: ReadLimits;
  /** Reads PDF, Word and HTML; in this thread when absent. */
  readonly convert?: Converter;
  readonly cancellation?: Cancellation;
}

/**
 * Reads every document of the folders (URIs) and of the folders in them, as `listDocuments` lists them; a folder's
 * `corpus.yaml` says of the documents beside it what they do not say of themselves.
 * The documents are handed to `sink` in order of folder and name, their ids made unique across folders. A file of an earlier
 * reading is not even opened unless it is among what `changed`, and not read out again when its bytes are the same. Never
 * rejects: what cannot be read is a problem, and the rest is loaded. Stops early once cancelled.
 */
export async function loadCorpus(
  fileSystem: FileSystem,
  folders: readonly string[],
  sink: CorpusSink,
  options: LoadOptions = {},
): Promise<ReadCorpus> {
  const { limits = DEFAULT_LIMITS, before } = options;
  const mayDiffer = createChangeFilter(options.changed);
  const problems: CorpusProblem[] = [];
  const listed = new Map<string, SourceFile>();
  for (const folder of folders) {
    const listing = await listDocuments(fileSystem, folder);
    problems.push(...listing.problems);
    for (const file of listing.files) listed.set(file.uri, file);
  }
  const files = new Map<string, KnownFile>();
  const ids = new Set<string>();
  const readOnce = async (
    file: SourceFile,
    terms: string,
    known: KnownFile | undefined,
  ): Promise<KnownFile | CorpusProblem> => {
    const bytes = await fileSystem.readFile(file.uri, limits.fileBytes).catch((error: unknown) => error);
    if (!(bytes instanceof Uint8Array)) return skipped(file, reasonOf(bytes, limits));
    const digest = await digestOf(bytes);
    if (known?.digest === digest && takeOver(file, known, sink, ids)) return known;
    const parsed = await readDocument(file, bytes, limits, options.convert);
    if (parsed.document !== undefined) handOver(parsed.document, sink, ids);
    return { digest, terms, problems: parsed.problems, holdsDocument: parsed.document !== undefined };
  };
  let done = 0;
  for (const file of listed.values()) {
    if (options.cancellation?.isCancellationRequested === true) break;
    const terms = JSON.stringify([file.stated ?? {}, limits]);
    const earlier = before?.get(file.uri);
    const known = earlier?.terms === terms ? earlier : undefined;
    const read =
      known !== undefined && !mayDiffer(file.uri) && takeOver(file, known, sink, ids)
        ? known
        : await readOnce(file, terms, known);
    if ('message' in read) problems.push(read);
    else {
      files.set(file.uri, read);
      problems.push(...read.problems);
    }
    options.onProgress?.(++done, listed.size);
  }
  return { problems, files };
}

/** Takes an unchanged file over from the reading before; `false` when its document is not at hand. */
function takeOver(file: SourceFile, known: KnownFile, sink: CorpusSink, ids: Set<string>): boolean {
  if (!known.holdsDocument) return true;
  const id = uniqueId(documentId(file.name), ids);
  if (!sink.takeOver(file.uri, id)) return false;
  ids.add(id);
  return true;
}

function handOver(
  { uri, metadata, passages, converted, ...rest }: CorpusDocument,
  sink: CorpusSink,
  ids: Set<string>,
): void {
  const id = uniqueId(rest.id, ids);
  ids.add(id);
  sink.add({ id, uri, metadata, passages, converted });
}

function reasonOf(error: unknown, limits: ReadLimits): string {
  return error instanceof FileTooLarge
    ? tooLarge(error.bytes, limits)
    : 'it cannot be read. Check that it still exists and that you may open it, then rebuild the index.';
}

function uniqueId(id: string, taken: ReadonlySet<string>): string {
  let unique = id;
  for (let n = 2; taken.has(unique); n++) unique = `${id}-${n}`;
  return unique;
}
