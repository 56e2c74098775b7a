import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type CorpusAnswer, STATUS_NOTIFICATION, type StatusParams } from '../../server/src/api/protocol.js';
import { SHAPES } from '../../server/src/protocol/shapes.js';
import { createRandom, pick, type Random } from '../bench/scale/random.js';
import { FULL_CLIENT } from '../support/client.js';
import { frame, type RawClient, type RawMessage, type RawServer, startRawServer } from '../support/rawServer.js';
import { ROOT } from '../support/server.js';
import { createStorm, type StormMessage } from '../support/storm.js';
import { MEANT, STORM_DRAFTS } from '../support/stormParams.js';
import { Count, tries } from '../support/trust.js';

const SEED = 20260312;
const MESSAGES = tries(1500, 100_000);
/** So many are on their way at once. */
const BATCH = 100;
/** A busy machine needs its time. */
const TIME_LIMIT_MS = tries(300_000, 3_600_000);
/** The first half is warm-up: what is remembered of the newest sentences fills, and settings may have the judge loaded. */
const WARM_UP = MESSAGES / 2;
const MOST_GROWTH_BYTES = tries(256, 96) * 1024 * 1024;
const TEXT = readFileSync(join(ROOT, 'client/sample/working-paper.draft.md'), 'utf8');
const REFERENCE = 'file:///drafts/reference.draft.md';
const SETTINGS = { judge: { use: 'rules' } };
/** What a person understands says nothing of these. */
const INNER_WORDS =
  /Cannot (?:read|set|convert)|is not (?:a function|iterable|defined)|undefined|\bat \S+ \(|failed with|Error\b/;
const INTERNAL_ERROR = -32603;
const INVALID_REQUEST = -32600;
const INVALID_PARAMS = -32602;
const NOT_INITIALIZED = -32002;
const CANCELLED = -32800;
const BODY = JSON.stringify({ jsonrpc: '2.0', method: 'initialized', params: {} });
const HOVER = { textDocument: { uri: REFERENCE }, position: { line: 26, character: 40 } };

const folder = mkdtempSync(join(tmpdir(), 'aide-memoire-storm-'));
const folderUri = pathToFileURL(folder).href;
const running: RawServer[] = [];

function start(client: RawClient = {}): RawServer {
  const server = startRawServer(client);
  running.push(server);
  return server;
}

/** Starts a server that serves the bundled documents, with the reference draft open. */
async function serve(client: RawClient = {}): Promise<RawServer> {
  let isReady = false;
  const server = start({
    ...client,
    hear(message) {
      const { state } = (message.method === STATUS_NOTIFICATION ? message.params : {}) as Partial<StatusParams>;
      isReady ||= state === 'ready';
      client.hear?.(message);
    },
  });
  const initialized = await server.ask('initialize', {
    processId: null,
    rootUri: null,
    capabilities: FULL_CLIENT,
    workspaceFolders: [{ uri: folderUri, name: 'drafts' }],
    initializationOptions: { settings: SETTINGS, showsStatus: true },
  });
  expect(initialized.result).toHaveProperty('capabilities');
  await server.tell('initialized', {});
  await server.until('the first index', () => isReady);
  await openDraft(server, REFERENCE);
  return server;
}

const openDraft = (server: RawServer, uri: string): Promise<void> =>
  server.tell('textDocument/didOpen', {
    textDocument: { uri, languageId: 'negotiation-draft', version: 1, text: TEXT },
  });

/** What the server says to the reference draft. */
async function answersAbout(server: RawServer, uri: string): Promise<unknown> {
  const textDocument = { uri };
  const places = TEXT.split('\n').flatMap((line, n) => (line.length > 60 ? [{ line: n, character: 45 }] : []));
  const answers: unknown[] = [];
  for (const method of ['diagnostic', 'documentSymbol', 'foldingRange', 'documentLink']) {
    answers.push((await server.ask(`textDocument/${method}`, { textDocument })).result);
  }
  for (const position of places) {
    for (const method of ['hover', 'completion', 'definition']) {
      answers.push((await server.ask(`textDocument/${method}`, { textDocument, position })).result);
    }
  }
  return JSON.parse(
    JSON.stringify(answers, (key, value: unknown) => (key === 'resultId' ? undefined : value)).replaceAll(uri, 'draft'),
  );
}

afterEach(() => {
  for (const server of running.splice(0)) server.process.kill('SIGKILL');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a storm of messages', { timeout: TIME_LIMIT_MS }, () => {
  it('is of every message that is handled while the server runs', () => {
    const ends = ['shutdown', 'exit'];
    expect([...Object.keys(MEANT), ...ends].sort()).toEqual([...SHAPES.keys()].sort());
  });

  it('is answered, message by message, and changes nothing', async ({ task }) => {
    const random = createRandom(SEED);
    const pending = new Map<string | number, StormMessage>();
    const wrong: string[] = [];
    let isOver = false;
    const server = await serve({
      answer(method) {
        if (method === 'workspace/configuration') return isOver ? [SETTINGS, SETTINGS] : oddSettings(random);
        if (method === 'workspace/workspaceFolders')
          return isOver ? [{ uri: folderUri, name: 'drafts' }] : oddFolders(random);
        return null;
      },
      hear(message) {
        const fault = isOver ? undefined : faultOf(message, pending);
        if (fault !== undefined) wrong.push(fault);
      },
    });
    const count = new Count('messages to the server');
    try {
      const before = await answersAbout(server, REFERENCE);
      const { documents } = (await server.ask('aideMemoire/corpus')).result as CorpusAnswer;
      const ground = { record: documents.map(({ uri }) => uri), text: TEXT, folder: folderUri };
      const next = createStorm(ground, random);
      let warm: number | undefined;
      while (count.tried < MESSAGES) {
        const batch = Array.from({ length: BATCH }, next).flat();
        for (const message of batch) if (message.id !== undefined) pending.set(message.id, message);
        await server.write(Buffer.concat(batch.map(({ body }) => frame(body))));
        // The answer to what comes last says that all before it was read.
        await server.ask('aideMemoire/holders');
        await server.until(`the answers to ${shown([...pending.values()])}`, () => pending.size === 0);
        count.tried += batch.length;
        expect(wrong, `seed ${SEED}, before message ${count.tried}`).toEqual([]);
        count.survived += batch.length;
        if (count.tried >= WARM_UP) warm ??= server.residentBytes();
      }

      isOver = true;
      for (const uri of STORM_DRAFTS) await server.tell('textDocument/didClose', { textDocument: { uri } });
      rmSync(join(folder, '.aide-memoire'), { recursive: true, force: true });
      await server.tell('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [] } });
      await server.tell('workspace/didChangeConfiguration', { settings: null });
      await server.ask('aideMemoire/rebuild');
      const again = 'file:///drafts/again.draft.md';
      await openDraft(server, again);
      count.lost = 1;
      expect(await answersAbout(server, REFERENCE)).toEqual(before);
      expect(await answersAbout(server, again)).toEqual(before);
      count.lost = 0;
      expect(server.errors).toBe('');
      const growth = (server.residentBytes() ?? 0) - (warm ?? 0);
      console.log(`${count.tried} messages; the process grew by ${Math.round(growth / 2 ** 20)} MB after the warm-up`);
      expect(growth).toBeLessThan(MOST_GROWTH_BYTES);
    } finally {
      count.tell(task);
    }
  });
});

/** What is wrong with a message of the server. The requests that it answers are pending no more. */
function faultOf(message: RawMessage, pending: Map<string | number, StormMessage>): string | undefined {
  const { id, method, params, error } = message;
  if (method === 'window/logMessage') {
    const said = (params as { message: string }).message;
    // The library repeats what it cannot place.
    return INNER_WORDS.test(said) && !said.startsWith('Received ') ? `logged: ${said}` : undefined;
  }
  if (method !== undefined || id === undefined || id === null || String(id).startsWith('asked-')) return undefined;
  const asked = pending.get(id);
  if (asked === undefined) return `answered twice, or not asked: ${JSON.stringify(message).slice(0, 300)}`;
  pending.delete(id);
  if (error === undefined) return 'result' in message ? undefined : `neither result nor error to ${shown([asked])}`;
  const { code, message: words } = error;
  const isOdd = code === INTERNAL_ERROR || words === '' || INNER_WORDS.test(words);
  return isOdd ? `${code} ${words} for ${shown([asked])}` : undefined;
}

const shown = (messages: readonly StormMessage[]): string =>
  messages.map(({ body }) => Buffer.from(body).toString().slice(0, 500)).join('\n');

/** What a client may answer when it is asked for settings; none of it has a folder read that is there. */
function oddSettings(random: Random): unknown {
  const folders = ['', ' ', '\u0000', 'file:///a%zz', 'https://example.org/x', '/nowhere/at/all', 'nowhere'];
  const odd = [
    ...[{ corpus: 7 }, { corpus: { folders, limits: { pages: -1 } } }, { corpus: { folders: [7] } }],
    ...[{ rules: { 'position-conflict': 'loud', constructor: 1 } }, { delegation: 7, groups: 'NAM' }],
    ...[{ hover: { maxDocuments: 1e300 } }, { inlayHints: { enable: true } }],
  ];
  const answers = odd.map((part) => [{ ...SETTINGS, ...part }, 'x']);
  return pick<unknown>([7, 'x', {}, [], [null], [[[]]], ...answers], random);
}

/** What a client may answer when it is asked for its folders. */
function oddFolders(random: Random): unknown {
  const uris = [
    '',
    'file:///a%zz',
    'file://elsewhere/share',
    'https://example.org',
    'FILE:///X',
    'file:///nowhere',
    folderUri,
  ];
  return pick<unknown>(
    [7, 'x', {}, [], [null], [{}], [{ uri: 7 }], ...uris.map((uri) => [{ uri, name: 'x' }])],
    random,
  );
}

describe('the life of a server', { timeout: TIME_LIMIT_MS }, () => {
  it('is not begun by what comes before it is initialized, nor by an initialization that makes no sense', async () => {
    const server = start();
    for (const method of Object.keys(MEANT).filter((name) => name !== 'initialize')) {
      await server.tell(method, HOVER);
      expect((await server.ask(method, HOVER)).error?.code, method).toBe(NOT_INITIALIZED);
    }
    const odd = [undefined, null, 7, [], {}, { capabilities: null }, { capabilities: 7 }];
    const odder = [{ workspaceFolders: [{ uri: 7 }] }, { processId: 0.5 }, { initializationOptions: 7 }];
    for (const params of [...odd, ...odder.map((part) => ({ capabilities: {}, ...part }))]) {
      const { error } = await server.ask('initialize', params);
      expect(error, JSON.stringify(params)).toMatchObject({ code: INVALID_PARAMS });
      expect(error?.message).not.toMatch(INNER_WORDS);
    }
    expect((await server.ask('initialize', { capabilities: {} })).result).toHaveProperty('capabilities');
    expect((await server.ask('initialize', { capabilities: {} })).error?.code).toBe(INVALID_REQUEST);
  });

  it.each([
    ['file:///a%zz', 'file://elsewhere/kept'],
    ['file://elsewhere/%2F', 'nowhere'],
    ['https://example.org/drafts', 'file:///a%zz'],
  ])('serves where its folder is %s and what it keeps goes to %s', async (uri, snapshotFolder) => {
    const { relativePatternSupport: _, ...watched } = FULL_CLIENT.workspace?.didChangeWatchedFiles ?? {};
    const server = start({ answer: (method) => (method === 'workspace/configuration' ? [] : null) });
    const { error } = await server.ask('initialize', {
      capabilities: { ...FULL_CLIENT, workspace: { ...FULL_CLIENT.workspace, didChangeWatchedFiles: watched } },
      workspaceFolders: [{ uri, name: 'drafts' }],
      initializationOptions: { settings: SETTINGS, snapshotFolder, showsStatus: true },
    });
    expect(error).toBeUndefined();
    await server.tell('initialized', {});
    await openDraft(server, REFERENCE);
    expect((await server.ask('textDocument/hover', HOVER)).result).not.toBeNull();
  });

  it('is over for every request once it is shut down, and ends when told to', async () => {
    const server = await serve();
    expect((await server.ask('shutdown')).result).toBeNull();
    for (const method of Object.keys(MEANT)) {
      await server.tell(method, HOVER);
      expect((await server.ask(method, HOVER)).error?.code, method).toBe(INVALID_REQUEST);
    }
    await server.tell('exit');
    await expect(server.until('never', () => false)).rejects.toThrow('ended with 0');
  });

  it('goes on with other folders after a second initialization was refused', async () => {
    let asked = 0;
    const server = await serve({
      answer(method) {
        if (method === 'workspace/workspaceFolders') asked++;
        return method === 'workspace/workspaceFolders' ? [{ uri: folderUri, name: 'drafts' }] : null;
      },
    });
    expect((await server.ask('initialize', { capabilities: FULL_CLIENT })).error?.code).toBe(INVALID_REQUEST);
    await server.tell('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [] } });
    await server.until('the folders to be asked for', () => asked > 0);
  });
});

describe('requests that are cancelled', { timeout: TIME_LIMIT_MS }, () => {
  it('before, meanwhile or afterwards get one answer each', async () => {
    const heard: RawMessage[] = [];
    const server = await serve({
      hear(message) {
        if (typeof message.id === 'number' && message.method === undefined) heard.push(message);
      },
    });
    const methods = ['textDocument/hover', 'textDocument/diagnostic', 'textDocument/completion', 'aideMemoire/report'];
    for (const when of ['before', 'meanwhile', 'afterwards']) {
      for (const method of methods) {
        const id = heard.length;
        const request = frame(JSON.stringify({ jsonrpc: '2.0', id, method, params: HOVER }));
        const cancel = frame(JSON.stringify({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id } }));
        await server.write(when === 'before' ? Buffer.concat([cancel, request]) : request);
        if (when === 'meanwhile') await server.write(cancel);
        await server.until('the answer', () => heard.length > id);
        if (when === 'afterwards') await server.write(cancel);
      }
    }
    await server.ask('textDocument/hover', HOVER);
    expect(heard.map(({ id }) => id)).toEqual(heard.map((_, n) => n));
    expect(heard.filter(({ error }) => error !== undefined && error.code !== CANCELLED)).toEqual([]);
  });
});

/*
 * Where one message ends and the next begins is the LSP library's to read. It takes requests that share an id for one while
 * they wait; what follows a header that makes no sense it reads with the next bytes that come; after a length that is wrong it
 * finds no message any more. It tells nobody, and does not end.
 */
describe('what the LSP library makes of odd frames', { timeout: TIME_LIMIT_MS }, () => {
  it('is an answer to at least the last of the requests that share an id, and nothing for what is no message', async () => {
    const answers: RawMessage[] = [];
    const server = await serve({
      hear(message) {
        if (message.id === 7 || message.id === '7') answers.push(message);
      },
    });
    const request = (id: unknown): Buffer =>
      frame(JSON.stringify({ jsonrpc: '2.0', id, method: 'textDocument/hover', params: HOVER }));
    await server.write(Buffer.concat([request(7), request(7), request('7'), request(7)]));
    const { result } = await server.ask('textDocument/hover', HOVER);
    expect(result).not.toBeNull();
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.length).toBeLessThanOrEqual(4);
    for (const answer of answers) expect(answer.result).toEqual(result);

    for (const bytes of [
      'X: 1\r\n\r\n',
      'Content-Length: many\r\n\r\n',
      'garbage\r\n\r\n',
      `Content-Type: text/plain; charset=x\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`,
      'Content-Length: 0\r\n\r\n',
    ]) {
      await server.write(Buffer.from(bytes));
      const more = setInterval(() => void server.tell('$/progress', { token: 1, value: {} }), 50);
      expect((await server.ask('textDocument/hover', HOVER)).result, bytes).toEqual(result);
      clearInterval(more);
    }
  });

  it.each([
    ['too short', `Content-Length: 9\r\n\r\n${BODY}`],
    ['too long', `Content-Length: 999999999\r\n\r\n${BODY}`],
    ['below nothing', `Content-Length: -20\r\n\r\n${BODY}`],
    ['not there, in garbage without an end', '\u0000\u00ff'.repeat(50_000)],
  ])('is no end of the server, with a length that is %s', async (_, bytes) => {
    const server = start();
    await server.ask('initialize', { capabilities: {} });
    await server.write(Buffer.from(bytes, 'latin1'));
    for (let n = 0; n < 50; n++) await server.tell('textDocument/hover', HOVER);
    // It ends when its editor does, and not before.
    server.process.stdin?.end();
    await expect(server.until('never', () => false)).rejects.toThrow('ended with 1');
  });
});
