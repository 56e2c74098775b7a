import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { beforeAll, describe, expect, it } from 'vitest';
import { REPORT_REQUEST, REPORT_TEXT_REQUEST, type ReportText } from '../../server/src/api/protocol.js';
import type { DraftReport } from '../../server/src/api/report.js';
import { createDraft } from '../../server/src/draft/draft.js';
import { provideReport } from '../../server/src/service/report.js';
import { writeHtmlReport } from '../../server/src/service/reportHtml.js';
import { writeMarkdownReport } from '../../server/src/service/reportMarkdown.js';
import { createBundledContext } from '../support/bundled.js';
import type { TestClient } from '../support/client.js';
import { heldHost, smallCorpus } from '../support/files.js';
import { connectServer, NODE_HOST, ROOT } from '../support/server.js';

const URI = 'file:///drafts/working-paper.draft.md';
const TEXT = readFileSync(join(ROOT, 'client/sample/working-paper.draft.md'), 'utf8');
const HOST = { ...NODE_HOST, clock: { now: () => new Date('2026-03-12T23:59:00Z') } };
const INVALID_PARAMS = -32602;
const CANCELLED = -32800;

const askFor =
  (client: TestClient) =>
  <T>(method: string, params: object): Promise<T> =>
    client.connection.sendRequest<T>(method, params);

describe('the report on a draft beside the bundled corpus', () => {
  let client: TestClient;
  let ask: ReturnType<typeof askFor>;
  beforeAll(async () => {
    client = connectServer({}, HOST);
    ask = askFor(client);
    await client.start();
    client.open(URI, TEXT, 'negotiation-draft');
  });

  it('says where in the draft each finding is, and where its prior stands', async () => {
    const { findings, coverage, precedents } = await ask<DraftReport>(REPORT_REQUEST, { textDocument: { uri: URI } });
    const document = TextDocument.create(URI, 'negotiation-draft', 1, TEXT);
    const conflict = findings.find(({ rule }) => rule === 'position-conflict')?.findings[0];
    expect(document.getText(conflict?.range)).toContain('no need for a legally binding');
    expect(conflict).toMatchObject({ place: 'para. 5', severity: 'warning' });
    expect(conflict?.prior?.uri).toMatch(/\/corpus\/documents\/[^/]+\.md$/);
    expect(coverage.flatMap(({ absent }) => absent).every(({ uri }) => uri.startsWith('file:///'))).toBe(true);
    for (const { wording, range, sources, citations } of precedents) {
      expect(document.getText(range).replace(/\s+/g, ' ')).toBe(wording);
      expect(sources.map(({ citation }) => citation)).toEqual(citations);
    }
    expect(precedents.length).toBeGreaterThan(0);
  });

  it('is written as the service writes it, with the day of the host', async () => {
    const context = createBundledContext();
    const document = TextDocument.create(URI, 'negotiation-draft', 1, TEXT);
    const report = await provideReport(createDraft(document, context.tokenize), '2026-03-12', context);
    const write = (format: string) => ask<ReportText>(REPORT_TEXT_REQUEST, { textDocument: { uri: URI }, format });
    expect(await write('html')).toEqual({ text: writeHtmlReport(report), version: 1, places: [] });
    expect((await write('markdown')).text).toBe(writeMarkdownReport(report));
    const { text, places } = await write('main');
    expect(text).toMatch(/^<main>[\s\S]*12 March 2026[\s\S]*<\/main>$/);
    expect(text.match(/href="#place-\d+"/g)).toEqual(places.map((_, n) => `href="#place-${n}"`));
    expect(places.some(({ uri }) => uri === URI)).toBe(true);
  });

  it('is empty for what is no open draft', async () => {
    client.open('file:///drafts/a.json', TEXT, 'json');
    const corpus = createBundledContext().index.documents[0]?.uri ?? '';
    client.open(corpus, 'Pakistan opposes a treaty.');
    for (const uri of ['file:///elsewhere.md', 'file:///drafts/a.json', corpus]) {
      expect(await ask(REPORT_REQUEST, { textDocument: { uri } })).toBeNull();
      expect(await ask(REPORT_TEXT_REQUEST, { textDocument: { uri }, format: 'html' })).toBeNull();
    }
  });

  it('is refused when it is not clear of what or how it is to be written', async () => {
    await expect(ask(REPORT_REQUEST, {})).rejects.toMatchObject({ code: INVALID_PARAMS });
    for (const format of [undefined, 'pdf', 'toString']) {
      const odd = ask(REPORT_TEXT_REQUEST, { textDocument: { uri: URI }, format });
      await expect(odd).rejects.toMatchObject({ code: INVALID_PARAMS });
    }
  });

  it('is not gone on with when nobody waits any more', async () => {
    client.change(URI, 2, TEXT.replaceAll('Pakistan', 'Pakistan itself'));
    for (const method of [REPORT_REQUEST, REPORT_TEXT_REQUEST]) {
      const source = new CancellationTokenSource();
      const params = { textDocument: { uri: URI }, format: 'html' };
      const report = client.connection.sendRequest(method, params, source.token);
      source.cancel();
      await expect(report).rejects.toMatchObject({ code: CANCELLED });
    }
    expect(await ask(REPORT_TEXT_REQUEST, { textDocument: { uri: URI }, format: 'html' })).toMatchObject({
      version: 2,
    });
  });
});

it('a report waits for the record', async () => {
  const { host, release } = heldHost(smallCorpus());
  const client = connectServer({}, host);
  await client.start();
  client.open(URI, TEXT);
  const report = askFor(client)<DraftReport>(REPORT_REQUEST, { textDocument: { uri: URI } });
  release();
  expect(await report).toMatchObject({ departures: [], silenced: [] });
});
