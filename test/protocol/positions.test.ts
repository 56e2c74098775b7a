import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  DECIDE_REQUEST,
  type EntryPlace,
  type DecideParams,
  POSITIONS_REQUEST,
  type PositionsAnswer,
  type PositionsParams,
  type PositionStepInfo,
} from '../../server/src/api/protocol.js';
import { parsePositions } from '../../server/src/ingest/positionsFile.js';
import { createNodeFileWriter } from '../../server/src/node/fileWriter.js';
import type { TestClient } from '../support/client.js';
import { connectServer, NODE_HOST } from '../support/server.js';

const WORDS = 'essential to develop a legally binding international instrument';
const INVALID_PARAMS = -32602;
let folder = '';

const fileOf = (): string => join(folder, '.aide-memoire', 'positions.yaml');

async function open(isFolderOpen = true): Promise<TestClient> {
  const workspaceFolders = isFolderOpen ? [{ uri: pathToFileURL(folder).href, name: 'drafts' }] : [];
  const client = connectServer({ workspaceFolders }, { ...NODE_HOST, fileWriter: createNodeFileWriter() });
  await client.start();
  return client;
}

const positions = <T = PositionsAnswer>(client: TestClient, params?: PositionsParams): Promise<T> =>
  client.connection.sendRequest<T>(POSITIONS_REQUEST, params);

const decide = (client: TestClient, params: Omit<DecideParams, 'statement'>, statement: unknown): Promise<EntryPlace> =>
  client.connection.sendRequest(DECIDE_REQUEST, { ...params, statement });

/** The statement that holds WORDS, with what names it in a decision. */
async function found(client: TestClient): Promise<{ step: PositionStepInfo; statement: DecideParams['statement'] }> {
  const [position] = (await positions(client, { topic: 'treaty' })).positions;
  const step = position?.steps.find(({ text }) => text.includes(WORDS));
  if (position === undefined || step === undefined) throw new Error('the statement is not there');
  const { holder, topic } = position;
  return { step, statement: { holder, topic, uri: step.uri, text: step.text } };
}

describe('positions', () => {
  it('are told to a client, all or on a topic, as a text if it wants one', async () => {
    const client = connectServer();
    await client.start();
    const all = await positions(client);
    expect(all.positions.length).toBeGreaterThan(20);
    expect(all).not.toHaveProperty('markdown');
    expect(await positions(client, { topic: 'treaty', holder: 'Pakistan', asText: true })).toMatchObject({
      positions: [{ holder: 'Pakistan', topic: 'legally binding instrument' }],
      markdown: expect.stringMatching(/^# Pakistan: legally binding instrument\n/),
    });
    await expect(positions(client, { topic: 4 } as never)).rejects.toMatchObject({ code: INVALID_PARAMS });
  });
});

describe('deciding about a statement', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'aide-memoire-decisions-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is written into the file, and the positions go by it when the answer is there', async () => {
    const client = await open();
    const { statement } = await found(client);
    const { uri, line } = await decide(client, { decision: 'retire', instruction: 'cable of 12 March' }, statement);
    expect(uri).toBe(pathToFileURL(fileOf()).href);
    const text = readFileSync(fileOf(), 'utf8');
    expect(text.split('\n')[line]).toMatch(/^ {2}- words: /);
    expect((await found(client)).step).toMatchObject({
      status: 'retired',
      decided: 'read',
      grounds: ['cable of 12 March'],
    });
    await decide(client, { decision: 'undo' }, statement);
    expect((await found(client)).step.status).toBe('retained');
    expect(parsePositions('', readFileSync(fileOf(), 'utf8')).problems).toEqual([]);
  });

  it('keeps what two windows decide at once', async () => {
    const [one, other] = [await open(), await open()];
    const { statement } = await found(one);
    const [directory] = (await positions(other, { topic: 'directory' })).positions;
    const step = directory?.steps[0];
    if (directory === undefined || step === undefined) throw new Error('nothing on the directory');
    const { holder, topic } = directory;
    await Promise.all([
      decide(one, { decision: 'confirm' }, statement),
      decide(other, { decision: 'confirm' }, { holder, topic, uri: step.uri, text: step.text }),
    ]);
    const { confirmed } = parsePositions('', readFileSync(fileOf(), 'utf8')).decisions;
    expect(confirmed.map(({ words }) => words).sort()).toEqual([statement.text, step.text].sort());
  });

  it('refuses, and says what to do', async () => {
    const client = await open();
    const { statement } = await found(client);
    await expect(decide(client, { decision: 'confirm', date: 'soon' }, statement)).rejects.toThrow(/a date is 2023/);
    await expect(decide(client, { decision: 'confirm' }, {})).rejects.toMatchObject({ code: INVALID_PARAMS });
    mkdirSync(join(folder, '.aide-memoire'));
    const damaged = '# ours\nconfirmed:\n  - [\n';
    writeFileSync(fileOf(), damaged);
    await expect(decide(client, { decision: 'confirm' }, statement)).rejects.toThrow(/Nothing was changed. .*line 4/);
    expect(readFileSync(fileOf(), 'utf8')).toBe(damaged);
    const homeless = await open(false);
    await expect(decide(homeless, { decision: 'confirm' }, statement)).rejects.toThrow(/open that folder/);
  });
});
