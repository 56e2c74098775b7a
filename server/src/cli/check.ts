import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import colors from 'picocolors';
import type { Diagnostic, Range } from 'vscode-languageserver-types';
import { blockAt, type Draft } from '../draft/draft.js';
import { contextFor } from '../service/circulation.js';
import { provideDiagnostics } from '../service/diagnostics.js';
import { isReadOut, placeOf, wordsIn } from '../service/placeInDraft.js';
import { annotateDraft, type AnnotateOptions, checkTarget } from './annotate.js';
import { type CorpusChoice, openWorkspace } from './openWorkspace.js';
import { hearJudge } from './hearJudge.js';
import { readDraft } from './readDraft.js';
import { paintSeverity, printProblems, safeJson, type Terminal, withoutControls, wrap } from './terminal.js';

/** Severities by LSP's number. */
const SEVERITIES = ['', 'error', 'warning', 'information', 'hint'] as const;

/** What `--fail-on` takes. */
export const FAIL_ON = ['error', 'warning', 'information', 'hint', 'never'] as const;

/** Options of `check`. */
export interface CheckOptions extends CorpusChoice, AnnotateOptions {
  readonly failOn: (typeof FAIL_ON)[number];
  readonly json?: boolean;
}

/**
 * One finding, as `--json` prints it. Line and column count from 1, columns in UTF-16 units; of a draft in Word they are those
 * of the text that is read out of it.
 */
export interface CheckedFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  /** Of a draft whose lines mean nothing, such as one in Word: the paragraph as it is cited ("para. 12"). */
  readonly paragraph?: string;
  /** Of such a draft: the words that are marked, on one line. */
  readonly words?: string;
  readonly evidence: readonly { readonly uri: string; readonly line: number; readonly text: string }[];
}

/**
 * Prints the findings of drafts, and writes them as comments into a copy where the options name one. Exit code: 0, 1 when
 * one is at or above `failOn`, 2 when a draft, a corpus folder that the options name, or the whole corpus could not be read.
 */
export async function runCheck(
  files: readonly string[],
  options: CheckOptions,
  now: Date,
  terminal: Terminal,
): Promise<number> {
  const { annotate, force = false } = options;
  if (annotate !== undefined) await checkTarget(files, annotate, force);
  const { workspace, context, foldersFound } = await openWorkspace(options);
  printProblems(workspace.status.problems, terminal);
  const findings: CheckedFinding[] = [];
  let unread = 0;
  for (const file of files) {
    try {
      const draft = await readDraft(file, context);
      const seen = contextFor(draft, context);
      await hearJudge(draft, seen, terminal);
      findings.push(...provideDiagnostics(draft, seen).map((diagnostic) => findingOf(file, diagnostic, draft)));
    } catch (error) {
      unread++;
      terminal.err(error instanceof Error ? error.message : String(error));
    }
  }
  if (options.json === true) terminal.out(safeJson(findings));
  else if (findings.length > 0 || unread === 0) printFindings(findings, terminal);
  const [file = ''] = files;
  if (annotate !== undefined && unread === 0) {
    const done = await annotateDraft(file, options, findings, context, now);
    if (options.json === true) terminal.err(done);
    else terminal.out(withoutControls(done));
  }
  if (unread > 0 || !foldersFound) return 2;
  const limit = SEVERITIES.findIndex((severity) => severity === options.failOn);
  return findings.some((finding) => SEVERITIES.findIndex((severity) => severity === finding.severity) <= limit) ? 1 : 0;
}

/** A diagnostic as the terminal shows it. */
export function findingOf(file: string, diagnostic: Diagnostic, draft: Draft): CheckedFinding {
  const { start, end } = diagnostic.range;
  return {
    file,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
    severity: SEVERITIES[diagnostic.severity ?? 1],
    code: String(diagnostic.code),
    message: typeof diagnostic.message === 'string' ? diagnostic.message : diagnostic.message.value,
    ...placeInWord(draft, diagnostic.range),
    evidence: (diagnostic.relatedInformation ?? []).map(({ location, message }) => ({
      uri: location.uri,
      line: location.range.start.line + 1,
      text: message,
    })),
  };
}

function placeInWord(draft: Draft, range: Range): Pick<CheckedFinding, 'paragraph' | 'words'> {
  const start = draft.document.offsetAt(range.start);
  const block = blockAt(draft, start);
  if (block === undefined || !isReadOut(draft)) return {};
  return {
    paragraph: placeOf(block, draft),
    words: wordsIn(draft, { start, end: draft.document.offsetAt(range.end) }),
  };
}

function whereIs({ file, line, column, paragraph }: CheckedFinding): string {
  return paragraph === undefined ? `${file}:${line}:${column}` : `${file}, ${paragraph}`;
}

/** Prints findings for reading, each with its evidence, and their number. */
export function printFindings(findings: readonly CheckedFinding[], terminal: Terminal): void {
  for (const finding of findings) {
    const { severity, code, message, words, evidence } = finding;
    terminal.out(`${colors.bold(withoutControls(whereIs(finding)))}  ${paintSeverity(severity)}  ${code}`);
    if (words !== undefined)
      for (const row of wrap(withoutControls(`“${words}”`), terminal.width, '  ')) terminal.out(row);
    for (const row of wrap(withoutControls(message), terminal.width, '  ')) terminal.out(row);
    for (const source of evidence) {
      const path = relative('', fileURLToPath(source.uri));
      terminal.out(colors.dim(`    source: ${withoutControls(path)}:${source.line}`));
    }
    terminal.out('');
  }
  const count = findings.length;
  terminal.out(count === 0 ? 'No findings.' : `${count} finding${count === 1 ? '' : 's'}.`);
}
