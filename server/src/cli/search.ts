import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PrecedentInfo } from '../api/protocol.js';
import { searchPrecedents } from '../service/searchPrecedents.js';
import { colors } from './colors.js';
import { type CorpusChoice, onRecord } from './openWorkspace.js';
import { BAD_USE, printRemarks, safeJson, type Terminal, withoutControls, wrap } from './terminal.js';

/** Options of `search`. */
export interface SearchOptions extends CorpusChoice {
  /** Passages printed at most. */
  readonly limit: number;
  readonly json?: boolean;
}

/**
 * Prints the passages of the record that answer a query, best first. Exit code: 0, 1 when nothing was found, 2 when the
 * query is not understood, or a corpus folder that the options name could not be read.
 */
export async function runSearch(query: string, options: SearchOptions, terminal: Terminal): Promise<number> {
  return onRecord(options, terminal, async ({ context }) => {
    const { precedents, problems, remarks } = searchPrecedents({ query, limit: options.limit }, context);
    for (const problem of problems) terminal.err(problem);
    if (problems.length > 0) return BAD_USE;
    if (options.json === true) terminal.out(safeJson({ query, remarks, precedents }));
    else {
      printRemarks(remarks, terminal);
      if (remarks.length > 0) terminal.out('');
      for (const precedent of precedents) printPrecedent(precedent, terminal);
      terminal.out(precedents.length === 0 ? 'Nothing found.' : countPassages(precedents.length, options.limit));
    }
    return precedents.length === 0 ? 1 : 0;
  });
}

/** Prints a passage with its source. */
export function printPrecedent(precedent: PrecedentInfo, terminal: Terminal): void {
  const { holder, date, tier, citation, headings, reasons } = precedent;
  terminal.out(
    `${colors.bold(withoutControls(`${holder}, ${citation}`))}  ${withoutControls([date, tier, ...headings].join(' · '))}`,
  );
  for (const row of wrap(markedText(precedent), terminal.width, '  ')) terminal.out(row);
  if (reasons.length > 0) terminal.out(colors.dim(withoutControls(`    why: ${reasons.join(', ')}`)));
  printSource(precedent, terminal);
}

/** Prints where a passage stands. */
export function printSource({ uri, range }: PrecedentInfo, terminal: Terminal): void {
  const path = relative('', fileURLToPath(uri));
  terminal.out(colors.dim(`    source: ${withoutControls(path)}:${range.start.line + 1}`));
  terminal.out('');
}

/** The text with what was asked for in bold, or in «these» where the terminal has no colours. */
function markedText({ text, marks }: PrecedentInfo): string {
  const mark = (found: string): string => (colors.isColorSupported ? colors.bold(colors.green(found)) : `«${found}»`);
  // One character stands for each that is taken out, so the marks keep their places.
  const safe = withoutControls(text);
  let shown = '';
  let end = 0;
  for (const span of marks) {
    shown += safe.slice(end, span.start) + mark(safe.slice(span.start, span.end));
    end = span.end;
  }
  return shown + safe.slice(end);
}

function countPassages(count: number, limit: number): string {
  if (count === limit) return `The ${count === 1 ? 'best passage' : `${count} best passages`}; --limit shows more.`;
  return `${count} passage${count === 1 ? '' : 's'}.`;
}
