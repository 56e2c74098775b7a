import { type CollectedDocuments, createCollector } from '../index/collector.js';
import type { Converter } from '../ingest/convert.js';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import type { ReadLimits } from '../ingest/formats.js';
import { tooLarge } from '../ingest/overLimit.js';
import type { SourceFile } from '../ingest/parseDocument.js';
import { readDocument } from '../ingest/readDocument.js';
import { skipped } from '../ingest/skipped.js';
import type { Compression } from '../platform/compression.js';
import { type FileSystem, FileTooLarge, LeadsOut } from '../platform/host.js';
import { NO_SPELLING, type Spelling } from '../text/spelling.js';
import { createTermScanner, type TermScanner } from '../text/termScanner.js';
import { digestOf } from '../util/digest.js';
import { LEADS_OUT, UNREADABLE } from './notRead.js';

/** A file to read. */
export interface FileJob {
  readonly file: SourceFile;
  /** SHA-256 of its bytes when it was last read, hexadecimal: when they are the same it need not be read out. */
  readonly digest?: string;
}

/** Files to read one after another. Values only: it can be sent to another thread. */
export interface BatchRequest {
  readonly jobs: readonly FileJob[];
  readonly limits: ReadLimits;
  readonly spelling: Spelling;
}

/** What became of a file. */
export type FileOutcome =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly problem: CorpusProblem }
  | {
      readonly kind: 'read';
      /** SHA-256 of the bytes, hexadecimal. */
      readonly digest: string;
      readonly problems: readonly CorpusProblem[];
      readonly holdsDocument: boolean;
    };

/** What became of a batch. Values only. */
export interface BatchAnswer {
  /** One for each job, in order. */
  readonly outcomes: readonly FileOutcome[];
  /** The documents of those outcomes that hold one, in order. Their ids are not yet unique. */
  readonly collected: CollectedDocuments;
}

/** Reads batches of files; never rejects because of a file. */
export interface BatchReader {
  read(request: BatchRequest): Promise<BatchAnswer>;
  /** How many batches are read at the same time. */
  readonly width: number;
}

/** What a reader needs of its host. */
export interface BatchHost {
  readonly fileSystem: Pick<FileSystem, 'readFile'>;
  /** Reads PDF, Word and HTML files. */
  readonly convert: Converter;
  /** The portable one when absent. */
  readonly compression?: Compression;
  /** As `digestOf`, which is used when absent. */
  readonly digest?: (bytes: Uint8Array) => string | Promise<string>;
}

/** A file as it was fetched. `digest`: as `FileJob.digest`. */
interface Fetched {
  readonly bytes: Uint8Array;
  readonly digest: string;
}

/** A reader that works in the thread it is made in. The next file is fetched while one is read. */
export function createBatchReader({ fileSystem, convert, compression, digest = digestOf }: BatchHost): BatchReader {
  let scanner: { readonly key: string; readonly scanner: TermScanner } | undefined;
  /** The one before, as long as the spelling is the same: it knows most words. Requests from other threads bring copies. */
  const scannerFor = (spelling: Spelling): TermScanner => {
    const key = JSON.stringify([[...spelling.variants], [...spelling.compounds]]);
    if (scanner?.key !== key) scanner = { key, scanner: createTermScanner(spelling) };
    return scanner.scanner;
  };

  async function fetch(job: FileJob | undefined, limits: ReadLimits): Promise<Fetched | CorpusProblem | undefined> {
    if (job === undefined) return undefined;
    try {
      const bytes = await fileSystem.readFile(job.file.uri, limits.fileBytes, job.file.folder);
      return { bytes, digest: await digest(bytes) };
    } catch (error) {
      return skipped(job.file, reasonOf(error, limits));
    }
  }

  return {
    width: 1,
    async read({ jobs, limits, spelling }) {
      const collector = createCollector(scannerFor(spelling), compression);
      const outcomes: FileOutcome[] = [];
      let next = fetch(jobs[0], limits);
      for (const [i, { file, digest: known }] of jobs.entries()) {
        const fetched = await next;
        next = fetch(jobs[i + 1], limits);
        if (fetched === undefined) continue;
        if (!('bytes' in fetched)) {
          outcomes.push({ kind: 'failed', problem: fetched });
        } else if (known !== undefined && known === fetched.digest) {
          outcomes.push({ kind: 'unchanged' });
        } else {
          const { document, problems } = await readDocument(file, fetched.bytes, limits, convert);
          if (document !== undefined) collector.add(document);
          outcomes.push({ kind: 'read', digest: fetched.digest, problems, holdsDocument: document !== undefined });
        }
      }
      return { outcomes, collected: collector.take() };
    },
  };
}

/** The answer to a batch of which no file could be read. `why` goes on after "skipped: ". */
export function failedBatch({ jobs }: BatchRequest, why: string): BatchAnswer {
  return {
    outcomes: jobs.map(({ file }) => ({ kind: 'failed', problem: skipped(file, why) })),
    collected: createCollector(createTermScanner(NO_SPELLING)).take(),
  };
}

function reasonOf(error: unknown, limits: ReadLimits): string {
  if (error instanceof LeadsOut) return LEADS_OUT;
  return error instanceof FileTooLarge ? tooLarge(error.bytes, limits) : UNREADABLE;
}
