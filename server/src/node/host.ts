import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FileWriter } from '../platform/host.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import { createNodeFileSystem } from './fileSystem.js';
import { createNodeFileWatcher } from './fileWatcher.js';
import { createNodeFileWriter } from './fileWriter.js';

/** This machine as a host, for a bundle that lies in `dist/` of the installed product. */
export function createNodeHost(): WorkspaceHost & { readonly fileWriter: FileWriter } {
  return {
    fileSystem: createNodeFileSystem(),
    fileWriter: createNodeFileWriter(),
    fileWatcher: createNodeFileWatcher(),
    bundledCorpus: pathToFileURL(join(__dirname, '..', 'corpus')).href,
    lexicon: pathToFileURL(join(__dirname, 'lexicon')).href,
    home: pathToFileURL(homedir()).href,
  };
}
