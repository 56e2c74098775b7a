import { config } from '@vscode/l10n';
import type { BrowserStart } from '../api/browserStart.js';

globalThis.addEventListener(
  'message',
  ({ data }: MessageEvent<BrowserStart<MessagePort>>) => {
    // The words come first: the server's modules make tables of them as they load.
    if (data.words !== undefined) config({ contents: { ...data.words } });
    void import('./serve.js').then(({ serve }) => serve(data));
  },
  { once: true },
);
