import * as v from 'valibot';
import type { SnapshotStore } from '../platform/snapshotStore.js';
import { createCommitmentPacker } from '../positions/packedCommitments.js';
import type { DocumentReading } from '../service/readings.js';
import { createSentencePacker } from '../service/sentenceReadings.js';
import { finishInTurns, type Steps } from '../util/steps.js';

/** Besides the indexes of the same folder, whose names are digests. */
const NAME = 'readings';
/** Counts up whenever the meaning of what is kept changes. */
const FORMAT = 2;
/** Read in a moment, and not worth a file. */
const FEWEST_SENTENCES = 5000;
const LINE_END = 10;

/** By what documents were read. */
export interface ReadBy {
  /** As `LoadedLexicon.digest`. */
  readonly words: string;
  /** Tells one build of the product from another. */
  readonly build: string;
}

/** What the file says of itself, on its first line. */
const Stamp = v.object({
  format: v.literal(FORMAT),
  words: v.string(),
  build: v.string(),
  /** As `CommitmentPacker.strings`. */
  strings: v.array(v.string()),
  /** In the order in which their readings follow: bytes of the places, then those of the commitments. */
  documents: v.array(
    v.object({
      uri: v.string(),
      fingerprint: v.string(),
      holder: v.string(),
      places: v.pipe(v.number(), v.integer()),
      commitments: v.pipe(v.number(), v.integer()),
    }),
  ),
});
type StampedDocument = v.InferOutput<typeof Stamp>['documents'][number];

/**
 * What was read by the same words and the same build before; nothing otherwise. Nothing of it is unpacked. Never rejects.
 */
export async function readKeptReadings(store: SnapshotStore, by: ReadBy): Promise<readonly DocumentReading[]> {
  const file = await store.read(NAME);
  const stampEnd = file?.indexOf(LINE_END) ?? -1;
  if (file === undefined || stampEnd === -1) return [];
  const stamp = readStamp(file.subarray(0, stampEnd));
  if (stamp === undefined || stamp.words !== by.words || stamp.build !== by.build) return [];
  const packer = createSentencePacker(createCommitmentPacker(stamp.strings));
  let at = stampEnd + 1;
  return stamp.documents.map(({ places, commitments, ...document }): DocumentReading => {
    // A copy: numbers of four bytes may not begin anywhere.
    const numbers = new Int32Array(Uint8Array.from(file.subarray(at, (at += places))).buffer);
    const sentences = packer.open({ places: numbers, commitments: file.subarray(at, (at += commitments)) });
    return { ...document, sentences };
  });
}

/** Keeps what was read for the next start, others going first every 8 ms; little is not kept. Rejects when it cannot be written. */
export async function keepReadings(
  store: SnapshotStore,
  by: ReadBy,
  readings: readonly DocumentReading[],
): Promise<void> {
  const parts = await finishInTurns(packReadings(by, readings));
  return parts === undefined ? store.remove(NAME) : store.write(NAME, parts);
}

/** The parts of the file, a step for each sentence; `undefined` when they are not worth one. */
function* packReadings(
  { words, build }: ReadBy,
  readings: readonly DocumentReading[],
): Steps<readonly Uint8Array[] | undefined> {
  if (readings.reduce((sum, { sentences }) => sum + sentences.length, 0) < FEWEST_SENTENCES) return undefined;
  // Anew: what was read now and what was kept before may be packed with different strings, and some of them are of no use any more.
  const packer = createSentencePacker(createCommitmentPacker());
  const documents: StampedDocument[] = [];
  const contents: Uint8Array[] = [];
  for (const { sentences, ...document } of readings) {
    const repacked = packer.open();
    for (const { passage, sentence, commitments } of sentences) {
      repacked.add(passage, sentence, commitments);
      yield;
    }
    const { places, commitments } = repacked.packed;
    documents.push({ ...document, places: places.byteLength, commitments: commitments.length });
    contents.push(new Uint8Array(places.buffer, places.byteOffset, places.byteLength), commitments);
  }
  const stamp: v.InferInput<typeof Stamp> = { format: FORMAT, words, build, strings: [...packer.strings], documents };
  return [new TextEncoder().encode(`${JSON.stringify(stamp)}\n`), ...contents];
}

function readStamp(line: Uint8Array): v.InferOutput<typeof Stamp> | undefined {
  try {
    // A decoder wants no shared memory in every host.
    return v.parse(Stamp, JSON.parse(new TextDecoder().decode(Uint8Array.from(line))));
  } catch {
    return undefined;
  }
}
