import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './server.js';

/** What a program runs in. */
export interface Surroundings {
  /** The command that runs it, which becomes the program itself; empty when it is run as it is. */
  readonly command: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** As a user runs it. */
export const AT_HOME: Surroundings = { command: [] };

/** Where no network interface is up; `undefined` where this machine cannot make such a place (it takes Linux and `unshare`). */
export function findNowhere(): Surroundings | undefined {
  // Whoever is not root may be root in a namespace of users.
  const commands = ['-n', '-rn'].map((flag) => ['unshare', flag]);
  const command = commands.find(([name = '', ...flags]) => spawnSync(name, [...flags, 'true']).status === 0);
  return command && { command };
}

/** The same surroundings under a trap, which writes into `file`. */
export function trapped({ command, env }: Surroundings, file: string): Surroundings {
  const trap = join(ROOT, 'test', 'support', 'trap.cjs');
  return { command, env: { ...env, NODE_OPTIONS: `--require=${JSON.stringify(trap)}`, TRAP_FILE: file } };
}

/** The same surroundings, in which what is made is as open as the mask leaves it: "022". POSIX only. */
export function masked({ command, env }: Surroundings, mask: string): Surroundings {
  return { command: ['sh', '-c', `umask ${mask}; exec "$@"`, 'sh', ...command], ...(env && { env }) };
}

/** What a trap has seen of a process. */
export interface Trapped {
  /** What it refused, each with the stack of the call. */
  readonly calls: readonly { readonly name: string; readonly thread: number; readonly stack: string }[];
  /** Scripts of the threads that were started; the process itself is none. */
  readonly started: readonly string[];
  /** Scripts of those that had the trap. One that ends as it begins has run neither trap nor script. */
  readonly watched: readonly string[];
}

/** Reads what a trap has written of one process. Fails when the trap was not there. */
export function readTrap(file: string): Trapped {
  if (!existsSync(file)) throw new Error(`No trap was loaded that writes into ${file}.`);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const events = lines.map((line) => JSON.parse(line) as TrapEvent);
  const armed = new Set(events.flatMap(({ kind, thread }) => (kind === 'armed' ? [thread] : [])));
  const started = events.flatMap((event) => (event.kind === 'started' ? [event] : []));
  return {
    calls: events.flatMap((event) => (event.kind === 'call' ? [event] : [])),
    started: started.map(({ script }) => script),
    watched: started.flatMap(({ thread, script }) => (armed.has(thread) ? [script] : [])),
  };
}

/** A line that `trap.cjs` writes. */
type TrapEvent = { readonly thread: number } & (
  | { readonly kind: 'armed' }
  | { readonly kind: 'started'; readonly script: string }
  | { readonly kind: 'call'; readonly name: string; readonly stack: string }
);
