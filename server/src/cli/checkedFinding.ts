import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Range } from 'vscode-languageserver-types';
import { blockAt, type Draft } from '../draft/draft.js';
import type { SourcedDiagnostic } from '../service/diagnostics.js';
import { isReadOut, placeOf, wordsIn } from '../service/placeInDraft.js';
import { plural } from '../service/precedents.js';
import type { Span } from '../text/span.js';
import { colors } from './colors.js';
import { nameOfInput } from './readInput.js';
import { paintSeverity, type Terminal, withoutControls, wrap } from './terminal.js';

/** Severities by LSP's number. */
const SEVERITIES = ['', 'error', 'warning', 'information', 'hint'] as const;

/** How grave a finding is. */
export type Severity = Exclude<(typeof SEVERITIES)[number], ''>;

/**
 * One finding, as `--json` prints it. Line and column count from 1, columns in UTF-16 units; of a draft in Word they are those
 * of the text that is read out of it.
 */
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
  /** Of a draft whose lines mean nothing, such as one in Word: the paragraph as it is cited ("para. 12"). */
  readonly paragraph?: string;
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
export function findingOf(file: string, draft: Draft, { diagnostic, sources }: SourcedDiagnostic): CheckedFinding {
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
    ...placeInWord(draft, diagnostic.range),
    words: wordsIn(draft, spanOf(draft, diagnostic.range)),
    evidence: sources.map(({ uri, range, citation, quote }, n) => ({
      uri,
      line: range.start.line + 1,
      text: diagnostic.relatedInformation?.[n]?.message ?? citation,
      citation,
      quote: onOneLine(quote),
    })),
  };
}

function placeInWord(draft: Draft, range: Range): Pick<CheckedFinding, 'paragraph'> {
  const block = isReadOut(draft) ? blockAt(draft, spanOf(draft, range).start) : undefined;
  return block === undefined ? {} : { paragraph: placeOf(block, draft) };
}

function spanOf({ document }: Draft, { start, end }: Range): Span {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}

function whereIs({ file, line, column, paragraph }: CheckedFinding): string {
  const name = nameOfInput(file);
  return paragraph === undefined ? `${name}:${line}:${column}` : `${name}, ${paragraph}`;
}

/** Whether a finding is at least as grave as `limit`; none is for `never`. */
export function isAtLeast({ severity }: CheckedFinding, limit: Severity | 'never'): boolean {
  return SEVERITIES.findIndex((each) => each === severity) <= SEVERITIES.findIndex((each) => each === limit);
}

/** Prints findings for reading, each with its evidence. */
export function printFindings(findings: readonly CheckedFinding[], terminal: Terminal): void {
  for (const finding of findings) {
    const { severity, code, message, paragraph, words, evidence } = finding;
    terminal.out(`${colors.bold(withoutControls(whereIs(finding)))}  ${paintSeverity(severity)}  ${code}`);
    // Nobody sees the columns of a paragraph.
    const quoted = paragraph === undefined ? [] : wrap(withoutControls(`“${words}”`), terminal.width, '  ');
    for (const row of quoted) terminal.out(row);
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
