import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import { createConverter } from './convertApart.js';
import { createNodeFileSystem } from './fileSystem.js';
import { createWorkerIndexer } from './workerIndexer.js';

/** This machine as a host, for a bundle that lies in `dist/` of the installed product. */
export function createNodeHost(): WorkspaceHost {
  const lexicon = pathToFileURL(join(__dirname, 'lexicon')).href;
  return {
    fileSystem: createNodeFileSystem(),
    convert: createConverter(join(__dirname, 'readerWorker.cjs')),
    indexer: createWorkerIndexer(join(__dirname, 'indexer.cjs'), { lexicon }),
    bundledCorpus: pathToFileURL(join(__dirname, '..', 'corpus')).href,
    lexicon,
    home: pathToFileURL(homedir()).href,
  };
}
