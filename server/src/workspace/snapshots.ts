import * as v from 'valibot';
import type { OpenTexts } from '../index/documentText.js';
import type { IndexData, TextData } from '../index/indexData.js';
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
  const { data } = snapshot;
  const { inPlace } = data.texts;
  if (inPlace !== undefined && (await store.inPlace?.digestOf(inPlace.name)) !== inPlace.digest) return undefined;
  return { data, problems: stamp.output.problems, files: new Map(stamp.output.files) };
}

/**
 * The texts of an index that is to be kept, from now on in a snapshot of their own where the store allows that: they are its
 * largest part, and few of them are looked at. `before`: the index that the store holds. Rejects when they cannot be written.
 */
export async function leaveTexts(
  store: SnapshotStore,
  folders: readonly string[],
  { texts }: IndexData,
  before: IndexData | undefined,
): Promise<TextData> {
  if (store.inPlace === undefined) return texts;
  const names = textNamesOf(await nameOf(folders));
  // Those before stay until the index that goes with these is kept.
  const name = names.find((each) => each !== before?.texts.inPlace?.name) ?? '';
  await store.write(name, [texts.bytes]);
  const digest = await store.inPlace.digestOf(name);
  return digest === undefined ? texts : { bytes: new Uint8Array(), offsets: texts.offsets, inPlace: { name, digest } };
}

/** Keeps the index for the next start. Nothing is to be kept of a corpus that holds a restricted document. */
export async function keep(
  store: SnapshotStore,
  folders: readonly string[],
  words: string,
  { data, problems, files }: KeptIndex,
): Promise<void> {
  const name = await nameOf(folders);
  const stamp: v.InferInput<typeof Stamp> = {
    folders: [...folders],
    words,
    problems: [...problems],
    files: [...files].map(([uri, file]) => [uri, { ...file, problems: [...file.problems] }]),
  };
  await store.write(name, writeSnapshot(data, stamp));
  for (const each of textNamesOf(name)) if (each !== data.texts.inPlace?.name) await store.remove(each);
}

/** Whether an index of these folders is kept there and whole. */
export async function isKept(store: SnapshotStore, folders: readonly string[]): Promise<boolean> {
  const name = await nameOf(folders);
  return (await (store.inPlace?.digestOf(name) ?? store.read(name))) !== undefined;
}

/** Opens the texts of an index that was kept there. */
export function textsIn(store: SnapshotStore | undefined): OpenTexts {
  return ({ name, digest }) => store?.inPlace?.open(name, digest);
}

async function nameOf(folders: readonly string[]): Promise<string> {
  return (await digestOf(folders.join('\n'))).slice(0, 16);
}

/** Of the texts that go with an index: those that are kept and those that are being written. */
function textNamesOf(name: string): readonly [string, string] {
  return [`${name}-texts`, `${name}-texts-2`];
}

/** Whether any of the documents may be read by few only. */
export function holdsRestricted({ documents }: IndexData): boolean {
  return recordsOf(documents).some(({ metadata }) => metadata.handling === 'restricted');
}
