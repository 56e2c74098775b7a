import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeAction, Diagnostic, Hover } from 'vscode-languageserver/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  DEPARTURES_REQUEST,
  type DeparturesAnswer,
  RECORD_DEPARTURE_REQUEST,
  type EntryPlace,
  WITHDRAW_DEPARTURE_REQUEST,
} from '../../server/src/api/protocol.js';
import { parseDepartures } from '../../server/src/ingest/departuresFile.js';
import { createNodeFileWriter } from '../../server/src/node/fileWriter.js';
import type { TestClient } from '../support/client.js';
import { connectServer, NODE_HOST } from '../support/server.js';

const DRAFT = 'Pakistan does not support a ban on the development of offensive cyber weapons.';
const URI = 'untitled:draft';
const HOST = {
  ...NODE_HOST,
  fileWriter: createNodeFileWriter(),
  clock: { now: () => new Date('2026-03-12T23:59:00Z') },
};
let folder = '';

const fileOf = (): string => join(folder, '.aide-memoire', 'departures.yaml');

async function open(isFolderOpen = true): Promise<TestClient> {
  const folders = isFolderOpen ? [{ uri: pathToFileURL(folder).href, name: 'drafts' }] : [];
  const client = connectServer(
    { workspaceFolders: folders, initializationOptions: { recordDepartureCommand: 'client.record' } },
    HOST,
  );
  await client.start();
  client.open(URI, DRAFT);
  return client;
}

async function conflictIn(client: TestClient): Promise<Diagnostic> {
  const report = await client.diagnose(URI);
  const items = report.kind === 'full' ? report.items : [];
  const found = items.find(({ code }) => code === 'position-conflict');
  if (found === undefined) throw new Error(`no conflict: ${JSON.stringify(report)}`);
  return found;
}

/** The subject that the quick fix hands to the client's command. */
async function subjectOf(client: TestClient): Promise<unknown> {
  const diagnostic = await conflictIn(client);
  const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: URI },
    range: diagnostic.range,
    context: { diagnostics: [diagnostic] },
  });
  const record = actions.find(({ title }) => title === 'Record as deliberate departure...');
  expect(record?.command?.command).toBe('client.record');
  return record?.command?.arguments?.[0];
}

const record = (client: TestClient, params: object): Promise<EntryPlace> =>
  client.connection.sendRequest(RECORD_DEPARTURE_REQUEST, params);

describe('recording a departure', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'aide-memoire-departures-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes who, when and why, and the finding shows as decided from then on', async () => {
    const client = await open();
    const subject = await subjectOf(client);
    const { uri, line } = await record(client, { subject, by: 'A. Drafter', reason: 'telegram 114' });
    expect(uri).toBe(pathToFileURL(fileOf()).href);
    const text = readFileSync(fileOf(), 'utf8');
    expect(text.split('\n')[line]).toBe('  - rule: position-conflict');
    expect(parseDepartures('', text).departures).toMatchObject([
      { by: 'A. Drafter', date: '2026-03-12', reason: 'telegram 114', sentence: DRAFT },
    ]);
    expect(await conflictIn(client)).toMatchObject({
      severity: 4,
      message: 'This is recorded as deliberate departure by A. Drafter on 12 March 2026: telegram 114',
    });
  });

  it('leaves the priors’ words to the hover for a client that shows both together', async () => {
    const client = connectServer({ initializationOptions: { briefDiagnostics: true } }, HOST);
    await client.start();
    client.open(URI, DRAFT);
    const { message, relatedInformation, range } = await conflictIn(client);
    expect(message).toMatch(/This contradicts the delegation’s own record \(Pakistan, .*\)\.$/);
    expect(message).not.toContain('calls for an outright ban');
    expect(relatedInformation?.[0]?.message).toMatch(/^Pakistan, [^“]*$/);
    const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri: URI },
      position: range.start,
    });
    expect(JSON.stringify(hover.contents)).toContain('Pakistan calls for an outright ban');
    expect(JSON.stringify(hover.contents)).not.toContain('This contradicts');
  });

  it('keeps what two windows record at once', async () => {
    const [one, other] = [await open(), await open()];
    const subject = await subjectOf(one);
    await Promise.all([
      record(one, { subject, by: 'A', reason: 'first' }),
      record(other, { subject, by: 'B', reason: 'second' }),
    ]);
    const { departures } = parseDepartures('', readFileSync(fileOf(), 'utf8'));
    expect(departures.map(({ by }) => by).sort()).toEqual(['A', 'B']);
  });

  it('is listed, and withdrawn: then the finding is one again', async () => {
    const client = await open();
    const subject = await subjectOf(client);
    await record(client, { subject, by: 'A. Drafter', reason: 'telegram 114' });
    const list = () => client.connection.sendRequest<DeparturesAnswer>(DEPARTURES_REQUEST);
    const { departures } = await list();
    expect(departures).toMatchObject([
      {
        departs: 'Contradicts the delegation’s position',
        sentence: DRAFT,
        by: 'A. Drafter',
        day: '12 March 2026',
        uri: pathToFileURL(fileOf()).href,
        line: 3,
      },
    ]);
    const withdraw = () => client.connection.sendRequest(WITHDRAW_DEPARTURE_REQUEST, departures[0]);
    await withdraw();
    expect((await list()).departures).toEqual([]);
    expect((await conflictIn(client)).severity).toBe(2);
    await expect(withdraw()).rejects.toThrow(/holds no such departure any more/);
    await expect(client.connection.sendRequest(WITHDRAW_DEPARTURE_REQUEST, {})).rejects.toThrow(/names no departure/);
  });

  it('refuses, and says what to do', async () => {
    const client = await open();
    const subject = await subjectOf(client);
    await expect(record(client, { subject, by: 'A', reason: ' ' })).rejects.toThrow(/who decided it, and a reason/);
    await expect(record(client, { subject: {}, by: 'A', reason: 'x' })).rejects.toThrow(/what the draft departs from/);
    mkdirSync(join(folder, '.aide-memoire'));
    writeFileSync(fileOf(), 'departures:\n  - [\n');
    await expect(record(client, { subject, by: 'A', reason: 'x' })).rejects.toThrow(/Nothing was changed. .*line 3/);
    expect(readFileSync(fileOf(), 'utf8')).toBe('departures:\n  - [\n');
    const homeless = await open(false);
    await expect(record(homeless, { subject, by: 'A', reason: 'x' })).rejects.toThrow(/open that folder/);
  });
});
