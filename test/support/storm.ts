import * as api from '../../server/src/api/protocol.js';
import { DIAGNOSTIC_SOURCE } from '../../server/src/service/diagnostics.js';
import { pick, type Random } from '../bench/scale/random.js';

/** A message of the storm. */
export interface StormMessage {
  /** JSON, or what should be. */
  readonly body: string | Uint8Array;
  /** Of a request: what its one answer is known by. */
  readonly id?: string | number;
}

/** What the storm is made of besides oddities. */
export interface StormGround {
  /** URIs of documents of the record. */
  readonly record: readonly string[];
  /** Text of a draft. */
  readonly text: string;
  /** URI of a folder that may be written to. */
  readonly folder: string;
}

type Make = (ground: StormGround, random: Random) => object;

/** Names of drafts that the storm opens, changes and closes. */
export const STORM_DRAFTS: readonly string[] = Array.from({ length: 6 }, (_, n) => `file:///storm/draft-${n}.draft.md`);
const ODD_URIS: readonly string[] = [
  ...['', 'x', 'not a uri', '__proto__', 'constructor', 'untitled:Untitled-1', 'data:text/plain,x', 'file:///%E0%A4%A'],
  ...[
    'file:///a%zz/b.md',
    'file://elsewhere/share/x.md',
    'https://example.org/x.md',
    'FILE:///C:/X.MD',
    'file:///c%3A/x',
  ],
  ...[
    'file:///\u0000',
    'file:///\ud800.md',
    'file:///../../..',
    `file:///${'a'.repeat(5000)}`,
    'vscode-vfs://x/y.md',
    '//',
  ],
];
const ODD_NUMBERS = [-1, -0.5, 0.5, 1e3, 2 ** 31 - 1, 2 ** 31, 2 ** 53, 1e300, -1e300];
const ODD_WORDS = [
  '',
  ' ',
  '\u0000',
  '\ud83d',
  '__proto__',
  'toString',
  '"',
  '((((',
  '*'.repeat(300),
  'a '.repeat(2000),
];
const ODD_KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'then', 'length', ''];
const DEPTHS = [3, 60, 70, 3000];

const uriOf = ({ record }: StormGround, random: Random): string =>
  random() < 0.7 ? pick(STORM_DRAFTS, random) : pick([...ODD_URIS, ...record], random);
const textDocument: Make = (ground, random) => ({ uri: uriOf(ground, random) });
const whole = (below: number, random: Random): number => Math.floor(random() * below);
const numberOf = (below: number, random: Random): number =>
  random() < 0.85 ? whole(below, random) : pick(ODD_NUMBERS, random);
const position = (random: Random): object => ({ line: numberOf(60, random), character: numberOf(200, random) });
/** Upside down as often as not. */
const range = (random: Random): object => ({ start: position(random), end: position(random) });
const limit = (random: Random): number => numberOf(20, random);

function words({ text }: StormGround, random: Random): string {
  if (random() < 0.2) return pick(ODD_WORDS, random);
  const start = whole(text.length, random);
  return text.slice(start, start + whole(120, random));
}

/** Seldom very long. */
function textOf(ground: StormGround, random: Random): string {
  const { text } = ground;
  const drawn = random();
  if (drawn < 0.002) return text.repeat(40);
  if (drawn < 0.3) return words(ground, random).replaceAll('\n', pick(['\n', '\r\n', '\r'], random));
  const start = whole(text.length, random);
  return text.slice(start, start + whole(1500, random));
}

const about: Make = (ground, random) => ({ textDocument: textDocument(ground, random) });
const at: Make = (ground, random) => ({ textDocument: textDocument(ground, random), position: position(random) });
const nothing: Make = () => ({});
const departure: Make = (ground, random) => ({
  rule: pick(['position-conflict', 'fact-mismatch', 'no-rule'], random),
  sentence: words(ground, random),
  from: { document: words(ground, random), citation: words(ground, random), quote: words(ground, random) },
});
const forged: Make = (ground, random) =>
  pick(
    [
      { phrase: words(ground, random) },
      { uri: uriOf(ground, random), range: range(random) },
      {
        rule: 'position-conflict',
        replacements: [{ title: 'x', newText: words(ground, random), range: range(random) }],
        sentenceEnd: position(random),
        citationAt: position(random),
        blockLine: numberOf(60, random),
        cited: { quoted: words(ground, random), citation: 'x', uri: uriOf(ground, random) },
        departure: departure(ground, random),
      },
      { command: 'workbench.action.quit', arguments: ['rm', '-rf'] },
    ],
    random,
  );
const changes: Make = (ground, random) =>
  Array.from({ length: 1 + whole(3, random) }, () => ({
    ...(random() < 0.9 ? { range: range(random) } : {}),
    ...(random() < 0.1 ? { rangeLength: numberOf(50, random) } : {}),
    text: textOf(ground, random),
  }));

/** Parameters as they are meant to be, for every message that a client may send while the server runs. */
export const MEANT: Readonly<Record<string, Make>> = {
  initialize: () => ({ capabilities: {}, processId: null, rootUri: null }),
  initialized: nothing,
  '$/setTrace': () => ({ value: 'off' }),
  '$/progress': (ground, random) => ({ token: words(ground, random), value: forged(ground, random) }),
  'window/workDoneProgress/cancel': (ground, random) => ({ token: words(ground, random) }),
  'textDocument/didOpen': (ground, random) => ({
    textDocument: {
      uri: uriOf(ground, random),
      languageId: pick(['markdown', 'negotiation-draft', 'plaintext', 'json'], random),
      version: numberOf(9, random),
      text: textOf(ground, random),
    },
  }),
  'textDocument/didChange': (ground, random) => ({
    textDocument: { uri: uriOf(ground, random), version: numberOf(9, random) },
    contentChanges: changes(ground, random),
  }),
  'textDocument/didClose': about,
  'workspace/didChangeConfiguration': (ground, random) => ({ settings: forged(ground, random) }),
  'workspace/didChangeWatchedFiles': (_, random) => ({
    changes: [{ uri: pick([...ODD_URIS, ...STORM_DRAFTS], random), type: numberOf(4, random) }],
  }),
  'workspace/didChangeWorkspaceFolders': (ground, random) => ({
    event: { added: [{ uri: uriOf(ground, random), name: 'x' }], removed: [] },
  }),
  'textDocument/hover': at,
  'textDocument/completion': at,
  'textDocument/definition': at,
  'textDocument/references': (ground, random) => ({
    ...at(ground, random),
    context: { includeDeclaration: true },
  }),
  'textDocument/inlineCompletion': (ground, random) => ({
    ...at(ground, random),
    context: { triggerKind: numberOf(3, random) },
  }),
  'textDocument/documentSymbol': about,
  'textDocument/foldingRange': about,
  'textDocument/documentLink': about,
  'textDocument/codeLens': about,
  'textDocument/diagnostic': (ground, random) => ({
    ...about(ground, random),
    previousResultId: words(ground, random),
  }),
  'textDocument/inlayHint': (ground, random) => ({ ...about(ground, random), range: range(random) }),
  'textDocument/codeAction': (ground, random) => ({
    ...about(ground, random),
    range: range(random),
    context: {
      diagnostics: [{ range: range(random), message: 'x', source: DIAGNOSTIC_SOURCE, data: forged(ground, random) }],
    },
  }),
  'completionItem/resolve': (ground, random) => ({ label: words(ground, random), data: forged(ground, random) }),
  'codeLens/resolve': (ground, random) => ({ range: range(random), data: textDocument(ground, random) }),
  'inlayHint/resolve': (ground, random) => ({ position: position(random), label: 'x', data: forged(ground, random) }),
  'workspace/symbol': (ground, random) => ({ query: words(ground, random) }),
  [api.TRUST_NOTIFICATION]: nothing,
  [api.HOLDERS_REQUEST]: nothing,
  [api.PHRASES_REQUEST]: nothing,
  [api.COMPARABLE_REQUEST]: nothing,
  [api.DEPARTURES_REQUEST]: nothing,
  [api.REBUILD_REQUEST]: (ground, random) => ({ only: [uriOf(ground, random)] }),
  [api.CORPUS_REQUEST]: (_, random) => ({ from: limit(random), limit: limit(random) }),
  [api.SOURCE_TEXT_REQUEST]: textDocument,
  [api.SEARCH_REQUEST]: (ground, random) => ({ query: words(ground, random), limit: limit(random) }),
  [api.SIMILAR_REQUEST]: (ground, random) => ({
    text: words(ground, random),
    limit: limit(random),
    uri: uriOf(ground, random),
  }),
  [api.COUNTERPARTS_REQUEST]: (ground, random) => ({ wording: words(ground, random), limit: limit(random) }),
  [api.POSITIONS_REQUEST]: (ground, random) => ({ topic: words(ground, random), holder: 'Pakistan', asText: true }),
  [api.TIMELINE_REQUEST]: at,
  [api.RENUMBER_REQUEST]: about,
  [api.BRACKETS_REQUEST]: about,
  [api.REPORT_REQUEST]: about,
  [api.REPORT_TEXT_REQUEST]: (ground, random) => ({
    ...about(ground, random),
    format: pick(['markdown', 'html', 'main'], random),
  }),
  [api.CITE_REQUEST]: (ground, random) => ({
    ...about(ground, random),
    ranges: [range(random), range(random)],
    source: { uri: uriOf(ground, random), line: numberOf(60, random) },
    kind: pick(['quotation', 'citation'], random),
    words: words(ground, random),
  }),
  [api.ALIGN_REQUEST]: (ground, random) => ({
    ...about(ground, random),
    uri: pick(ground.record, random),
  }),
  // Nothing that exists: an import of what is found would be another test.
  [api.IMPORT_REQUEST]: ({ folder }, random) => ({
    sources: [pick([`${folder}/none.pdf`, folder, 'file:///a%zz', 'file://elsewhere/x'], random)],
    into: pick([`${folder}/into`, 'file:///a%zz', 'file://elsewhere/x', 'file:///dev/null/x'], random),
    workDoneToken: numberOf(9, random),
  }),
  [api.CHOOSE_REQUEST]: (ground, random) => ({
    action: pick(['pin', 'unpin', 'retire', 'restore'], random),
    uri: uriOf(ground, random),
    line: numberOf(60, random),
    words: words(ground, random),
  }),
  [api.DECIDE_REQUEST]: (ground, random) => ({
    decision: pick(['confirm', 'reword', 'retire', 'undo'], random),
    statement: { holder: 'Pakistan', topic: 'x', uri: uriOf(ground, random), text: words(ground, random) },
  }),
  [api.RECORD_DEPARTURE_REQUEST]: (ground, random) => ({
    subject: departure(ground, random),
    by: words(ground, random),
    reason: words(ground, random),
    uri: uriOf(ground, random),
  }),
  [api.WITHDRAW_DEPARTURE_REQUEST]: (ground, random) => ({
    ...departure(ground, random),
    by: 'x',
    date: '2026-01-01',
    reason: 'y',
    uri: uriOf(ground, random),
  }),
};

/** Sent as often as any other they would be all that the server does. */
const COSTLY = new Set<string>([
  ...[api.REBUILD_REQUEST, api.IMPORT_REQUEST, api.CHOOSE_REQUEST, api.DECIDE_REQUEST, api.RECORD_DEPARTURE_REQUEST],
  ...[api.WITHDRAW_DEPARTURE_REQUEST, api.REPORT_TEXT_REQUEST, api.REPORT_REQUEST, api.ALIGN_REQUEST],
  ...['workspace/didChangeConfiguration', 'workspace/didChangeWorkspaceFolders'],
]);
const UNKNOWN = [
  'textDocument/rename',
  'workspace/executeCommand',
  '$/unheard',
  '$/refused',
  '__proto__',
  '',
  'a b',
  '💬',
];

/** The next messages of an endless storm, the same ones for the same numbers. */
export function createStorm(ground: StormGround, random: Random): () => readonly StormMessage[] {
  let count = 0;
  const methods = Object.keys(MEANT);
  const isNotification = (method: string): boolean =>
    /(?:\/did|Progress\/|^\$\/|^initialized$)/i.test(method) || method === api.TRUST_NOTIFICATION;

  function methodOf(): string {
    for (;;) {
      const method = pick(methods, random);
      if (!COSTLY.has(method) || random() < 0.03) return method;
    }
  }
  const json = (message: object): string => JSON.stringify({ jsonrpc: '2.0', ...message });
  const asked = (method: string, params: unknown): StormMessage => {
    const id = random() < 0.5 ? ++count : `s${++count}`;
    return { body: json({ id, method, params }), id };
  };
  const said = (method: string, params: unknown): StormMessage => ({ body: json({ method, params }) });
  const messageOf = (method: string, params: unknown): StormMessage =>
    isNotification(method) ? said(method, params) : asked(method, params);

  function cancelled(): readonly StormMessage[] {
    const request = asked(pick(['textDocument/hover', 'textDocument/diagnostic', api.SEARCH_REQUEST], random), {
      ...at(ground, random),
      query: words(ground, random),
      limit: 5,
    });
    const cancel = said('$/cancelRequest', { id: random() < 0.8 ? request.id : oddValue(random) });
    return random() < 0.3 ? [cancel, request] : [request, cancel, cancel];
  }

  return () => {
    const drawn = random();
    if (drawn < 0.03) return cancelled();
    if (drawn < 0.06) return [(random() < 0.5 ? asked : said)(pick(UNKNOWN, random), oddValue(random))];
    if (drawn < 0.09) return [{ body: json(oddMessage(random)) }];
    if (drawn < 0.12) return [{ body: brokenBody(random) }];
    if (drawn < 0.16) return [said('$/cancelRequest', oddValue(random))];
    const method = methodOf();
    const meant = MEANT[method]?.(ground, random);
    if (drawn < 0.2) return [messageOf(method, oddValue(random))];
    return [messageOf(method, random() < 0.5 ? meant : withOddity(meant, random))];
  };
}

/** Something that stands where something else is meant. */
function oddValue(random: Random): unknown {
  const drawn = random();
  if (drawn < 0.15) return random() < 0.5 ? null : undefined;
  if (drawn < 0.3) return pick(ODD_NUMBERS, random);
  if (drawn < 0.45) return pick(ODD_WORDS, random);
  if (drawn < 0.55) return pick(ODD_URIS, random);
  if (drawn < 0.65) return [];
  if (drawn < 0.75) return { [pick(ODD_KEYS, random)]: null };
  if (drawn < 0.85) return [null, {}, [], 'x', 7, true];
  if (drawn < 0.9) return random() < 0.5;
  // A key of this name that JSON makes is the object's own.
  if (drawn < 0.95) return JSON.parse('{"__proto__": {"uri": 1, "line": {}}, "uri": {"toString": 1}}') as unknown;
  let deep: unknown = 'bottom';
  for (let level = pick(DEPTHS, random); level > 0; level--) deep = level % 2 === 0 ? [deep] : { data: deep };
  return deep;
}

/** A copy with one part, at any depth, odd, gone or added. */
function withOddity(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.1) return oddValue(random);
  if (Array.isArray(value)) {
    const n = whole(value.length + 1, random);
    return value.toSpliced(n, 1, withOddity(value[n], random));
  }
  const entries = Object.entries(value);
  const drawn = random();
  if (drawn < 0.1) return { ...value, [pick(ODD_KEYS, random)]: oddValue(random) };
  const [key, part] = entries[whole(entries.length, random)] ?? ['', undefined];
  if (drawn < 0.25) return Object.fromEntries(entries.filter(([other]) => other !== key));
  return { ...value, [key]: withOddity(part, random) };
}

/** JSON that is no message that anybody could answer. */
function oddMessage(random: Random): object {
  const id = pick([null, 1.5, true, {}, [], -1, 'nobody asked'], random);
  return pick<object>(
    [
      { id, result: oddValue(random) },
      { id, error: { code: 'x', message: 7, data: oddValue(random) } },
      { id: null, method: 'textDocument/hover', params: {} },
      { id: {}, method: 'textDocument/hover', params: {} },
      { id: 'half' },
      { method: 7, params: oddValue(random) },
      { params: oddValue(random) },
    ],
    random,
  );
}

/** A body of the length that its header says, and no JSON object. */
function brokenBody(random: Random): string | Uint8Array {
  const hover = '{"jsonrpc":"2.0","id":"batch","method":"textDocument/hover","params":{}}';
  return pick<string | Uint8Array>(
    [
      ...[
        '',
        '{',
        'null',
        '7',
        '"words"',
        '[]',
        'true',
        hover.slice(0, -1),
        `[${hover},${hover}]`,
        '{"jsonrpc":"2.0",}',
      ],
      ...[
        new Uint8Array([0xff, 0xfe, 0x7b, 0x7d]),
        new Uint8Array([0xc3, 0x28]),
        '\u0000'.repeat(50),
        '['.repeat(20_000),
      ],
      '{"jsonrpc":"2.0","method":"textDocument/hover","params":"\ud800"}',
    ],
    random,
  );
}
