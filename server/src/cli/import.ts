import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ImportedFile } from '../api/protocol.js';
import type { CorpusLimits } from '../api/settings.js';
import { toReadLimits } from '../ingest/formats.js';
import { DOCUMENT_ENDINGS } from '../ingest/readDocument.js';
import { createNodeHost } from '../node/host.js';
import { NEVER_CANCELLED } from '../util/cancellation.js';
import { importDocuments } from '../workspace/importDocuments.js';
import { colors } from './colors.js';
import { createProgress } from './progress.js';
import { BAD_USE, printProblems, safeJson, type Terminal, withoutControls } from './terminal.js';

/** Options of `import`. */
export interface ImportOptions {
  /** Folder that receives one normalised Markdown file per document. */
  readonly into: string;
  readonly readingLimit: CorpusLimits;
  readonly json?: boolean;
}

const OUTCOMES: Readonly<Record<ImportedFile['outcome'], string>> = {
  read: colors.green('read'),
  present: colors.cyan('exists already'),
  skipped: colors.yellow('skipped'),
};

/**
 * Reads documents of any format and writes them as normalised Markdown, with a report of what was read, what was guessed
 * and what was skipped and why. Exit code: 0, 1 when something was skipped or could not be used, 2 when nothing was found.
 */
export async function runImport(
  sources: readonly string[],
  { into, readingLimit, json }: ImportOptions,
  terminal: Terminal,
): Promise<number> {
  const progress = createProgress();
  const { files, problems } = await importDocuments(
    createNodeHost(),
    sources.map((source) => pathToFileURL(source).href),
    pathToFileURL(into).href,
    toReadLimits(readingLimit),
    progress.tell,
    NEVER_CANCELLED,
  ).finally(progress.end);
  printProblems(problems, terminal);
  if (files.length === 0) {
    terminal.err(`Nothing to import. Name documents (${DOCUMENT_ENDINGS.join(', ')}) or folders that hold some.`);
    return BAD_USE;
  }
  const count = (wanted: ImportedFile['outcome']): number => files.filter(({ outcome }) => outcome === wanted).length;
  if (json === true) terminal.out(safeJson({ files, problems }));
  else {
    for (const file of files) printFile(file, terminal);
    const present = count('present') === 0 ? '' : `, ${count('present')} there already`;
    terminal.out(`${count('read')} read${present}, ${count('skipped')} skipped.`);
  }
  return count('skipped') + problems.length === 0 ? 0 : 1;
}

function printFile({ source, outcome, written, passages, guessed, remarks }: ImportedFile, terminal: Terminal): void {
  const print = (line: string): void => terminal.out(withoutControls(line));
  const place = written === undefined ? '' : `  ${passages} passages  ${withoutControls(fileURLToPath(written))}`;
  terminal.out(`${withoutControls(fileURLToPath(source))}  ${OUTCOMES[outcome]}${place}`);
  if (outcome === 'read' && guessed.length > 0) {
    print(`    guessed: ${guessed.map(({ field, value }) => `${field} ${value}`).join('; ')}`);
  }
  for (const remark of remarks) print(`    ${remark}`);
}
