import * as api from '../../server/src/api/protocol.js';
import { pick, type Random } from '../bench/scale/random.js';
import { at, MEANT, ODD_NUMBERS, ODD_URIS, ODD_WORDS, type StormGround, whole, words } from './stormParams.js';

/** A message of the storm. */
export interface StormMessage {
  /** JSON, or what should be. */
  readonly body: string | Uint8Array;
  /** Of a request: what its one answer is known by. */
  readonly id?: string | number;
}

const ODD_KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'then', 'length', ''];
const DEPTHS = [3, 60, 70, 3000];

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
    /(?:\/did|Progress\/|^\$\/|^initialized$)/i.test(method) ||
    method === api.TRUST_NOTIFICATION ||
    method === api.PASSWORD_NOTIFICATION;

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
