import { dirname } from 'node:path';
import { annotateDraft, type AnnotateOptions, checkTarget } from './annotate.js';
import { newFindings, readBaseline, writeBaseline } from './baseline.js';
import { type CheckedFinding, countFindings, isAtLeast, printFindings } from './checkedFinding.js';
import { checkDrafts } from './checkDrafts.js';
import { type CorpusChoice, onRecord } from './openWorkspace.js';
import { createProgress } from './progress.js';
import { toSarif } from './sarif.js';
import { BAD_USE, safeJson, type Terminal, withoutControls } from './terminal.js';
import { productVersion } from './version.js';

/** What `--fail-on` takes. */
export const FAIL_ON = ['error', 'warning', 'information', 'hint', 'never'] as const;

/** What `--format` takes. */
export const CHECK_FORMATS = ['text', 'json', 'sarif'] as const;

/** Options of `check`. */
export interface CheckOptions extends CorpusChoice, AnnotateOptions {
  readonly failOn: (typeof FAIL_ON)[number];
  readonly format: (typeof CHECK_FORMATS)[number];
  /** The same as the format of that name. */
  readonly json?: boolean;
  /** File of findings that are known already. */
  readonly baseline?: string;
  /** File into which the findings are written as known, instead of printing them. */
  readonly writeBaseline?: string;
}

/**
 * Prints the findings of drafts, and writes them as comments into a copy, dated `now`, where the options name one. Exit code:
 * 0, 1 when one is at or above `failOn`, 2 when a draft, a corpus folder that the options name, the baseline, or the whole
 * corpus could not be read.
 */
export async function runCheck(
  files: readonly string[],
  options: CheckOptions,
  now: Date,
  terminal: Terminal,
): Promise<number> {
  const { annotate, force = false, baseline: file, writeBaseline: target } = options;
  if (annotate !== undefined) await checkTarget(files, annotate, force);
  const baseline = file === undefined ? undefined : await readBaseline(file);
  return onRecord(options, terminal, async ({ context, foldersFound }) => {
    const progress = createProgress();
    const drafts = await checkDrafts(files, context, progress).finally(progress.end);
    const unread = drafts.flatMap((draft) => draft.unread ?? []);
    const unjudged = drafts.flatMap((draft) => draft.unjudged ?? []);
    for (const message of new Set([...unread, ...unjudged])) terminal.err(message);
    const found = drafts.flatMap(({ findings }) => findings);
    if (target !== undefined) {
      // Of a draft or a record that was not read, nothing is known.
      if (unread.length > 0 || !foldersFound) return BAD_USE;
      await writeBaseline(target, found);
      terminal.out(
        `${countFindings(found.length)}. Written to ${target}: check --baseline ${target} tells what is new.`,
      );
      return 0;
    }
    const findings = baseline === undefined || file === undefined ? found : newFindings(found, baseline, dirname(file));
    const format = options.json === true ? 'json' : options.format;
    if (format === 'json') terminal.out(safeJson(findings));
    else if (format === 'sarif') {
      const isWhole = unread.length === 0 && foldersFound;
      const isNew = baseline !== undefined;
      const log = { findings, unread, isWhole, isNew, version: productVersion(), folder: process.cwd() };
      terminal.out(safeJson(toSarif(log)));
    } else if (findings.length > 0 || unread.length === 0) {
      printFindings(findings, terminal);
      terminal.out(summary(findings, found.length - findings.length));
    }
    if (unread.length > 0) return BAD_USE;
    if (annotate !== undefined) {
      const done = await annotateDraft(files[0] ?? '', options, findings, context, now);
      if (format === 'text') terminal.out(withoutControls(done));
      else terminal.err(done);
    }
    return findings.some((finding) => isAtLeast(finding, options.failOn)) ? 1 : 0;
  });
}

/** How many there are, and how many more a baseline knows. */
function summary({ length }: readonly CheckedFinding[], known: number): string {
  if (known === 0) return `${countFindings(length)}.`;
  return `${countFindings(length, 'new finding')}; the baseline knows ${known}.`;
}
