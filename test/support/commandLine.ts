import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { CommandResult } from './launch.js';
import { ROOT } from './server.js';

/** What a command is given besides its arguments. */
export interface RunOptions {
  /** Standard input; empty when absent. */
  readonly input?: string;
  /** What differs from a terminal without colours; `undefined` takes a variable away. */
  readonly env?: NodeJS.ProcessEnv;
}

/** A folder of its own, where the bundled program can be run by its name. */
export interface Desk {
  readonly folder: string;
  /** Writes files, with the folders they need. */
  put(files: Readonly<Record<string, string>>): void;
  /** Runs the program to its end. */
  run(args: readonly string[], options?: RunOptions): Promise<CommandResult>;
  /** Has a shell do what somebody types; `aide-memoire` is the program. */
  type(line: string, options?: RunOptions): Promise<CommandResult>;
  /** Takes the folder away. */
  clear(): void;
}

/** Makes such a folder. Whoever makes it takes it away. */
export function createDesk(): Desk {
  const root = mkdtempSync(join(tmpdir(), 'aide-memoire-desk-'));
  const folder = join(root, 'desk');
  const bin = join(root, 'bin');
  const program = join(ROOT, 'dist', 'cli.cjs');
  for (const each of [folder, bin]) mkdirSync(each);
  // As npm gives a program its name.
  symlinkSync(program, join(bin, 'aide-memoire'));

  async function start(command: string, args: readonly string[], { input = '', env }: RunOptions = {}) {
    const { FORCE_COLOR: _, CI: __, NODE_OPTIONS: ___, ...inherited } = process.env;
    const path = [bin, dirname(process.execPath), inherited['PATH']].join(delimiter);
    const child = spawn(command, args, {
      cwd: folder,
      env: { ...inherited, NO_COLOR: '1', PATH: path, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    // Whoever does not read what it is given may end first.
    child.stdin.on('error', () => undefined).end(input);
    const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    return { code: code as number | null, out, err };
  }

  return {
    folder,
    put(files) {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), content);
      }
    },
    run: (args, options) => start(process.execPath, [program, ...args], options),
    type: (line, options) => start('sh', ['-c', line], options),
    clear: () => rmSync(root, { recursive: true, force: true }),
  };
}
