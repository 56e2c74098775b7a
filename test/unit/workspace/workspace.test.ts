import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../../server/src/api/settings.js';
import type { FileSystem } from '../../../server/src/platform/host.js';
import { createWorkspace } from '../../../server/src/workspace/workspace.js';
import { corpusFile, memoryHost, smallCorpus } from '../../support/files.js';

const PROJECT = 'file:///home/drafter/project';
const SECOND = corpusFile('Brazil', '2022-07-01', '1. Brazil supports a programme of action.');

function withFolders(...folders: string[]): Settings {
  return { ...DEFAULT_SETTINGS, corpus: { ...DEFAULT_SETTINGS.corpus, folders } };
}

describe('createWorkspace', () => {
  it('reads again when a limit changes, and what was skipped comes back', async () => {
    const files = smallCorpus().set('file:///srv/large.md', `${SECOND}${'x'.repeat(1_500_000)}`);
    const settings = withFolders('/srv');
    const limited = { ...settings.corpus.limits, fileMegabytes: 1 };
    const workspace = createWorkspace(memoryHost(files), {
      ...settings,
      corpus: { ...settings.corpus, limits: limited },
    });
    await workspace.ready();
    expect(workspace.status).toMatchObject({
      documents: 1,
      problems: [{ file: 'file:///srv/large.md', skipped: true, message: expect.stringContaining('fileMegabytes') }],
    });
    await workspace.update(settings);
    expect(await workspace.settled()).toMatchObject({ documents: 2, problems: [], revision: 2 });
  });

  it('reads the bundled corpus, with its word lists', async () => {
    const workspace = createWorkspace(memoryHost(smallCorpus()), DEFAULT_SETTINGS);
    expect(workspace.status).toMatchObject({ state: 'indexing', documents: 0, revision: 0 });
    const { index, settings, tokenize } = await workspace.ready();
    expect(index.documents.map((document) => document.id)).toEqual(['statement']);
    expect(index.passageCount).toBe(2);
    expect(settings).toBe(DEFAULT_SETTINGS);
    expect(tokenize('Behavior')[0]?.term).toBe('behaviour');
    expect(workspace.status).toEqual({
      state: 'ready',
      documents: 1,
      passages: 2,
      revision: 1,
      duplicates: [],
      problems: [],
    });
  });

  it.each([
    ['relative to the first workspace folder', 'record', `${PROJECT}/record`],
    ['absolute', '/srv/my record', 'file:///srv/my%20record'],
    ['a file URI', 'file:///srv/record', 'file:///srv/record'],
    ['in the home folder', '~/record', 'file:///home/drafter/record'],
  ])('adds a folder that is %s', async (_, folder, uri) => {
    const files = smallCorpus().set(`${uri}/second.md`, SECOND);
    const workspace = createWorkspace(memoryHost(files), withFolders(folder), PROJECT);
    const { index } = await workspace.ready();
    expect(index.documents.map((document) => document.id)).toEqual(['second', 'statement']);
    expect(workspace.concerns(`${uri}/new.md`)).toBe(true);
    expect(workspace.concerns(`${uri}/.git/index`)).toBe(false);
    expect(workspace.concerns(`${PROJECT}/draft.md`)).toBe(false);
    expect(workspace.concerns(uri)).toBe(true);
    expect(workspace.concerns(uri.slice(0, uri.lastIndexOf('/')))).toBe(true);
  });

  it('serves the rest when folders are missing, and says which and what to do', async () => {
    const workspace = createWorkspace(memoryHost(smallCorpus()), withFolders('/gone', 'record'));
    expect((await workspace.ready()).index.documents).toHaveLength(1);
    expect(workspace.status.state).toBe('ready');
    expect(workspace.status.problems).toEqual([
      { file: 'record', message: expect.stringContaining('Write its absolute path') },
      {
        file: 'file:///gone',
        skipped: true,
        message: expect.stringContaining('does not exist or cannot be read. Create it'),
      },
    ]);
  });

  it('serves nothing but what it is told to', async () => {
    const settings = { ...DEFAULT_SETTINGS, corpus: { ...DEFAULT_SETTINGS.corpus, bundled: false } };
    const { index, tokenize } = await createWorkspace(memoryHost(smallCorpus()), settings).ready();
    expect(index.documents).toEqual([]);
    expect(tokenize('behavior')[0]?.term).toBe('behaviour');
  });

  it('makes a new revision on rebuild and leaves the old one as it was', async () => {
    const files = smallCorpus();
    const workspace = createWorkspace(memoryHost(files), DEFAULT_SETTINGS);
    const before = await workspace.ready();
    files.set('file:///app/corpus/documents/second.md', SECOND);
    const rebuilding = workspace.rebuild();
    expect(workspace.status).toMatchObject({ state: 'indexing', documents: 1, revision: 1 });
    expect(await workspace.ready()).toBe(before);
    expect(await rebuilding).toMatchObject({ state: 'ready', documents: 2, revision: 2 });
    const after = await workspace.ready();
    expect(after.index.documents).toHaveLength(2);
    expect(before.index.documents).toHaveLength(1);
    expect(after.revision).not.toBe(before.revision);
  });

  it('lets the newest of several rebuilds win', async () => {
    const files = smallCorpus();
    const workspace = createWorkspace(memoryHost(files), DEFAULT_SETTINGS);
    const revisions: string[] = [];
    workspace.onRevision(({ revision }) => revisions.push(revision));
    const first = workspace.rebuild();
    files.set('file:///app/corpus/documents/second.md', SECOND);
    const second = workspace.rebuild();
    expect(await first).toBe(await second);
    expect(workspace.status).toMatchObject({ documents: 2, revision: 1 });
    expect(revisions).toEqual(['1:1']);
  });

  it('lets the newest of several rebuilds win, however slowly the word lists of each are read', async () => {
    const host = memoryHost(smallCorpus());
    let readings = 0;
    const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
    const fileSystem: FileSystem = {
      async readFile(uri) {
        if (uri.startsWith(host.bundledCorpus)) await wait(60);
        return host.fileSystem.readFile(uri);
      },
      async readDirectory(uri) {
        // The word lists of the first reading come while the second one reads its documents.
        if (uri === host.lexicon && readings++ === 0) await wait(30);
        return host.fileSystem.readDirectory(uri);
      },
    };
    const workspace = createWorkspace({ ...host, fileSystem }, DEFAULT_SETTINGS);
    expect(await workspace.rebuild()).toMatchObject({ state: 'ready', documents: 1, revision: 1 });
  });

  it('keeps the index when other settings change, and reads again when folders do', async () => {
    const files = smallCorpus().set('file:///srv/record/second.md', SECOND);
    const workspace = createWorkspace(memoryHost(files), DEFAULT_SETTINGS);
    const first = await workspace.ready();
    await workspace.update({ ...DEFAULT_SETTINGS }, undefined);
    expect(await workspace.ready()).toBe(first);
    await workspace.update({ ...DEFAULT_SETTINGS, delegation: 'Brazil' }, undefined);
    const second = await workspace.ready();
    expect(second.index).toBe(first.index);
    expect(second.settings.delegation).toBe('Brazil');
    expect([first.revision, second.revision]).toEqual(['1:1', '1:2']);
    await workspace.update(withFolders('/srv/record'), undefined);
    expect((await workspace.ready()).index.documents).toHaveLength(2);
    expect((await workspace.ready()).revision).toBe('2:3');
  });

  it('opens nothing but what was changed, and what is new', async () => {
    const record = 'file:///srv/record';
    const files = smallCorpus()
      .set(`${record}/2021/chile.md`, corpusFile('Chile', '2021-01-01', '1. Chile supports an inventory.'))
      .set(`${record}/brazil.md`, SECOND);
    const host = memoryHost(files);
    let opened: string[] = [];
    const fileSystem: FileSystem = {
      ...host.fileSystem,
      readFile(uri) {
        if (!uri.includes('/lexicon/')) opened.push(uri.slice(uri.lastIndexOf('/') + 1));
        return host.fileSystem.readFile(uri);
      },
    };
    const workspace = createWorkspace({ ...host, fileSystem }, withFolders('/srv/record'));
    await workspace.ready();
    const openedBy = async (step: Promise<unknown>): Promise<readonly string[]> => {
      opened = [];
      await step;
      return opened.sort();
    };
    const holders = async (): Promise<readonly string[]> =>
      (await workspace.ready()).index.documents.map(({ metadata }) => metadata.holder).sort();

    files.set(`${record}/brazil.md`, SECOND.replaceAll('Brazil', 'Peru'));
    expect(await openedBy(workspace.refresh([`${record}/brazil.md`]))).toEqual(['brazil.md']);
    expect(await holders()).toEqual(['Chile', 'Pakistan', 'Peru']);

    files.set(`${record}/2022/chile.md`, files.get(`${record}/2021/chile.md`) ?? '');
    files.delete(`${record}/2021/chile.md`);
    expect(await openedBy(workspace.refresh([`${record}/2021`, `${record}/2022`]))).toEqual(['chile.md']);
    expect(await holders()).toEqual(['Chile', 'Pakistan', 'Peru']);

    files.set(`${record}/2022/chile.md`, corpusFile('Ghana', '2021-01-01', '1. Ghana supports another list.'));
    expect(await openedBy(workspace.refresh([`${record}/2022`]))).toEqual(['chile.md']);
    expect(await holders()).toEqual(['Ghana', 'Pakistan', 'Peru']);

    files.set(`${record}/corpus.yaml`, 'brazil.md:\n  holder: Fiji\n');
    expect(await openedBy(workspace.refresh([`${record}/corpus.yaml`]))).toEqual(['brazil.md', 'corpus.yaml']);
    expect(await holders()).toEqual(['Fiji', 'Ghana', 'Pakistan']);

    expect(await openedBy(workspace.rebuild())).toEqual(['brazil.md', 'chile.md', 'corpus.yaml', 'statement.md']);
  });

  it('loses no change to a reading that a newer one overtakes', async () => {
    const files = smallCorpus().set('file:///srv/record/a.md', SECOND).set('file:///srv/record/b.md', SECOND);
    const workspace = createWorkspace(memoryHost(files), withFolders('/srv/record'));
    await workspace.ready();
    files.set('file:///srv/record/a.md', corpusFile('Chile', '2021-01-01', '1. Chile supports an inventory.'));
    const overtaken = workspace.refresh(['file:///srv/record/a.md']);
    files.set('file:///srv/record/b.md', corpusFile('Peru', '2021-01-01', '1. Peru supports joint patrols.'));
    await Promise.all([overtaken, workspace.refresh(['file:///srv/record/b.md'])]);
    const { index } = await workspace.ready();
    expect(index.documents.map(({ metadata }) => metadata.holder).sort()).toEqual(['Chile', 'Pakistan', 'Peru']);
  });

  it('knows its own documents, copies included, however their address is written', async () => {
    const files = smallCorpus();
    const text = files.get('file:///app/corpus/documents/statement.md') ?? '';
    files.set('file:///app/corpus/documents/a%20copy.md', text);
    const workspace = createWorkspace(memoryHost(files), DEFAULT_SETTINGS);
    const context = await workspace.ready();
    expect(workspace.status.duplicates).toHaveLength(1);
    expect(context.isCorpusDocument('file:///app/corpus/documents/statement.md')).toBe(true);
    expect(context.isCorpusDocument('file:///app/corpus/documents/a copy.md')).toBe(true);
    expect(context.isCorpusDocument('file:///home/drafter/draft.md')).toBe(false);
  });

  it('keeps serving when reading fails as a whole, and recovers', async () => {
    const host = memoryHost(smallCorpus());
    let broken = false;
    const fileSystem: FileSystem = {
      readFile: (uri, maxBytes) => host.fileSystem.readFile(uri, maxBytes),
      readDirectory(uri) {
        if (broken) throw new Error('the disk is on fire');
        return host.fileSystem.readDirectory(uri);
      },
    };
    const workspace = createWorkspace({ ...host, fileSystem }, DEFAULT_SETTINGS);
    const before = await workspace.ready();
    broken = true;
    const status = await workspace.rebuild();
    expect(status).toMatchObject({ state: 'error', documents: 1, revision: 1 });
    expect(status.problems[0]?.message).toBe('The corpus could not be read: the disk is on fire.');
    expect(await workspace.ready()).toBe(before);
    broken = false;
    expect(await workspace.rebuild()).toMatchObject({ state: 'ready', revision: 2, problems: [] });
  });

  it('refuses with a message when there has never been an index, and serves once there is', async () => {
    const host = memoryHost(smallCorpus());
    let broken = true;
    const fileSystem: FileSystem = {
      readFile: (uri, maxBytes) => host.fileSystem.readFile(uri, maxBytes),
      readDirectory(uri) {
        if (broken) throw new Error('the disk is on fire');
        return host.fileSystem.readDirectory(uri);
      },
    };
    const workspace = createWorkspace({ ...host, fileSystem }, DEFAULT_SETTINGS);
    await expect(workspace.ready()).rejects.toThrow('the disk is on fire. Rebuild the index once this is put right.');
    broken = false;
    void workspace.rebuild();
    expect((await workspace.ready()).index.documents).toHaveLength(1);
  });

  it('says what it is doing, step by step, until the listener leaves', async () => {
    const workspace = createWorkspace(memoryHost(smallCorpus()), DEFAULT_SETTINGS);
    const states: string[] = [];
    const leave = workspace.onStatus(({ state, revision }) => states.push(`${state} ${revision}`));
    await workspace.ready();
    await workspace.rebuild();
    leave();
    await workspace.rebuild();
    expect(states).toEqual(['ready 1', 'indexing 1', 'ready 2']);
  });
});
