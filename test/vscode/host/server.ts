import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { InstalledHost } from './install.js';

const START_LIMIT_MS = 60_000;

/** User settings under which every headless session starts: nothing saves, updates or asks by itself. */
const QUIET_SETTINGS = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'files.simpleDialog.enable': true,
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'security.workspace.trust.enabled': false,
  'task.autoDetect': 'off',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** A workspace is not trusted until the user says so in the editor of trust; nothing asks before. */
const ASKING_SETTINGS = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.banner': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.untrustedFiles': 'open',
};

/** A running VS Code server. */
export interface RunningServer {
  /** Host and port it answers on. */
  readonly authority: string;
  /** All that it has written so far. */
  readonly output: () => string;
  /** Ends it with everything it started and removes its files. */
  readonly stop: () => Promise<void>;
}

/** What differs between sessions. */
export interface ServerOptions {
  /** User settings on top of the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Settings that only the machine on which the extension runs may have. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** Whether workspaces have to be trusted first; every one is when absent. */
  readonly asksTrust?: boolean;
  /** Environment of the extension host on top of this process's. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts VS Code's server on a free local port with a user profile of its own; resolves once it answers. */
export async function startServer(host: InstalledHost, options: ServerOptions = {}): Promise<RunningServer> {
  const home = mkdtempSync(path.join(tmpdir(), 'aide-memoire-vscode-'));
  const user = path.join(home, 'user-data', 'User');
  mkdirSync(user, { recursive: true });
  // Written before the start: the workbench reads them only once.
  const trust = options.asksTrust === true ? ASKING_SETTINGS : {};
  const settings = { ...QUIET_SETTINGS, ...trust, ...options.settings };
  writeFileSync(path.join(user, 'settings.json'), JSON.stringify(settings));
  const machine = path.join(home, 'user-data', 'Machine');
  mkdirSync(machine);
  writeFileSync(path.join(machine, 'settings.json'), JSON.stringify(options.machineSettings ?? {}));
  const authority = `127.0.0.1:${await freePort()}`;
  const server = spawn(host.node, argumentsFor(host, authority, home, options), {
    env: environment(home, options.env ?? {}),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that the extension host ends with it.
    detached: true,
  });
  let output = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const stop = async () => {
    await endGroup(server);
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    await untilItAnswers(server, authority);
  } catch (error) {
    await stop();
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${output}`, { cause: error });
  }
  return { authority, output: () => output, stop };
}

function argumentsFor(
  host: InstalledHost,
  authority: string,
  home: string,
  { asksTrust = false }: ServerOptions,
): string[] {
  const [name = '', port = ''] = authority.split(':');
  return [
    path.join(host.vscode, 'out/server-main.js'),
    ...['--host', name, '--port', port, '--without-connection-token', '--accept-server-license-terms'],
    // Without the driver the workbench ignores the extension and test paths of its address.
    '--enable-smoke-test-driver',
    ...['--disable-telemetry', '--telemetry-level', 'off', ...(asksTrust ? [] : ['--disable-workspace-trust'])],
    ...['--server-data-dir', path.join(home, 'server-data')],
    ...['--user-data-dir', path.join(home, 'user-data'), '--extensions-dir', path.join(home, 'extensions')],
  ];
}

function environment(home: string, extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const unwanted = ['PORT', 'NODE_OPTIONS', 'VSCODE_IPC_HOOK_CLI', 'VSCODE_DEV', 'ELECTRON_RUN_AS_NODE'];
  const inherited = Object.entries(process.env).filter(([name]) => !unwanted.includes(name));
  return { ...Object.fromEntries(inherited), TMPDIR: home, XDG_RUNTIME_DIR: home, ...extra };
}

async function untilItAnswers(server: ChildProcess, authority: string): Promise<void> {
  for (const limit = Date.now() + START_LIMIT_MS; Date.now() < limit; await wait(100)) {
    if (hasEnded(server)) throw new Error('The VS Code server ended at once.');
    const answer = await fetch(`http://${authority}/`).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error(`The VS Code server did not answer within ${START_LIMIT_MS / 1000} seconds.`);
}

async function endGroup(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || hasEnded(server)) return;
  const ended = once(server, 'exit');
  const { pid } = server;
  process.kill(-pid, 'SIGTERM');
  const force = setTimeout(() => process.kill(-pid, 'SIGKILL'), 5000);
  await ended;
  clearTimeout(force);
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
