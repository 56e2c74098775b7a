import { config } from '@vscode/l10n';
import { convertHere } from '../ingest/convertHere.js';
import type { ConvertRequest } from '../ingest/readApart.js';
import type { ReaderStart } from './convertApart.js';

// A script of its own. Over a port, because pdf.js takes the messages of any worker that it is loaded in for its own, and
// sends some.
globalThis.addEventListener(
  'message',
  ({ data: { words, requests } }: MessageEvent<ReaderStart>) => {
    // The readers' modules load with the first file, and take their words then.
    if (words !== undefined) config({ contents: { ...words } });
    requests.addEventListener('message', ({ data }: MessageEvent<ConvertRequest>) => {
      void convertHere(data.ending, data.bytes, data.limits).then((result) => requests.postMessage(result));
    });
    requests.start();
  },
  { once: true },
);
