import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import { createConverter } from './convertApart.js';
import { createNodeFileSystem } from './fileSystem.js';

/** This machine as a host, for a bundle that lies in `dist/` of the installed product. */
export function createNodeHost(): WorkspaceHost {
  return {
    fileSystem: createNodeFileSystem(),
    convert: createConverter(join(__dirname, 'readerWorker.cjs')),
    bundledCorpus: pathToFileURL(join(__dirname, '..', 'corpus')).href,
    lexicon: pathToFileURL(join(__dirname, 'lexicon')).href,
    home: pathToFileURL(homedir()).href,
  };
}
