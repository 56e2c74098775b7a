import * as v from 'valibot';
import type { SnapshotStore } from '../platform/snapshotStore.js';
import { type PackedCommitments, packCommitments, unpackCommitments } from '../positions/packedCommitments.js';
import type { DocumentReading, SentenceReading } from '../service/readings.js';
import { finishInTurns, type Steps } from '../util/steps.js';

/** Besides the indexes of the same folder, whose names are digests. */
const NAME = 'readings';
/** Read in a moment, and not worth a file. */
const FEWEST_SENTENCES = 5000;
const LINE_END = 10;
const NOTHING = new Uint8Array();

/** By what documents were read. */
export interface ReadBy {
  /** As `LoadedLexicon.digest`. */
  readonly words: string;
  /** Tells one build of the product from another. */
  readonly build: string;
}

/** What the file says of itself, on its first line. */
const Stamp = v.object({
  words: v.string(),
  build: v.string(),
  /** In the order in which their content follows. */
  documents: v.array(
    v.object({ uri: v.string(), fingerprint: v.string(), holder: v.string(), bytes: v.pipe(v.number(), v.integer()) }),
  ),
});
type StampedDocument = v.InferOutput<typeof Stamp>['documents'][number];

/** The content of a document: of each sentence its passage, its span, and how many of the commitments are its own. */
interface Content extends PackedCommitments {
  readonly sentences: readonly (readonly [passage: number, start: number, end: number, count: number])[];
}

/**
 * What was read by the same words and the same build before; nothing otherwise. A document is opened when it is asked for.
 * Never rejects.
 */
export async function readKeptReadings(store: SnapshotStore, by: ReadBy): Promise<readonly DocumentReading[]> {
  const file = await store.read(NAME);
  const stampEnd = file?.indexOf(LINE_END) ?? -1;
  if (file === undefined || stampEnd === -1) return [];
  const stamp = readStamp(file.subarray(0, stampEnd));
  if (stamp === undefined || stamp.words !== by.words || stamp.build !== by.build) return [];
  const strings = new Map<string, string>();
  // Equal keys of different documents as one string, which is compared in one step.
  const intern = (key: string): string => {
    const known = strings.get(key) ?? key;
    strings.set(key, known);
    return known;
  };
  const readings: DocumentReading[] = [];
  let at = stampEnd + 1;
  for (const { bytes, ...document } of stamp.documents) {
    readings.push(openLater(document, file.subarray(at, at + bytes), intern));
    at += bytes;
  }
  return readings;
}

function openLater(
  document: Omit<DocumentReading, 'sentences'>,
  kept: Uint8Array,
  intern: (key: string) => string,
): DocumentReading {
  let content = kept;
  let sentences: readonly SentenceReading[] | undefined;
  return {
    ...document,
    get sentences() {
      sentences ??= openContent(content, intern);
      // The file need not stay in memory for what is open.
      content = NOTHING;
      return sentences;
    },
  };
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

/** Takes away what was kept. */
export function dropReadings(store: SnapshotStore): Promise<void> {
  return store.remove(NAME);
}

/** The parts of the file, a step for each document; `undefined` when they are not worth one. */
function* packReadings(
  { words, build }: ReadBy,
  readings: readonly DocumentReading[],
): Steps<readonly Uint8Array[] | undefined> {
  const encoder = new TextEncoder();
  const documents: StampedDocument[] = [];
  const contents: Uint8Array[] = [];
  let all = 0;
  for (const { sentences, ...document } of readings) {
    const content: Content = {
      sentences: sentences.map(({ passage, sentence, commitments }) => [
        passage,
        sentence.start,
        sentence.end,
        commitments.length,
      ]),
      ...packCommitments(sentences.flatMap(({ commitments }) => commitments)),
    };
    const bytes = encoder.encode(JSON.stringify(content));
    documents.push({ ...document, bytes: bytes.length });
    contents.push(bytes);
    all += sentences.length;
    yield;
  }
  if (all < FEWEST_SENTENCES) return undefined;
  return [encoder.encode(`${JSON.stringify({ words, build, documents })}\n`), ...contents];
}

function readStamp(line: Uint8Array): v.InferOutput<typeof Stamp> | undefined {
  try {
    return v.parse(Stamp, parseJson(line));
  } catch {
    return undefined;
  }
}

function openContent(bytes: Uint8Array, intern: (key: string) => string): readonly SentenceReading[] {
  // As it was written: the store has compared its digest.
  const { sentences, ...packed } = parseJson(bytes) as Content;
  const commitments = unpackCommitments(packed, intern);
  let from = 0;
  return sentences.map(([passage, start, end, count]) => {
    const own = commitments.slice(from, from + count);
    from += count;
    return { passage, sentence: { start, end }, commitments: own };
  });
}

function parseJson(bytes: Uint8Array): unknown {
  // A decoder wants no shared memory in every host.
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes)));
}
