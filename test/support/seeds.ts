import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CorpusDocument } from '../../server/src/ingest/corpusDocument.js';
import { parseDocument } from '../../server/src/ingest/parseDocument.js';

/** Folder of the documents as received, with a slash at the end. */
export const SEEDS = fileURLToPath(new URL('../../seeds/', import.meta.url));

/** The five seed files by what they are. */
export const SEED_FILES = {
  damagedCopy: '000_1fac5fd2da3e2f0a.txt',
  workingPaper: '001_e95c3f1a580d59e9.txt',
  statements2023: '002_7e10fbab38a12c66.txt',
  statement2021: '003_5c31588e92ad25d3.txt',
  namPaper: '004_9db48900aad105f2.txt',
} as const;

/** A seed read as any other file of a corpus is. Fails when the reader has a problem with it. */
export function readSeed(seed: keyof typeof SEED_FILES): CorpusDocument {
  const name = SEED_FILES[seed];
  const { document, problems } = parseDocument({ uri: `file:///seeds/${name}`, name }, readFileSync(SEEDS + name));
  if (document === undefined || problems.length > 0) throw new Error(`${name}: ${JSON.stringify(problems)}`);
  return document;
}
