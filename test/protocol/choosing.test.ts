import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CHOOSE_REQUEST,
  type ChooseParams,
  type ChosenInfo,
  CORPUS_REQUEST,
  type CorpusAnswer,
  REBUILD_REQUEST,
  SEARCH_REQUEST,
  type SearchAnswer,
  type StatusParams,
} from '../../server/src/api/protocol.js';
import { createNodeFileWriter } from '../../server/src/node/fileWriter.js';
import type { TestClient } from '../support/client.js';
import { connectServer, NODE_HOST } from '../support/server.js';

const HOST = { ...NODE_HOST, fileWriter: createNodeFileWriter() };
const QUERY = '"no need to create any parallel structure"';
let folder = '';

const fileOf = (): string => join(folder, '.aide-memoire', 'corpus.yaml');
const textOf = (): string => readFileSync(fileOf(), 'utf8');

async function open(isFolderOpen = true): Promise<TestClient> {
  const folders = isFolderOpen ? [{ uri: pathToFileURL(folder).href, name: 'drafts' }] : [];
  const settings = { corpus: { bundled: true, folders: [pathToFileURL(join(folder, 'record')).href] } };
  const client = connectServer({ workspaceFolders: folders, settings }, HOST);
  await client.start();
  return client;
}

const choose = (client: TestClient, params: ChooseParams): Promise<ChosenInfo> =>
  client.connection.sendRequest(CHOOSE_REQUEST, params);
const list = async (client: TestClient): Promise<CorpusAnswer['documents']> =>
  (await client.connection.sendRequest<CorpusAnswer>(CORPUS_REQUEST)).documents;
const search = async (client: TestClient): Promise<SearchAnswer['precedents']> =>
  (await client.connection.sendRequest<SearchAnswer>(SEARCH_REQUEST, { query: QUERY, limit: 9 })).precedents;

describe('choosing among the record', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'aide-memoire-choosing-'));
    mkdirSync(join(folder, 'record'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('pins a document, shows it as pinned, and takes that back', async () => {
    const client = await open();
    const uri = (await list(client)).find(({ uri }) => uri.endsWith('/pakistan-working-paper-oewg.md'))?.uri ?? '';
    expect(await choose(client, { action: 'pin', document: uri })).toEqual({
      document: 'pakistan-working-paper-oewg.md',
    });
    expect(textOf()).toMatch(/\npinned:\n {2}- document: pakistan-working-paper-oewg\.md\n$/);
    const before = textOf();
    await choose(client, { action: 'pin', document: uri });
    expect(textOf()).toBe(before);
    expect((await list(client)).find((each) => each.uri === uri)?.choices).toEqual([{ list: 'pinned' }]);
    await choose(client, { action: 'unpin', document: uri });
    expect((await list(client)).find((each) => each.uri === uri)?.choices).toEqual([]);
  });

  it('retires a passage, which is found no more, and restores it', async () => {
    const client = await open();
    const [found] = await search(client);
    const { uri = '', range } = found ?? {};
    const { words } = await choose(client, {
      action: 'retire',
      document: uri,
      line: range?.start.line ?? 0,
      reason: 'cable 4',
    });
    expect(words?.length).toBeLessThan(found?.text.length ?? 0);
    expect(found?.text.startsWith(words ?? '-')).toBe(true);
    expect(await search(client)).toEqual([]);
    const document = (await list(client)).find((each) => each.uri === uri);
    expect(document?.choices).toEqual([{ list: 'retired', words, reason: 'cable 4' }]);
    await choose(client, { action: 'restore', document: uri, ...(words === undefined ? {} : { words }) });
    expect(await search(client)).toHaveLength(1);
  });

  it('takes a pin back while its change is being read', async () => {
    const client = await open();
    const [{ uri: document } = { uri: '' }] = await list(client);
    for (let round = 0; round < 3; round++) {
      const pinning = choose(client, { action: 'pin', document });
      await expect.poll(() => existsSync(fileOf()) && textOf().includes('- document:')).toBe(true);
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: pathToFileURL(fileOf()).href, type: 2 }],
      });
      await Promise.all([pinning, choose(client, { action: 'unpin', document })]);
      expect(textOf()).not.toContain('- document:');
      expect((await list(client)).find(({ uri }) => uri === document)?.choices).toEqual([]);
    }
  });

  it('keeps what two windows choose at once', async () => {
    const [one, other] = [await open(), await open()];
    const [first, second] = await list(one);
    await list(other);
    await Promise.all([
      choose(one, { action: 'pin', document: first?.uri ?? '' }),
      choose(other, { action: 'pin', document: second?.uri ?? '' }),
    ]);
    expect(textOf().match(/- document: /g)).toHaveLength(2);
  });

  it('still lists and shows a document that is retired as a whole', async () => {
    writeFileSync(join(folder, 'record', 'cable.html'), '<html><body><p>Zeppelins need harbours.</p></body></html>');
    const client = await open();
    const uri = pathToFileURL(join(folder, 'record', 'cable.html')).href;
    const before = await client.connection.sendRequest('aideMemoire/sourceText', { uri });
    expect(before).toContain('Zeppelins need harbours.');
    await choose(client, { action: 'retire', document: uri });
    expect((await list(client)).find((each) => each.uri === uri)).toMatchObject({
      passages: 1,
      choices: [{ list: 'retired' }],
    });
    expect(await client.connection.sendRequest('aideMemoire/sourceText', { uri })).toBe(before);
  });

  it('refuses, and says what to do', async () => {
    const client = await open();
    const [{ uri } = { uri: '' }] = await list(client);
    await expect(choose(client, { action: 'pin', document: 'file:///gone.md' })).rejects.toThrow(/no such document/);
    await expect(choose(client, { action: 'unpin', document: uri })).rejects.toThrow(/has no such entry/);
    await expect(client.connection.sendRequest(CHOOSE_REQUEST, { uri })).rejects.toThrow(/an action and a document/);
    mkdirSync(join(folder, '.aide-memoire'), { recursive: true });
    writeFileSync(fileOf(), 'pinned:\n  - [\n');
    await expect(choose(client, { action: 'pin', document: uri })).rejects.toThrow(/Nothing was changed. .*line 3/);
    expect(textOf()).toBe('pinned:\n  - [\n');
    const homeless = await open(false);
    await expect(choose(homeless, { action: 'pin', document: uri })).rejects.toThrow(/open that folder/);
  });

  it('reads one file again when only that is asked for', async () => {
    const file = join(folder, 'record', 'late.md');
    writeFileSync(file, new Uint8Array([0, 1, 2, 0, 255]));
    const client = await open();
    await list(client);
    const before = await client.whenReady();
    expect(before.problems.filter(({ skipped }) => skipped).map((each) => each.file)).toEqual([
      pathToFileURL(file).href,
    ]);
    writeFileSync(file, '1. Zeppelins need rules of the road.\n');
    const after = await client.connection.sendRequest<StatusParams>(REBUILD_REQUEST, {
      only: [pathToFileURL(file).href],
    });
    expect(after.problems.filter(({ skipped }) => skipped)).toEqual([]);
    expect(after.documents).toBe(before.documents + 1);
  });
});
