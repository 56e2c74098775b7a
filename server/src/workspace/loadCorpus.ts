import type { Converter } from '../ingest/convert.js';
import type { CorpusDocument, CorpusProblem } from '../ingest/corpusDocument.js';
import { DEFAULT_LIMITS, type ReadLimits } from '../ingest/formats.js';
import { tooLarge } from '../ingest/overLimit.js';
import type { ParsedDocument, SourceFile } from '../ingest/parseDocument.js';
import { readDocument } from '../ingest/readDocument.js';
import { skipped } from '../ingest/skipped.js';
import { type FileSystem, FileTooLarge } from '../platform/host.js';
import { listDocuments } from './listDocuments.js';

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
  /** All else that decided what came of it: what `corpus.yaml` stated of it and the limits, as JSON. */
  readonly terms: string;
  readonly parsed: ParsedDocument;
}

/** Told after every file how many of how many are read. */
export type CorpusProgress = (done: number, total: number) => void;

/** How the documents of a corpus are read. */
export interface LoadOptions {
  readonly onProgress?: CorpusProgress;
  /** The files of an earlier reading. */
  readonly before?: ReadonlyMap<string, ReadFile>;
  /** Those of the settings' defaults when absent. */
  readonly limits?: ReadLimits;
  /** Reads PDF, Word and HTML; in this thread when absent. */
  readonly convert?: Converter;
}

/**
 * Reads every document of the folders (URIs) and of the folders in them, as `listDocuments` lists them; a folder's
 * `corpus.yaml` says of the documents beside it what they do not say of themselves.
 * Ids are made unique across folders. A file that is as it was in an earlier reading is not read out again.
 * Never rejects: what cannot be read is a problem, and the rest is loaded.
 */
export async function loadCorpus(
  fileSystem: FileSystem,
  folders: readonly string[],
  options: LoadOptions = {},
): Promise<Corpus> {
  const { limits = DEFAULT_LIMITS } = options;
  const problems: CorpusProblem[] = [];
  const files = new Map<string, SourceFile>();
  for (const folder of folders) {
    const listing = await listDocuments(fileSystem, folder);
    problems.push(...listing.problems);
    for (const file of listing.files) files.set(file.uri, file);
  }
  const documents: CorpusDocument[] = [];
  const read = new Map<string, ReadFile>();
  const ids = new Set<string>();
  let done = 0;
  for (const file of files.values()) {
    const bytes = await fileSystem.readFile(file.uri, limits.fileBytes).catch((error: unknown) => error);
    const parsed =
      bytes instanceof Uint8Array
        ? await readOnce(file, bytes, read, options)
        : { problems: [skipped(file, reasonOf(bytes, limits))] };
    problems.push(...parsed.problems);
    if (parsed.document !== undefined) {
      const id = uniqueId(parsed.document.id, ids);
      ids.add(id);
      documents.push({ ...parsed.document, id });
    }
    options.onProgress?.(++done, files.size);
  }
  return { documents, problems, files: read };
}

async function readOnce(
  file: SourceFile,
  bytes: Uint8Array,
  read: Map<string, ReadFile>,
  { before, limits = DEFAULT_LIMITS, convert }: LoadOptions,
): Promise<ParsedDocument> {
  const digest = await digestOf(bytes);
  const known = before?.get(file.uri);
  const terms = JSON.stringify([file.stated ?? {}, limits]);
  const unchanged = known?.digest === digest && known.terms === terms;
  const parsed = unchanged ? known.parsed : await readDocument(file, bytes, limits, convert);
  read.set(file.uri, { digest, terms, parsed });
  return parsed;
}

async function digestOf(bytes: Uint8Array): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
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
