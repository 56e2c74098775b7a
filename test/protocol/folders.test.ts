import { describe, expect, it } from 'vitest';
import type { DocumentDiagnosticReport, Hover } from 'vscode-languageserver/node';
import { readdirSync } from 'node:fs';
import {
  CHOOSE_REQUEST,
  type ChooseParams,
  CORPUS_REQUEST,
  type CorpusAnswer,
  DECIDE_REQUEST,
  type DecideParams,
  DEPARTURES_REQUEST,
  type DeparturesAnswer,
  POSITIONS_REQUEST,
  type PositionsAnswer,
  type PositionsParams,
  SEARCH_REQUEST,
  type SearchAnswer,
  WITHDRAW_DEPARTURE_REQUEST,
} from '../../server/src/api/protocol.js';
import type { FileWriter } from '../../server/src/platform/host.js';
import { loadBundledText } from '../support/bundled.js';
import type { TestClient } from '../support/client.js';
import { corpusFile, memoryHost } from '../support/files.js';
import { connectServer } from '../support/server.js';

const HOME = 'file:///ministry/home';
const MISSION = 'file:///ministry/mission';
const DRAFT = 'Pakistan opposes a treaty on outer space.';
const LEXICON = new URL('../../corpus/lexicon/', import.meta.url);
const FOLDERS = [HOME, MISSION].map((uri) => ({ uri, name: uri.slice(uri.lastIndexOf('/') + 1) }));

/** A record of Pakistan, with the bundled words. */
function record(): Map<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>([
    [
      'file:///app/corpus/documents/old.md',
      corpusFile('Pakistan', '2019', '1. Pakistan supports a treaty on outer space.'),
    ],
    [
      'file:///app/corpus/documents/rest.md',
      corpusFile('Pakistan', '2017', '1. Rivers carry boats.\n\n2. Farmers grow wheat.\n\n3. Music moves people.'),
    ],
  ]);
  for (const name of readdirSync(LEXICON)) {
    files.set(`file:///app/corpus/lexicon/${name}`, loadBundledText(new URL(name, LEXICON).href));
  }
  return files;
}

function open(folderSettings: ReadonlyMap<string, unknown>, files = record()): TestClient {
  const fileWriter: FileWriter = {
    createFile: () => Promise.resolve(false),
    updateFile(uri, change) {
      const changed = change(files.has(uri) ? new TextEncoder().encode(textOf(files, uri)) : undefined);
      if (changed !== undefined) files.set(uri, changed);
      return Promise.resolve();
    },
  };
  return connectServer({ folderSettings, workspaceFolders: FOLDERS }, { ...memoryHost(files), fileWriter });
}

function textOf(files: ReadonlyMap<string, string | Uint8Array>, uri: string): string {
  const content = files.get(uri) ?? '';
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

async function codes(client: TestClient, uri: string): Promise<readonly unknown[]> {
  const report: DocumentDiagnosticReport = await client.diagnose(uri);
  return report.kind === 'full' ? report.items.map(({ code }) => code) : [];
}

/** What a search finds for the drafts of a folder; without one, for none. */
async function found(
  client: TestClient,
  folder: string | undefined,
  query: string,
): Promise<SearchAnswer['precedents']> {
  const params = { query, limit: 9, ...(folder === undefined ? {} : { uri: `${folder}/paper.md` }) };
  return (await client.connection.sendRequest<SearchAnswer>(SEARCH_REQUEST, params)).precedents;
}

describe('drafts of several workspace folders', () => {
  it('are checked by what is set in the folder of each', async () => {
    const settings = new Map<string, unknown>([[MISSION, { delegation: 'Brazil', groups: [] }]]);
    const client = open(settings);
    await client.start();
    client.open(`${HOME}/paper.md`, DRAFT);
    client.open(`${MISSION}/paper.md`, DRAFT);
    client.open('untitled:Untitled-1', DRAFT);
    const [home, mission, unsaved] = await Promise.all(
      [`${HOME}/paper.md`, `${MISSION}/paper.md`, 'untitled:Untitled-1'].map((uri) => codes(client, uri)),
    );
    expect(home).toEqual(['position-conflict']);
    expect(mission).toEqual([]);
    expect(unsaved).toEqual(['position-conflict']);
    settings.set(HOME, { rules: { 'position-conflict': 'off' } });
    const { refreshes } = client;
    client.changeSettings({});
    await client.until('a new check', () => (client.refreshes > refreshes ? true : undefined));
    expect(await codes(client, `${HOME}/paper.md`)).toEqual([]);
    expect(await codes(client, 'untitled:Untitled-1')).toEqual(['position-conflict']);
  });

  it('are shown precedents as the folder of each has it', async () => {
    const client = open(new Map([[MISSION, { hover: { enable: false } }]]));
    await client.start();
    const hovers = [`${HOME}/paper.md`, `${MISSION}/paper.md`].map((uri) => {
      client.open(uri, DRAFT);
      const position = { line: 0, character: DRAFT.indexOf('outer') };
      return client.connection.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri }, position });
    });
    const [home, mission] = await Promise.all(hovers);
    expect(home).not.toBeNull();
    expect(mission).toBeNull();
  });

  it('are held to the decisions of the folder of each, also when they change', async () => {
    const positions = `${MISSION}/.aide-memoire/positions.yaml`;
    const files = record().set(positions, 'retired:\n  - words: treaty on outer space\n');
    const client = open(new Map(), files);
    await client.start();
    client.open(`${HOME}/paper.md`, DRAFT);
    client.open(`${MISSION}/paper.md`, DRAFT);
    expect(await codes(client, `${HOME}/paper.md`)).toEqual(['position-conflict']);
    expect(await codes(client, `${MISSION}/paper.md`)).toEqual([]);
    const { refreshes } = client;
    files.delete(positions);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: positions, type: 3 }],
    });
    await client.until('a new check', () => (client.refreshes > refreshes ? true : undefined));
    expect(await codes(client, `${MISSION}/paper.md`)).toEqual(['position-conflict']);
  });

  it('have their departures listed and withdrawn, each in the file of its folder', async () => {
    const [home, mission] = [HOME, MISSION].map((folder) => `${folder}/.aide-memoire/departures.yaml`) as [
      string,
      string,
    ];
    const entry = (date: string) =>
      `departures:\n  - rule: fact-mismatch\n    by: A\n    date: ${date}\n    reason: why\n    sentence: one\n    from: { document: a, citation: b, quote: c }\n`;
    const files = record().set(home, entry('2026-03-12')).set(mission, entry('2026-03-14'));
    const client = open(new Map(), files);
    await client.start();
    const list = async () => (await client.connection.sendRequest<DeparturesAnswer>(DEPARTURES_REQUEST)).departures;
    const [newest, oldest] = await list();
    expect([newest, oldest]).toMatchObject([
      { uri: mission, date: '2026-03-14', line: 1 },
      { uri: home, date: '2026-03-12', line: 1 },
    ]);
    await client.connection.sendRequest(WITHDRAW_DEPARTURE_REQUEST, newest);
    expect(textOf(files, mission)).toBe('departures:\n');
    expect(textOf(files, home)).toBe(entry('2026-03-12'));
    expect(await list()).toEqual([oldest]);
    const elsewhere = { ...oldest, uri: 'file:///elsewhere/.aide-memoire/departures.yaml', reason: 'another' };
    const withdrawing = client.connection.sendRequest(WITHDRAW_DEPARTURE_REQUEST, elsewhere);
    await expect(withdrawing).rejects.toThrow(/holds no such departure/);
    expect(await list()).toEqual([oldest]);
  });

  it('have their positions decided in the folder of each', async () => {
    const files = record();
    const client = open(new Map(), files);
    await client.start();
    const stepsIn = async (folder?: string) => {
      const params: PositionsParams = folder === undefined ? {} : { uri: `${folder}/paper.md` };
      const { positions } = await client.connection.sendRequest<PositionsAnswer>(POSITIONS_REQUEST, params);
      return positions.flatMap(({ holder, topic, steps }) => steps.map((step) => ({ holder, topic, ...step })));
    };
    const [step] = await stepsIn(MISSION);
    if (step === undefined) throw new Error('no position');
    const { holder, topic, uri, text } = step;
    const params: DecideParams = {
      decision: 'retire',
      statement: { holder, topic, uri, text },
      uri: `${MISSION}/paper.md`,
    };
    const file = `${MISSION}/.aide-memoire/positions.yaml`;
    expect(await client.connection.sendRequest(DECIDE_REQUEST, params)).toEqual({ uri: file, line: 3 });
    expect(textOf(files, file)).toContain('retired:\n  - words: Pakistan supports a treaty');
    const statuses = async (folder?: string) => (await stepsIn(folder)).map(({ status }) => status);
    expect(await statuses(MISSION)).toEqual(['retired']);
    expect(await statuses(HOME)).toEqual(['current']);
    expect(await statuses()).toEqual(['current']);
  });

  it('have one record, of the folders that each names from where it is', async () => {
    const prior = corpusFile('Pakistan', '2020', '1. Zeppelins need harbours.');
    const files = record()
      .set(`${HOME}/prior/home.md`, prior)
      .set(`${MISSION}/prior/mission.md`, prior.replace('harbours', 'airfields'));
    const folderSettings = new Map<string, unknown>(
      [HOME, MISSION].map((folder) => [folder, { corpus: { folders: ['prior'] } }]),
    );
    const client = open(folderSettings, files);
    await client.start();
    // What is read before the settings of the folders are known is not what counts.
    const whole = await client.until('all four documents', () =>
      client.statuses.findLast(({ state, documents: read }) => state === 'ready' && read === 4),
    );
    expect(whole.problems).toEqual([]);
    expect((await found(client, HOME, 'airfields')).map(({ uri }) => uri)).toEqual([`${MISSION}/prior/mission.md`]);
    expect((await found(client, MISSION, 'harbours')).map(({ uri }) => uri)).toEqual([`${HOME}/prior/home.md`]);
    folderSettings.delete(MISSION);
    client.changeSettings({ corpus: { folders: ['prior'] } });
    const { documents } = await client.until('the folder that is named no more to go', () => {
      const last = client.statuses.at(-1);
      return last?.state === 'ready' && last.documents === 3 ? last : undefined;
    });
    expect(documents).toBe(3);
  });

  it('have precedents pinned and retired in the folder of each', async () => {
    const choices = `${MISSION}/.aide-memoire/corpus.yaml`;
    const files = record().set(
      choices,
      'pinned:\n  - document: rest.md\nretired:\n  - document: old.md\n    words: treaty on outer space\n',
    );
    const client = open(new Map(), files);
    await client.start();
    client.open(`${HOME}/paper.md`, DRAFT);
    client.open(`${MISSION}/paper.md`, DRAFT);
    expect(await found(client, MISSION, '"outer space"')).toEqual([]);
    expect(await found(client, HOME, '"outer space"')).toHaveLength(1);
    expect(await codes(client, `${MISSION}/paper.md`)).toEqual([]);
    expect(await codes(client, `${HOME}/paper.md`)).toEqual(['position-conflict']);
    expect((await found(client, MISSION, 'wheat'))[0]?.reasons).toContain('pinned');
    expect((await found(client, HOME, 'wheat'))[0]?.reasons).not.toContain('pinned');
    expect((await found(client, undefined, 'wheat'))[0]?.reasons).not.toContain('pinned');
    const { revision } = await client.whenReady();
    files.delete(choices);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: choices, type: 3 }],
    });
    await client.whenReady(revision + 1);
    expect(await found(client, MISSION, '"outer space"')).toHaveLength(1);
  });

  it('have what is pinned listed and written in the folder of each', async () => {
    const files = record();
    const client = open(new Map(), files);
    await client.start();
    const document = 'file:///app/corpus/documents/old.md';
    const choose = (action: ChooseParams['action']) =>
      client.connection.sendRequest(CHOOSE_REQUEST, { action, document, uri: `${MISSION}/paper.md` });
    const choicesIn = async (folder?: string) => {
      const params = folder === undefined ? {} : { uri: `${folder}/paper.md` };
      const { documents } = await client.connection.sendRequest<CorpusAnswer>(CORPUS_REQUEST, params);
      return documents.find(({ uri }) => uri === document)?.choices;
    };
    await choose('pin');
    expect(textOf(files, `${MISSION}/.aide-memoire/corpus.yaml`)).toContain('pinned:\n  - document: old.md');
    expect(files.has(`${HOME}/.aide-memoire/corpus.yaml`)).toBe(false);
    expect(await choicesIn(MISSION)).toEqual([{ list: 'pinned' }]);
    expect(await choicesIn(HOME)).toEqual([]);
    expect(await choicesIn()).toEqual([]);
    await choose('unpin');
    expect(await choicesIn(MISSION)).toEqual([]);
  });

  it('are all read with the words of every folder', async () => {
    const lexicon = `${MISSION}/.aide-memoire/lexicon/operators.yaml`;
    const files = record().set(lexicon, 'opposing:\n  - zap\n');
    const client = open(new Map(), files);
    await client.start();
    client.open(`${HOME}/paper.md`, 'Pakistan zaps a treaty on outer space.');
    expect(await codes(client, `${HOME}/paper.md`)).toEqual(['position-conflict']);
    files.set(lexicon, 'opposing: 7\n');
    const { refreshes } = client;
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: lexicon, type: 2 }],
    });
    await client.until('a new check', () => (client.refreshes > refreshes ? true : undefined));
    expect(await codes(client, `${HOME}/paper.md`)).toEqual([]);
    expect((await client.whenReady()).problems.map(({ file }) => file)).toEqual([lexicon]);
  });

  it('name in the status what is wrong in any folder', async () => {
    const choices = 'pinned:\n  - document: gone.md\n';
    const files = record()
      .set(`${MISSION}/.aide-memoire/positions.yaml`, 'retired: [')
      .set(`${MISSION}/.aide-memoire/corpus.yaml`, choices);
    const client = open(new Map([[MISSION, { delegation: 7 }]]), files);
    await client.start();
    const problems = await client.until('all problems', () => {
      const last = client.statuses.at(-1);
      return last?.state === 'ready' && last.problems.length === 3 ? last.problems : undefined;
    });
    expect(problems.map(({ file }) => file)).toEqual([
      'settings',
      `${MISSION}/.aide-memoire/corpus.yaml`,
      `${MISSION}/.aide-memoire/positions.yaml`,
    ]);
  });

  it('are watched for decisions in every folder', async () => {
    const client = open(new Map());
    await client.start();
    const watched = await client.until('three folders to be watched', () => {
      const watching = client.registrations.filter(({ method }) => method === 'workspace/didChangeWatchedFiles');
      const options = watching[0]?.registerOptions as { watchers: { globPattern: { baseUri: string } }[] } | undefined;
      return watching.length === 1 && options?.watchers.length === 3 ? options.watchers : undefined;
    });
    expect(watched.map(({ globPattern }) => globPattern.baseUri).slice(1)).toEqual([
      `${HOME}/.aide-memoire/`,
      `${MISSION}/.aide-memoire/`,
    ]);
  });

  it('in folders that are not on disk are checked by the user’s settings', async () => {
    const client = connectServer(
      { workspaceFolders: [{ uri: 'vscode-vfs://github/ministry', name: 'ministry' }] },
      memoryHost(record()),
    );
    await client.start();
    client.open('untitled:Untitled-1', DRAFT);
    expect(await codes(client, 'untitled:Untitled-1')).toEqual(['position-conflict']);
    expect(await client.whenReady()).toMatchObject({ documents: 2, problems: [] });
  });

  it('in folders that are not on disk are told that a record there cannot be read', async () => {
    const folder = 'vscode-vfs://github/ministry';
    const client = connectServer(
      {
        workspaceFolders: [{ uri: folder, name: 'ministry' }],
        settings: { corpus: { folders: ['record', `${folder}/record`] } },
      },
      memoryHost(record()),
    );
    await client.start();
    const { documents, problems } = await client.until('problems', () =>
      client.statuses.findLast((status) => status.state === 'ready' && status.problems.length > 0),
    );
    expect(documents).toBe(2);
    const message: unknown = expect.stringContaining(
      'a relative path needs an open workspace folder, on a computer one that is',
    );
    expect(problems).toEqual([
      { file: 'record', message },
      { file: `${folder}/record`, message },
    ]);
  });
});
