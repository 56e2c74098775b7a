import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { findOnPath } from '../vscode/host/chromium.js';
import { corpusFile } from './files.js';

const ROOT = join(import.meta.dirname, '..', '..');

/** A home that holds nothing but an editor's configuration, `record` and drafts, with `aide-memoire` on the PATH. */
export interface EditorHome {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Path of the editor that the variable names, else of the first of the commands on the PATH; `undefined` when there is none. */
export function findEditor(variable: string, commands: readonly string[]): string | undefined {
  const named = process.env[variable];
  return named === undefined || named === '' ? findOnPath(commands) : named;
}

/** A home with these files, whose configuration at `place` is that of docs/editors. Whoever makes it removes it. */
export function createHome(files: Readonly<Record<string, string>>, snippet: string, place: string): EditorHome {
  // Sockets lie in it: its path must be short.
  const folder = mkdtempSync(join(tmpdir(), 'aide-memoire-'));
  const inHome = (name: string): string => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    return join(folder, name);
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(inHome(name), text);
  copyFileSync(join(ROOT, 'docs', 'editors', snippet), inHome(place));
  installCommand(inHome('bin/aide-memoire'));
  const env = { HOME: folder, PATH: [join(folder, 'bin'), process.env.PATH].join(delimiter), LANG: 'C.UTF-8' };
  return { folder, env };
}

/** Writes `aide-memoire`, as an installation puts it on the PATH. */
function installCommand(command: string): void {
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, 'dist', 'cli.cjs')}' "$@"\n`);
  chmodSync(command, 0o755);
}

/** What the record of an editor's home says. */
export const LINE = 'Pakistan supports a legally binding treaty on outer space.';
export const MUST = 'States must refrain from placing weapons in outer space.';
export const HYPHENED = 'Pakistan attaches importance to the non-discriminatory application of nuclear safeguards.';
/** What is written instead of `MUST`. */
export const SHOULD = MUST.replace('must', 'should');
/** The lines of `paper.draft.md`. */
export const DRAFT = [
  'Pakistan opposes a legally binding treaty on outer space.',
  '',
  `“Smørrebrød” 𝒳: ${SHOULD}`,
  '',
] as const;
/** What an editor's home holds beside its configuration. */
export const FILES = {
  'record/line.md': corpusFile('Pakistan', '2021-12-13', `1. ${LINE} ${MUST} ${HYPHENED}`),
  'paper.draft.md': DRAFT.join('\n'),
  'notes.txt': `${SHOULD}\n`,
};
/** Milliseconds after which an editor that does not show what is looked for never will. */
export const TIME_LIMIT_MS = 15_000;
