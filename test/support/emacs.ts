import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createHome, findEditor, TIME_LIMIT_MS } from './editorHome.js';

const run = promisify(execFile);
/**
 * Compiling what Debian installs as source would take longer than the tests, in every new home. The client is to complain of
 * a message that LSP does not know.
 */
const EARLY_INIT = `(setq native-comp-deferred-compilation nil native-comp-jit-compilation nil)
(setq eglot-strict-mode '(disallow-unknown-methods))
`;

/** An Emacs that somebody works in, in a home of its own that holds nothing but its configuration and `record`. */
export interface Emacs {
  readonly home: string;
  /** Opens a file by its path, or by its name beside the one that is open. */
  open(file: string): Promise<void>;
  /** Types keys, as `kbd` reads them. */
  type(keys: string): Promise<void>;
  /** Presses one key whose command waits for the server, which typing on would have it give up. */
  press(key: string): Promise<void>;
  /** What Emacs Lisp expressions give, through JSON; `nil` is null. */
  lisp<T>(expressions: string): Promise<T>;
  lines(): Promise<readonly string[]>;
  /** What it has said, one message a line. */
  said(): Promise<string>;
  /** Quits without saving. */
  end(): Promise<void>;
}

/** The keys that type a text of ordinary letters. */
export function keysOf(text: string): string {
  return [...text].map((letter) => (letter === ' ' ? 'SPC' : letter)).join(' ');
}

/** Path of the Emacs that `EMACS` names, else of the one on the PATH; `undefined` when there is none with eglot. */
export function findEmacs(): string | undefined {
  const emacs = findEditor('EMACS', ['emacs']);
  return emacs !== undefined && spawnSync(emacs, ['--batch', '--load', 'eglot']).status === 0 ? emacs : undefined;
}

/** Opens `file` of the home, which holds `files`, in Emacs with a configuration of docs/editors. Whoever starts it ends it. */
export async function startEmacs(
  emacs: string,
  snippet: string,
  files: Readonly<Record<string, string>>,
  file: string,
): Promise<Emacs> {
  const { folder: home, env } = createHome(files, snippet, '.emacs.d/init.el');
  writeFileSync(join(home, '.emacs.d', 'early-init.el'), EARLY_INIT);
  const socket = join(home, 'socket');
  const editor = spawn(emacs, [`--fg-daemon=${socket}`], { cwd: home, env, stdio: 'ignore' });
  const ended = once(editor, 'exit');
  const client = join(emacs, '..', 'emacsclient');
  const evaluate = async (expression: string): Promise<void> => {
    const args = ['--socket-name', socket, '--eval', expression];
    await run(client, args, { cwd: home, env, timeout: 20_000 });
  };
  const inWindow = (expressions: string): string =>
    `(with-selected-window (selected-window) (with-current-buffer (window-buffer) ${expressions}))`;
  // Through a file: what a client prints is Lisp.
  const value = join(home, 'value.json');
  const lisp = async <T>(expressions: string): Promise<T> => {
    rmSync(value, { force: true });
    const encoded = `(json-encode ${inWindow(expressions)})`;
    await evaluate(`(let ((value ${encoded})) (with-temp-file "${value}" (insert value)) nil)`);
    return JSON.parse(readFileSync(value, 'utf8')) as T;
  };
  const type = (keys: string): Promise<void> =>
    evaluate(inWindow(`(execute-kbd-macro (kbd ${JSON.stringify(keys)})) nil`));
  try {
    await listening(() => evaluate("(progn (require 'json) nil)"), editor);
  } catch (error) {
    editor.kill();
    throw error;
  }
  const open = async (name: string): Promise<void> => {
    await type(`C-x C-f ${keysOf(name)} RET`);
    // What checks a buffer begins with the next command.
    await type('M-<');
  };
  await open(join(home, file));
  return {
    home,
    open,
    type,
    press: (key) => evaluate(inWindow(`(call-interactively (key-binding (kbd ${JSON.stringify(key)}))) nil`)),
    lisp,
    lines: async () => (await lisp<string>('(buffer-substring-no-properties (point-min) (point-max))')).split('\n'),
    said: () => lisp('(with-current-buffer "*Messages*" (buffer-string))'),
    async end() {
      await evaluate('(let ((kill-emacs-hook nil)) (eglot-shutdown-all) (kill-emacs))').catch(() => editor.kill());
      await ended;
      rmSync(home, { recursive: true });
    },
  };
}

/** Waits until the daemon answers. */
async function listening(ask: () => Promise<void>, editor: ChildProcess): Promise<void> {
  for (const end = Date.now() + TIME_LIMIT_MS; ; await setTimeout(100)) {
    try {
      return await ask();
    } catch (error) {
      if (editor.exitCode !== null || Date.now() > end) throw error;
    }
  }
}
