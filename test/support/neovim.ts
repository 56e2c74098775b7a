import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createHome, findEditor } from './editorHome.js';

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
  return findEditor('NEOVIM', ['nvim']);
}

/** Its version: major times 1000 and minor, 0.11 is 11. */
export function versionOf(neovim: string): number {
  const said = execFileSync(neovim, ['--version'], { encoding: 'utf8' });
  const [, major = '', minor = ''] = /^NVIM v(\d+)\.(\d+)/.exec(said) ?? [];
  return Number(major) * 1000 + Number(minor);
}

/** Opens `file` of the home, which holds `files`, in Neovim with a configuration of docs/editors. Whoever starts it ends it. */
export async function startNeovim(
  neovim: string,
  snippet: string,
  files: Readonly<Record<string, string>>,
  file: string,
): Promise<Neovim> {
  const { folder: home, env } = createHome(files, snippet, '.config/nvim/init.lua');
  const socket = join(home, 'socket');
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
