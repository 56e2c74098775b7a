import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import {
  type ClientCapabilities,
  type CodeAction,
  type CodeLens,
  type CompletionList,
  type Diagnostic,
  type FullDocumentDiagnosticReport,
  type InlayHint,
  type ServerCapabilities,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import * as api from '../../server/src/api/protocol.js';
import { TOOL_NAMES, type ToolName } from '../../server/src/api/toolNames.js';
import { DEFAULT_SETTINGS } from '../../server/src/api/settings.js';
import { openAgent } from '../support/agent.js';
import { createTestClient, FULL_CLIENT, type TestClient } from '../support/client.js';
import { draftOf, ownFilesOf, recordOf, secretsIn, slipIn, type Trial, trials } from '../support/restricted.js';
import { ROOT } from '../support/server.js';
import { Count, tries, WHOLE } from '../support/trust.js';

const SERVER = join(ROOT, 'dist', 'server.cjs');
const elsewhere = mkdtempSync(join(tmpdir(), 'aide-memoire-circulation-'));
const running: ChildProcess[] = [];
/** Milliseconds; others work on the machine. */
const TIME_LIMIT = WHOLE ? 3_600_000 : 120_000;

/** LSP requests by the capability that offers them. One that is not here fails the test. */
const OFFERED: Readonly<Record<string, readonly string[]>> = {
  hoverProvider: ['textDocument/hover'],
  completionProvider: ['textDocument/completion', 'completionItem/resolve'],
  inlineCompletionProvider: ['textDocument/inlineCompletion'],
  definitionProvider: ['textDocument/definition'],
  referencesProvider: ['textDocument/references'],
  documentSymbolProvider: ['textDocument/documentSymbol'],
  workspaceSymbolProvider: ['workspace/symbol'],
  foldingRangeProvider: ['textDocument/foldingRange'],
  documentLinkProvider: ['textDocument/documentLink'],
  codeLensProvider: ['textDocument/codeLens', 'codeLens/resolve'],
  inlayHintProvider: ['textDocument/inlayHint', 'inlayHint/resolve'],
  codeActionProvider: ['textDocument/codeAction'],
  diagnosticProvider: ['textDocument/diagnostic'],
  // None of them answers.
  positionEncoding: [],
  textDocumentSync: [],
  workspace: [],
};

/** What speaks of the record or of the workspace's own files, whatever the draft; all else is asked for both drafts. */
const OF_THE_RECORD: readonly string[] = [
  api.CORPUS_REQUEST,
  api.HOLDERS_REQUEST,
  api.POSITIONS_REQUEST,
  api.DECIDE_REQUEST,
  api.CHOOSE_REQUEST,
  api.SOURCE_TEXT_REQUEST,
  api.REBUILD_REQUEST,
  api.IMPORT_REQUEST,
  api.DEPARTURES_REQUEST,
  api.RECORD_DEPARTURE_REQUEST,
  api.WITHDRAW_DEPARTURE_REQUEST,
  api.STATUS_NOTIFICATION,
  api.TRUST_NOTIFICATION,
  api.PASSWORD_NOTIFICATION,
  api.PASSWORD_REQUEST,
];

/** They tell of the draft alone, only how many, or, as what a chat is told, nothing to any draft. */
const WITHOUT_RECORD: readonly string[] = [
  'textDocument/documentSymbol',
  'textDocument/foldingRange',
  'textDocument/codeLens',
  'textDocument/inlayHint',
  api.RENUMBER_REQUEST,
  api.BRACKETS_REQUEST,
  api.CALL_TOOL_REQUEST,
];

/** One draft of a server, and what was answered for it. */
interface Asking {
  readonly client: TestClient;
  readonly uri: string;
  readonly text: string;
  readonly trial: Trial;
  readonly folder: string;
  /** Told of each answer. */
  readonly heard: (method: string, answer: unknown) => void;
}

/** Asks all that can be asked for the draft, what is refused is an answer too; answers what was found in it. */
async function askEverything({ client, uri, text, trial, folder, heard }: Asking): Promise<readonly Diagnostic[]> {
  const document = TextDocument.create(uri, 'negotiation-draft', 1, text);
  const textDocument = { uri };
  const ask = async <R>(method: string, params: object): Promise<R | undefined> => {
    const answer = await client.connection.sendRequest<R>(method, params).catch((error: unknown) => {
      heard(method, String(error));
      return undefined;
    });
    heard(method, answer);
    return answer;
  };
  const everything = { start: { line: 0, character: 0 }, end: document.positionAt(text.length) };
  const body = text.indexOf('# Our paper');
  const words = [...text.slice(body).matchAll(/[\p{L}\p{N}/-]+/gu)].map(({ index, 0: word }) => ({
    start: document.positionAt(body + index),
    end: document.positionAt(body + index + word.length),
  }));
  const findings = trial.isPushed
    ? await client.until('findings', () => client.pushed.findLast((each) => each.uri === uri)?.diagnostics)
    : (await ask<FullDocumentDiagnosticReport>('textDocument/diagnostic', { textDocument }))?.items;
  if (trial.isPushed) heard('textDocument/publishDiagnostics', findings);
  for (const [n, { start }] of words.entries()) {
    const at = { textDocument, position: start };
    if (n % 2 === 0) await ask('textDocument/hover', at);
    if (n % 6 === 0) {
      await ask('textDocument/definition', at);
      await ask('textDocument/references', { ...at, context: { includeDeclaration: true } });
      await ask(api.TIMELINE_REQUEST, at);
    }
  }
  const lineEnds = words.filter(({ end }, n) => words[n + 1]?.start.line !== end.line);
  for (const { end } of lineEnds) {
    const at = { textDocument, position: { ...end, character: end.character + 1 } };
    for (const position of [end, at.position]) {
      const list = await ask<CompletionList>('textDocument/completion', { textDocument, position });
      for (const item of list?.items.slice(0, 3) ?? []) await ask('completionItem/resolve', item);
      await ask('textDocument/inlineCompletion', { textDocument, position, context: { triggerKind: 1 } });
    }
  }
  await ask('textDocument/documentSymbol', { textDocument });
  await ask('textDocument/foldingRange', { textDocument });
  await ask('textDocument/documentLink', { textDocument });
  const lenses = await ask<CodeLens[]>('textDocument/codeLens', { textDocument });
  for (const lens of lenses ?? []) await ask('codeLens/resolve', lens);
  const hints = await ask<InlayHint[]>('textDocument/inlayHint', { textDocument, range: everything });
  for (const hint of hints ?? []) await ask('inlayHint/resolve', hint);
  for (const diagnostic of findings ?? []) {
    await ask('textDocument/codeAction', {
      textDocument,
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] },
    });
  }
  const { mark, places } = trial;
  for (const query of [
    'recurring pattern',
    'satellite data',
    '"hotline between the capitals"',
    `by:other treaty`,
    slipIn(mark),
    `cable`,
  ]) {
    await ask(api.SEARCH_REQUEST, { query, limit: 20, uri });
    await ask('workspace/symbol', { query, uri });
  }
  for (const paragraph of text.slice(body).split('\n')) {
    await ask(api.SIMILAR_REQUEST, { text: paragraph, uri, limit: 20 });
  }
  for (const wording of ['hotline between the capitals', `We oppose a treaty on ${places[0] ?? ''}`]) {
    await ask(api.COUNTERPARTS_REQUEST, { wording, uri, limit: 20 });
  }
  await ask(api.PHRASES_REQUEST, { uri });
  const source = pathToFileURL(join(folder, `${mark}-own.md`)).href;
  await ask(api.ALIGN_REQUEST, { textDocument, uri: source });
  for (const kind of ['quotation', 'citation']) {
    await ask(api.CITE_REQUEST, { textDocument, ranges: [everything], kind, source: { uri: source, line: 15 } });
  }
  await ask(api.RENUMBER_REQUEST, { textDocument });
  await ask(api.BRACKETS_REQUEST, { textDocument });
  await ask(api.REPORT_REQUEST, { textDocument });
  for (const format of ['main', 'markdown', 'html']) await ask(api.REPORT_TEXT_REQUEST, { textDocument, format });
  for (const [tool, inputs] of Object.entries(callsFor(trial, text))) {
    for (const input of inputs) await ask(api.CALL_TOOL_REQUEST, { tool, input, uri });
  }
  return findings ?? [];
}

/** What leads an agent to restricted documents. It has no word of theirs, which would be told back to whoever asks. */
function callsFor({ mark, places }: Trial, text: string): Readonly<Record<ToolName, readonly object[]>> {
  const queries = ['recurring pattern', '"hotline between the capitals"', 'by:other treaty', slipIn(mark), 'cable'];
  return {
    search_precedents: queries.flatMap((query) => [
      { query, limit: 20 },
      { query, limit: 20, from: 3 },
    ]),
    check_text: [{ text, limit: 25 }, ...places.map((place) => ({ text: `Pakistan opposes a treaty on ${place}.` }))],
    get_position: [{ limit: 30 }, { topic: 'treaty' }, { topic: slipIn(mark) }, { holder: 'Pakistan' }],
    list_documents: [{}, { filter: 'by:other' }, { filter: 'in:committee' }, { filter: 'to:1970' }],
  };
}

/** All that an agent may ask of `aide-memoire mcp`, and how it is told: tool by tool, and the documents as resources. */
async function askAsAgent(
  args: readonly string[],
  { folder, trial, text }: Pick<Asking, 'folder' | 'trial' | 'text'>,
  heard: (what: string, answer: unknown) => void,
): Promise<void> {
  const agent = await openAgent(['--no-bundled', '--judge', 'rules', '--corpus', folder, ...args], dirname(folder));
  try {
    for (const [name, inputs] of Object.entries(callsFor(trial, text))) {
      for (const input of inputs) heard(name, await agent.callTool({ name, arguments: { ...input } }));
    }
    const { resources } = await agent.listResources();
    heard('resources/list', resources);
    for (const id of [`${trial.mark}-own`, `${trial.mark}-chair`, `${trial.mark}-other`, 'public']) {
      const uri = `aide-memoire://documents/${id}`;
      const read = await agent.readResource({ uri }).catch((error: unknown) => String(error));
      // Whoever asks for it has named it.
      heard('resources/read', JSON.stringify(read).replaceAll(uri, ''));
    }
  } finally {
    await agent.close();
  }
}

function capabilitiesOf({ isPushed, isPlain }: Trial): ClientCapabilities {
  const { diagnostic, ...textDocument } = FULL_CLIENT.textDocument ?? {};
  return {
    ...FULL_CLIENT,
    textDocument: {
      ...textDocument,
      ...(isPushed ? {} : { diagnostic }),
      definition: { linkSupport: isPlain },
      hover: { contentFormat: [isPlain ? 'plaintext' : 'markdown'] },
    },
  };
}

/** All that a server with these capabilities may be asked for a draft. Fails on what this test does not know. */
function methodsOf(capabilities: ServerCapabilities): ReadonlySet<string> {
  const offered = Object.keys(capabilities).flatMap((name) => {
    const methods = OFFERED[name];
    if (methods === undefined) throw new Error(`${name} is new: say in OFFERED what it answers, and ask it`);
    return methods;
  });
  const own = Object.entries(api).flatMap(([name, method]) =>
    /_(?:REQUEST|NOTIFICATION)$/.test(name) ? [method] : [],
  );
  return new Set([...offered, ...own.filter((method) => !OF_THE_RECORD.includes(method))]);
}

beforeAll(() => {
  if (!existsSync(SERVER)) throw new Error('dist/server.cjs is not there: run `npm run build` first');
});
afterEach(() => {
  for (const server of running.splice(0)) server.kill('SIGKILL');
});
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

it(
  'a draft for open circulation is never told a word of a restricted document',
  async ({ task }) => {
    const count = new Count('answers for drafts for open circulation');
    /** Methods that were asked, and those that told a restricted word to the other draft. */
    const [asked, telling] = [new Set<string>(), new Set<string>()];
    let runs = 0;
    const tryOne = async (trial: Trial): Promise<void> => {
      const workspace = join(elsewhere, String(runs++));
      const [folder, own] = [join(workspace, 'record'), join(workspace, '.aide-memoire')];
      for (const each of [folder, own]) mkdirSync(each, { recursive: true });
      for (const [name, text] of recordOf(trial)) writeFileSync(join(folder, name), text);
      for (const [name, text] of ownFilesOf(trial)) writeFileSync(join(own, name), text);
      const server = spawn(process.execPath, [SERVER, '--stdio'], { cwd: elsewhere });
      running.push(server);
      const client = createTestClient(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin), {
        capabilities: capabilitiesOf(trial),
        timeLimit: 60_000,
        workspaceFolders: [{ uri: pathToFileURL(workspace).href, name: 'drafts' }],
        settings: {
          ...DEFAULT_SETTINGS,
          corpus: { ...DEFAULT_SETTINGS.corpus, bundled: false, folders: [folder] },
          // Loading it takes seconds.
          judge: { ...DEFAULT_SETTINGS.judge, use: WHOLE && runs % 8 === 0 ? 'rules+judge' : 'rules' },
          hover: { enable: true, maxDocuments: 10 },
          ghostText: { enable: true, minimumLikelihood: 0 },
          codeLens: { enable: true },
          inlayHints: { enable: true },
        },
        initializationOptions: { briefDiagnostics: trial.isBrief, hoverLinks: true, similarCommand: 'similar' },
      });
      const methods = methodsOf((await client.start()).capabilities);
      const body = draftOf(trial).join('\n\n');
      const closed = { uri: pathToFileURL(join(workspace, 'closed.draft.md')).href, text: body };
      const open = { uri: pathToFileURL(join(workspace, 'open.draft.md')).href, text: trial.front + body };
      const hearClosed = (method: string, answer: unknown): void => {
        asked.add(method);
        if (secretsIn(answer).length > 0) telling.add(method);
      };
      const hearOpen = (method: string, answer: unknown): void => {
        const secrets = secretsIn(answer);
        count.tried++;
        if (secrets.length === 0) count.survived++;
        else count.lost++;
        expect(secrets, `${method}: ${JSON.stringify(answer)}`).toEqual([]);
      };
      for (const { uri, text } of [closed, open]) client.open(uri, text, 'negotiation-draft');
      const found = await askEverything({ client, ...closed, trial, folder, heard: hearClosed });
      await askEverything({ client, ...open, trial, folder, heard: hearOpen });
      // The other draft becomes one for open circulation: what was found in it before leads to nothing any more.
      client.change(closed.uri, 2, open.text);
      for (const diagnostic of found) {
        const textDocument = { uri: closed.uri };
        const params = { textDocument, range: diagnostic.range, context: { diagnostics: [diagnostic] } };
        const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', params);
        // Each says again what it is for.
        for (const { diagnostics: _, ...action } of actions) hearOpen('textDocument/codeAction', action);
      }
      expect(client.logs.flatMap(secretsIn)).toEqual([]);
      expect([...methods].filter((method) => !asked.has(method))).toEqual([]);
      server.kill('SIGKILL');
    };
    try {
      await fc.assert(fc.asyncProperty(trials, tryOne), { numRuns: tries(2, 120), endOnFailure: true });
      // Each of them tells restricted words where nothing forbids it: otherwise none of this would show anything.
      expect([...asked].filter((method) => !telling.has(method)).sort()).toEqual([...WITHOUT_RECORD].sort());
    } finally {
      count.tell(task);
    }
  },
  TIME_LIMIT,
);

it(
  'an agent is never told a word of a restricted document, unless a person has allowed it',
  async ({ task }) => {
    const count = new Count('answers for agents');
    let runs = 0;
    /** What told restricted words to an agent that may read them. */
    const telling = new Set<string>();
    const tryOne = async (trial: Trial): Promise<void> => {
      const workspace = join(elsewhere, `agent-${runs++}`);
      const [folder, own] = [join(workspace, 'record'), join(workspace, '.aide-memoire')];
      for (const each of [folder, own]) mkdirSync(each, { recursive: true });
      for (const [name, text] of recordOf(trial)) writeFileSync(join(folder, name), text);
      for (const [name, text] of ownFilesOf(trial)) writeFileSync(join(own, name), text);
      const asking = { folder, trial, text: draftOf(trial).join('\n\n') };
      await askAsAgent(['--restricted'], asking, (what, answer) => {
        if (secretsIn(answer).length > 0) telling.add(what);
      });
      await askAsAgent([], asking, (what, answer) => {
        const secrets = secretsIn(answer);
        count.tried++;
        if (secrets.length === 0) count.survived++;
        else count.lost++;
        expect(secrets, `${what}: ${JSON.stringify(answer)}`).toEqual([]);
      });
    };
    try {
      await fc.assert(fc.asyncProperty(trials, tryOne), { numRuns: tries(2, 60), endOnFailure: true });
      expect([...telling].sort()).toEqual([...TOOL_NAMES, 'resources/list', 'resources/read'].sort());
    } finally {
      count.tell(task);
    }
  },
  TIME_LIMIT,
);
