// Measures the product at the size of a ministry's record, beside what else could be used. `npm run bench:scale -- --help`
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { inTemporaryFolder } from '../temporaryFolder.js';
import { openCorpus } from './corpus.js';
import { engineTask } from './engine.js';
import { fuseTask, measureFuse } from './fuse.js';
import type { Measured } from './measured.js';
import { type Options, readOptions, type Section } from './options.js';
import { inOwnProcess, servesTask } from './ownProcess.js';
import { measurePart } from './partSection.js';
import { passagesTask } from './passages.js';
import { measurePeers } from './peerSection.js';
import { buildTask, memoryTask, scanTask } from './peerTasks.js';
import { type Panel, plotGrowth } from './plot.js';
import { type Figures, growthTable, targetTable } from './tables.js';

const ROOT = join(__dirname, '..');
const ARCHIVE = join(ROOT, '..', 'shared', 'data', 'ungdc', 'ungdc.tar.gz');
/** What depends on the size of the corpus. */
const BY_SIZE: readonly Section[] = ['cold', 'warm', 'typing', 'checks', 'change', 'phrases'];
const PANELS: readonly Panel[] = [
  // 8 MB/s.
  { title: 'Cold start, first answer', measure: 'cold start to the first answer' },
  { title: 'Cold start, whole record', measure: 'cold start to the whole record', mostPerMegabyte: 1 / 8 },
  { title: 'Cold start, everything mined', measure: 'cold start to everything mined' },
  { title: 'Warm start, first answer', measure: 'warm start to the first answer' },
  { title: 'Process after a cold start', measure: 'process, cold', mostPerMegabyte: 1.2 },
  { title: 'Process after a warm start', measure: 'process, warm', mostPerMegabyte: 1.2 },
  { title: 'Changed document shown', measure: 'changed document to the first answer' },
  { title: 'Phrase query, p95', measure: 'phrase query p95' },
  { title: 'Hover, p95', measure: 'hover p95' },
  { title: 'Completion, p95', measure: 'completion p95' },
];

const began = performance.now();

function progress(message: string): void {
  console.error(`[${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s] ${message}`);
}

async function main(options: Options, temporary: string): Promise<void> {
  const corpus = openCorpus(options.corpus, ARCHIVE, temporary);
  console.log(`corpus: ${corpus.name}, ${corpus.files.length} documents`);
  const [cpu] = cpus();
  console.log(
    `machine: Node ${process.version}, ${cpus().length} x ${cpu?.model}, ${(totalmem() / 1e9).toFixed(0)} GB\n`,
  );
  const { sections } = options;
  const parts: Figures[] = [];
  if (BY_SIZE.some((section) => sections.has(section))) {
    for (const share of options.parts) {
      const figures = await measurePart(corpus, share, sections, { root: ROOT, dist: __dirname, temporary }, progress);
      parts.push(figures);
      console.log(`## ${figures.part} of the corpus, ${(figures.bytes / 1e6).toFixed(1)} MB\n`);
      console.log(`${targetTable(figures.figures)}\n`);
    }
  }
  if (sections.has('peers') || sections.has('fuse')) {
    progress('parsing passages for the peers');
    const path = join(temporary, 'passages.jsonl');
    const file = await inOwnProcess(passagesTask, { files: corpus.files, passages: options.passages, into: path });
    const figures: Measured[] = [];
    if (sections.has('peers')) figures.push(...(await measurePeers({ ...file, path }, options.rounds, progress)));
    if (sections.has('fuse')) {
      progress('completion beside Fuse');
      figures.push(...(await measureFuse(path)));
    }
    console.log(`## Beside others, on ${file.passages} passages of ${file.documents} documents\n`);
    console.log(
      'A peer "must be" at least what the product is, and its ratio is how many times faster or smaller the product is.\n',
    );
    console.log(`${targetTable(figures)}\n`);
  }
  if (parts.length > 1) console.log(`## Growth\n\n${growthTable(parts)}\n`);
  if (options.write) writeFileSync(join(ROOT, 'docs', 'growth.svg'), plotGrowth(PANELS, parts));
}

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  await inTemporaryFolder('scale', (temporary) => main(options, temporary));
}

if (!servesTask([passagesTask, engineTask, buildTask, memoryTask, scanTask, fuseTask])) {
  run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    // A server that was being measured ends with this process.
    process.exit(1);
  });
}
