import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SingleBar } from 'cli-progress';
import colors from 'picocolors';
import { DEFAULT_LIMITS } from '../ingest/formats.js';
import { DOCUMENT_ENDINGS, readDocument } from '../ingest/readDocument.js';
import { writeDocument } from '../ingest/writeDocument.js';
import { type Terminal, withoutControls } from './terminal.js';

/** Options of `import`. */
export interface ImportOptions {
  /** Folder that receives one normalised Markdown file per document. */
  readonly into: string;
}

/** What became of one file. */
interface Imported {
  readonly file: string;
  /** The file written; `undefined` when the source was skipped. */
  readonly written?: string;
  readonly passages: number;
  readonly remarks: readonly string[];
}

/**
 * Reads documents of any format and writes them as normalised Markdown, with a report of what was read, what was guessed
 * and what was skipped and why. A file that exists already is not overwritten. Exit code: 0, 1 when something was skipped,
 * 2 when nothing could be found.
 */
export async function runImport(
  sources: readonly string[],
  { into }: ImportOptions,
  terminal: Terminal,
): Promise<number> {
  const files: string[] = [];
  for (const source of sources) files.push(...(await filesIn(source, terminal)));
  if (files.length === 0) {
    terminal.err(`Nothing to import. Name documents (${DOCUMENT_ENDINGS.join(', ')}) or folders that hold some.`);
    return 2;
  }
  await mkdir(into, { recursive: true });
  const bar = new SingleBar({ format: '{bar} {value}/{total} {file}', stream: process.stderr, clearOnComplete: true });
  const shown = process.stderr.isTTY;
  if (shown) bar.start(files.length, 0, { file: '' });
  const results: Imported[] = [];
  for (const [done, file] of files.entries()) {
    if (shown) bar.update(done, { file: withoutControls(basename(file)) });
    results.push(await importFile(file, into));
  }
  if (shown) bar.stop();
  printReport(results, terminal);
  return results.every(({ written }) => written !== undefined) ? 0 : 1;
}

async function filesIn(source: string, terminal: Terminal): Promise<string[]> {
  const found = await stat(source).catch(() => undefined);
  if (found === undefined) {
    terminal.err(`${source}: there is no such file or folder.`);
    return [];
  }
  if (!found.isDirectory()) return [source];
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && DOCUMENT_ENDINGS.includes(extname(entry.name).slice(1).toLowerCase()))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function importFile(file: string, into: string): Promise<Imported> {
  const skipped = (remark: string): Imported => ({ file, passages: 0, remarks: [remark] });
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) return skipped('skipped: it cannot be read. Check that you may open it.');
  const { document, problems } = await readDocument(
    { uri: pathToFileURL(file).href, name: basename(file) },
    bytes,
    DEFAULT_LIMITS,
  );
  const remarks = problems.map(({ message }) => message);
  if (document === undefined) return { file, passages: 0, remarks };
  const written = join(into, `${document.id}.md`);
  const metadata = { ...document.metadata, source: document.metadata.source ?? basename(file) };
  try {
    await writeFile(written, writeDocument({ ...document, metadata }), { flag: 'wx' });
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
    return skipped(
      exists
        ? `skipped: ${written} exists already. Remove it, or import into another folder.`
        : `skipped: ${written} cannot be written.`,
    );
  }
  return { file, written, passages: document.passages.length, remarks };
}

function printReport(results: readonly Imported[], terminal: Terminal): void {
  for (const { file, written, passages, remarks } of results) {
    const state = written === undefined ? colors.yellow('skipped') : colors.green('read');
    const outcome = written === undefined ? '' : `  ${passages} passages  ${withoutControls(written)}`;
    terminal.out(`${withoutControls(file)}  ${state}${outcome}`);
    for (const remark of remarks) terminal.out(`    ${withoutControls(remark)}`);
  }
  const read = results.filter(({ written }) => written !== undefined).length;
  terminal.out(`${read} read, ${results.length - read} skipped.`);
}
