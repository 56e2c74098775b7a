import { createIndexBuilder } from '../index/indexBuilder.js';
import type { CollectedDocuments } from '../index/collector.js';
import { positionsByUri, recordAt } from '../index/records.js';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import type { ReadLimits } from '../ingest/formats.js';
import type { Spelling } from '../text/spelling.js';
import type { IndexedCorpus, Made } from './indexer.js';
import { sourceOf } from './loadCorpus.js';
import type { BatchReader } from './readBatch.js';

/** A change laid over an index is for a few documents. */
const MOST_FILES = 16;

/** What changed since an index was made. */
export interface ChangedFiles {
  readonly collected: readonly CollectedDocuments[];
  /** URIs of the files whose documents in the index no longer hold. */
  readonly removed: readonly string[];
  /** All that are known now. */
  readonly problems: readonly CorpusProblem[];
}

/** What a change is read with. */
export interface ChangeOptions {
  readonly reader: BatchReader;
  readonly limits: ReadLimits;
  readonly spelling: Spelling;
  /** The folders of the index, as file URIs. */
  readonly folders: readonly string[];
}

/**
 * Reads what changed (URIs) without listing any folder: only when each is a file that is there and whose document is in the
 * index. `undefined` for anything else, which takes a look at all files.
 */
export async function readChanged(
  { data, files, problems }: Made,
  changed: readonly string[],
  { reader, limits, spelling, folders }: ChangeOptions,
): Promise<ChangedFiles | undefined> {
  const uris = [...new Set(changed)];
  if (uris.length === 0 || uris.length > MOST_FILES) return undefined;
  const positions = positionsByUri(data.documents);
  const records = uris.map((uri) => {
    const position = positions.get(uri);
    return position === undefined ? undefined : recordAt(data.documents, position);
  });
  const jobs = uris.map((uri) => {
    const known = files.get(uri);
    return known && { file: sourceOf(uri, known, folders), digest: known.digest };
  });
  if (jobs.includes(undefined) || records.includes(undefined)) return undefined;
  const { outcomes, collected } = await reader.read({ jobs: jobs.flatMap((job) => job ?? []), limits, spelling });
  const removed = uris.filter((_, i) => outcomes[i]?.kind !== 'unchanged');
  // A file that is gone, or cannot be read, is for whoever lists the folders.
  if (removed.length === 0 || outcomes.some(({ kind }) => kind === 'failed')) return undefined;
  // Each keeps the id that it has in the index.
  const documents = collected.documents.map((document) => ({
    ...document,
    record: { ...document.record, id: records.find((record) => record?.uri === document.record.uri)?.id ?? '' },
  }));
  const own = outcomes.flatMap((outcome) => (outcome.kind === 'read' ? outcome.problems : []));
  const others = problems.filter(({ file }) => !removed.includes(file));
  return { collected: [{ ...collected, documents }], removed, problems: [...others, ...own] };
}

/** The change as an index to lay over the one it was made in. */
export function layOver(
  { made }: Made,
  { collected, removed, problems }: ChangedFiles,
  spelling: Spelling,
): IndexedCorpus {
  const builder = createIndexBuilder({ spelling });
  for (const each of collected) builder.addCollected(each);
  return { isComplete: false, made: '', change: { onto: made, removed }, data: builder.build(), problems };
}
