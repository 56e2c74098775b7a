import { describe, expect, it } from 'vitest';
import { RECORD_DEPARTURE_REQUEST, TRUST_NOTIFICATION } from '../../server/src/api/protocol.js';
import type { WorkspaceHost } from '../../server/src/workspace/corpusFolders.js';
import type { TestClient } from '../support/client.js';
import { corpusFile, memoryHost, smallCorpus } from '../support/files.js';
import { connectServer } from '../support/server.js';

const PROJECT = 'file:///project';

/** A server that remembers what it was told to read. */
function open(): {
  readonly client: TestClient;
  readonly opened: readonly string[];
  readonly judges: readonly string[];
} {
  const opened: string[] = [];
  const judges: string[] = [];
  const files = smallCorpus()
    .set(
      'file:///srv/record/second.md',
      corpusFile('Brazil', '2022-07-01', '1. Brazil supports a programme of action.'),
    )
    .set(`${PROJECT}/.aide-memoire/positions.yaml`, 'retired: [')
    .set(`${PROJECT}/.aide-memoire/corpus.yaml`, 'retired: [')
    .set(`${PROJECT}/.aide-memoire/departures.yaml`, 'departures: [')
    .set(`${PROJECT}/.aide-memoire/lexicon/stances.yaml`, 'own-stances: [');
  const { fileSystem, ...rest } = memoryHost(files);
  const host: WorkspaceHost = {
    ...rest,
    fileSystem: {
      readFile: (uri, most) => (opened.push(uri), fileSystem.readFile(uri, most)),
      readDirectory: (uri) => (opened.push(uri), fileSystem.readDirectory(uri)),
    },
    judge: (folder) => (judges.push(folder), { judge: () => Promise.resolve([]) }),
  };
  const client = connectServer(
    {
      settings: { corpus: { folders: ['/srv/record'] }, judge: { use: 'rules+judge', model: '/project/judge' } },
      workspaceFolders: [{ uri: PROJECT, name: 'project' }],
      initializationOptions: { isTrusted: false },
    },
    host,
  );
  return { client, opened, judges };
}

describe('a workspace that is not trusted', () => {
  it('is served the bundled record, and nothing that it names is opened', async () => {
    const { client, opened, judges } = open();
    await client.start();
    client.open(`${PROJECT}/paper.md`, 'It is essential to develop a legally binding international instrument.');
    expect((await client.diagnose(`${PROJECT}/paper.md`)).kind).toBe('full');
    expect(await client.whenReady()).toMatchObject({ documents: 1, problems: [] });
    expect(opened.filter((uri) => !uri.startsWith('file:///app/'))).toEqual([]);
    expect(new Set(judges)).toEqual(new Set(['']));
  });

  it('is read once it is trusted, without a new start', async () => {
    const { client, opened, judges } = open();
    await client.start();
    await client.whenReady();
    await client.connection.sendNotification(TRUST_NOTIFICATION);
    const status = await client.until('the record of the settings', () =>
      client.statuses.find(({ state, documents }) => state === 'ready' && documents === 2),
    );
    expect(status.problems.map(({ file }) => file.slice(file.lastIndexOf('/') + 1)).toSorted()).toEqual([
      'corpus.yaml',
      'departures.yaml',
      'positions.yaml',
      'stances.yaml',
    ]);
    expect(opened).toContain('file:///srv/record/second.md');
    expect(judges).toContain('/project/judge');
  });

  it('is written nothing into, and the refusal says what to do', async () => {
    const { client } = open();
    await client.start();
    const from = { document: 'statement', citation: 'para. 1', quote: 'We want it.' };
    const subject = { rule: 'position-conflict', sentence: 'We oppose it.', from };
    await expect(
      client.connection.sendRequest(RECORD_DEPARTURE_REQUEST, { subject, by: 'A. Drafter', reason: 'telegram 114' }),
    ).rejects.toThrow(/open that folder, and trust it/);
  });
});
