import {
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  watch,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSnapshotStore } from '../../../server/src/node/snapshotStore.js';
import { createRandom, pick } from '../../bench/scale/random.js';
import { injectAll, TIME_LIMIT } from '../../support/faults.js';
import { corpusFile } from '../../support/files.js';
import { leftIn } from '../../support/ownFiles.js';
import {
  answersOf,
  areRight,
  type ServerProcess,
  settled,
  startProcess,
  tellChanged,
  writeLong,
  writeRecord,
} from '../../support/serverProcess.js';
import { tries, WHOLE } from '../../support/trust.js';

/** Bytes from one damage to the next. */
const STEP = tries(64, 1) * 1024;
const STARTS = tries(1, 24);
const SEED = 3;
/** Seeds. */
const KILLS = Array.from({ length: 10 }, (_, n) => n + 1);
const WAIT_MS = 100;

interface Damage {
  /** Name of the snapshot. */
  readonly name: string;
  readonly how: 'cut short' | 'changed in one bit';
  /** Byte. */
  readonly at: number;
}

const nameOf = ({ name, how, at }: Damage): string => `${name} ${how} at ${at}, seed ${SEED}`;

describe('what was kept of the record', () => {
  let root = '';
  let corpus = '';
  /** The folder as a server has left it. */
  let kept = '';
  let names: readonly string[] = [];

  const start = (snapshots: string): Promise<ServerProcess> => startProcess({ corpus: [corpus], snapshots });
  const fileIn = (folder: string, name: string): string => join(folder, `${name}.index`);

  /** A copy of the folder, with one of its files damaged. */
  function damaged({ name, how, at }: Damage): string {
    const folder = mkdtempSync(join(root, 'damaged-'));
    cpSync(kept, folder, { recursive: true });
    damage(fileIn(folder, name), how, at);
    return folder;
  }

  /** Every step of every file, changed first and then cut from the end on: so one copy can be damaged in all these ways. */
  function allDamages(): readonly Damage[] {
    return names.flatMap((name) => {
      const { size } = statSync(fileIn(kept, name));
      const steps = Array.from({ length: Math.ceil(size / STEP) }, (_, n) => n * STEP);
      return [
        ...steps.map((at): Damage => ({ name, how: 'changed in one bit', at })),
        ...steps.toReversed().map((at): Damage => ({ name, how: 'cut short', at })),
      ];
    });
  }

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'aide-memoire-kept-'));
    [corpus, kept] = [join(root, 'corpus'), join(root, 'kept')];
    writeRecord(corpus);
    writeLong(corpus);
    // So many sentences that their readings are kept.
    const short = Array.from({ length: 3000 }, (_, n) => `${n + 1}. We note x${n} and y${n}. We note z${n}.`);
    if (WHOLE) writeFileSync(join(corpus, 'short.md'), corpusFile('Pakistan', '2020-02-02', short.join('\n\n')));
    const server = await start(kept);
    try {
      await settled(server);
      await answersOf(server);
      const wanted = WHOLE ? 3 : 2;
      for (let n = 0; n < 600 && names.length < wanted; n++) {
        await wait(WAIT_MS);
        names = readdirSync(kept, { encoding: 'utf8' }).flatMap((file) => /^(.*)\.index$/.exec(file)?.[1] ?? []);
      }
      if (names.length < wanted) throw new Error(`only ${names.join()} were kept`);
    } finally {
      await server.kill();
    }
  }, TIME_LIMIT);
  afterAll(() => rmSync(root, { recursive: true }));

  it(
    'is refused wherever it is damaged',
    async ({ task }) => {
      const folder = mkdtempSync(join(root, 'one-'));
      cpSync(kept, folder, { recursive: true });
      const store = createSnapshotStore(folder);
      for (const name of names) expect(await store.read(name)).toBeDefined();
      await injectAll(task, 'kept indexes damaged', allDamages(), nameOf, async ({ name, how, at }) => {
        const file = fileIn(folder, name);
        damage(file, how, at);
        expect(await store.read(name)).toBeUndefined();
        expect(await store.inPlace?.digestOf(name)).toBeUndefined();
        // Changing the bit again mends it.
        if (how === 'changed in one bit') damage(file, how, at);
      });
    },
    TIME_LIMIT,
  );

  it(
    'is made anew by a server that finds it damaged, and its answers are right',
    async ({ task }) => {
      const random = createRandom(SEED);
      const damages = allDamages();
      const chosen = Array.from({ length: STARTS }, () => pick(damages, random));
      await injectAll(task, 'servers started on a damaged index', chosen, nameOf, async (each) => {
        const server = await start(damaged(each));
        try {
          const { state, problems } = await settled(server);
          expect([state, ...problems]).toEqual(['ready']);
          expect(areRight(await answersOf(server))).toBe(true);
        } finally {
          await server.kill();
        }
      });
    },
    TIME_LIMIT,
  );

  it.runIf(WHOLE)(
    'is whole or not there where its writer is killed, and the next one takes away what was left',
    ({ task }) =>
      injectAll(task, 'servers killed while they kept an index', KILLS, String, async (seed) => {
        const random = createRandom(seed);
        const folder = mkdtempSync(join(root, 'killed-'));
        const added = join(corpus, 'new.md');
        const killed = await start(folder);
        const events = 1 + Math.floor(random() * 6);
        let seen = 0;
        await new Promise<void>((resolve) => {
          const watcher = watch(folder, () => {
            if (++seen !== events) return;
            watcher.close();
            void wait(random() * 10).then(resolve);
          });
        });
        await killed.kill();
        for (const name of leftIn(folder)) utimesSync(join(folder, name), 0, 0);
        const next = await start(folder);
        try {
          await settled(next);
          expect(areRight(await answersOf(next))).toBe(true);
          writeFileSync(added, `1. New ${seed}.\n`);
          await tellChanged(next, added);
          const isTidy = async (): Promise<boolean> => {
            for (let n = 0; n < 600 && leftIn(folder).length > 0; n++) await wait(WAIT_MS);
            return leftIn(folder).length === 0;
          };
          expect(await isTidy()).toBe(true);
        } finally {
          await next.kill();
          // What was kept at first is of the record without it.
          rmSync(added, { force: true });
        }
      }),
    TIME_LIMIT,
  );

  it.runIf(WHOLE)(
    'that is damaged while it is served is made anew with the next change',
    async ({ task }) => {
      const texts = names.filter((name) => name.includes('texts'));
      const damages = texts.flatMap((name): Damage[] => [
        { name, how: 'cut short', at: 0 },
        { name, how: 'cut short', at: STEP },
      ]);
      await injectAll(task, 'kept texts damaged under a server', damages, nameOf, async (each) => {
        const folder = mkdtempSync(join(root, 'served-'));
        cpSync(kept, folder, { recursive: true });
        const server = await start(folder);
        try {
          await settled(server);
          damage(fileIn(folder, each.name), each.how, each.at);
          await answersOf(server).catch((error: Error) => expect(error.message).toMatch(/could not show|could not/));
          await tellChanged(server, corpus);
          expect(areRight(await answersOf(server))).toBe(true);
        } finally {
          await server.kill();
        }
      });
    },
    TIME_LIMIT,
  );
});

function damage(path: string, how: Damage['how'], at: number): void {
  if (how === 'cut short') return truncateSync(path, at);
  const file = openSync(path, 'r+');
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, at);
  byte[0] = (byte[0] ?? 0) ^ 1;
  writeSync(file, byte, 0, 1, at);
  closeSync(file);
}
