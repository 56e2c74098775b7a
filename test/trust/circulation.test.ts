import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import {
  type ClientCapabilities,
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
import { DEFAULT_SETTINGS } from '../../server/src/api/settings.js';
import { createTestClient, FULL_CLIENT, type TestClient } from '../support/client.js';
import { ROOT } from '../support/server.js';
import { Count, tries, WHOLE } from '../support/trust.js';

const SERVER = join(ROOT, 'dist', 'server.cjs');
const elsewhere = mkdtempSync(join(tmpdir(), 'aide-memoire-circulation-'));
const running: ChildProcess[] = [];
/** Milliseconds; others work on the machine. */
const TIME_LIMIT = WHOLE ? 3_600_000 : 120_000;

// What a restricted document alone holds, in its text and in all that tells of it.
const MARKS = ['quillfeather', 'brambleworth', 'vandermolen', 'osterhagen', 'thistlewick'] as const;
/** The day and the year of every restricted document. */
const DAY = '1961-04-17';
const SECRET = [...MARKS, '1961'];

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
];

/** They tell of the draft alone, or only how many. */
const WITHOUT_RECORD: readonly string[] = [
  'textDocument/documentSymbol',
  'textDocument/foldingRange',
  'textDocument/codeLens',
  'textDocument/inlayHint',
  api.RENUMBER_REQUEST,
  api.BRACKETS_REQUEST,
];

/** One corpus, and how it is looked at. */
interface Trial {
  readonly mark: (typeof MARKS)[number];
  readonly places: readonly string[];
  readonly front: string;
  readonly isPushed: boolean;
  readonly isPlain: boolean;
  readonly isBrief: boolean;
  readonly more: readonly number[];
}

const trials: fc.Arbitrary<Trial> = fc.record({
  mark: fc.constantFrom(...MARKS),
  places: fc.shuffledSubarray(['outer space', 'the high seas', 'polar waters', 'orbital debris'], { minLength: 2 }),
  front: fc.constantFrom(
    '---\ncirculation: open\n---\n\n',
    '---\r\ntitle: Ours\r\nCirculation: "Open" # to all\r\n---\r\n\r\n',
    '---\n"circulation" : open\nforum: First Committee\n...\n\n',
    '---\ncirculation: opne\n---\n\n',
    '---\ncirculation: open\n\n',
  ),
  isPushed: fc.boolean(),
  isPlain: fc.boolean(),
  isBrief: fc.boolean(),
  more: fc.array(fc.nat(5), { maxLength: 6 }),
});

/** A document of the record in a file; a restricted one says so. */
function written(fields: Readonly<Record<string, string>>, paragraphs: readonly string[]): string {
  const front = Object.entries(fields).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const body = paragraphs.map((text, i) => `${i + 1}. ${text}\n`);
  return ['---', ...front, 'layout: normalised', '---', '', ...body].join('\n');
}

/** The record by the names of its files. Every restricted one has the mark wherever a document can have words. */
function recordOf({ mark, places, more }: Trial): ReadonlyMap<string, string> {
  const named = {
    handling: 'restricted',
    title: `Talks on ${mark}`,
    date: DAY,
    forum: `Committee on ${mark}`,
    session: `${mark} session`,
    speaker: `Ambassador ${mark}`,
    symbol: 'A/AC.290/1961/CRP.9',
  };
  const restricted = [
    ...places.map((place) => `Pakistan supports a treaty on ${place} as the ${mark} cable says.`),
    'States must share satellite data with their neighbours.',
    'States must not intentionally damage the dams of their neighbours.',
    `We call for the early conclusion of the ${mark} arrangement.`,
    `We see a recurring ${mark} pattern of conduct in all of this.`,
    `The group was established by resolution 73/27 of December 2018, the ${mark} year.`,
    `They promote an open, secure, stable, ${mark} and peaceful digital environment.`,
    `The security ${mark}s changes in every season of the year.`,
    'There is a hotline between the capitals of all States.',
    `We regret that the ${mark} channel was closed by the panel.`,
  ];
  const shared = [
    'They promote an open, secure, stable, accessible and peaceful digital environment.',
    'There is a hotline between the capitals of all States.',
    'We call for the early conclusion of the negotiations.',
  ];
  // Of higher authority where it is restricted than where it is not.
  const ranked = 'The mediators welcomed every effort of the observers in good faith.';
  const spare = [
    'Rivers carry boats to the harbours of the coast.',
    'Farmers grow wheat on the plains in summer.',
    'Music moves people in every part of the country.',
    'Libraries lend books to the children of the town.',
    'Engineers build bridges over the widest valleys.',
    'Doctors advise the villages on clean water.',
  ];
  return new Map([
    [`${mark}-own.md`, written({ ...named, holder: 'Pakistan', kind: 'statement', tier: 'own' }, restricted)],
    [
      `${mark}-chair.md`,
      written(
        {
          ...named,
          title: `Text of ${mark}`,
          symbol: 'A/AC.290/1961/CRP.8',
          holder: `Chair ${mark}`,
          kind: 'report',
          tier: 'chair',
        },
        [
          `We see a recurring ${mark} pattern of conduct in all of this.`,
          `They promote an open, secure, stable, ${mark} and peaceful digital environment.`,
          ranked,
          ...shared,
        ],
      ),
    ],
    [
      `${mark}-other.md`,
      written(
        {
          ...named,
          title: `View of ${mark}`,
          symbol: 'A/AC.290/1961/CRP.7',
          holder: `Republic of ${mark}`,
          kind: 'statement',
          tier: 'other',
        },
        [
          'There is a hotline between the capitals of all States.',
          ...places.map((place) => `We support a treaty on ${place} with the ${mark} annex.`),
        ],
      ),
    ],
    [
      `public.md`,
      written({ title: 'Remarks', holder: 'Pakistan', kind: 'statement', tier: 'own', date: '2021-03-04' }, [
        ranked,
        ...shared,
        ...more.flatMap((n) => spare[n] ?? []),
      ]),
    ],
    [
      'agreed.md',
      written(
        { title: 'Report', holder: 'Open-ended Working Group', kind: 'report', tier: 'adopted', date: '2020-03-04' },
        [...shared, ...spare],
      ),
    ],
  ]);
}

/** What the workspace itself keeps of restricted statements: one in other words, and a departure from one. */
function ownFilesOf({ mark, places }: Trial): ReadonlyMap<string, string> {
  const confirmed = [
    {
      words: 'States must not intentionally damage the dams of their neighbours.',
      wording: `Pakistan supports the ${mark} inspection of dams.`,
    },
  ];
  const [place = ''] = places;
  const departures = [
    {
      rule: 'position-conflict',
      by: 'A. Drafter',
      date: '2024-01-02',
      reason: `the ${mark} instruction`,
      sentence: `Pakistan opposes a treaty on ${place}.`,
      from: {
        document: `${mark}-own`,
        citation: 'para. 1',
        quote: `Pakistan supports a treaty on ${place} as the ${mark} cable says.`,
      },
    },
  ];
  // JSON is YAML.
  return new Map([
    ['positions.yaml', JSON.stringify({ confirmed })],
    ['departures.yaml', JSON.stringify({ departures })],
  ]);
}

/** What the drafts say: wording, slips and departures that lead to the restricted documents, with no word of the marks. */
function draftOf({ places, mark }: Trial): readonly string[] {
  return [
    '# Our paper',
    ...places.map((place) => `1. Pakistan opposes a treaty on ${place}.`),
    'States may share satellite data with their neighbours.',
    'Pakistan opposes the inspection of dams.',
    'It rests on resolution 73/27 of December 2019.',
    'An open, secure, stable and peaceful digital environment matters.',
    `The security ${slipIn(mark)}s worries us.`,
    'There is a hotline between the capitals of all States.',
    'The mediators welcomed every effort of the observers in good faith.',
    'See A/AC.290/1961/CRP.9 and the [treaty] [text].',
    'They promote an open, secure, stable,',
    'We call for the early conclusion of the',
    'We see a recurring',
    'We regret that the',
  ];
}

/** The word with a letter left out. */
function slipIn(mark: string): string {
  return mark.slice(0, 4) + mark.slice(5);
}

/** Marks that stand in an answer. The draft's own text and the search's own words hold none. */
function secretsIn(answer: unknown): readonly string[] {
  const said = JSON.stringify(answer ?? null).toLowerCase();
  return SECRET.filter((word) => said.includes(word));
}

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
  await ask(api.COMPARABLE_REQUEST, { uri });
  const source = pathToFileURL(join(folder, `${mark}-own.md`)).href;
  await ask(api.ALIGN_REQUEST, { textDocument, uri: source });
  for (const kind of ['quotation', 'citation']) {
    await ask(api.CITE_REQUEST, { textDocument, ranges: [everything], kind, source: { uri: source, line: 15 } });
  }
  await ask(api.RENUMBER_REQUEST, { textDocument });
  await ask(api.BRACKETS_REQUEST, { textDocument });
  await ask(api.REPORT_REQUEST, { textDocument });
  for (const format of ['main', 'markdown', 'html']) await ask(api.REPORT_TEXT_REQUEST, { textDocument, format });
  return findings ?? [];
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
      const drafts = [
        { uri: pathToFileURL(join(workspace, 'closed.draft.md')).href, text: body, isOpen: false },
        { uri: pathToFileURL(join(workspace, 'open.draft.md')).href, text: trial.front + body, isOpen: true },
      ];
      expect(secretsIn(body.replaceAll('A/AC.290/1961', ''))).toEqual([]);
      const told = (isOpen: boolean) => (method: string, answer: unknown) => {
        asked.add(method);
        // The symbol that the draft itself names, and the file that it is asked to align with, are no news to it.
        const secrets = secretsIn(JSON.stringify(answer ?? null).replaceAll('A/AC.290/1961', ''));
        if (!isOpen) {
          if (secrets.length > 0) telling.add(method);
          return;
        }
        count.tried++;
        if (secrets.length === 0) count.survived++;
        else count.lost++;
        expect(secrets, `${method} for ${JSON.stringify(trial.front)}: ${JSON.stringify(answer)}`).toEqual([]);
      };
      let stale: readonly Diagnostic[] = [];
      for (const { uri, text, isOpen } of drafts) {
        client.open(uri, text, 'negotiation-draft');
        const findings = await askEverything({ client, uri, text, trial, folder, heard: told(isOpen) });
        if (!isOpen) stale = findings;
      }
      // The other draft becomes one for open circulation: what was found in it before leads to nothing any more.
      const [{ uri, text }, open] = drafts as [(typeof drafts)[0], (typeof drafts)[0]];
      client.change(uri, 2, open.text);
      for (const diagnostic of stale) {
        const params = { textDocument: { uri }, range: diagnostic.range, context: { diagnostics: [diagnostic] } };
        const actions = await client.connection.sendRequest<{ edit?: unknown }[]>('textDocument/codeAction', params);
        told(true)(
          'textDocument/codeAction',
          actions.map(({ edit }) => edit),
        );
      }
      expect(text).toBe(body);
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
