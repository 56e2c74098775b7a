import type { Diagnostic } from 'vscode-languageserver-types';
import type { TestClient } from '../../support/client.js';
import type { Measured } from './measured.js';
import type { Server } from './server.js';
import { percentile } from './statistics.js';

const OPENED = 'file:///bench/opened.draft.md';
const LONG = 'file:///bench/long.draft.md';
const WORDS = 10_000;
const KEYSTROKES = 200;
/** A letter is typed into lines that are at least so long, as far from their start. */
const SHORTEST_LINE = 60;
const TYPED_FROM = 20;
const TYPED_TO = 50;

/** How long a draft of 10,000 words is checked when it is opened, and after each letter typed into it. */
export async function measureChecks({ client }: Server, text: string): Promise<Measured[]> {
  const draft = firstWords(text, WORDS);
  // What the rules go by is made before the first answer, whatever the draft.
  client.open(OPENED, 'Peace.\n', 'negotiation-draft');
  const made = await timed(() => client.diagnose(OPENED));
  client.open(LONG, draft, 'negotiation-draft');
  const began = performance.now();
  const report = await client.diagnose(LONG);
  const first = performance.now() - began;
  const found = report.kind === 'full' ? report.items : [];
  const fixes = await askForFixes(client, found);
  const keystrokes = await typeLetters(client, draft);
  return [
    { name: 'first check', value: (made + first) / 1000, unit: 's', most: 2, remark: `${WORDS} words` },
    { name: 'first check, reading the record', value: made / 1000, unit: 's' },
    { name: 'first check, the draft itself', value: first / 1000, unit: 's' },
    { name: 'check after a keystroke p50', value: percentile(keystrokes, 0.5), unit: 'ms' },
    {
      name: 'check after a keystroke p95',
      value: percentile(keystrokes, 0.95),
      unit: 'ms',
      most: 80,
      remark: `${keystrokes.length} letters all over the draft`,
    },
    { name: 'quick fixes offered p50', value: percentile(fixes, 0.5), unit: 'ms' },
    { name: 'quick fixes offered p95', value: percentile(fixes, 0.95), unit: 'ms', remark: `${fixes.length} findings` },
  ];
}

/** Milliseconds of each request for the quick fixes of one finding. */
async function askForFixes(client: TestClient, findings: readonly Diagnostic[]): Promise<number[]> {
  const times: number[] = [];
  for (const finding of findings) {
    const request = { textDocument: { uri: LONG }, range: finding.range, context: { diagnostics: [finding] } };
    times.push(await timed(() => client.connection.sendRequest('textDocument/codeAction', request)));
  }
  return times;
}

/** The lines of a text that hold its first words. */
function firstWords(text: string, words: number): string {
  let left = words;
  const lines = text.split('\n');
  const end = lines.findIndex((line) => (left -= line.split(/\s+/).filter(Boolean).length) <= 0);
  return lines.slice(0, end === -1 ? undefined : end + 1).join('\n');
}

/** One more letter in the middle of a sentence, as typing does, and the check that follows it; milliseconds of each. */
async function typeLetters(client: TestClient, text: string): Promise<number[]> {
  const lines = text.split('\n');
  const long = lines.flatMap((line, number) => (line.length >= SHORTEST_LINE ? [number] : []));
  const times: number[] = [];
  for (let i = 0; i < KEYSTROKES; i++) {
    const line = long[(i * 7) % long.length] ?? 0;
    const character = Math.max(0, (lines[line] ?? '').indexOf(' ', TYPED_FROM + (i % (TYPED_TO - TYPED_FROM))));
    const start = { line, character };
    void client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: LONG, version: i + 2 },
      contentChanges: [{ range: { start, end: start }, text: 'x' }],
    });
    times.push(await timed(() => client.diagnose(LONG)));
  }
  return times;
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await action();
  return performance.now() - began;
}
