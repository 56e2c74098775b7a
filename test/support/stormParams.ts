import * as api from '../../server/src/api/protocol.js';
import { TOOL_NAMES } from '../../server/src/api/toolNames.js';
import { DIAGNOSTIC_SOURCE } from '../../server/src/service/diagnostics.js';
import { pick, type Random } from '../bench/scale/random.js';

/** What parameters are made of, besides oddities. */
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
/** Addresses of which few are any file's. */
export const ODD_URIS: readonly string[] = [
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
/** Numbers that are no line and no character, or far behind the last one. */
export const ODD_NUMBERS = [-1, -0.5, 0.5, 1e3, 2 ** 31 - 1, 2 ** 31, 2 ** 53, 1e300, -1e300];
/** Words that are none, or mean something to a program. */
export const ODD_WORDS = [
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

const uriOf = ({ record }: StormGround, random: Random): string =>
  random() < 0.7 ? pick(STORM_DRAFTS, random) : pick([...ODD_URIS, ...record], random);
const textDocument: Make = (ground, random) => ({ uri: uriOf(ground, random) });
/** A whole number from 0 up to `below`, exclusive. */
export const whole = (below: number, random: Random): number => Math.floor(random() * below);
const numberOf = (below: number, random: Random): number =>
  random() < 0.85 ? whole(below, random) : pick(ODD_NUMBERS, random);
const position = (random: Random): object => ({ line: numberOf(60, random), character: numberOf(200, random) });
/** Upside down as often as not. */
const range = (random: Random): object => ({ start: position(random), end: position(random) });
const limit = (random: Random): number => numberOf(20, random);

/** Words of the draft, or odd ones. */
export function words({ text }: StormGround, random: Random): string {
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
/** A document and a place in it. */
export const at: Make = (ground, random) => ({
  textDocument: textDocument(ground, random),
  position: position(random),
});
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
  [api.PASSWORD_NOTIFICATION]: nothing,
  [api.HOLDERS_REQUEST]: nothing,
  [api.PHRASES_REQUEST]: nothing,
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
  [api.CALL_TOOL_REQUEST]: (ground, random) => ({
    tool: pick(TOOL_NAMES, random),
    input: pick<object>(
      [
        { query: words(ground, random), limit: limit(random) },
        { text: textOf(ground, random), from: limit(random) },
        { topic: words(ground, random) },
        { filter: words(ground, random) },
      ],
      random,
    ),
    uri: uriOf(ground, random),
  }),
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
    document: uriOf(ground, random),
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
