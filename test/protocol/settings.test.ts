import { describe, expect, it } from 'vitest';
import type { SearchAnswer } from '../../server/src/api/protocol.js';
import { corpusFile, memoryHost, smallCorpus } from '../support/files.js';
import { connectServer } from '../support/server.js';

const SECOND = corpusFile('Brazil', '2022-07-01', '1. Brazil supports a programme of action.');
const WRONG =
  'aideMemoire.rules.position-conflict: "loud" is not one of error, warning, information, hint, off; using "warning"';

describe('settings', () => {
  it('are asked of an editor that can be asked, before anything is answered', async () => {
    const files = smallCorpus().set('file:///srv/record/second.md', SECOND);
    const client = connectServer({ settings: { corpus: { folders: ['/srv/record'] } } }, memoryHost(files));
    await client.start();
    const { precedents } = await client.connection.sendRequest<SearchAnswer>('aideMemoire/search', {
      query: 'programme of action',
      limit: 5,
    });
    expect(precedents.map(({ holder }) => holder)).toContain('Brazil');
  });

  it('are taken from the initialization options of an editor that cannot be asked', async () => {
    const files = smallCorpus().set('file:///project/record/second.md', SECOND);
    const client = connectServer(
      {
        capabilities: {},
        initializationOptions: { settings: { corpus: { folders: ['record'] } } },
        workspaceFolders: [{ uri: 'file:///project', name: 'project' }],
      },
      memoryHost(files),
    );
    await client.start();
    expect(await client.whenReady()).toMatchObject({ documents: 2, revision: 1, problems: [] });
  });

  it.each([
    ['as a section', { aideMemoire: { corpus: { folders: ['/srv/record'] } } }],
    ['bare', { corpus: { folders: ['/srv/record'] } }],
  ])('are taken from a notification of change, %s', async (_, settings) => {
    const files = smallCorpus().set('file:///srv/record/second.md', SECOND);
    const client = connectServer({ capabilities: {} }, memoryHost(files));
    await client.start();
    await client.whenReady();
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    expect(await client.whenReady(2)).toMatchObject({ documents: 2 });
  });

  it('that are wrong are named in the log and the status, once, and the default holds', async () => {
    const settings = { rules: { 'position-conflict': 'loud' } };
    const client = connectServer({ settings }, memoryHost(smallCorpus()));
    await client.start();
    const problems = await client.until('the problem', () => {
      const last = client.statuses.at(-1);
      return last?.state === 'ready' && last.problems.length > 0 ? last.problems : undefined;
    });
    expect(problems).toEqual([{ file: 'settings', message: WRONG }]);
    await client.connection.sendRequest('aideMemoire/rebuild');
    await client.until('revision 2 in the log', () => client.logs.find((line) => line.includes('revision 2')));
    expect(client.logs.filter((line) => line.includes(WRONG))).toHaveLength(1);
    client.changeSettings({ rules: { 'position-conflict': 'error' } });
    await client.until('the problem to go', () => (client.statuses.at(-1)?.problems.length === 0 ? true : undefined));
  });

  it('that name a missing folder leave the rest working', async () => {
    const client = connectServer({ settings: { corpus: { folders: ['/gone'] } } }, memoryHost(smallCorpus()));
    await client.start();
    const status = await client.until('the problem', () => {
      const last = client.statuses.at(-1);
      return last?.state === 'ready' && last.problems.length > 0 ? last : undefined;
    });
    expect(status).toMatchObject({ documents: 1, problems: [{ file: 'file:///gone' }] });
  });

  it('that add a folder make the editor watch it', async () => {
    const files = smallCorpus().set('file:///srv/record/second.md', SECOND);
    const client = connectServer({}, memoryHost(files));
    await client.start();
    await client.whenReady();
    client.changeSettings({ corpus: { folders: ['/srv/record'] } });
    const watchers = await client.until('two folders to be watched', () => {
      const watching = client.registrations.filter(({ method }) => method === 'workspace/didChangeWatchedFiles');
      const options = watching[0]?.registerOptions as { watchers: { globPattern: { baseUri: string } }[] } | undefined;
      return watching.length === 1 && options?.watchers.length === 2 ? options.watchers : undefined;
    });
    expect(watchers.map(({ globPattern }) => globPattern.baseUri)).toEqual([
      'file:///app/corpus/documents',
      'file:///srv/record',
    ]);
  });

  it('that name a relative folder follow the first workspace folder', async () => {
    const files = smallCorpus().set('file:///second/record/second.md', SECOND);
    const workspaceFolders = [{ uri: 'file:///first', name: 'first' }];
    const client = connectServer(
      { settings: { corpus: { folders: ['record'] } }, workspaceFolders },
      memoryHost(files),
    );
    await client.start();
    await client.until('the missing folder', () => client.statuses.find(({ problems }) => problems.length === 1));
    workspaceFolders[0] = { uri: 'file:///second', name: 'second' };
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: workspaceFolders, removed: [{ uri: 'file:///first', name: 'first' }] },
    });
    await client.until('the folder to be found', () => {
      const last = client.statuses.at(-1);
      return last?.state === 'ready' && last.documents === 2 && last.problems.length === 0 ? true : undefined;
    });
  });
});
