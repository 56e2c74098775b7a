import type { BrowserProduct } from '../api/browserStart.js';
import type { Converter } from '../ingest/convert.js';
import type { FileSystem, FileWriter } from '../platform/host.js';
import { joinUri } from '../util/fileUri.js';
import { t } from '../util/l10n.js';
import { createAskedFiles } from './askedFiles.js';
import { createAskedWriter } from './askedWriter.js';
import { createConverter } from './convertApart.js';
import { connectionOver } from './ports.js';
import { withProductFiles } from './productFiles.js';

/** Not every browser lets a worker make another one. */
export const MAKES_WORKERS = typeof Worker !== 'undefined';

/** The readers of these formats need a worker that can be ended. */
const UNREAD: Converter = async () => ({
  problem: t(
    'this browser cannot read its format. Save its text as .md or .txt, or open the folder in another browser.',
  ),
});

/** What a worker reads and writes. */
export interface BrowserFiles {
  /** The product's own texts, and what the client reads when it is asked. */
  readonly fileSystem: FileSystem;
  readonly fileWriter: Pick<FileWriter, 'updateFile'>;
  readonly convert: Converter;
  /** Folder of the word lists, a URI. */
  readonly lexicon: string;
}

/** `files`: where the client answers the requests for files. */
export function createBrowserFiles({ product, texts, words }: BrowserProduct, files: MessagePort): BrowserFiles {
  const client = connectionOver(files);
  client.listen();
  const asked = createAskedFiles(client);
  const loadReaders = (): Promise<Uint8Array> => asked.readFile(joinUri(product, 'dist', 'browser', 'readers.js'));
  return {
    fileSystem: withProductFiles(asked, product, texts),
    fileWriter: createAskedWriter(client),
    convert: MAKES_WORKERS ? createConverter(loadReaders, words) : UNREAD,
    lexicon: joinUri(product, 'lexicon'),
  };
}
