import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { injectAll, TIME_LIMIT } from '../../support/faults.js';
import {
  answersOf,
  areRight,
  type ServerProcess,
  type ServerStart,
  settled,
  startProcess,
  tellChanged,
  writeLong,
  writeRecord,
} from '../../support/serverProcess.js';
import { WHOLE } from '../../support/trust.js';

const PRELOAD = join(import.meta.dirname, '..', '..', 'support', 'faultyThreads.cjs');
/** What a thread has to do, and what is said once it cannot be done at all. */
interface Kind {
  readonly thread: string;
  /** Writes what the thread is needed for. */
  readonly write?: (folder: string) => void;
  readonly start?: Partial<ServerStart>;
  readonly told: RegExp;
  /** Whether others go on when it never answers. */
  readonly isWatched: boolean;
}

const KINDS: readonly Kind[] = [
  { thread: 'indexer', told: /^The corpus could not be read: /, isWatched: false },
  {
    thread: 'batchWorker',
    write(folder) {
      for (let n = 0; n < 64; n++) writeFileSync(join(folder, `note-${n}.md`), `1. Note ${n} speaks of item ${n}.\n`);
    },
    told: /: skipped: reading it broke off\./,
    isWatched: false,
  },
  {
    thread: 'readerWorker',
    write: (folder) => writeFileSync(join(folder, 'page.html'), '<p>1. We regret the absence of consensus.</p>'),
    start: { limits: { secondsPerFile: 10 } },
    told: /^page.html: skipped: /,
    isWatched: true,
  },
  {
    thread: 'miner',
    write: writeLong,
    told: /^The corpus could not be read: /,
    isWatched: true,
  },
  { thread: 'judgeWorker', start: { judge: 'rules+judge' }, told: /^the rules decide alone: /, isWatched: true },
];
const HOWS = ['ended', 'thrown', 'memory', 'silent'] as const;
type How = (typeof HOWS)[number];

interface Fault {
  readonly kind: Kind;
  readonly how: How;
}

const nameOf = ({ kind, how }: Fault): string => `${kind.thread} ${how}`;
const ALL: readonly Fault[] = KINDS.flatMap((kind) => HOWS.map((how) => ({ kind, how })));

/** A thread that is out of memory is the reader's way to refuse a file; of one that is silent nobody can tell that it will stay so. */
const isHealedAtOnce = ({ kind: { thread }, how }: Fault): boolean =>
  how !== 'silent' && !(thread === 'readerWorker' && how === 'memory');

/** Of all faults those that are meant, in the short cut only some of them. */
function chosen(isMeant: (fault: Fault) => boolean, ...short: readonly string[]): readonly Fault[] {
  return ALL.filter((fault) => isMeant(fault) && (WHOLE || short.includes(nameOf(fault))));
}

/** Lets a server run whose threads of a kind are spoiled so many times; `heal` ends that. */
async function withFault(
  { kind: { thread, write, start }, how }: Fault,
  times: number,
  work: (server: ServerProcess, heal: () => string) => Promise<void>,
): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'aide-memoire-threads-'));
  const [corpus, left] = [join(root, 'corpus'), join(root, 'left')];
  writeRecord(corpus);
  write?.(corpus);
  writeFileSync(left, 'x'.repeat(times));
  const env = { FAULTY_THREAD: `${thread}.cjs`, FAULTY_HOW: how, FAULTY_LEFT: left };
  const server = await startProcess({ corpus: [corpus], preload: PRELOAD, env, ...start });
  try {
    await work(server, () => {
      truncateSync(left);
      return corpus;
    });
  } finally {
    await server.kill();
    rmSync(root, { recursive: true });
  }
}

/** How often something was said of the fault: in the log, where each is written once. */
const timesTold = ({ client }: ServerProcess, { told }: Kind): number =>
  client.logs.filter((message) => told.test(message)).length;

describe('a thread of the server', () => {
  it(
    'that ends is replaced, and nobody notices',
    ({ task }) =>
      injectAll(
        task,
        'threads that ended',
        chosen(isHealedAtOnce, 'indexer ended', 'batchWorker thrown'),
        nameOf,
        (fault) =>
          withFault(fault, 1, async (server) => {
            const { state, problems } = await settled(server);
            expect([state, ...problems]).toEqual(['ready']);
            const answers = await answersOf(server);
            expect(areRight(answers), JSON.stringify(answers)).toBe(true);
          }),
      ),
    TIME_LIMIT,
  );

  it(
    'that ends again and again is told of once, and the next change heals it',
    ({ task }) =>
      injectAll(
        task,
        'threads that ended again and again',
        chosen(({ how }) => how === 'ended' || how === 'thrown', 'indexer ended'),
        nameOf,
        (fault) =>
          withFault(fault, 1000, async (server, heal) => {
            const { client } = server;
            // Refused in words where there is no record yet.
            const ask = () =>
              answersOf(server).catch((error: Error) => expect(error.message).toMatch(/^The corpus could not/));
            await ask();
            const told = await client.until('words about it', () => timesTold(server, fault.kind) || undefined);
            await ask();
            expect(timesTold(server, fault.kind)).toBe(told);
            expect(new Set(client.logs).size).toBe(client.logs.length);
            await tellChanged(server, heal());
            expect(areRight(await answersOf(server))).toBe(true);
            await client.until(
              'the end of what was told',
              () => client.statuses.at(-1)?.problems.length === 0 || undefined,
            );
          }),
      ),
    TIME_LIMIT,
  );

  it(
    'that never answers takes nothing from the draft but its own work, and the next change heals it',
    ({ task }) =>
      injectAll(
        task,
        'threads that never answered',
        chosen(({ how, kind }) => how === 'silent' && kind.isWatched, 'judgeWorker silent'),
        nameOf,
        (fault) =>
          withFault(fault, 1, async (server, heal) => {
            const { hover, findings } = await answersOf(server);
            expect([hover, ...findings].join()).toMatch(/Used by 2 documents.*position-conflict/s);
            await tellChanged(server, heal());
            expect(areRight(await answersOf(server))).toBe(true);
            expect(server.client.statuses.at(-1)?.problems).toEqual([]);
          }),
      ),
    TIME_LIMIT,
  );
});
