import { config } from '@vscode/l10n';
import type { BrowserStart } from '../api/browserStart.js';
import type { IndexerStart } from './indexerWorker.js';

// One script for the server's worker and for the one that makes its index: whoever starts it says which it is to be.
globalThis.addEventListener(
  'message',
  ({ data }: MessageEvent<BrowserStart<MessagePort> | IndexerStart>) => {
    // The words come first: modules make tables of them as they load.
    if (data.words !== undefined) config({ contents: { ...data.words } });
    if ('client' in data) void import('./serve.js').then(({ serve }) => serve(data));
    else void import('./indexerWorker.js').then(({ serveIndexer }) => serveIndexer(data));
  },
  { once: true },
);
