import { fileURLToPath } from 'node:url';
import { DIRECTIONS } from '../api/directions.js';
import { colors } from './colors.js';

/** Where a command writes: a line at a time, without its line break. */
export interface Terminal {
  out(line: string): void;
  /** For messages: control characters in them are made visible. */
  err(line: string): void;
  /** Columns to wrap at. */
  readonly width: number;
}

/** The exit code of a command that could not do what was asked of it. */
export const BAD_USE = 2;

/** The process's own terminal, or whatever its output is sent to. */
export function createTerminal(): Terminal {
  return {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${withoutControls(line)}\n`),
    width: Math.min(process.stdout.columns ?? 100, 110),
  };
}

/** `text` in lines of at most `width` columns, each behind `indent`; words longer than a line stay whole. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}

/** A severity in its colour, where the terminal has colours. */
export function paintSeverity(severity: string): string {
  const paint = severity === 'error' ? colors.red : severity === 'warning' ? colors.yellow : colors.cyan;
  return paint(severity);
}

const CONTROLS = new RegExp(`[^\\P{Cc}\\t\\n]|[${DIRECTIONS}]`, 'gu');

/** Control characters of a text made visible, so that no document can drive the terminal. */
export function withoutControls(text: string): string {
  return text.replace(CONTROLS, '\ufffd');
}

/** `value` as JSON, indented unless `indent` is 0, whose control characters are all written as escapes. */
export function safeJson(value: unknown, indent = 2): string {
  return JSON.stringify(value, undefined, indent).replace(
    CONTROLS,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Tells of files that could not be used. */
export function printProblems(
  problems: readonly { readonly file: string; readonly message: string }[],
  terminal: Terminal,
): void {
  for (const { file, message } of problems) {
    const path = file.startsWith('file:') ? fileURLToPath(file) : file;
    terminal.err(`${message} (${path})`);
  }
}

/** Prints what a reader should know of an answer. */
export function printRemarks(remarks: readonly string[], terminal: Terminal): void {
  for (const remark of remarks) terminal.out(colors.yellow(withoutControls(remark)));
}
