import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Part } from './corpus.js';
import type { Measured } from './measured.js';
import { startPings, type Waits } from './pings.js';
import { type Server, startServer } from './server.js';

const QUESTION = 'file:///bench/question.draft.md';
/** A line that the corpus holds must be this long for a phrase of it to be found. */
const LINE = 60;
const STATUS_STEP_MS = 20;
const SNAPSHOT_TIME_LIMIT_MS = 60_000;

/** A server that has read everything, and how that went. */
interface Started {
  readonly server: Server;
  /** Milliseconds from the spawn to the first hover, which was asked for at once. */
  readonly firstAnswer: number;
  /** Milliseconds from the spawn until the whole record was served, mined or not. */
  readonly whole: number;
  /** Milliseconds from the spawn until nothing more was to be done. */
  readonly ready: number;
  readonly waits: Waits;
  /** Whether an index that was not the last one was said to be. */
  readonly partialMarked: boolean;
}

/** Starts the server and asks it something of the record before it can know it. */
export async function startAndAsk(dist: string, part: Part, snapshots?: string): Promise<Started> {
  const server = await startServer(dist, part.folder, snapshots && pathToFileURL(snapshots).href);
  const { client } = server;
  const stopPings = startPings(server);
  const line = lineOf(part);
  client.open(QUESTION, line, 'negotiation-draft');
  // The longest word is no stop-word.
  const [longest] = Array.from(line.matchAll(/\p{L}+/gu)).sort((a, b) => b[0].length - a[0].length);
  const position = { line: 0, character: (longest?.index ?? 0) + 1 };
  const wholeServed = whenWhole(server);
  const hover = await client.connection.sendRequest('textDocument/hover', {
    textDocument: { uri: QUESTION },
    position,
  });
  const firstAnswer = server.age();
  if (hover === null) throw new Error(`The server finds nothing of the corpus in a line of the corpus: ${line}`);
  const atFirst = client.statuses.at(-1);
  const last = await client.whenReady();
  const ready = server.age();
  const partialMarked = atFirst?.state === 'indexing' || atFirst?.revision === last.revision;
  return { server, firstAnswer, whole: await wholeServed, ready, waits: await stopPings(), partialMarked };
}

/** Milliseconds from the spawn until the status tells of documents, and not of a part of them. */
async function whenWhole({ client, age }: Server): Promise<number> {
  for (;;) {
    const status = client.statuses.at(-1);
    if (status !== undefined && status.documents > 0 && status.part === undefined) return age();
    await wait(STATUS_STEP_MS);
  }
}

/** The server with nothing to read: what its process needs by itself, in bytes. */
export async function emptyServerBytes(dist: string, emptyFolder: string): Promise<number> {
  const server = await startServer(dist, emptyFolder);
  await server.client.whenReady();
  const bytes = await server.settledBytes();
  server.stop();
  return bytes;
}

/** A start without a snapshot. Leaves one in `snapshots`. */
export async function measureColdStart(
  dist: string,
  part: Part,
  snapshots: string,
  emptyBytes: number,
): Promise<Measured[]> {
  const { server, firstAnswer, whole, ready, waits, partialMarked } = await startAndAsk(dist, part, snapshots);
  const megabytes = part.bytes / 1e6;
  const kept = await snapshotBytes(snapshots);
  const resident = (await server.settledBytes()) - emptyBytes;
  server.stop();
  return [
    {
      name: 'cold start to the first answer',
      value: firstAnswer / 1000,
      unit: 's',
      remark: 'from a part of the record',
    },
    { name: 'cold start to the whole record', value: whole / 1000, unit: 's' },
    { name: 'cold index, whole record', value: megabytes / (whole / 1000), unit: 'MB/s', least: 8 },
    { name: 'cold start to everything mined', value: ready / 1000, unit: 's' },
    { name: 'cold index, everything mined', value: megabytes / (ready / 1000), unit: 'MB/s' },
    { name: 'partial index said to be partial', value: partialMarked ? 1 : 0, unit: 'share', least: 1 },
    ...describeWaits('cold start', waits),
    ...(kept === undefined
      ? []
      : [
          { name: 'arrays of the index', value: kept / 1e6, unit: 'MB', remark: 'its snapshot on disk' } as const,
          { name: 'arrays against the text', value: kept / part.bytes, unit: 'x', most: 1.2 } as const,
        ]),
    ...describeMemory('cold', resident, part),
  ];
}

/** Describes a start from a snapshot. */
export async function measureWarmStart(
  { server, firstAnswer, ready, waits }: Started,
  part: Part,
  emptyBytes: number,
): Promise<Measured[]> {
  return [
    { name: 'warm start to the first answer', value: firstAnswer / 1000, unit: 's', most: 1.5 },
    { name: 'warm start to all files compared', value: ready / 1000, unit: 's' },
    ...describeWaits('warm start', waits),
    ...describeMemory('warm', (await server.settledBytes()) - emptyBytes, part),
  ];
}

function describeWaits(when: string, { longest, p99, pings, ownLongest }: Waits): Measured[] {
  const remark = `${pings} pings; the benchmark itself was held up ${ownLongest.toFixed(0)} ms at most`;
  return [
    { name: `longest wait, ${when}`, value: longest, unit: 'ms', most: 50, remark },
    { name: `p99 of waits, ${when}`, value: p99, unit: 'ms' },
  ];
}

function describeMemory(when: string, resident: number, part: Part): Measured[] {
  return [
    {
      name: `process, ${when}`,
      value: resident / 1e6,
      unit: 'MB',
      remark: 'above the same server with nothing to read',
    },
    { name: `process against the text, ${when}`, value: resident / part.bytes, unit: 'x', most: 1.2 },
  ];
}

/** A line from the middle of the corpus that is long enough to ask about. */
function lineOf({ files }: Part): string {
  const text = readFileSync(files[files.length >> 1] ?? '', 'utf8');
  const line = text.split('\n').find((each) => each.trim().length > LINE);
  if (line === undefined) throw new Error(`${files[files.length >> 1]} holds no line of ${LINE} characters.`);
  return line.trim();
}

/** Size of the snapshot with its texts once it is written; `undefined` when the corpus is too small for one. */
async function snapshotBytes(folder: string): Promise<number | undefined> {
  for (const began = performance.now(); performance.now() - began < SNAPSHOT_TIME_LIMIT_MS; ) {
    const names = readdirSync(folder);
    if (names.some((name) => /^[0-9a-f]+\.index$/.test(name))) {
      const kept = names.filter((name) => /^[0-9a-f]+(?:-texts)?\.index$/.test(name));
      return kept.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    }
    await wait(200);
  }
  return undefined;
}
