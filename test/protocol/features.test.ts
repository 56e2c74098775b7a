import {
  CancellationTokenSource,
  type CodeAction,
  type CodeLens,
  type CompletionItem,
  type CompletionList,
  type DocumentLink,
  type DocumentSymbol,
  type Hover,
  type Location,
  type MarkupContent,
  type SymbolInformation,
} from 'vscode-languageserver/node';
import { beforeAll, describe, expect, it } from 'vitest';
import type {
  AlignAnswer,
  CiteAnswer,
  CorpusAnswer,
  MoreDocuments,
  PhraseInfo,
  SearchAnswer,
  SimilarAnswer,
  TimelineAnswer,
} from '../../server/src/api/protocol.js';
import type { FileSystem } from '../../server/src/platform/host.js';
import type { TestClient } from '../support/client.js';
import { heldHost, smallCorpus } from '../support/files.js';
import { connectServer, NODE_HOST } from '../support/server.js';

const DRAFT = 'file:///home/drafter/paper.draft.md';
const TEXT = [
  '# Working paper',
  '',
  '1. It is essential to develop a legally binding international instrument.',
  '',
  '2. We recall resolution 73/27.',
  '',
].join('\n');
const INVALID_PARAMS = -32602;
const CANCELLED = -32800;
const CONTENT_MODIFIED = -32801;

/** Where `word` stands in TEXT. */
function at(word: string): { textDocument: { uri: string }; position: { line: number; character: number } } {
  const line = TEXT.split('\n').findIndex((candidate) => candidate.includes(word));
  const character = TEXT.split('\n')[line]?.indexOf(word) ?? 0;
  return { textDocument: { uri: DRAFT }, position: { line, character } };
}

describe('a draft beside the bundled corpus', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = connectServer();
    await client.start();
    client.open(DRAFT, TEXT, 'negotiation-draft');
  });

  it('has precedents on hover', async () => {
    const hover = await client.connection.sendRequest<Hover>('textDocument/hover', at('binding'));
    expect((hover.contents as MarkupContent).kind).toBe('markdown');
    expect((hover.contents as MarkupContent).value).toContain('legally binding international instrument');
    expect(hover.range?.start.line).toBe(2);
  });

  it('has phrases to complete, with evidence on request', async () => {
    const uri = 'file:///home/drafter/typing.md';
    client.open(uri, 'Pakistan finds it essential to develop a legally bi');
    const list = await client.connection.sendRequest<CompletionList>('textDocument/completion', {
      textDocument: { uri },
      position: { line: 0, character: 51 },
    });
    const item = list.items.find(({ textEdit }) => textEdit?.newText.includes('legally binding'));
    expect(item).toBeDefined();
    expect(item?.documentation).toBeUndefined();
    const resolved = await client.connection.sendRequest<CompletionItem>('completionItem/resolve', item);
    expect(resolved.documentation).toBeDefined();
  });

  it('has text to show behind the cursor', async () => {
    const uri = 'file:///home/drafter/ghost.md';
    client.open(uri, 'We seek an open, secure, sta');
    const request = { textDocument: { uri }, position: { line: 0, character: 28 }, context: { triggerKind: 1 } };
    const items = await client.connection.sendRequest('textDocument/inlineCompletion', request);
    expect(items).toMatchObject([{ insertText: 'ble, accessible and peaceful ICT environment' }]);
    const odd = client.connection.sendRequest('textDocument/inlineCompletion', { ...request, context: null });
    await expect(odd).rejects.toMatchObject({ code: INVALID_PARAMS });
  });

  it('answers what is like a paragraph, and who else uses a wording', async () => {
    const text = 'It is essential to develop a legally binding international instrument.';
    const alike = await client.connection.sendRequest<SimilarAnswer>('aideMemoire/similar', { text, limit: 3 });
    expect(alike.similar[0]?.precedent.text).toContain('legally binding');
    const wording = { wording: 'legally binding', limit: 3 };
    expect(await client.connection.sendRequest('aideMemoire/counterparts', wording)).toMatchObject({ more: 0 });
    for (const method of ['similar', 'counterparts']) {
      const odd = client.connection.sendRequest(`aideMemoire/${method}`, { limit: 3 });
      await expect(odd).rejects.toMatchObject({ code: INVALID_PARAMS });
    }
  });

  it('cites a passage in the style of the settings', async () => {
    const text = 'It is essential to develop a legally binding international instrument.';
    const { similar } = await client.connection.sendRequest<SimilarAnswer>('aideMemoire/similar', { text, limit: 1 });
    const { uri, range } = similar[0]?.precedent ?? { uri: '', range: { start: { line: 0 } } };
    const { textDocument, position } = at('instrument');
    const params = {
      textDocument,
      ranges: [{ start: position, end: position }],
      kind: 'citation',
      source: { uri, line: range.start.line },
    };
    const cite = (asked: unknown) => client.connection.sendRequest<CiteAnswer>('aideMemoire/cite', asked);
    const written = async () => (await cite(params)).edits.map(({ newText }) => newText);
    expect(await written()).toEqual([expect.stringMatching(/^\(Pakistan, .*\) $/)]);
    client.changeSettings({ citation: { style: 'footnote' } });
    await expect.poll(written).toEqual(['[^1] ', expect.stringMatching(/^\n\[\^1\]: Pakistan, .*\.\n$/)]);
    client.changeSettings({});
    expect(await cite({ ...params, source: { uri: 'file:///gone.md', line: 0 } })).toEqual({ edits: [] });
    expect(await cite({ ...params, textDocument: { uri: 'file:///elsewhere.md' } })).toEqual({ edits: [] });
    for (const odd of [{ ranges: [{}] }, { kind: 'song' }, { source: {} }, { words: 7 }]) {
      await expect(cite({ ...params, ...odd })).rejects.toMatchObject({ code: INVALID_PARAMS });
    }
  });

  it('sets the draft beside a document of the record', async () => {
    const { textDocument } = at('binding');
    const { documents } = await client.connection.sendRequest<CorpusAnswer>('aideMemoire/corpus');
    const uri = documents.find(({ date }) => date === '13 December 2021')?.uri;
    const align = (params: unknown) => client.connection.sendRequest<AlignAnswer>('aideMemoire/align', params);
    const { name, pairs } = await align({ textDocument, uri });
    expect(name).toBe('Pakistan, 13 December 2021');
    expect(pairs.flatMap(({ draft }) => draft ?? [])).toEqual(TEXT.split('\n').filter((line) => line !== ''));
    const paired = pairs.find(({ draft, record }) => draft !== undefined && record !== undefined);
    expect(paired?.record).toContain('legally binding international instrument');
    const nothing = { name: '', pairs: [] };
    expect(await align({ textDocument, uri: 'file:///gone.md' })).toEqual(nothing);
    expect(await align({ textDocument: { uri: 'file:///elsewhere.md' }, uri })).toEqual(nothing);
    await expect(align({ textDocument })).rejects.toMatchObject({ code: INVALID_PARAMS });
  });

  it('shows the timeline of the position at the cursor', async () => {
    const timeline = (params: unknown) => client.connection.sendRequest<TimelineAnswer>('aideMemoire/timeline', params);
    const { positions, markdown } = await timeline(at('legally'));
    expect(markdown).toContain('# Pakistan: legally binding instrument');
    expect(positions.map(({ holder, topic }) => `${holder}: ${topic}`)).toEqual([
      'Pakistan: legally binding instrument',
    ]);
    expect(positions[0]?.steps.map(({ status }) => status)).toContain('superseded');
    const nothing = { positions: [], remarks: [], markdown: '' };
    expect(await timeline(at('resolution'))).toEqual(nothing);
    expect(await timeline({ ...at('legally'), textDocument: { uri: 'file:///elsewhere.md' } })).toEqual(nothing);
    await expect(timeline({ position: {} })).rejects.toMatchObject({ code: INVALID_PARAMS });
    await expect(timeline({ ...at('legally'), position: 'here' })).rejects.toMatchObject({ code: INVALID_PARAMS });
  });

  it('counts precedents over paragraphs when it is told to', async () => {
    const { textDocument } = at('binding');
    const ask = () => client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument });
    expect(await ask()).toEqual([]);
    client.changeSettings({ codeLens: { enable: true } });
    await expect.poll(ask).not.toEqual([]);
    const [lens] = await ask();
    const resolved = await client.connection.sendRequest<CodeLens>('codeLens/resolve', lens);
    expect(resolved.command?.title).toMatch(/precedent/);
    client.changeSettings({});
  });

  it('leads to the passage and to all that use the wording', async () => {
    const definition = await client.connection.sendRequest<Location | Location[]>(
      'textDocument/definition',
      at('binding'),
    );
    const [first] = [definition].flat();
    expect(JSON.stringify(first)).toContain('/corpus/documents/');
    const references = await client.connection.sendRequest<Location[]>('textDocument/references', {
      ...at('binding'),
      context: { includeDeclaration: true },
    });
    expect(references.length).toBeGreaterThan(0);
  });

  it('has an outline and links', async () => {
    const { textDocument } = at('binding');
    const symbols = await client.connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument,
    });
    expect(symbols.map(({ name, children }) => [name, children?.length])).toEqual([['Working paper', 2]]);
    const links = await client.connection.sendRequest<DocumentLink[]>('textDocument/documentLink', { textDocument });
    expect(links).toEqual([
      {
        range: { start: { line: 4, character: 24 }, end: { line: 4, character: 29 } },
        target: 'https://undocs.org/en/A/RES/73/27',
        tooltip: 'A/RES/73/27 at undocs.org',
      },
    ]);
  });

  it('has the corpus to search', async () => {
    const symbols = await client.connection.sendRequest<unknown[]>('workspace/symbol', { query: 'disinformation' });
    expect(symbols.length).toBeGreaterThan(0);
    const { precedents } = await client.connection.sendRequest<SearchAnswer>('aideMemoire/search', {
      query: 'disinformation',
      limit: 2,
    });
    expect(precedents).toHaveLength(2);
    expect(precedents[0]?.text.toLowerCase()).toContain('disinformation');
    const ask = (query: string): Promise<SearchAnswer> =>
      client.connection.sendRequest<SearchAnswer>('aideMemoire/search', { query, limit: 50 });
    const exact = await ask('"legally binding instrument" by:own');
    expect(exact.precedents.length).toBeGreaterThan(0);
    for (const { holder, text, marks, reasons } of exact.precedents) {
      expect(holder).toBe('Pakistan');
      expect(marks.map(({ start, end }) => text.slice(start, end).toLowerCase())).toContain(
        'legally binding instrument',
      );
      expect(reasons).toEqual(expect.arrayContaining(['exact wording', 'own delegation']));
    }
    expect((await ask('atribution')).remarks).toEqual([
      'The record has no “atribution”: showing results for “attribution”.',
    ]);
    expect(await ask('attribution tier:agreed')).toMatchObject({
      precedents: [],
      problems: [expect.stringContaining('Write tier:adopted')],
    });
    const phrases = await client.connection.sendRequest<PhraseInfo[]>('aideMemoire/phrases');
    expect(await client.connection.sendRequest<PhraseInfo[]>('aideMemoire/phrases', {})).toEqual(phrases);
    expect(phrases.length).toBeGreaterThan(0);
    expect(phrases[0]?.evidence).not.toBe('');
  });

  it('has corrections only where there are findings', async () => {
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: DRAFT },
      range: { start: { line: 4, character: 0 }, end: { line: 4, character: 0 } },
      context: { diagnostics: [], only: ['refactor'] },
    });
    expect(actions).toEqual([]);
  });
});

describe('requests that make no sense', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = connectServer();
    await client.start();
    client.open(DRAFT, TEXT);
    client.open('file:///home/drafter/code.json', TEXT, 'json');
  });
  const emptyAnswers = [
    ['textDocument/hover', null],
    ['textDocument/completion', null],
    ['textDocument/definition', []],
    ['textDocument/references', []],
    ['textDocument/documentSymbol', []],
    ['textDocument/documentLink', []],
    ['textDocument/codeAction', []],
  ] as const;
  const context = { diagnostics: [], includeDeclaration: true };
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

  it.each(emptyAnswers)(
    '%s of a document that is not open, or is no draft, has an empty answer',
    async (method, empty) => {
      for (const uri of ['file:///home/drafter/unknown.md', 'file:///home/drafter/code.json', 'not a uri']) {
        const params = { textDocument: { uri }, position: range.start, range, context };
        expect(await client.connection.sendRequest(method, params), uri).toEqual(empty);
      }
    },
  );

  it.each(emptyAnswers.slice(0, 4))('%s beyond the last line has an empty answer', async (method, empty) => {
    const params = { textDocument: { uri: DRAFT }, position: { line: 999, character: 0 }, context };
    expect(await client.connection.sendRequest(method, params)).toEqual(empty);
  });

  it('takes a character beyond the end of its line for the end', async () => {
    const params = { ...at('binding'), position: { line: 2, character: 99_999 } };
    await expect(client.connection.sendRequest('textDocument/hover', params)).resolves.toBeDefined();
  });

  it.each([
    ['textDocument/hover', {}],
    ['textDocument/hover', { textDocument: {}, position: range.start }],
    ['textDocument/hover', { textDocument: { uri: DRAFT }, position: { line: -1, character: 0 } }],
    ['textDocument/hover', { textDocument: { uri: DRAFT }, position: { line: 'one', character: 0 } }],
    ['textDocument/completion', { textDocument: { uri: DRAFT }, position: null }],
    ['textDocument/diagnostic', {}],
    ['textDocument/codeAction', { textDocument: { uri: DRAFT }, range }],
    ['workspace/symbol', {}],
    ['aideMemoire/search', { query: 'instrument' }],
    ['aideMemoire/search', { query: 7, limit: 3 }],
    ['aideMemoire/search', undefined],
  ])('%s with %j is refused', async (method, params) => {
    await expect(client.connection.sendRequest(method, params)).rejects.toMatchObject({ code: INVALID_PARAMS });
  });

  it('survives a change outside the document and goes on', async () => {
    const uri = 'file:///home/drafter/edited.md';
    client.open(uri, 'Short.');
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [
        { range: { start: { line: 50, character: 9 }, end: { line: 60, character: 9 } }, text: '\n\n# Heading' },
      ],
    });
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: 'file:///home/drafter/unknown.md', version: 2 },
      contentChanges: [{ text: 'x' }],
    });
    const symbols = await client.connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri },
    });
    expect(symbols.map(({ name }) => name)).toEqual(['Heading']);
  });
});

describe('an editor with few capabilities', () => {
  it('gets plain text and a flat outline', async () => {
    const client = connectServer({ capabilities: {} });
    await client.start();
    client.open(DRAFT, TEXT, 'plaintext');
    const hover = await client.connection.sendRequest<Hover>('textDocument/hover', at('binding'));
    expect((hover.contents as MarkupContent).kind).toBe('plaintext');
    const symbols = await client.connection.sendRequest<SymbolInformation[]>('textDocument/documentSymbol', {
      textDocument: { uri: DRAFT },
    });
    expect(symbols.map(({ name, containerName }) => [name, containerName])).toEqual([
      ['Working paper', undefined],
      ['1. It is essential to develop a legally binding international…', 'Working paper'],
      ['2. We recall resolution 73/27.', 'Working paper'],
    ]);
  });
});

describe('a client that shows links under a hover', () => {
  it('hears how many documents are left out', async () => {
    const settings = { hover: { maxDocuments: 1 } };
    const client = connectServer({ settings, initializationOptions: { hoverLinks: true } });
    await client.start();
    client.open(DRAFT, 'We support the United Nations.');
    const hover = await client.connection.sendRequest<Hover & MoreDocuments>('textDocument/hover', {
      textDocument: { uri: DRAFT },
      position: { line: 0, character: 18 },
    });
    expect(hover.moreDocuments).toBeGreaterThan(0);
    expect((hover.contents as MarkupContent).value).not.toContain('more document');
  });
});

describe('quick fixes', () => {
  const finding = async (initializationOptions?: unknown): Promise<CodeAction[]> => {
    const client = connectServer({ initializationOptions });
    await client.start();
    client.open(DRAFT, 'Pakistan opposes a legally binding international instrument.\n');
    const report = await client.diagnose(DRAFT);
    const diagnostics = report.kind === 'full' ? report.items : [];
    expect(diagnostics).not.toEqual([]);
    return client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: DRAFT },
      range: diagnostics[0]?.range,
      context: { diagnostics },
    });
  };

  it('come with the finding and edit the draft', async () => {
    const actions = await finding();
    expect(actions.some(({ edit }) => edit?.changes?.[DRAFT] !== undefined)).toBe(true);
    expect(actions.every(({ kind }) => kind === 'quickfix')).toBe(true);
    expect(actions.some(({ command }) => command !== undefined)).toBe(false);
  });

  it('turn a rule off by the command that the editor names', async () => {
    const actions = await finding({ turnRuleOffCommand: 'editor.turnOff' });
    expect(actions.map(({ command }) => command)).toContainEqual(
      expect.objectContaining({ command: 'editor.turnOff', arguments: ['position-conflict'] }),
    );
  });
});

describe('requests before the index is ready', () => {
  it('wait for it', async () => {
    const { host, release } = heldHost(smallCorpus());
    const client = connectServer({}, host);
    await client.start();
    client.open(DRAFT, TEXT);
    const hover = client.connection.sendRequest<Hover | null>('textDocument/hover', at('binding'));
    const diagnostics = client.diagnose(DRAFT);
    await client.until('indexing', () => client.statuses.find(({ state }) => state === 'indexing'));
    expect(client.statuses.some(({ state }) => state === 'ready')).toBe(false);
    release();
    expect(await hover).not.toBeNull();
    expect(await diagnostics).toMatchObject({ kind: 'full' });
  });

  it('are answered as cancelled when nobody waits any more', async () => {
    const { host, release } = heldHost(smallCorpus());
    const client = connectServer({}, host);
    await client.start();
    client.open(DRAFT, TEXT);
    const source = new CancellationTokenSource();
    const hover = client.connection.sendRequest('textDocument/hover', at('binding'), source.token);
    source.cancel();
    release();
    await expect(hover).rejects.toMatchObject({ code: CANCELLED });
  });

  it('are refused when the draft changed under their position', async () => {
    const { host, release } = heldHost(smallCorpus());
    const client = connectServer({}, host);
    await client.start();
    client.open(DRAFT, TEXT);
    const hover = client.connection.sendRequest('textDocument/hover', at('binding'));
    client.change(DRAFT, 2, `A new first line.\n${TEXT}`);
    const outline = client.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri: DRAFT } });
    release();
    await expect(hover).rejects.toMatchObject({ code: CONTENT_MODIFIED });
    await expect(outline).resolves.toHaveLength(1);
  });

  it('are refused in words when there is no index to be had', async () => {
    const fileSystem: FileSystem = {
      readFile: () => Promise.reject(new Error('no')),
      readDirectory() {
        throw new Error('the disk is on fire');
      },
    };
    const client = connectServer({}, { ...NODE_HOST, fileSystem });
    await client.start();
    client.open(DRAFT, TEXT);
    await expect(client.connection.sendRequest('textDocument/hover', at('binding'))).rejects.toThrow(
      'The corpus could not be read: the disk is on fire. Rebuild the index once this is put right.',
    );
    expect(client.statuses.at(-1)?.state).toBe('error');
  });
});
