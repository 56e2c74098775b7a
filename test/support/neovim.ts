import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { findOnPath } from '../vscode/host/chromium.js';
import { ROOT } from './server.js';

const run = promisify(execFile);

/** A Neovim that somebody works in, in a home of its own that holds nothing but its configuration and `record`. */
export interface Neovim {
  readonly home: string;
  /** Types keys, as `:help key-notation` writes them. */
  type(keys: string): Promise<void>;
  /** What Lua statements return, through JSON; Lua's nil is null. */
  lua<T>(statements: string): Promise<T>;
  lines(): Promise<readonly string[]>;
  /** What its language client has logged. */
  log(): string;
  /** Quits without saving. */
  end(): Promise<void>;
}

/** Path of the Neovim that `NEOVIM` names, else of the one on the PATH; `undefined` when there is none. */
export function findNeovim(): string | undefined {
  return process.env.NEOVIM ?? findOnPath(['nvim']);
}

/** Its version: major times 1000 and minor, 0.11 is 11. */
export function versionOf(neovim: string): number {
  const said = execFileSync(neovim, ['--version'], { encoding: 'utf8' });
  const [, major = '', minor = ''] = /^NVIM v(\d+)\.(\d+)/.exec(said) ?? [];
  return Number(major) * 1000 + Number(minor);
}

/** Opens `file` of the home, which holds `files`, in Neovim with the configuration at `snippet`. Whoever starts it ends it. */
export async function startNeovim(
  neovim: string,
  snippet: string,
  files: Readonly<Record<string, string>>,
  file: string,
): Promise<Neovim> {
  const home = mkdtempSync(join(tmpdir(), 'aide-memoire-nvim-'));
  for (const folder of ['.config/nvim', 'bin', 'record']) mkdirSync(join(home, folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home, name), text);
  copyFileSync(snippet, join(home, '.config/nvim/init.lua'));
  installCommand(join(home, 'bin'));
  const socket = join(home, 'socket');
  const env = { HOME: home, PATH: [join(home, 'bin'), process.env.PATH].join(delimiter), LANG: 'C.UTF-8' };
  const editor = spawn(neovim, ['--headless', '--listen', socket, file], { cwd: home, env, stdio: 'ignore' });
  const ended = once(editor, 'exit');
  const remote = async (...args: readonly string[]): Promise<void> => {
    await run(neovim, ['--server', socket, ...args], { cwd: home, env, timeout: 10_000 });
  };
  // Through a file: older ones print a long value in pieces to two streams.
  const value = join(home, 'value.json');
  const lua = async <T>(statements: string): Promise<T> => {
    rmSync(value, { force: true });
    const quoted = `(function() ${statements} end)()`.replaceAll('\n', ' ').replaceAll("'", "''");
    await remote('--remote-expr', `writefile([json_encode(luaeval('${quoted}'))], '${value}')`);
    return JSON.parse(readFileSync(value, 'utf8')) as T;
  };
  return {
    home,
    lua,
    type: (keys) => remote('--remote-send', keys),
    lines: () => lua('return vim.api.nvim_buf_get_lines(0, 0, -1, false)'),
    log: () =>
      readdirSync(home, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('lsp.log'))
        .map((name) => readFileSync(join(home, name), 'utf8'))
        .join(''),
    async end() {
      await remote('--remote-send', '<Esc>:qall!<CR>').catch(() => editor.kill());
      await ended;
      rmSync(home, { recursive: true });
    },
  };
}

/** Puts `aide-memoire` into a folder, as an installation puts it on the PATH. */
function installCommand(folder: string): void {
  const command = join(folder, 'aide-memoire');
  const server = join(ROOT, 'dist', 'server.cjs');
  writeFileSync(command, `#!/bin/sh\n[ "$*" = lsp ] && exec '${process.execPath}' '${server}' --stdio\nexit 2\n`);
  chmodSync(command, 0o755);
}
