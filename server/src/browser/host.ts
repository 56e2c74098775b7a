import type { BrowserStart } from '../api/browserStart.js';
import { joinUri } from '../util/fileUri.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import { type LoadedLexicon, loadLexicon } from '../workspace/lexiconFiles.js';
import { createBrowserFiles, MAKES_WORKERS } from './files.js';
import { createIndexerApart } from './indexerApart.js';

/** A browser's worker as a host. It keeps nothing from one start to the next, and has no judge. */
export function createBrowserHost(
  start: BrowserStart<MessagePort>,
): WorkspaceHost & { readonly words: Promise<LoadedLexicon> } {
  const files = createBrowserFiles(start, start.files.server);
  return {
    ...files,
    ...(MAKES_WORKERS ? { indexer: createIndexerApart(start) } : {}),
    bundledCorpus: joinUri(start.product, 'corpus'),
    words: loadLexicon(files.fileSystem, files.lexicon),
    readsFolder: () => true,
  };
}
