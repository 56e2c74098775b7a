import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CatalogEntry, parseCatalog, withCatalogEntry } from '../ingest/catalog.js';
import { parseDocument } from '../ingest/parseDocument.js';
import { writeDocument } from '../ingest/writeDocument.js';
import { replaceFile } from '../node/wholeFile.js';
import { BAD_USE, safeJson, type Terminal, withoutControls } from './terminal.js';

/** Folders of the `corpus` command. */
export interface CorpusOptions {
  /** Holds the documents as received and `catalog.yaml`. */
  readonly seeds: string;
  /** Receives one normalised Markdown file per document that is not a duplicate. */
  readonly into: string;
  readonly json?: boolean;
}

/** What became of one document, as `--json` prints it. */
interface ConvertedSeed {
  /** As the catalogue names it. */
  readonly file: string;
  readonly outcome: 'written' | 'unchanged' | 'copy' | 'failed';
  /** Where it is now. */
  readonly target?: string;
  readonly passages?: number;
  /** The document that it is a copy of. */
  readonly of?: string;
  /** Why it could not be used. */
  readonly message?: string;
}

/**
 * Turns the seed documents into the bundled corpus. Same seeds, same bytes; files that are already right are not touched.
 * Returns the exit code: 0, 1 when a document could not be used, 2 when there is no usable catalogue.
 */
export async function runCorpus(options: CorpusOptions, terminal: Terminal): Promise<number> {
  const catalogFile = join(options.seeds, 'catalog.yaml');
  const text = await readFile(catalogFile, 'utf8').catch(() => undefined);
  if (text === undefined) {
    terminal.err(`${catalogFile} cannot be read: name the folder that holds catalog.yaml with --seeds.`);
    return BAD_USE;
  }
  const catalog = parseCatalog(text);
  if ('problems' in catalog) {
    for (const problem of catalog.problems) terminal.err(`${catalogFile}: ${problem}`);
    return BAD_USE;
  }
  await mkdir(options.into, { recursive: true });
  const converted: ConvertedSeed[] = [];
  for (const entry of catalog.entries) {
    const one = await convert(entry, options).catch((error: unknown) => failureOf(entry, error));
    if (options.json !== true) terminal.out(withoutControls(describe(one)));
    converted.push(one);
  }
  if (options.json === true) terminal.out(safeJson(converted));
  return converted.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}

function failureOf({ file }: CatalogEntry, error: unknown): ConvertedSeed {
  return { file, outcome: 'failed', message: error instanceof Error ? error.message : String(error) };
}

function describe({ file, outcome, target, passages, of, message }: ConvertedSeed): string {
  if (outcome === 'failed') return `${file}: ${message}`;
  return outcome === 'copy'
    ? `${file}: left out, a copy of ${of}`
    : `${file}: ${passages} passages, ${target} ${outcome}`;
}

async function convert(entry: CatalogEntry, { seeds, into }: CorpusOptions): Promise<ConvertedSeed> {
  const { file, duplicateOf } = entry;
  const path = join(seeds, file);
  const bytes = await readFile(path);
  if (createHash('sha256').update(bytes).digest('hex') !== entry.sha256) {
    throw new Error('differs from the file that was received (sha256). Restore it, or correct catalog.yaml.');
  }
  if (duplicateOf !== undefined) return { file, outcome: 'copy', of: duplicateOf };
  const { document, problems } = parseDocument({ uri: pathToFileURL(path).href, name: file }, bytes);
  if (document === undefined) throw new Error(problems.map((problem) => problem.message).join(' '));
  const target = join(into, `${entry.id}.md`);
  const markdown = writeDocument(withCatalogEntry(document, entry));
  const existing = await readFile(target, 'utf8').catch(() => undefined);
  if (existing !== markdown) await replaceFile(target, markdown);
  const outcome = existing === markdown ? 'unchanged' : 'written';
  return { file, outcome, target, passages: document.passages.length };
}
