import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { SERVER_PROCESS } from '../../../server/src/api/serverProcess.js';
import { DEFAULT_SETTINGS, type Settings } from '../../../server/src/api/settings.js';
import { createTestClient, type TestClient } from '../../support/client.js';
import { DELEGATION, GROUPS } from './corpus.js';

const TIME_LIMIT_MS = 30 * 60_000;
const SETTLE_STEP_MS = 500;
const SETTLE_STEPS = 30;
/** Steps in a row without a smaller process after which it counts as settled. */
const SETTLED_AFTER = 8;

/** The bundled server over stdio, and a client of it. */
export interface Server {
  readonly client: TestClient;
  /** Milliseconds since it was spawned. */
  age(): number;
  /** Resident memory of the process in bytes. */
  residentBytes(): number;
  /** Resident memory once it has stopped shrinking for four seconds, and after fifteen at most. */
  settledBytes(): Promise<number>;
  /** Milliseconds that the processors have worked for it, all its threads together; `undefined` where the system does not tell. */
  cpuTime(): number | undefined;
  stop(): void;
}

/** What the user has set: a folder of documents and nothing else, and whose wording may be offered besides the delegation's own. */
export function settingsFor(corpus: string, groups: readonly string[]): Partial<Settings> {
  const { limits } = DEFAULT_SETTINGS.corpus;
  return { delegation: DELEGATION, groups, corpus: { bundled: false, folders: [corpus], limits } };
}

/**
 * Starts the server of `dist/`, as an editor does, on a folder of documents and nothing else. `snapshots`: file URI of the folder to keep indexes
 * in; `groups`: whose documents bind besides the delegation's.
 */
export async function startServer(
  dist: string,
  corpus: string,
  snapshots?: string,
  groups: readonly string[] = GROUPS,
): Promise<Server> {
  const began = performance.now();
  const { execArgv, env } = SERVER_PROCESS;
  const server = spawn(process.execPath, [...execArgv, join(dist, 'server.cjs'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const settings = settingsFor(corpus, groups);
  const client = createTestClient(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin), {
    settings,
    timeLimit: TIME_LIMIT_MS,
    initializationOptions: { settings, ...(snapshots === undefined ? {} : { snapshotFolder: snapshots }) },
  });
  await client.start();
  const residentBytes = (): number => residentOf(server);
  return {
    client,
    age: () => performance.now() - began,
    residentBytes,
    async settledBytes() {
      let least = residentBytes();
      for (let step = 0, since = 0; step < SETTLE_STEPS && since < SETTLED_AFTER; step++) {
        await wait(SETTLE_STEP_MS);
        const now = residentBytes();
        since = now < least * 0.99 ? 0 : since + 1;
        least = Math.min(least, now);
      }
      return least;
    },
    cpuTime: () => cpuTimeOf(server),
    stop: () => {
      client.connection.dispose();
      server.kill();
    },
  };
}

/** User and system time from Linux's table of processes, which counts hundredths of a second. */
function cpuTimeOf({ pid }: ChildProcess): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const [, user, system] = /\) \S+(?: \S+){10} (\d+) (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
  return (Number(user) + Number(system)) * 10;
}

function residentOf({ pid }: ChildProcess): number {
  if (process.platform === 'linux') {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  }
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
}
