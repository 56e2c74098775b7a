import { homedir } from 'node:os';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { EntailmentJudge } from '../platform/entailmentJudge.js';
import type { FileWriter } from '../platform/host.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import { type LoadedLexicon, loadLexicon } from '../workspace/lexiconFiles.js';
import { NODE_COMPRESSION } from './compression.js';
import { createConverter } from './convertApart.js';
import { digestHere } from './digest.js';
import { createNodeFileSystem } from './fileSystem.js';
import { createNodeFileWatcher } from './fileWatcher.js';
import { createNodeFileWriter } from './fileWriter.js';
import { createJudges } from './judgeApart.js';
import { createSharedCopies } from './sharedCopies.js';
import { createSharedDecisions } from './sharedDecisions.js';
import { createSnapshotStore } from './snapshotStore.js';
import { createWorkerIndexer } from './workerIndexer.js';

/** The judges of this machine by the folder of their model, '' for the product's own; each caller gets threads of its own. */
export function createNodeJudges(): (folder: string) => EntailmentJudge {
  return createJudges(join(__dirname, 'judgeWorker.cjs'), join(__dirname, 'judge'));
}

/** This machine as a host, for a bundle that lies in `dist/` of the installed product. */
export function createNodeHost(): WorkspaceHost & {
  readonly fileWriter: FileWriter;
  readonly words: Promise<LoadedLexicon>;
} {
  const fileSystem = createNodeFileSystem();
  const { size, mtimeMs } = statSync(__filename);
  const lexicon = pathToFileURL(join(__dirname, 'lexicon')).href;
  return {
    fileSystem,
    compression: NODE_COMPRESSION,
    digest: digestHere,
    fileWriter: createNodeFileWriter(),
    fileWatcher: createNodeFileWatcher(),
    convert: createConverter(join(__dirname, 'readerWorker.cjs')),
    indexer: createWorkerIndexer(join(__dirname, 'indexer.cjs'), { lexicon }),
    judge: createNodeJudges(),
    bundledCorpus: pathToFileURL(join(__dirname, '..', 'corpus')).href,
    lexicon,
    keeping: { open: (folder) => createSnapshotStore(fileURLToPath(folder)), build: `${size} ${mtimeMs}` },
    shared: createSharedCopies(),
    decisions: createSharedDecisions(),
    words: loadLexicon(fileSystem, lexicon),
    home: pathToFileURL(homedir()).href,
  };
}
