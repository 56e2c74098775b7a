// Runs in a page: the bundled server in a worker of it, a client, and the record's files, fetched when they are asked for.
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  type CompletionList,
  createMessageConnection,
  RequestType,
} from 'vscode-languageserver/browser';
import {
  type BrowserStart,
  type FolderEntry,
  READ_DIRECTORY_REQUEST,
  READ_FILE_REQUEST,
  type ReadDirectoryParams,
  type ReadFileAnswer,
  type ReadFileParams,
} from '../../../../server/src/api/browserStart.js';
import { createTestClient } from '../../../support/client.js';
import type { Asked, Measured } from '../measured.js';

const FOLDER = 'vscode-vfs://github/ministry/drafts';
const RECORD = `${FOLDER}/record`;
const DRAFT = `${FOLDER}/paper.draft.md`;
const TYPED = `${FOLDER}/typed.draft.md`;
/** Milliseconds. */
const TIME_LIMIT = 600_000;
const BEAT = 5;
const START = { line: 0, character: 0 };

Object.assign(globalThis, { measure });

/** Starts the server on a record of these files, and asks it as a drafter's editor does. */
async function measure({ paths, delegation, groups, draft, positions, typed }: Asked): Promise<Measured> {
  const beats = startBeats();
  const began = performance.now();
  const since = (): number => performance.now() - began;
  const worker = await startServer(paths);
  const settings = { delegation, groups, judge: { use: 'rules' }, corpus: { bundled: false, folders: ['record'] } };
  const client = createTestClient(new BrowserMessageReader(worker), new BrowserMessageWriter(worker), {
    timeLimit: TIME_LIMIT,
    settings,
    workspaceFolders: [{ uri: FOLDER, name: 'drafts' }],
    initializationOptions: { settings },
  });
  await client.start();
  client.open(TYPED, typed.join('\n'), 'negotiation-draft');
  await client.connection.sendRequest('textDocument/hover', { textDocument: { uri: TYPED }, position: START });
  const firstAnswer = since();
  const { documents, problems } = await client.whenReady();
  const ready = since();
  const stillReading = beats.longest();
  client.open(DRAFT, draft, 'negotiation-draft');
  const check = await timed(() => client.diagnose(DRAFT));
  const hovers: number[] = [];
  for (const position of positions) {
    const request = { textDocument: { uri: DRAFT }, position };
    hovers.push(await timed(() => client.connection.sendRequest('textDocument/hover', request)));
  }
  const completions: number[] = [];
  let offered = 0;
  for (const [line, { length }] of typed.entries()) {
    const request = { textDocument: { uri: TYPED }, position: { line, character: length } };
    completions.push(
      await timed(async () => {
        const list = await client.connection.sendRequest<CompletionList | null>('textDocument/completion', request);
        if (list !== null && list.items.length > 0) offered++;
      }),
    );
  }
  const still = { reading: stillReading, asked: beats.longest() };
  return { documents, problems: problems.length, firstAnswer, ready, check, hovers, completions, offered, still };
}

async function startServer(paths: readonly string[]): Promise<MessagePort> {
  const [code, texts] = await Promise.all([fetchBytes('/server.js'), fetch('/texts.json')]);
  const script = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const client = new MessageChannel();
  const files = { server: filePort(paths), indexer: filePort(paths) };
  const start: BrowserStart<MessagePort> = {
    client: client.port2,
    files,
    script,
    product: `${location.origin}/product`,
    texts: (await texts.json()) as Record<string, string>,
  };
  new Worker(script).postMessage(start, [client.port2, files.server, files.indexer]);
  return client.port1;
}

/** A port at whose other end the files of the record are read. */
function filePort(paths: readonly string[]): MessagePort {
  const { port1, port2 } = new MessageChannel();
  const connection = createMessageConnection(new BrowserMessageReader(port1), new BrowserMessageWriter(port1));
  const files = new Set(paths);
  connection.onRequest(new RequestType<ReadFileParams, ReadFileAnswer, void>(READ_FILE_REQUEST), async ({ uri }) => {
    const path = pathOf(uri);
    return files.has(path) ? { bytes: await fetchBytes(`/record/${encodeURI(path)}`) } : { missing: true };
  });
  connection.onRequest(READ_DIRECTORY_REQUEST, ({ uri }: ReadDirectoryParams) => entriesOf(paths, pathOf(uri)));
  connection.listen();
  return port2;
}

/** The path of a place in the record; '' for whatever is not in it. */
function pathOf(uri: string): string {
  return uri.startsWith(`${RECORD}/`) ? decodeURIComponent(uri.slice(RECORD.length + 1)) : '';
}

/** What is in a folder; '' is the record itself. */
function entriesOf(paths: readonly string[], folder: string): readonly FolderEntry[] {
  const start = folder === '' ? '' : `${folder}/`;
  const entries = paths
    .filter((path) => path.startsWith(start))
    .map((path) => path.slice(start.length).split('/'))
    .map(([name = '', ...below]) => [name, below.length === 0 ? 'file' : 'directory'] as const);
  return [...new Map(entries)].map(([name, kind]) => ({ name, kind }));
}

async function fetchBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await fetch(path)).arrayBuffer());
}

/** The longest time in which the page's own thread did nothing else, since it was last asked (milliseconds). */
function startBeats(): { longest(): number } {
  let last = performance.now();
  let longest = 0;
  setInterval(() => {
    longest = Math.max(longest, performance.now() - last - BEAT);
    last = performance.now();
  }, BEAT);
  return {
    longest() {
      const found = longest;
      longest = 0;
      return found;
    },
  };
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await action();
  return performance.now() - began;
}
