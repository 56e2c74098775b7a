import type { Report } from '../api/report.js';
import { replaceFile } from '../node/wholeFile.js';
import { contextFor } from '../service/circulation.js';
import { provideReport } from '../service/report.js';
import { writeHtmlReport } from '../service/reportHtml.js';
import { writeMarkdownReport } from '../service/reportMarkdown.js';
import { type CorpusChoice, openWorkspace } from './openWorkspace.js';
import { hearJudge } from './hearJudge.js';
import { readDraft } from './readDraft.js';
import { printProblems, safeJson, type Terminal } from './terminal.js';

/** What `--format` takes. */
export const REPORT_FORMATS = ['md', 'html', 'json'] as const;

/** Options of `report`. */
export interface ReportOptions extends CorpusChoice {
  readonly format: (typeof REPORT_FORMATS)[number];
  /** File to write; printed when absent. */
  readonly output?: string;
}

const WRITERS: Readonly<Record<ReportOptions['format'], (report: Report) => string>> = {
  md: writeMarkdownReport,
  html: writeHtmlReport,
  json: (report) => `${safeJson(report)}\n`,
};

/**
 * Writes the clearance report of a draft. Exit code: 0, 2 when the draft, a corpus folder that the options name, or the
 * whole corpus could not be read, or the report not be written.
 */
export async function runReport(
  file: string,
  { format, output, ...choice }: ReportOptions,
  today: Date,
  terminal: Terminal,
): Promise<number> {
  const { workspace, context, foldersFound } = await openWorkspace(choice);
  printProblems(workspace.status.problems, terminal);
  const draft = await readDraft(file, context);
  const seen = contextFor(draft, context);
  await hearJudge(draft, seen, terminal);
  const text = WRITERS[format](await provideReport(draft, today.toISOString().slice(0, 10), seen));
  if (output === undefined) terminal.out(text.replace(/\n$/, ''));
  else {
    const failure = await replaceFile(output, text).then(
      () => undefined,
      () => `${output}: cannot be written. Name a file in a folder that is there and that you may write into.`,
    );
    if (failure !== undefined) {
      terminal.err(failure);
      return 2;
    }
  }
  return foldersFound ? 0 : 2;
}
