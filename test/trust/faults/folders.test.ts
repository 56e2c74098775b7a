import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { injectAll, TIME_LIMIT } from '../../support/faults.js';
import {
  answersOf,
  areRight,
  type ServerProcess,
  settled,
  startProcess,
  writeRecord,
} from '../../support/serverProcess.js';
import { WHOLE } from '../../support/trust.js';

const TRIES = 60;
const WAIT_MS = 400;
/** Of the folder that is gone, or of its files where they were listed before. */
const TOLD = /does not exist or cannot be read|cannot be read\. Check|this folder cannot be read/;

/** How a folder of documents goes away, and comes back. `away`: a place beside it. */
interface Loss {
  readonly name: string;
  readonly within?: (folder: string, away: string) => readonly string[];
  lose(folder: string, away: string, server: ServerProcess): void;
  restore(folder: string, away: string, server: ServerProcess): void;
}

/** Runs something where the server's own mounts are seen. */
function runBeside({ process }: ServerProcess, script: string): void {
  const { status, stderr } = spawnSync('nsenter', ['-m', '-t', String(process.pid), 'sh', '-c', script]);
  if (status !== 0) throw new Error(String(stderr));
}

const RENAMED: Loss = {
  name: 'renamed',
  lose: (folder, away) => renameSync(folder, away),
  restore: (folder, away) => renameSync(away, folder),
};
const DELETED: Loss = {
  name: 'deleted',
  lose(folder, away) {
    cpSync(folder, away, { recursive: true });
    rmSync(folder, { recursive: true });
  },
  restore: (folder, away) => cpSync(away, folder, { recursive: true }),
};
const REPLACED: Loss = {
  name: 'replaced by a file',
  lose(folder, away) {
    renameSync(folder, away);
    writeFileSync(folder, '');
  },
  restore(folder, away) {
    rmSync(folder);
    renameSync(away, folder);
  },
};
const mounting = (folder: string, away: string): string =>
  `mount -t tmpfs tmpfs '${folder}' && cp '${away}'/* '${folder}'`;
const UNMOUNTED: Loss = {
  name: 'unmounted',
  within: (folder, away) => ['unshare', '-m', 'sh', '-c', `${mounting(folder, away)} && exec "$@"`, 'sh'],
  lose: (folder, _, server) => runBeside(server, `umount -l '${folder}'`),
  restore: (folder, away, server) => runBeside(server, mounting(folder, away)),
};
/** The system's administrator alone may mount something. */
const mayMount = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0;
const LOSSES = WHOLE ? [RENAMED, DELETED, REPLACED, ...(mayMount ? [UNMOUNTED] : [])] : [RENAMED];
const FAULTS = LOSSES.flatMap((loss) =>
  (WHOLE ? [0, 50, 500] : [500]).flatMap((after) => [
    { loss, after, isReading: true },
    ...(after > 0 ? [{ loss, after, isReading: false }] : []),
  ]),
);

it(
  'a folder of documents that is gone for a while is told of once, and read again when it is back',
  ({ task }) =>
    injectAll(
      task,
      'folders gone for a while',
      FAULTS,
      ({ loss, after, isReading }) => `${loss.name} ${after} ms after ${isReading ? 'the start' : 'it was read'}`,
      async ({ loss, after, isReading }) => {
        const root = mkdtempSync(join(tmpdir(), 'aide-memoire-gone-'));
        const [folder, away] = [join(root, 'corpus'), join(root, 'away')];
        writeRecord(loss.within === undefined ? folder : away);
        mkdirSync(folder, { recursive: true });
        const within = loss.within?.(folder, away);
        const server = await startProcess({ corpus: [folder], watches: true, ...(within && { within }) });
        try {
          if (!isReading) await settled(server);
          await wait(after);
          loss.lose(folder, away, server);
          await settled(server);
          await answersOf(server);
          await wait(after);
          loss.restore(folder, away, server);
          let isBack = false;
          for (let n = 0; n < TRIES && !isBack; n++) {
            isBack = areRight(await answersOf(server));
            if (!isBack) await wait(WAIT_MS);
          }
          expect(isBack, JSON.stringify(server.client.statuses.at(-1))).toBe(true);
          expect(server.client.statuses.at(-1)?.problems).toEqual([]);
          const told = server.client.logs.filter((message) => TOLD.test(message));
          expect(new Set(told).size, told.join('\n')).toBe(told.length);
        } finally {
          await server.kill();
          rmSync(root, { recursive: true });
        }
      },
    ),
  TIME_LIMIT,
);
