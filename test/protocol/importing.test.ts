import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource, WorkDoneProgress, type WorkDoneProgressReport } from 'vscode-languageserver/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IMPORT_REQUEST, type ImportReport } from '../../server/src/api/protocol.js';
import { createNodeFileWriter } from '../../server/src/node/fileWriter.js';
import { memoryHost, smallCorpus } from '../support/files.js';
import { connectServer, NODE_HOST } from '../support/server.js';

const HOST = { ...NODE_HOST, fileWriter: createNodeFileWriter() };
let folder = '';

function uriOf(name: string): string {
  return pathToFileURL(join(folder, name)).href;
}

describe('an import', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'aide-memoire-import-'));
    mkdirSync(join(folder, 'papers'));
    for (let n = 1; n <= 60; n++) {
      const text = `Statement number ${n}\n\n1. Pakistan supports measure ${n} of the programme.\n`;
      writeFileSync(join(folder, 'papers', `paper-${String(n).padStart(2, '0')}.txt`), text);
    }
    writeFileSync(join(folder, 'papers', 'zero.pdf'), '%PDF-1.7 nothing more');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes the documents, tells how far it is, and answers with a report', async () => {
    const { connection, start } = connectServer({}, HOST);
    await start();
    const told: (WorkDoneProgressReport | { readonly kind: string })[] = [];
    connection.onProgress(WorkDoneProgress.type, 'import', (value) => void told.push(value));
    const report = await connection.sendRequest<ImportReport>(IMPORT_REQUEST, {
      sources: [uriOf('papers')],
      into: uriOf('corpus'),
      workDoneToken: 'import',
    });
    expect(report.files.map(({ outcome }) => outcome)).toEqual([...Array<string>(60).fill('read'), 'skipped']);
    expect(report.remaining).toBe(0);
    expect(readdirSync(join(folder, 'corpus'))).toHaveLength(60);
    expect(told[0]).toMatchObject({ kind: 'begin', cancellable: true });
    expect(told[1]).toMatchObject({ percentage: 0, message: '1 of 61: paper-01.txt' });
    expect(told.at(-1)).toEqual({ kind: 'end' });
  });

  it('ends when it is cancelled, with whole files and a report of them', async () => {
    const { connection, start } = connectServer({}, HOST);
    await start();
    const source = new CancellationTokenSource();
    connection.onProgress(WorkDoneProgress.type, 'import', ({ kind }) => {
      if (kind === 'report') source.cancel();
    });
    const report = await connection.sendRequest<ImportReport>(
      IMPORT_REQUEST,
      { sources: [uriOf('papers')], into: uriOf('corpus'), workDoneToken: 'import' },
      source.token,
    );
    expect(report.remaining).toBeGreaterThan(0);
    expect(report.files.length + report.remaining).toBe(61);
    expect(readdirSync(join(folder, 'corpus'))).toHaveLength(report.files.length);
    for (const name of readdirSync(join(folder, 'corpus'))) {
      expect(readFileSync(join(folder, 'corpus', name), 'utf8')).toMatch(/of the programme\.\n$/);
    }
  });

  it('into a folder of the record is served', async () => {
    mkdirSync(join(folder, 'corpus'));
    const settings = { corpus: { bundled: false, folders: [join(folder, 'corpus')] } };
    const client = connectServer({ settings }, HOST);
    await client.start();
    await client.whenReady();
    const { files } = await client.connection.sendRequest<ImportReport>(IMPORT_REQUEST, {
      sources: [uriOf('papers/paper-01.txt')],
      into: uriOf('corpus'),
    });
    const changes = files.map(({ written }) => ({ uri: written, type: 1 }));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    await client.until('the document', () => client.statuses.find(({ documents }) => documents === 1));
  });

  it.each([
    ['nothing to read', {}],
    ['no place to write', { sources: ['file:///a.pdf'] }],
    ['places elsewhere', { sources: ['https://example.org/a.pdf'], into: 'file:///corpus' }],
  ])('is refused with %s', async (_, params) => {
    const { connection, start } = connectServer({}, HOST);
    await start();
    await expect(connection.sendRequest(IMPORT_REQUEST, params)).rejects.toThrow('An import needs documents');
  });

  it('is refused where nothing can be written', async () => {
    const { connection, start } = connectServer({}, memoryHost(smallCorpus()));
    await start();
    const params = { sources: ['file:///a.pdf'], into: 'file:///corpus' };
    await expect(connection.sendRequest(IMPORT_REQUEST, params)).rejects.toThrow('no file can be written');
  });
});
