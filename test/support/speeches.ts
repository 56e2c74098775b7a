import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CorpusDocument } from '../../server/src/ingest/corpusDocument.js';
import { parseDocument } from '../../server/src/ingest/parseDocument.js';
import { openCorpus, statedBy } from '../bench/scale/corpus.js';
import { ROOT } from './server.js';

/** Where the archive of the General Debate stands, if it does, beside the project. */
const ARCHIVE = join(ROOT, '..', 'shared', 'data', 'ungdc', 'ungdc.tar.gz');

/** Every n-th speech of the General Debate of the United Nations, or of invented ones where its archive is not at hand. */
export function loadSpeeches(every: number, archive = ARCHIVE): readonly CorpusDocument[] {
  const temporary = mkdtempSync(join(tmpdir(), 'speeches-'));
  try {
    const { files } = openCorpus(undefined, archive, temporary);
    return files.filter((_, i) => i % every === 0).flatMap((file) => readSpeech(file) ?? []);
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

function readSpeech(file: string): CorpusDocument | undefined {
  const source = {
    uri: pathToFileURL(file).href,
    name: basename(file),
    stated: { ...statedBy(file), kind: 'statement' as const },
  };
  return parseDocument(source, readFileSync(file)).document;
}
