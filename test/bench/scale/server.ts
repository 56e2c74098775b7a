import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { SERVER_PROCESS } from '../../../server/src/api/serverProcess.js';
import { DEFAULT_SETTINGS, type Settings } from '../../../server/src/api/settings.js';
import { type ClientOptions, createTestClient, type TestClient } from '../../support/client.js';
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
  /** Begins to measure how long it takes to answer; the answer ends it. */
  measure(): () => Elapsed;
  stop(): void;
}

/** How long an answer took, in milliseconds. */
export interface Elapsed {
  readonly all: number;
  /**
   * Without what the threads of asker and server waited for a processor, which others had; what the server's worked meanwhile
   * at least. As `all` where the system does not tell.
   */
  readonly served: number;
}

/** What the user has set: a folder of documents and nothing else, and whose wording may be offered besides the delegation's own. */
export function settingsFor(corpus: string, groups: readonly string[]): Partial<Settings> {
  const { limits } = DEFAULT_SETTINGS.corpus;
  return { delegation: DELEGATION, groups, corpus: { bundled: false, folders: [corpus], server: '', limits } };
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
  const settings = settingsFor(corpus, groups);
  return spawnServer(dist, {
    settings,
    initializationOptions: { settings, ...(snapshots === undefined ? {} : { snapshotFolder: snapshots }) },
  });
}

/** Starts the server of `dist/`, as an editor does, for a client with these options; `surroundings`: what differs in its environment. */
export async function spawnServer(
  dist: string,
  options: ClientOptions,
  surroundings: NodeJS.ProcessEnv = {},
): Promise<Server> {
  const began = performance.now();
  const { execArgv, env } = SERVER_PROCESS;
  const server = spawn(process.execPath, [...execArgv, join(dist, 'server.cjs'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env, ...surroundings },
  });
  const client = createTestClient(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin), {
    timeLimit: TIME_LIMIT_MS,
    ...options,
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
    measure: () => measureServed(server.pid ?? 0),
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

function measureServed(pid: number): () => Elapsed {
  const begun = [performance.now(), threadTimes(pid), threadTimes(process.pid)] as const;
  return () => {
    const all = performance.now() - begun[0];
    const [server, own] = [threadTimes(pid), threadTimes(process.pid)];
    if (server === undefined || own === undefined) return { all, served: all };
    const waited = server.waited - (begun[1]?.waited ?? 0) + own.waited - (begun[2]?.waited ?? 0);
    return { all, served: Math.max(all - waited, server.worked - (begun[1]?.worked ?? 0)) };
  };
}

/** Milliseconds that a process's main thread has had a processor, and has waited for one: from Linux's scheduler. */
function threadTimes(pid: number): { readonly worked: number; readonly waited: number } | undefined {
  if (process.platform !== 'linux') return undefined;
  const [worked, waited] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ').map(Number);
  return { worked: (worked ?? 0) / 1e6, waited: (waited ?? 0) / 1e6 };
}

function residentOf({ pid }: ChildProcess): number {
  if (process.platform === 'linux') {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  }
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
}
