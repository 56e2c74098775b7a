import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  ClientCapabilities,
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  Hover,
  MarkupContent,
  Position,
  TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { FULL_CLIENT, type TestClient } from '../support/client.js';
import { corpusFile, memoryHost } from '../support/files.js';
import { connectServer, ROOT } from '../support/server.js';

const URI = 'file:///home/drafter/paper.md';
const RECORD = 'Pakistan supports a legally binding treaty on outer space.';
const OPPOSED = RECORD.replace('supports', 'opposes');
/** Two letters that UTF-16 writes with two units each stand before what counts. */
const BEFORE = 'We ate “Smørrebrød” 𝒳😀. ';
const TYPED = 'Before 𝒳😀 he supports a legally';
const DRAFT = `${BEFORE}${OPPOSED}\n\n${TYPED}`;
const INVALID_PARAMS = -32602;
const LEXICON = join(ROOT, 'corpus', 'lexicon');
const WORD_LISTS = readdirSync(LEXICON).map(
  (name) => [`file:///app/corpus/lexicon/${name}`, readFileSync(join(LEXICON, name))] as const,
);
const HOST = memoryHost(
  new Map<string, string | Uint8Array>([
    ...['2021-12-13', '2022-12-13'].map(
      (date) =>
        [
          `file:///app/corpus/documents/${date}.md`,
          corpusFile('Pakistan', date, `1. ${RECORD} States must refrain from placing weapons in outer space.`),
        ] as const,
    ),
    ...WORD_LISTS,
  ]),
);

const { workspace, textDocument, window } = FULL_CLIENT;
const withWorkspace = (own: ClientCapabilities['workspace']): ClientCapabilities => ({
  ...FULL_CLIENT,
  workspace: { ...workspace, ...own },
});
const withDocuments = (own: ClientCapabilities['textDocument']): ClientCapabilities => ({
  ...FULL_CLIENT,
  textDocument: { ...textDocument, ...own },
});

const EGLOT: ClientCapabilities = {
  workspace: {
    applyEdit: true,
    executeCommand: { dynamicRegistration: false },
    workspaceEdit: { documentChanges: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    configuration: true,
    workspaceFolders: true,
  },
  textDocument: {
    completion: { completionItem: { snippetSupport: false, deprecatedSupport: true }, contextSupport: true },
    hover: { contentFormat: ['plaintext'] },
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } }, isPreferredSupport: true },
    publishDiagnostics: { relatedInformation: false },
  },
};
/** What Helix 25.01 sends, of what concerns this server. */
const HELIX: ClientCapabilities = {
  general: { positionEncodings: ['utf-8', 'utf-32', 'utf-16'] },
  window: { workDoneProgress: true },
  workspace: {
    applyEdit: true,
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: false },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: false },
    executeCommand: { dynamicRegistration: false },
    inlayHint: { refreshSupport: false },
    symbol: { dynamicRegistration: false },
    workspaceEdit: {
      documentChanges: true,
      failureHandling: 'abort',
      normalizesLineEndings: false,
      resourceOperations: ['create', 'rename', 'delete'],
    },
  },
  textDocument: {
    completion: {
      completionItem: {
        snippetSupport: true,
        insertReplaceSupport: true,
        deprecatedSupport: true,
        tagSupport: { valueSet: [1] },
        resolveSupport: { properties: ['documentation', 'detail', 'additionalTextEdits'] },
      },
      completionItemKind: {},
    },
    hover: { contentFormat: ['markdown'] },
    inlayHint: { dynamicRegistration: false },
    codeAction: {
      codeActionLiteralSupport: {
        codeActionKind: {
          valueSet: [
            '',
            'quickfix',
            'refactor',
            'refactor.extract',
            'refactor.inline',
            'refactor.rewrite',
            'source',
            'source.organizeImports',
          ],
        },
      },
      dataSupport: true,
      disabledSupport: true,
      isPreferredSupport: true,
      resolveSupport: { properties: ['edit', 'command'] },
    },
    publishDiagnostics: { tagSupport: { valueSet: [1, 2] }, versionSupport: true },
  },
};

const CLIENTS: Readonly<Record<string, ClientCapabilities>> = {
  'with nothing but LSP’s first version': {},
  'that applies edits, but takes no literal code actions': withDocuments({ codeAction: {} }),
  'without file watching': withWorkspace({ didChangeWatchedFiles: {} }),
  'that watches by patterns alone': withWorkspace({ didChangeWatchedFiles: { dynamicRegistration: true } }),
  'without progress': { ...FULL_CLIENT, window: {} },
  'without pull diagnostics': { workspace: { ...workspace, diagnostics: {} }, textDocument: {}, window: window ?? {} },
  'that is not told to pull diagnostics again': withWorkspace({ diagnostics: {} }),
  'without workspace folders': withWorkspace({ workspaceFolders: false }),
  'without settings to ask for': withWorkspace({ configuration: false, didChangeConfiguration: {} }),
  'without dynamic registration': withWorkspace({ didChangeConfiguration: {}, didChangeWatchedFiles: {} }),
  'that offers UTF-8 first': { ...FULL_CLIENT, general: { positionEncodings: ['utf-8', 'utf-16'] } },
  'with the abilities of eglot 1.9': EGLOT,
  'with the abilities of Helix 25.01': HELIX,
};

/** Whether a client says that it understands this message of the server. */
function understands(method: string, { workspace, window }: ClientCapabilities, client: TestClient): boolean {
  const registrable = new Map([
    ['workspace/didChangeConfiguration', workspace?.didChangeConfiguration?.dynamicRegistration],
    ['workspace/didChangeWatchedFiles', workspace?.didChangeWatchedFiles?.dynamicRegistration],
  ]);
  switch (method) {
    case 'window/logMessage':
    case 'window/showMessage':
    case 'textDocument/publishDiagnostics':
      return true;
    case 'window/workDoneProgress/create':
    case '$/progress':
      return window?.workDoneProgress === true;
    case 'workspace/configuration':
      return workspace?.configuration === true;
    case 'workspace/workspaceFolders':
      return workspace?.workspaceFolders === true;
    case 'workspace/diagnostic/refresh':
      return workspace?.diagnostics?.refreshSupport === true;
    case 'client/registerCapability':
    case 'client/unregisterCapability':
      return client.registrations.every(({ method: registered }) => registrable.get(registered) === true);
    default:
      return false;
  }
}

/** A plain client that works on the draft, as its abilities let it. */
async function begin(capabilities: ClientCapabilities) {
  // The rule that also sees the words' recurrence would speak first.
  const settings = { judge: { use: 'rules' }, rules: { 'agreed-language': 'off' } };
  const client = connectServer({ capabilities, isPlain: true, settings, initializationOptions: { settings } }, HOST);
  const { capabilities: server } = await client.start();
  client.open(URI, DRAFT);
  const textDocument = { uri: URI };
  const document = TextDocument.create(URI, 'markdown', 1, DRAFT);
  return {
    client,
    server,
    hover: (word: string) =>
      client.connection.sendRequest<Hover>('textDocument/hover', { textDocument, position: after(word) }),
    complete: () =>
      client.connection.sendRequest<CompletionList>('textDocument/completion', {
        textDocument,
        position: after(TYPED),
      }),
    async findings(): Promise<readonly Diagnostic[]> {
      if (server.diagnosticProvider === undefined) {
        return client.until('findings', () => client.pushed.at(-1)?.diagnostics);
      }
      const report = await client.diagnose(URI);
      return report.kind === 'full' ? report.items : [];
    },
    actions: (diagnostics: readonly Diagnostic[]) =>
      client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument,
        range: diagnostics[0]?.range,
        context: { diagnostics },
      }),
    words: ({ range }: { readonly range?: Diagnostic['range'] }) => document.getText(range),
    edited: (edits: readonly TextEdit[]) => TextDocument.applyEdits(document, [...edits]),
  };
}

function after(words: string): Position {
  return TextDocument.create(URI, 'markdown', 1, DRAFT).positionAt(DRAFT.indexOf(words) + words.length);
}

/** The draft once an item is taken, by an editor that puts its text for the word at the cursor. */
function completed({ textEdit, insertText = '' }: CompletionItem): string {
  if (textEdit === undefined) return DRAFT.replace(/[\p{L}\p{N}_]*$/u, insertText);
  if (!('range' in textEdit)) throw new Error('no client here takes such an edit');
  return TextDocument.applyEdits(TextDocument.create(URI, 'markdown', 1, DRAFT), [textEdit]);
}

describe.each(Object.entries(CLIENTS))('a client %s', (_, capabilities) => {
  it('is served as far as it goes, and asked for nothing that it does not know', async () => {
    const editor = await begin(capabilities);
    expect(editor.server.positionEncoding).toBe('utf-16');
    const hover = await editor.hover('legally bin');
    expect((hover.contents as MarkupContent).value).toContain('legally binding treaty');
    expect(editor.words(hover)).toBe('legally binding treaty on outer space');

    const [finding, ...others] = await editor.findings();
    expect([finding?.code, others]).toEqual(['position-conflict', []]);
    expect(editor.words(finding ?? {})).toBe(OPPOSED.slice(0, -1));

    const { items } = await editor.complete();
    expect(items.map(completed)).toContain(`${DRAFT} binding treaty on outer space`);
    expect(items.every(({ insertTextFormat = 1 }) => insertTextFormat === 1)).toBe(true);

    const actions = finding === undefined ? [] : await editor.actions([finding]);
    const correction = actions.find(({ title }) => title.startsWith('Use the current position’s wording'));
    if (capabilities.textDocument?.codeAction?.codeActionLiteralSupport === undefined) {
      expect(actions).toEqual([]);
    } else {
      expect(editor.edited(correction?.edit?.changes?.[URI] ?? [])).toBe(DRAFT.replace(OPPOSED, RECORD));
    }

    const { client } = editor;
    client.change(URI, 2, RECORD);
    if (editor.server.diagnosticProvider === undefined) {
      await client.until('no finding', () => (client.pushed.at(-1)?.diagnostics.length === 0 ? true : undefined));
    } else {
      expect(await editor.findings()).toEqual([]);
    }
    expect(client.heard.filter((method) => !understands(method, capabilities, client))).toEqual([]);
  });
});

describe('what a plain client says of itself', () => {
  it('decides whether findings lead to their sources', async () => {
    const told = async (publishDiagnostics: { relatedInformation?: boolean }): Promise<unknown> =>
      (await (await begin({ textDocument: { publishDiagnostics } })).findings())[0]?.relatedInformation;
    expect(await told({ relatedInformation: true })).not.toHaveLength(0);
    expect(await told({})).toBeUndefined();
  });

  it('decides how hover and evidence are written', async () => {
    const said = async (documentationFormat: ('markdown' | 'plaintext')[], contentFormat = documentationFormat) => {
      const completion = { completionItem: { documentationFormat } };
      const editor = await begin({ textDocument: { completion, hover: { contentFormat } } });
      const { items } = await editor.complete();
      const item = await editor.client.connection.sendRequest<CompletionItem>('completionItem/resolve', items[0]);
      return [(await editor.hover('legally bin')).contents, item.documentation] as MarkupContent[];
    };
    for (const { kind, value } of await said(['plaintext'])) {
      expect(kind).toBe('plaintext');
      expect(value).not.toMatch(/\*\*|^>|\\/m);
    }
    for (const { kind } of await said([])) expect(kind).toBe('plaintext');
    for (const { kind, value } of await said(['markdown'])) {
      expect(kind).toBe('markdown');
      expect(value).toMatch(/\*\*/);
    }
  });

  it('brings the evidence with an item that it cannot ask about later', async () => {
    const documented = async (properties?: string[]): Promise<readonly boolean[]> => {
      const completionItem = properties === undefined ? {} : { resolveSupport: { properties } };
      const { items } = await (await begin({ textDocument: { completion: { completionItem } } })).complete();
      return items.map(({ documentation }) => documentation !== undefined);
    };
    expect(await documented()).not.toContain(true);
    expect(await documented(['detail', 'documentation'])).not.toContain(true);
    const brought = await documented(['additionalTextEdits']);
    expect(brought.length).toBeGreaterThan(0);
    expect(brought).not.toContain(false);
  });

  it('has corrections found again for findings whose data it has lost', async () => {
    const editor = await begin(FULL_CLIENT);
    const [finding] = await editor.findings();
    const { data: _, ...kept } = finding as Diagnostic;
    const titles = async (diagnostic: Diagnostic): Promise<readonly string[]> =>
      (await editor.actions([diagnostic])).map(({ title }) => title);
    expect(await titles(kept)).toEqual(await titles(finding as Diagnostic));
    expect(await titles(kept)).not.toEqual([]);
  });

  it('has no lenses without a command that shows what they count', async () => {
    expect((await begin(FULL_CLIENT)).server.codeLensProvider).toBeUndefined();
  });
});

describe('a client that watches by patterns alone', () => {
  it('is given patterns that name each folder as files in it are named', async () => {
    const client = connectServer(
      {
        capabilities: withWorkspace({ didChangeWatchedFiles: { dynamicRegistration: true } }),
        workspaceFolders: [{ uri: 'file:///home/drafter', name: 'drafter' }],
      },
      HOST,
    );
    await client.start();
    await client.whenReady();
    const patterns = await client.until('the own folder', () => {
      const globs = client.registrations.flatMap(
        ({ registerOptions }) => (registerOptions as { watchers?: { globPattern: string }[] }).watchers ?? [],
      );
      const found = globs.map(({ globPattern }) => globPattern);
      return found.some((glob) => glob.includes('.aide-memoire')) ? found : undefined;
    });
    expect(patterns).toContain('/home/drafter/.aide-memoire/**/*');
    expect(patterns.filter((glob) => glob.includes('//'))).toEqual([]);
  });
});

describe('what a client says of itself in another shape', () => {
  const NULLS = {
    textDocument: {
      hover: { contentFormat: null },
      completion: { completionItem: { documentationFormat: null, resolveSupport: null } },
      publishDiagnostics: null,
      codeAction: { codeActionLiteralSupport: null },
      diagnostic: null,
      inlineCompletion: null,
    },
    workspace: { diagnostics: { refreshSupport: true } },
  } as unknown as ClientCapabilities;

  it('is nothing where it is null', async () => {
    const editor = await begin(NULLS);
    const { codeActionProvider, inlineCompletionProvider } = editor.server;
    expect([codeActionProvider, inlineCompletionProvider]).toEqual([undefined, undefined]);
    expect((await editor.complete()).items.length).toBeGreaterThan(0);
    expect(await editor.findings()).toHaveLength(1);
  });

  it.each([{ resolveSupport: {} }, { resolveSupport: 7 }, { documentationFormat: 'markdown' }])(
    'is refused where it cannot be read: %j',
    async (completionItem) => {
      const capabilities = { textDocument: { completion: { completionItem } } } as unknown as ClientCapabilities;
      await expect(connectServer({ capabilities, isPlain: true }, HOST).start()).rejects.toMatchObject({
        code: INVALID_PARAMS,
      });
    },
  );
});

describe('problems', () => {
  it('are shown to a plain client, each once', async () => {
    const settings = { judge: { use: 'rules' }, hover: { enable: 'perhaps' } };
    const client = connectServer({ isPlain: true, settings }, HOST);
    await client.start();
    const message = await client.until('the message', () => client.shown[0]);
    expect(message).toEqual({ type: 2, message: expect.stringContaining('hover.enable') });
    client.changeSettings({ ...settings, delegation: 'Kenya' });
    client.changeSettings({ ...settings, delegation: 'Kenya', ghostText: { enable: 7 } });
    await client.until('the next one', () => client.shown[1]);
    expect(client.shown.map(({ message }) => message)).toEqual([
      expect.stringContaining('hover.enable'),
      expect.stringContaining('ghostText.enable'),
    ]);
    expect(client.statuses).toEqual([]);
  });

  it('are not shown again when they are gone and come back', async () => {
    const settings = { judge: { use: 'rules' } };
    const first = { ...settings, hover: { enable: 'perhaps' } };
    const client = connectServer({ isPlain: true, settings: first }, HOST);
    await client.start();
    await client.until('the message', () => client.shown[0]);
    const take = async (changed: unknown): Promise<void> => {
      const asked = (): number => client.heard.filter((method) => method === 'workspace/configuration').length;
      const before = asked();
      client.changeSettings(changed);
      await expect.poll(asked).toBeGreaterThan(before);
      await client.connection.sendRequest('workspace/symbol', { query: 'treaty' });
    };
    for (const changed of [settings, first, { ...first, ghostText: { enable: 7 } }]) await take(changed);
    await client.until('the next one', () => client.shown[1]);
    expect(client.shown.map(({ message }) => message)).toEqual([
      expect.stringContaining('hover.enable'),
      expect.stringContaining('ghostText.enable'),
    ]);
  });

  it('that come together are one message', async () => {
    const files = new Map<string, string | Uint8Array>([
      ...['a', 'b', 'c'].map((name) => [`file:///app/corpus/documents/${name}.pdf`, 'no PDF'] as const),
      ...WORD_LISTS,
    ]);
    const client = connectServer({ isPlain: true }, memoryHost(files));
    await client.start();
    const { type, message } = await client.until('the message', () => client.shown[0]);
    expect(type).toBe(2);
    expect(message).toMatch(/a\.pdf.*2 more/);
    expect(client.shown).toHaveLength(1);
  });

  it('are shown once the progress is over, at whose end Helix clears the line that it shows them in', async () => {
    const client = connectServer({ isPlain: true, settings: { corpus: { folders: ['/nowhere'] } } }, HOST);
    await client.start();
    await client.until('the message', () => client.shown[0]);
    await client.until('progress to end', () => (client.progress.at(-1) === 'end' ? true : undefined));
    expect(client.heard.indexOf('window/showMessage')).toBeGreaterThan(client.heard.lastIndexOf('$/progress'));
  });

  it('are shown to a client that refuses progress', async () => {
    const client = connectServer({ isPlain: true, settings: { corpus: { folders: ['/nowhere'] } } }, HOST);
    client.connection.onRequest('window/workDoneProgress/create', () => {
      throw new Error('no progress here');
    });
    await client.start();
    expect((await client.until('the message', () => client.shown[0])).message).toContain('/nowhere');
    expect(client.progress).toEqual([]);
  });

  it('are no message for a client that shows the status', async () => {
    const client = connectServer({ settings: { hover: { enable: 'perhaps' } } }, HOST);
    await client.start();
    await client.until('the problem', () => client.statuses.find(({ problems }) => problems.length > 0));
    await client.whenReady();
    expect(client.shown).toEqual([]);
  });
});
