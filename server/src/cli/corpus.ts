import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CatalogEntry, parseCatalog, withCatalogEntry } from '../ingest/catalog.js';
import { parseDocument } from '../ingest/parseDocument.js';
import { writeDocument } from '../ingest/writeDocument.js';
import { replaceFile } from '../node/wholeFile.js';

/** Folders of the `corpus` command. */
export interface CorpusOptions {
  /** Holds the documents as received and `catalog.yaml`. */
  readonly seeds: string;
  /** Receives one normalised Markdown file per document that is not a duplicate. */
  readonly into: string;
}

/**
 * Turns the seed documents into the bundled corpus. Same seeds, same bytes; files that are already right are not touched.
 * Returns the exit code: 0, 1 when a document could not be used, 2 when there is no usable catalogue.
 */
export async function runCorpus(options: CorpusOptions, out: (line: string) => void): Promise<number> {
  const catalogFile = join(options.seeds, 'catalog.yaml');
  const text = await readFile(catalogFile, 'utf8').catch(() => undefined);
  if (text === undefined) {
    out(`${catalogFile} cannot be read: name the folder that holds catalog.yaml with --seeds.`);
    return 2;
  }
  const catalog = parseCatalog(text);
  if ('problems' in catalog) {
    for (const problem of catalog.problems) out(`${catalogFile}: ${problem}`);
    return 2;
  }
  await mkdir(options.into, { recursive: true });
  let failed = 0;
  for (const entry of catalog.entries) {
    const line = await convert(entry, options).catch((error: unknown) => new SeedError(messageOf(error)));
    if (line instanceof SeedError) failed++;
    out(line instanceof SeedError ? `${entry.file}: ${line.message}` : line);
  }
  return failed === 0 ? 0 : 1;
}

/** Why one seed cannot be used, in words for whoever runs the command. */
class SeedError extends Error {}

async function convert(entry: CatalogEntry, { seeds, into }: CorpusOptions): Promise<string> {
  const path = join(seeds, entry.file);
  const bytes = await readFile(path);
  if (createHash('sha256').update(bytes).digest('hex') !== entry.sha256) {
    throw new SeedError('differs from the file that was received (sha256). Restore it, or correct catalog.yaml.');
  }
  if (entry.duplicateOf !== undefined) return `${entry.file}: left out, a copy of ${entry.duplicateOf}`;
  const { document, problems } = parseDocument({ uri: pathToFileURL(path).href, name: entry.file }, bytes);
  if (document === undefined) throw new SeedError(problems.map((problem) => problem.message).join(' '));
  const target = join(into, `${entry.id}.md`);
  const markdown = writeDocument(withCatalogEntry(document, entry));
  const existing = await readFile(target, 'utf8').catch(() => undefined);
  if (existing !== markdown) await replaceFile(target, markdown);
  const state = existing === markdown ? 'unchanged' : 'written';
  return `${entry.file}: ${document.passages.length} passages, ${target} ${state}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
