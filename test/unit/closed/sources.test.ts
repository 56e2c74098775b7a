import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../support/server.js';

/** Modules of Node that lead out of the process. */
const MODULE =
  /\b(?:from|import|require|getBuiltinModule)\s*\(?\s*["'`](?:node:)?(net|tls|https?|http2|dgram|dns(?:\/promises)?|child_process|cluster|inspector(?:\/promises)?)["'`]/g;

/** What leads out of it without a module. */
const GLOBALS = [
  'fetch',
  'WebSocket',
  'EventSource',
  'XMLHttpRequest',
  'navigator.sendBeacon',
  'process.binding',
  'process.dlopen',
  'eval',
  'Function',
];
/** The name that the bundler gives to a global, and to nothing that is called so in a file itself. */
const MARK = 'LEADS_OUT_';

/** What asks the editor to open something in another program, or to send something. */
const EDITOR = /\.(openExternal|asExternalUri|createTerminal|executeTask|createTelemetryLogger|getSession)\b/g;

const sources = ['client/src', 'server/src'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);

/** What leads out of the process in a file of TypeScript, each once. */
function exitsOf(text: string): string[] {
  const define = Object.fromEntries(GLOBALS.map((name) => [name, `${MARK}${name.replace('.', '_')}`]));
  const globals = Object.fromEntries(
    GLOBALS.flatMap((name) => ['globalThis', 'window', 'self'].map((of) => [`${of}.${name}`, define[name] ?? ''])),
  );
  const { code } = transformSync(text, { loader: 'ts', define: { ...define, ...globals } });
  const marked = [...code.matchAll(new RegExp(`\\b${MARK}(\\w+)`, 'g'))];
  return [...new Set([...code.matchAll(MODULE), ...marked, ...code.matchAll(EDITOR)].map(([, name = '']) => name))];
}

describe('our own sources', () => {
  it('lead out of the process only where a user asks for it', () => {
    expect(sources.length).toBeGreaterThan(300);
    const found = sources.map((name) => [name, exitsOf(readFileSync(join(ROOT, name), 'utf8'))] as const);
    expect(Object.fromEntries(found.filter(([, exits]) => exits.length > 0))).toEqual({
      // "Open", on a report that was exported as HTML: the user's browser shows it.
      'client/src/report/exportReport.ts': ['openExternal'],
      // "Open", on a PDF or Word document of the record: the user's own program shows it.
      'client/src/sources.ts': ['openExternal'],
      // Whether a host is an address of this machine. What speaks with the server that somebody names is package pg.
      'server/src/postgres/address.ts': ['net'],
    });
  });

  it.each([
    ["import { connect } from 'node:net'; connect(1);", ['net']],
    ["import * as https from 'https'; https.get('');", ['https']],
    ["const dns = await import('node:dns/promises'); dns.lookup('');", ['dns/promises']],
    ["process.getBuiltinModule('child_process').exec('');", ['child_process']],
    ["export { spawn } from 'node:child_process';", ['child_process']],
    ["fetch('');", ['fetch']],
    ["globalThis.fetch('');", ['fetch']],
    ["new window.WebSocket('');", ['WebSocket']],
    ["navigator.sendBeacon('');", ['navigator_sendBeacon']],
    ["process.binding('tcp_wrap');", ['process_binding']],
    ["import { env } from 'vscode'; env.openExternal(x);", ['openExternal']],
    ["import type { Socket } from 'node:net'; let s: Socket;", []],
    ['async function fetch() {} fetch();', []],
  ])('%s', (text, exits) => {
    expect(exitsOf(text)).toEqual(exits);
  });
});
