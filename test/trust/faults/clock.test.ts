import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { injectAll, TIME_LIMIT } from '../../support/faults.js';
import { faultsOf, lossesOf, OWN_FILES, OWN_FOLDER, writeBans, writeOwnFiles } from '../../support/ownFiles.js';
import {
  answersOf,
  areRight,
  settled,
  startProcess,
  tellChanged,
  writeLong,
  writeRecord,
} from '../../support/serverProcess.js';
import { WHOLE } from '../../support/trust.js';

const PRELOAD = join(import.meta.dirname, '..', '..', 'support', 'setClock.cjs');
/** Milliseconds by which files seem to be older or newer than they are. */
const DAY = 86_400_000;
const OFF = [-DAY, ...(WHOLE ? [0, DAY] : [])];

it(
  'a clock that is set ahead and back, and files dated by it, change nothing of what is followed, kept and written',
  ({ task }) =>
    injectAll(
      task,
      'clocks set ahead and back',
      OFF,
      (off) => `files dated ${off} ms off`,
      async (off) => {
        const workspace = mkdtempSync(join(tmpdir(), 'aide-memoire-clock-'));
        const [corpus, snapshots] = [join(workspace, 'corpus'), join(workspace, 'kept')];
        mkdirSync(snapshots);
        writeRecord(corpus);
        writeBans(corpus);
        writeOwnFiles(workspace);
        // Its index is kept.
        if (WHOLE) writeLong(corpus);
        const later = join(corpus, 'later.md');
        const date = (): void => {
          const time = new Date(Date.now() + off);
          utimesSync(later, time, time);
        };
        const right = readFileSync(later);
        const start = () => startProcess({ corpus: [corpus], workspace, snapshots, preload: PRELOAD });
        const change = (): void => {
          // As many bytes as before.
          writeFileSync(later, right.toString().replaceAll('binding', 'bounden'));
          date();
        };
        date();
        const server = await start();
        try {
          await settled(server);
          expect(areRight(await answersOf(server))).toBe(true);
          change();
          await tellChanged(server, later);
          expect((await answersOf(server)).hover).not.toContain('Used by 2 documents');
          writeFileSync(later, right);
          date();
          await tellChanged(server, later);
          expect(areRight(await answersOf(server))).toBe(true);
          // Left by a server that ended while it wrote.
          const lock = join(workspace, OWN_FOLDER, '.aide-memoire-departures.yaml.lock');
          writeFileSync(lock, 'another');
          const ahead = new Date(Date.now() + DAY);
          utimesSync(lock, ahead, ahead);
          await Promise.all([0, 1, 2].flatMap((n) => OWN_FILES.map((file) => file.write(server, corpus, n))));
          expect(OWN_FILES.flatMap((file) => faultsOf(file, workspace, [0, 1, 2]))).toEqual([]);
          expect(lossesOf(workspace)).toEqual([]);
        } finally {
          await server.kill();
        }
        change();
        const next = await start();
        try {
          await settled(next);
          expect((await answersOf(next)).hover).not.toContain('Used by 2 documents');
          writeFileSync(later, right);
          await tellChanged(next, later);
          expect(areRight(await answersOf(next))).toBe(true);
        } finally {
          await next.kill();
          rmSync(workspace, { recursive: true });
        }
      },
    ),
  TIME_LIMIT,
);
