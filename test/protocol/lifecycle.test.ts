import { describe, expect, it } from 'vitest';
import { FULL_CLIENT } from '../support/client.js';
import { heldHost, memoryHost, smallCorpus } from '../support/files.js';
import { connectServer } from '../support/server.js';

const INVALID_REQUEST = -32600;
const METHOD_NOT_FOUND = -32601;
const NOT_INITIALIZED = -32002;

describe('the life of a server', () => {
  it('offers what it has to an editor with every capability', async () => {
    const initializationOptions = { similarCommand: 'similar' };
    const { capabilities, serverInfo } = await connectServer({ initializationOptions }).start();
    expect(serverInfo?.name).toBe('Aide-Mémoire');
    expect(capabilities).toEqual({
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2 },
      hoverProvider: true,
      completionProvider: { resolveProvider: true },
      inlineCompletionProvider: true,
      codeLensProvider: { resolveProvider: true },
      inlayHintProvider: { resolveProvider: true },
      definitionProvider: true,
      referencesProvider: true,
      documentSymbolProvider: { label: 'Aide-Mémoire' },
      workspaceSymbolProvider: true,
      foldingRangeProvider: true,
      documentLinkProvider: { resolveProvider: false },
      codeActionProvider: { codeActionKinds: ['quickfix', 'source.renumber'] },
      diagnosticProvider: { identifier: 'aide-memoire', interFileDependencies: false, workspaceDiagnostics: false },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    });
  });

  it('does not offer diagnostics on request to an editor that never asks', async () => {
    const { capabilities } = await connectServer({ capabilities: {} }).start();
    expect(capabilities.diagnosticProvider).toBeUndefined();
    expect(capabilities.workspace).toBeUndefined();
  });

  it('refuses requests before it is initialized, and goes on', async () => {
    const client = connectServer();
    const hover = { textDocument: { uri: 'file:///d.md' }, position: { line: 0, character: 0 } };
    await expect(client.connection.sendRequest('textDocument/hover', hover)).rejects.toMatchObject({
      code: NOT_INITIALIZED,
    });
    await expect(client.start()).resolves.toHaveProperty('capabilities');
  });

  it('refuses to be initialized twice', async () => {
    const client = connectServer();
    await client.start();
    await expect(client.start()).rejects.toMatchObject({ code: INVALID_REQUEST });
  });

  it('does not know what it does not offer', async () => {
    const client = connectServer();
    await client.start();
    await expect(client.connection.sendRequest('textDocument/rename', {})).rejects.toMatchObject({
      code: METHOD_NOT_FOUND,
    });
  });

  it('answers shutdown, and nothing after it', async () => {
    const client = connectServer();
    await client.start();
    await client.whenReady();
    expect(await client.connection.sendRequest('shutdown')).toBeNull();
    const hover = { textDocument: { uri: 'file:///d.md' }, position: { line: 0, character: 0 } };
    for (const method of [
      'textDocument/hover',
      'textDocument/diagnostic',
      'textDocument/rename',
      'aideMemoire/rebuild',
    ]) {
      await expect(client.connection.sendRequest(method, hover), method).rejects.toMatchObject({
        code: INVALID_REQUEST,
      });
    }
  });
});

describe('indexing', () => {
  it('is reported as status, progress and one line in the log', async () => {
    const { host, release } = heldHost(smallCorpus());
    const client = connectServer({}, host);
    await client.start();
    await client.until('indexing', () => client.statuses.find(({ state }) => state === 'indexing'));
    release();
    const status = await client.whenReady();
    expect(status).toEqual({
      state: 'ready',
      documents: 1,
      passages: 2,
      revision: 1,
      duplicates: [],
      problems: [],
    });
    expect(client.statuses.map(({ state }) => state)).toEqual(['indexing', 'ready']);
    await client.until('progress to end', () => (client.progress.at(-1) === 'end' ? true : undefined));
    expect(client.progress).toEqual(['create', 'begin', 'report', 'end']);
    expect(client.logs).toEqual(['Indexed 1 documents, 2 passages (revision 1).']);
  });

  it('reports no progress to an editor that shows none', async () => {
    const client = connectServer({ capabilities: { ...FULL_CLIENT, window: {} } }, memoryHost(smallCorpus()));
    await client.start();
    await client.whenReady();
    expect(client.progress).toEqual([]);
  });

  it('serves the bundled corpus when nothing is configured', async () => {
    const client = connectServer({ capabilities: {} });
    await client.start();
    const status = await client.whenReady();
    expect(status.documents).toBeGreaterThanOrEqual(4);
    expect(status.problems).toEqual([]);
  });

  it('names a file that cannot be used, once, and serves the rest', async () => {
    const files = smallCorpus().set(
      'file:///app/corpus/documents/scan.md',
      new Uint8Array([0, 159, 146, 150, 0, 1, 2]),
    );
    const client = connectServer({}, memoryHost(files));
    await client.start();
    const { documents, problems } = await client.whenReady();
    expect(documents).toBe(1);
    expect(problems).toEqual([
      {
        file: 'file:///app/corpus/documents/scan.md',
        message: expect.stringMatching(/^scan\.md: skipped: it is a binary file/),
        skipped: true,
      },
    ]);
    await client.connection.sendRequest('aideMemoire/rebuild');
    await client.whenReady(2);
    expect(client.logs.filter((line) => line.includes('scan.md'))).toHaveLength(1);
  });

  it('happens again on request and answers with the new status', async () => {
    const files = smallCorpus();
    const client = connectServer({}, memoryHost(files));
    await client.start();
    await client.whenReady();
    files.delete('file:///app/corpus/documents/statement.md');
    files.set('file:///app/corpus/documents/other.md', '1. One paragraph.\n\n2. Another.\n\n3. A third.\n');
    const status = await client.connection.sendRequest('aideMemoire/rebuild');
    expect(status).toMatchObject({ state: 'ready', documents: 1, passages: 3, revision: 2 });
  });

  it('happens again when a corpus file changes, and not for other files', async () => {
    const files = smallCorpus();
    const client = connectServer({}, memoryHost(files));
    await client.start();
    await client.whenReady();
    const watch = await client.until('a watcher', () =>
      client.registrations.find(({ method }) => method === 'workspace/didChangeWatchedFiles'),
    );
    expect(watch.registerOptions).toEqual({
      watchers: [{ globPattern: { baseUri: 'file:///app/corpus/documents', pattern: '**/*' } }],
    });
    files.set('file:///app/corpus/documents/new.md', '1. A new paragraph.\n');
    const changed = (uri: string): Promise<void> =>
      client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 1 }] });
    await changed('file:///home/drafter/draft.md');
    await changed('file:///app/corpus/documents/new.md');
    const status = await client.whenReady(2);
    expect(status).toMatchObject({ documents: 2, revision: 2 });
  });
});
