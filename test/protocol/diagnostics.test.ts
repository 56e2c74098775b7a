import { describe, expect, it } from 'vitest';
import type { FullDocumentDiagnosticReport } from 'vscode-languageserver/node';
import { corpusFile, memoryHost, smallCorpus } from '../support/files.js';
import { connectServer } from '../support/server.js';

const DRAFT = 'file:///home/drafter/paper.md';
const CONFLICT = 'Pakistan opposes the development of a legally binding international instrument.\n';
const HARMLESS = 'The weather in Geneva was fine.\n';

function host() {
  const files = smallCorpus();
  const body = '1. Pakistan supports the development of a legally binding international instrument.';
  files.set('file:///app/corpus/documents/support.md', corpusFile('Pakistan', '2023-03-06', body));
  return memoryHost(files);
}

describe('diagnostics on request', () => {
  it('name what the draft contradicts', async () => {
    const client = connectServer();
    await client.start();
    client.open(DRAFT, CONFLICT);
    const report = (await client.diagnose(DRAFT)) as FullDocumentDiagnosticReport;
    expect(report.items.map(({ source, code }) => [source, code])).toContainEqual([
      'aide-memoire',
      'position-conflict',
    ]);
    expect(report.items[0]?.relatedInformation?.[0]?.location.uri).toContain('/corpus/documents/');
  });

  it('are unchanged until the draft, the settings or the corpus change', async () => {
    const client = connectServer({}, host());
    await client.start();
    client.open(DRAFT, HARMLESS);
    const first = (await client.diagnose(DRAFT)) as FullDocumentDiagnosticReport;
    expect(first).toMatchObject({ kind: 'full', items: [] });
    expect(await client.diagnose(DRAFT, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });

    client.change(DRAFT, 2, `${HARMLESS}\nMore of it.\n`);
    const edited = (await client.diagnose(DRAFT, first.resultId)) as FullDocumentDiagnosticReport;
    expect(edited.kind).toBe('full');

    client.changeSettings({ delegation: 'Brazil' });
    await client.until('a refresh', () => (client.refreshes === 1 ? true : undefined));
    const retold = (await client.diagnose(DRAFT, edited.resultId)) as FullDocumentDiagnosticReport;
    expect(retold.kind).toBe('full');

    await client.connection.sendRequest('aideMemoire/rebuild');
    await client.until('another refresh', () => (client.refreshes === 2 ? true : undefined));
    expect((await client.diagnose(DRAFT, retold.resultId)).kind).toBe('full');
  });

  it('are made anew for a draft that was closed and opened again at the same version', async () => {
    const client = connectServer({}, host());
    await client.start();
    client.open(DRAFT, HARMLESS);
    const { resultId } = await client.diagnose(DRAFT);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: DRAFT } });
    client.open(DRAFT, CONFLICT);
    expect((await client.diagnose(DRAFT, resultId)).kind).toBe('full');
  });

  it('are none for the corpus itself, other languages and unknown documents', async () => {
    const client = connectServer({}, host());
    await client.start();
    const source = 'file:///app/corpus/documents/support.md';
    client.open(source, CONFLICT);
    client.open('file:///home/drafter/a.json', CONFLICT, 'json');
    for (const uri of [source, 'file:///home/drafter/a.json', 'file:///home/drafter/unknown.md']) {
      expect(await client.diagnose(uri), uri).toMatchObject({ kind: 'full', items: [] });
    }
  });
});

describe('diagnostics without being asked', () => {
  const capabilities = { workspace: { configuration: true } };

  it('come on opening, change with the draft and go when it is closed', async () => {
    const client = connectServer({ capabilities });
    await client.start();
    client.open(DRAFT, CONFLICT);
    const opened = await client.until('diagnostics', () => client.pushed[0]);
    expect(opened).toMatchObject({ uri: DRAFT, version: 1 });
    expect(opened.diagnostics.map(({ code }) => code)).toContain('position-conflict');

    client.change(DRAFT, 2, CONFLICT.repeat(2));
    client.change(DRAFT, 3, HARMLESS);
    const changed = await client.until('diagnostics of the change', () => client.pushed[1]);
    expect(changed).toMatchObject({ uri: DRAFT, version: 3, diagnostics: [] });

    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: DRAFT } });
    const closed = await client.until('diagnostics of the closed draft', () => client.pushed[2]);
    expect(closed).toEqual({ uri: DRAFT, diagnostics: [] });
  });

  it('come also to an editor that asks, but cannot be told to ask again', async () => {
    const client = connectServer({ capabilities: { ...capabilities, textDocument: { diagnostic: {} } } });
    const { capabilities: offered } = await client.start();
    expect(offered.diagnosticProvider).toBeUndefined();
    client.open(DRAFT, CONFLICT);
    await client.until('diagnostics', () => client.pushed[0]);
    client.changeSettings({ rules: { 'position-conflict': 'off' } });
    const { diagnostics } = await client.until('new diagnostics', () => client.pushed[1]);
    expect(diagnostics.map(({ code }) => code)).not.toContain('position-conflict');
  });

  it('come for plain text, under either name', async () => {
    const client = connectServer({ capabilities });
    await client.start();
    for (const [n, language] of ['plaintext', 'text'].entries()) {
      client.open(`file:///home/drafter/${language}.txt`, CONFLICT, language);
      const { diagnostics } = await client.until(language, () => client.pushed[n]);
      expect(diagnostics.map(({ code }) => code)).toContain('position-conflict');
    }
  });

  it('are made anew when settings change', async () => {
    const client = connectServer({ capabilities });
    await client.start();
    client.open(DRAFT, CONFLICT);
    await client.until('diagnostics', () => client.pushed[0]);
    client.changeSettings({ rules: { 'position-conflict': 'off' } });
    const { diagnostics } = await client.until('new diagnostics', () => client.pushed[1]);
    expect(diagnostics.map(({ code }) => code)).not.toContain('position-conflict');
  });
});
