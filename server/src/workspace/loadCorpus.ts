import type { CollectedDocument, CollectedDocuments } from '../index/collector.js';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import { DEFAULT_LIMITS, type ReadLimits } from '../ingest/formats.js';
import { documentId, type SourceFile } from '../ingest/parseDocument.js';
import { isConverted } from '../ingest/readDocument.js';
import type { FileSystem } from '../platform/host.js';
import type { Spelling } from '../text/spelling.js';
import type { Cancellation } from '../util/cancellation.js';
import { isInsideFolder, lastName } from '../util/fileUri.js';
import { type Changed, createChangeFilter } from './changes.js';
import { listDocuments } from './listDocuments.js';
import type { BatchReader, FileJob, FileOutcome } from './readBatch.js';

/** What a file held when it was last read. Values only. */
export interface KnownFile {
  /** SHA-256 of the bytes, hexadecimal. */
  readonly digest: string;
  /** All else that decided what came of it: what `corpus.yaml` stated of it and the limits, as JSON. */
  readonly terms: string;
  readonly problems: readonly CorpusProblem[];
  readonly holdsDocument: boolean;
}

/** Takes the documents as they are read. */
export interface CorpusSink {
  /** Takes what was read out of files. */
  add(collected: CollectedDocuments): void;
  /** Whether the document of an unchanged file is at hand from the reading before. */
  holds(uri: string): boolean;
  /** Takes such a document over under this id. */
  takeOver(uri: string, id: string): void;
}

/** What became of the files. */
export interface ReadCorpus {
  /** A problem for each file or folder that could not be used or is guessed at. */
  readonly problems: readonly CorpusProblem[];
  /** What each file held, by its URI; for the next reading. */
  readonly files: ReadonlyMap<string, KnownFile>;
}

/** Told of files that are read: how many of how many. */
export type CorpusProgress = (done: number, total: number) => void;

/** How the documents of a corpus are read. */
export interface LoadOptions {
  /** Folds the spelling of what is read. */
  readonly spelling: Spelling;
  /** Reads the files; `fileCount`: how many may have to be read. */
  readonly readerFor: (fileCount: number) => BatchReader;
  readonly onProgress?: CorpusProgress;
  /** The files of an earlier reading. */
  readonly before?: ReadonlyMap<string, KnownFile>;
  /** What may differ from the earlier reading. */
  readonly changed?: Changed;
  /** Those of the settings' defaults when absent. */
  readonly limits?: ReadLimits;
  readonly cancellation?: Cancellation;
}

/** The file as its folder, one of `folders` (file URIs), listed it when it was read. */
export function sourceOf(uri: string, { terms }: KnownFile, folders: readonly string[]): SourceFile {
  const [stated] = JSON.parse(terms) as [SourceFile['stated']];
  const folder = folders.find((each) => isInsideFolder(uri, each));
  return {
    uri,
    name: lastName(uri),
    ...(folder !== undefined && { folder }),
    ...(stated && { stated }),
  };
}

/** Plain text files of one batch. What is in another format is a batch of its own, since it may take seconds. */
const BATCH = 64;

/** Batches under way for each that is being read: no thread waits while this one takes in an answer or makes a part's index. */
const AHEAD = 4;

/** A file of the folders, and what is to become of it. */
interface Entry extends FileJob {
  readonly terms: string;
  /** What it held before, where that still counts and its document is at hand. */
  readonly known: KnownFile | undefined;
}

/**
 * Reads every document of the folders (URIs) and of the folders in them, as `listDocuments` lists them; a folder's
 * `corpus.yaml` says of the documents beside it what they do not say of themselves.
 * The documents are handed to `sink` in order of folder and name, their ids made unique across folders. A file of an earlier
 * reading is not even opened unless it is among what `changed`, and not read out again when its bytes are the same, unless it held no document and is named among what changed. Never
 * rejects: what cannot be read is a problem, and the rest is loaded. Stops early once cancelled.
 */
export async function loadCorpus(
  fileSystem: FileSystem,
  folders: readonly string[],
  sink: CorpusSink,
  options: LoadOptions,
): Promise<ReadCorpus> {
  const { limits = DEFAULT_LIMITS, spelling } = options;
  const problems: CorpusProblem[] = [];
  const listed = new Map<string, SourceFile>();
  for (const folder of folders) {
    const listing = await listDocuments(fileSystem, folder);
    problems.push(...listing.problems);
    for (const file of listing.files) listed.set(file.uri, file);
  }
  const mayDiffer = createChangeFilter(options.changed);
  const entries = [...listed.values()].map((file): Entry => {
    const terms = JSON.stringify([file.stated ?? {}, limits]);
    const earlier = options.before?.get(file.uri);
    const isAtHand = earlier?.terms === terms && (!earlier.holdsDocument || sink.holds(file.uri));
    const known = isAtHand ? earlier : undefined;
    // A file that held no document may have failed for want of time: named among what changed, it is read out again.
    const isTriedAgain = earlier?.holdsDocument === false && options.changed !== undefined && mayDiffer(file.uri);
    return { file, terms, known, ...(known === undefined || isTriedAgain ? {} : { digest: known.digest }) };
  });
  const needsReading = ({ file, known }: Entry): boolean => known === undefined || mayDiffer(file.uri);
  const batches = divide(entries, needsReading);
  const reader = options.readerFor(entries.filter(needsReading).length);
  const answers = readAhead(batches, reader.width, (batch) => {
    const jobs = batch.filter(needsReading).map(({ file, digest }) => ({ file, ...(digest && { digest }) }));
    return jobs.length === 0 ? undefined : reader.read({ jobs, limits, spelling });
  });
  const files = new Map<string, KnownFile>();
  const ids = createIds();
  let done = 0;
  for await (const [batch, answer] of answers) {
    if (options.cancellation?.isCancellationRequested === true) break;
    const outcomes = answer?.outcomes.values();
    const documents = answer?.collected.documents.values();
    const named: CollectedDocument[] = [];
    for (const entry of batch) {
      const { file, terms, known } = entry;
      const outcome: FileOutcome | undefined = needsReading(entry) ? outcomes?.next().value : { kind: 'unchanged' };
      if (outcome?.kind === 'failed') problems.push(outcome.problem);
      else if (outcome?.kind === 'read') {
        const { digest, holdsDocument } = outcome;
        files.set(file.uri, { digest, terms, problems: outcome.problems, holdsDocument });
        problems.push(...outcome.problems);
        const document = holdsDocument ? documents?.next().value : undefined;
        if (document !== undefined)
          named.push({ ...document, record: { ...document.record, id: ids.unique(document.record.id) } });
      } else if (known !== undefined) {
        files.set(file.uri, known);
        problems.push(...known.problems);
        if (known.holdsDocument) sink.takeOver(file.uri, ids.unique(documentId(file.name)));
      }
      done++;
    }
    if (answer !== undefined) sink.add({ ...answer.collected, documents: named });
    options.onProgress?.(done, entries.length);
  }
  return { problems, files };
}

/** The entries in order, those to be read in batches. */
function divide(entries: readonly Entry[], needsReading: (entry: Entry) => boolean): readonly (readonly Entry[])[] {
  const batches: Entry[][] = [];
  let [jobs, open]: [number, Entry[]] = [0, []];
  const close = (): void => {
    if (open.length > 0) batches.push(open);
    [jobs, open] = [0, []];
  };
  for (const entry of entries) {
    const isAlone = needsReading(entry) && isConverted(entry.file.name);
    if (isAlone) close();
    open.push(entry);
    if (needsReading(entry)) jobs++;
    if (isAlone || jobs === BATCH) close();
  }
  close();
  return batches;
}

/** Each item with its answer, in order; of those under way, `width` are being answered at the same time. */
async function* readAhead<T, A>(
  items: readonly T[],
  width: number,
  answer: (item: T) => Promise<A> | undefined,
): AsyncGenerator<readonly [T, A | undefined]> {
  const underWay: (readonly [T, Promise<A> | undefined])[] = [];
  let next = 0;
  for (const item of items) {
    for (; next < items.length && underWay.length < width * AHEAD; next++) {
      const ahead = items[next];
      if (ahead !== undefined) underWay.push([ahead, answer(ahead)]);
    }
    yield [item, await underWay.shift()?.[1]];
  }
}

/** Gives out ids, each once: "a", "a-2". */
function createIds(): { unique(id: string): string } {
  const taken = new Set<string>();
  return {
    unique(id) {
      let unique = id;
      for (let n = 2; taken.has(unique); n++) unique = `${id}-${n}`;
      taken.add(unique);
      return unique;
    },
  };
}
