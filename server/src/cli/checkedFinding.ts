import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Draft } from '../draft/draft.js';
import type { SourcedDiagnostic } from '../service/diagnostics.js';
import { plural } from '../service/precedents.js';
import { colors } from './colors.js';
import { nameOfInput } from './readInput.js';
import { paintSeverity, type Terminal, withoutControls, wrap } from './terminal.js';

/** Severities by LSP's number. */
const SEVERITIES = ['', 'error', 'warning', 'information', 'hint'] as const;

/** How grave a finding is. */
export type Severity = Exclude<(typeof SEVERITIES)[number], ''>;

/** One finding, as `--json` prints it. Line and column count from 1, columns in UTF-16 units. */
export interface CheckedFinding {
  /** As it was named; `-` for standard input. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  /** The rule. */
  readonly code: string;
  readonly message: string;
  /** The words of the draft that it is about, on one line. */
  readonly words: string;
  /** What it rests on. */
  readonly evidence: readonly CheckedEvidence[];
}

/** A place of the record, or of the workspace's own file of positions. */
export interface CheckedEvidence {
  readonly uri: string;
  readonly line: number;
  /** What a reader of the message does not know yet. */
  readonly text: string;
  /** Who said it, when and where. */
  readonly citation: string;
  readonly quote: string;
}

/** A diagnostic as the terminal shows it. `file`: as it was named. */
export function findingOf(
  file: string,
  { document }: Draft,
  { diagnostic, sources }: SourcedDiagnostic,
): CheckedFinding {
  const { start, end } = diagnostic.range;
  return {
    file,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
    severity: SEVERITIES[diagnostic.severity ?? 1] || 'error',
    code: String(diagnostic.code),
    message: typeof diagnostic.message === 'string' ? diagnostic.message : diagnostic.message.value,
    words: onOneLine(document.getText(diagnostic.range)),
    evidence: sources.map(({ uri, range, citation, quote }, n) => ({
      uri,
      line: range.start.line + 1,
      text: diagnostic.relatedInformation?.[n]?.message ?? citation,
      citation,
      quote: onOneLine(quote),
    })),
  };
}

/** Whether a finding is at least as grave as `limit`; none is for `never`. */
export function isAtLeast({ severity }: CheckedFinding, limit: Severity | 'never'): boolean {
  return SEVERITIES.findIndex((each) => each === severity) <= SEVERITIES.findIndex((each) => each === limit);
}

/** Prints findings for reading, each with its evidence. */
export function printFindings(findings: readonly CheckedFinding[], terminal: Terminal): void {
  for (const { file, line, column, severity, code, message, evidence } of findings) {
    const place = `${nameOfInput(file)}:${line}:${column}`;
    terminal.out(`${colors.bold(withoutControls(place))}  ${paintSeverity(severity)}  ${code}`);
    for (const row of wrap(withoutControls(message), terminal.width, '  ')) terminal.out(row);
    for (const source of evidence) {
      const path = relative('', fileURLToPath(source.uri));
      terminal.out(colors.dim(`    source: ${withoutControls(path)}:${source.line}`));
    }
    terminal.out('');
  }
}

/** "3 findings", or of whatever else. */
export function countFindings(count: number, what = 'finding'): string {
  return count === 0 ? `No ${what}s` : plural(count, what);
}

function onOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
