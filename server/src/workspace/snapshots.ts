import * as v from 'valibot';
import type { IndexData } from '../index/indexData.js';
import { recordsOf } from '../index/records.js';
import { readSnapshot, writeSnapshot } from '../index/snapshot.js';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import type { SnapshotStore } from '../platform/snapshotStore.js';
import { digestOf } from '../util/digest.js';
import type { KnownFile } from './loadCorpus.js';

/** An index with all that is needed to tell which of its files have changed since. */
export interface KeptIndex {
  readonly data: IndexData;
  readonly problems: readonly CorpusProblem[];
  readonly files: ReadonlyMap<string, KnownFile>;
}

const Problems = v.array(
  v.object({ file: v.string(), message: v.string(), skipped: v.exactOptional(v.literal(true)) }),
);

/** What a snapshot says of itself. */
const Stamp = v.object({
  folders: v.array(v.string()),
  /** What besides the files the index was made of. */
  words: v.string(),
  problems: Problems,
  files: v.array(
    v.tuple([
      v.string(),
      v.object({ digest: v.string(), terms: v.string(), problems: Problems, holdsDocument: v.boolean() }),
    ]),
  ),
});

/** The index of these folders that was kept, when it was made of the same words; `undefined` otherwise. Never rejects. */
export async function readKept(
  store: SnapshotStore,
  folders: readonly string[],
  words: string,
): Promise<KeptIndex | undefined> {
  const file = await store.read(await nameOf(folders));
  const snapshot = file && readSnapshot(file);
  const stamp = v.safeParse(Stamp, snapshot?.stamp);
  if (snapshot === undefined || !stamp.success || stamp.output.words !== words) return undefined;
  if (stamp.output.folders.join('\n') !== folders.join('\n')) return undefined;
  return { data: snapshot.data, problems: stamp.output.problems, files: new Map(stamp.output.files) };
}

/** Keeps the index for the next start. Nothing is kept of a corpus that holds a restricted document. */
export async function keep(
  store: SnapshotStore,
  folders: readonly string[],
  words: string,
  { data, problems, files }: KeptIndex,
): Promise<void> {
  const name = await nameOf(folders);
  if (recordsOf(data.documents).some(({ metadata }) => metadata.handling === 'restricted')) return store.remove(name);
  const stamp: v.InferInput<typeof Stamp> = {
    folders: [...folders],
    words,
    problems: [...problems],
    files: [...files].map(([uri, file]) => [uri, { ...file, problems: [...file.problems] }]),
  };
  return store.write(name, writeSnapshot(data, stamp));
}

async function nameOf(folders: readonly string[]): Promise<string> {
  return (await digestOf(folders.join('\n'))).slice(0, 16);
}
