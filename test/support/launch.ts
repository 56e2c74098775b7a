import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import {
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { type ClientOptions, createTestClient, type TestClient } from './client.js';
import { ROOT } from './server.js';
import type { Surroundings } from './surroundings.js';

/** How an editor speaks with the server. */
export type Transport = '--stdio' | '--node-ipc';

/** The bundled server in a process of its own. */
export interface LaunchedServer {
  readonly client: TestClient;
  /** Tells it to end, as an editor does; the code that it ends with. */
  end(): Promise<number | null>;
  /** Ends it at once, if it has not ended. */
  kill(): void;
}

/** What a run of the bundled program gave. */
export interface CommandResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts `dist/server.cjs` in a folder. Whoever starts it ends it. */
export function launchServer(
  transport: Transport,
  cwd: string,
  surroundings: Surroundings,
  options: ClientOptions,
): LaunchedServer {
  return clientOf(start(['server.cjs', transport], cwd, surroundings, transport === '--node-ipc'), options);
}

/** As `launchServer`, through the command that any editor can start. */
export function launchLsp(cwd: string, surroundings: Surroundings, options: ClientOptions): LaunchedServer {
  return clientOf(start(['cli.cjs', 'lsp'], cwd, surroundings, false), options);
}

function clientOf(server: ChildProcess, options: ClientOptions): LaunchedServer {
  const { stdin, stdout } = server;
  const client =
    stdin === null || stdout === null
      ? createTestClient(new IPCMessageReader(server), new IPCMessageWriter(server), options)
      : createTestClient(new StreamMessageReader(stdout), new StreamMessageWriter(stdin), options);
  return {
    client,
    async end() {
      const ended = once(server, 'exit');
      await client.connection.sendRequest('shutdown');
      await client.connection.sendNotification('exit');
      const [code] = (await ended) as [number | null];
      return code;
    },
    kill: () => void server.kill('SIGKILL'),
  };
}

/** Runs `dist/cli.cjs` in a folder to its end. `input`: what it reads. */
export async function runCommand(
  args: readonly string[],
  cwd: string,
  surroundings: Surroundings,
  input = '',
): Promise<CommandResult> {
  const child = start(['cli.cjs', ...args], cwd, surroundings, false);
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null) throw new Error('The program has no streams.');
  stdin.end(input);
  const [out, err, [code]] = await Promise.all([text(stdout), text(stderr), once(child, 'close')]);
  return { code: code as number | null, out, err };
}

function start(
  [bundle = '', ...args]: readonly string[],
  cwd: string,
  { command, env }: Surroundings,
  overIpc: boolean,
): ChildProcess {
  const { FORCE_COLOR: _, NODE_OPTIONS: __, ...inherited } = process.env;
  const [name = '', ...rest] = [...command, process.execPath, join(ROOT, 'dist', bundle), ...args];
  return spawn(name, rest, {
    cwd,
    env: { ...inherited, NO_COLOR: '1', ...env },
    stdio: overIpc ? ['ignore', 'ignore', 'inherit', 'ipc'] : ['pipe', 'pipe', 'pipe'],
  });
}
