import type { Report } from '../api/report.js';
import { contextFor } from '../service/circulation.js';
import { provideReport } from '../service/report.js';
import { writeHtmlReport } from '../service/reportHtml.js';
import { writeMarkdownReport } from '../service/reportMarkdown.js';
import { hearJudge } from '../service/hearJudge.js';
import { type CorpusChoice, onRecord } from './openWorkspace.js';
import { readDraft } from './readDraft.js';
import { safeJson, type Terminal } from './terminal.js';
import { writeOutput } from './writeOutput.js';

/** What `--format` takes. */
export const REPORT_FORMATS = ['md', 'html', 'json'] as const;

/** Options of `report`. */
export interface ReportOptions extends CorpusChoice {
  readonly format: (typeof REPORT_FORMATS)[number];
  /** The same as the format of that name. */
  readonly json?: boolean;
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
  { format, json, output, ...choice }: ReportOptions,
  today: Date,
  terminal: Terminal,
): Promise<number> {
  return onRecord(choice, terminal, async ({ context }) => {
    const draft = await readDraft(file, context);
    const seen = contextFor(draft, context);
    const unjudged = await hearJudge(draft, seen);
    if (unjudged !== undefined) terminal.err(unjudged);
    const report = await provideReport(draft, today.toISOString().slice(0, 10), seen);
    const text = WRITERS[json === true ? 'json' : format](report);
    if (output === undefined) terminal.out(text.replace(/\n$/, ''));
    else await writeOutput(output, text);
    return 0;
  });
}
