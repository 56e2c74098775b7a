import type { MessageConnection } from 'vscode-languageserver/browser';
import type { BrowserStart } from '../api/browserStart.js';
import type { Converter } from '../ingest/convert.js';
import { joinUri } from '../util/fileUri.js';
import { t } from '../util/l10n.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import { type LoadedLexicon, loadLexicon } from '../workspace/lexiconFiles.js';
import { createAskedFiles } from './askedFiles.js';
import { withProductFiles } from './productFiles.js';

/** The readers of these formats are larger than the whole server, and need a thread that can be ended. */
const UNREAD: Converter = async () => ({
  problem: t(
    'in a browser this format is not read. Save its text as .md or .txt, or open the folder in VS Code on a computer.',
  ),
});

/**
 * A browser's worker as a host: the product's own texts, what the client reads for it, and one thread, in which all is done.
 * It writes nothing, keeps nothing from one start to the next, and has no judge.
 */
export function createBrowserHost(
  { product, texts }: BrowserStart<MessagePort>,
  files: MessageConnection,
): WorkspaceHost & { readonly words: Promise<LoadedLexicon> } {
  const fileSystem = withProductFiles(createAskedFiles(files), product, texts);
  const lexicon = joinUri(product, 'lexicon');
  return {
    fileSystem,
    convert: UNREAD,
    bundledCorpus: joinUri(product, 'corpus'),
    lexicon,
    words: loadLexicon(fileSystem, lexicon),
    readsFolder: () => true,
  };
}
