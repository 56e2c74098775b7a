import { readdir, readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import { CORPUS_FILE } from '../ingest/corpusFile.js';
import { decodeBytes } from '../ingest/decode.js';
import { kindOfName } from '../ingest/fileNames.js';
import { readFrontMatter } from '../ingest/frontMatter.js';
import { documentId } from '../ingest/parseDocument.js';
import { isConverted } from '../ingest/readDocument.js';
import { lastName } from '../util/fileUri.js';

/**
 * Why a folder cannot be published as it was read, in words for whoever publishes it; `undefined` when it can. What was misread
 * of a document's head may be who may see it, and of a folder that could not be opened nobody knows what is in it.
 */
export async function whyNotPublishable(problems: readonly CorpusProblem[]): Promise<string | undefined> {
  for (const file of new Set(problems.map((problem) => problem.file))) {
    if (!file.startsWith('file:')) continue;
    const path = fileURLToPath(file);
    if (await isClosedFolder(path))
      return `${path}: this folder cannot be opened, and what is in it would count as gone. Open it, or take it away.`;
    if (lastName(file) === CORPUS_FILE || (await hasFaultyHead(file, path)))
      return `${path}: what it says of documents is not understood, and may be who may see them. Correct it first.`;
  }
  return undefined;
}

/** Ids of the documents that may be in files of which nothing was read. */
export function unreadIn(problems: readonly CorpusProblem[]): ReadonlySet<string> {
  const skipped = problems.filter((problem) => problem.skipped === true).map(({ file }) => lastName(file));
  return new Set(skipped.filter((name) => kindOfName(name) === 'document').map(documentId));
}

async function isClosedFolder(path: string): Promise<boolean> {
  const isFolder = await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) return false;
  return readdir(path).then(
    () => false,
    () => true,
  );
}

async function hasFaultyHead(uri: string, path: string): Promise<boolean> {
  const name = lastName(uri);
  if (kindOfName(name) !== 'document' || isConverted(name)) return false;
  const decoded = await readFile(path).then(decodeBytes, () => undefined);
  return decoded !== undefined && 'text' in decoded && readFrontMatter({ uri, name }, decoded.text).problems.length > 0;
}
