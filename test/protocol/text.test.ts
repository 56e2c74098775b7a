import type { CodeAction, FoldingRange, InlayHint } from 'vscode-languageserver/node';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BracketsAnswer, RenumberAnswer } from '../../server/src/api/protocol.js';
import { FULL_CLIENT, type TestClient } from '../support/client.js';
import { connectServer } from '../support/server.js';

const uri = 'file:///home/drafter/text.draft.md';
const textDocument = { uri };
const TEXT = [
  '# Working paper',
  '',
  '1. We promote an open, secure, stable, accessible and peaceful ICT environment.',
  '',
  '1. States [should] [shall] follow paragraph 1 above:',
  '',
  '(a) always.',
  '',
].join('\n');
const EVERYTHING = { start: { line: 0, character: 0 }, end: { line: 8, character: 0 } };
const INVALID_PARAMS = -32602;

describe('the text of a draft', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = connectServer();
    await client.start();
    client.open(uri, TEXT, 'negotiation-draft');
  });
  const ask = <R>(method: string, params: object) =>
    client.connection.sendRequest<R>(method, { textDocument, ...params });

  it('folds, and a text without anything to fold is left to the editor', async () => {
    const folds = await ask<FoldingRange[]>('textDocument/foldingRange', {});
    expect(folds.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
      [0, 6],
      [4, 6],
    ]);
    const plain = 'file:///home/drafter/plain.txt';
    client.open(plain, 'key:\n  value\n', 'plaintext');
    expect(await ask('textDocument/foldingRange', { textDocument: { uri: plain } })).toBeNull();
  });

  it('is renumbered on request, and by a code action of its own kind', async () => {
    const { edits, paragraphs, unclear } = await ask<RenumberAnswer>('aideMemoire/renumber', {});
    expect(edits).toEqual([
      { range: { start: { line: 4, character: 0 }, end: { line: 4, character: 1 } }, newText: '2' },
    ]);
    expect([paragraphs, unclear.map(({ text }) => text)]).toEqual([1, ['paragraph 1']]);
    const actions = (only?: string[]) =>
      ask<CodeAction[]>('textDocument/codeAction', {
        range: EVERYTHING,
        context: { diagnostics: [], ...(only && { only }) },
      });
    expect((await actions(['source'])).map(({ title, kind }) => [title, kind])).toEqual([
      ['Renumber the paragraphs', 'source.renumber'],
    ]);
    expect(await actions(['quickfix'])).toEqual([]);
    expect(await actions()).toEqual([]);
  });

  it('has brackets', async () => {
    const { ranges } = await ask<BracketsAnswer>('aideMemoire/brackets', {});
    expect(ranges).toEqual([{ start: { line: 4, character: 10 }, end: { line: 4, character: 26 } }]);
    expect(await ask('aideMemoire/brackets', { textDocument: { uri: 'file:///elsewhere.md' } })).toEqual({
      ranges: [],
    });
  });

  it('has hints of authority when they are switched on, with their source on request', async () => {
    const hints = () => ask<InlayHint[]>('textDocument/inlayHint', { range: EVERYTHING });
    expect(await hints()).toEqual([]);
    client.changeSettings({ inlayHints: { enable: true } });
    await expect.poll(hints).not.toEqual([]);
    const [hint] = await hints();
    expect(hint).toMatchObject({ label: 'own', position: { line: 2 } });
    const resolved = await client.connection.sendRequest<InlayHint>('inlayHint/resolve', hint);
    expect(JSON.stringify(resolved.tooltip)).toContain('own position');
    await expect(ask('textDocument/inlayHint', { range: 'all' })).rejects.toMatchObject({ code: INVALID_PARAMS });
    client.changeSettings({});
  });
});

it('has the editor ask for hints again when the settings change', async () => {
  const { workspace, ...capabilities } = FULL_CLIENT;
  const client = connectServer({
    capabilities: { ...capabilities, workspace: { ...workspace, inlayHint: { refreshSupport: true } } },
  });
  let refreshes = 0;
  client.connection.onRequest('workspace/inlayHint/refresh', () => {
    refreshes++;
    return null;
  });
  await client.start();
  await client.whenReady();
  const before = refreshes;
  client.changeSettings({ inlayHints: { enable: true } });
  await expect.poll(() => refreshes).toBeGreaterThan(before);
});
