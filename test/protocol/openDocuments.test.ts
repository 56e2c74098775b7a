import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentSymbol, FullDocumentDiagnosticReport } from 'vscode-languageserver/node';
import type { TestClient } from '../support/client.js';
import { memoryHost, smallCorpus } from '../support/files.js';
import { connectServer } from '../support/server.js';

const URI = 'file:///home/drafter/paper.draft.md';

describe('a document that is open', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = connectServer({}, memoryHost(smallCorpus()));
    await client.start();
    await client.whenReady();
  });

  const headings = async (uri: string): Promise<readonly string[]> => {
    const symbols = await client.connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri },
    });
    return symbols.map(({ name, range }) => `${name} at ${range.start.line}`);
  };
  const edit = (uri: string, version: number, ...contentChanges: readonly unknown[]): Promise<void> =>
    client.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });

  it('is read as it is, also when its version stands still or goes back', async () => {
    client.open(URI, '# First\n');
    expect(await headings(URI)).toEqual(['First at 0']);
    for (const [version, name] of [
      [1, 'Second'],
      [-5, 'Third'],
      [1, 'Fourth'],
    ] as const) {
      client.change(URI, version, `# ${name}\n`);
      expect(await headings(URI)).toEqual([`${name} at 0`]);
    }
  });

  it('is never told to be unchanged when it did change', async () => {
    client.open(URI, 'Text.\n');
    const { resultId } = (await client.diagnose(URI)) as FullDocumentDiagnosticReport;
    client.change(URI, 1, 'Another text.\n');
    expect(await client.diagnose(URI, resultId)).toMatchObject({ kind: 'full' });
  });

  it('is read anew when it is opened a second time', async () => {
    client.open(URI, '# Once\n');
    expect(await headings(URI)).toEqual(['Once at 0']);
    client.open(URI, '# Twice\n');
    expect(await headings(URI)).toEqual(['Twice at 0']);
  });

  it('keeps its lines when a change begins and ends behind the last one', async () => {
    const uri = 'file:///home/drafter/behind.md';
    client.open(uri, '# One\n');
    const behind = (line: number) => ({ start: { line, character: 1 }, end: { line: line + 1, character: 1 } });
    await edit(uri, 2, { range: behind(9), text: '\n' });
    await edit(uri, 3, { range: behind(5), text: '# Two\n\n# Three\n' });
    expect(await headings(uri)).toEqual(['One at 0', 'Two at 2', 'Three at 4']);
  });

  it('is left as it is by a change that makes no sense, and the log says so', async () => {
    const uri = 'file:///home/drafter/odd.md';
    client.open(uri, '# One\n');
    await edit(uri, 2, { text: '# Two\n' }, { range: { start: {}, end: {} }, text: '' });
    await edit(uri, 3, { text: 7 });
    expect(await headings(uri)).toEqual(['One at 0']);
    expect(client.logs.filter((line) => line.startsWith('textDocument/didChange was passed over'))).toHaveLength(2);
  });
});
