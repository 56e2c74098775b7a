import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { TestClient } from '../../support/client.js';
import { firstWords, GROUPS, type Part } from './corpus.js';
import type { Measured } from './measured.js';
import { type Server, settingsFor, startServer } from './server.js';
import { percentile } from './statistics.js';

const WORDS = 10_000;
const KEYSTROKES = 200;
/** A letter is typed into lines that are at least so long, as far from their start. */
const SHORTEST_LINE = 60;
const TYPED_FROM = 20;
const TYPED_TO = 50;
const KEPT_TIME_LIMIT_MS = 30_000;
const KEPT_QUIET_MS = 5_000;

/**
 * How long a draft of 10,000 words is checked when it is opened, after each letter typed into it, and when its quick fixes
 * are asked for: bound by the delegation's own documents, then by its groups' as well. Leaves the settings as they were.
 */
export async function measureChecks(server: Server, part: Part, text: string): Promise<Measured[]> {
  const { client } = server;
  const draft = firstWords(text, WORDS);
  await setGroups(client, part, []);
  const alone = await measureDraft(server, 'file:///bench/alone.draft.md', draft, '');
  await setGroups(client, part, GROUPS);
  return [...alone, ...(await measureDraft(server, 'file:///bench/groups.draft.md', draft, ', with groups'))];
}

/** Sets whose documents bind besides the delegation's, and waits until they do. */
async function setGroups(client: TestClient, part: Part, groups: readonly string[]): Promise<void> {
  const { refreshes } = client;
  client.changeSettings(settingsFor(part.folder, groups));
  await client.until('a check by the new settings', () => (client.refreshes > refreshes ? true : undefined));
}

/**
 * How long a draft of 10,000 words waits for its first check when it is open as the server starts, by which everything has
 * been read before.
 */
export async function measureStartWithDraft(
  dist: string,
  part: Part,
  snapshots: string,
  text: string,
): Promise<Measured[]> {
  await whenKept(snapshots);
  const draft = firstWords(text, WORDS);
  const figures: Measured[] = [];
  for (const [who, groups] of [
    ['', []],
    [', with groups', GROUPS],
  ] as const) {
    const server = await startServer(dist, part.folder, pathToFileURL(snapshots).href, groups);
    const uri = 'file:///bench/open.draft.md';
    server.client.open(uri, draft, 'negotiation-draft');
    await server.client.diagnose(uri);
    const [age, cpu] = [server.age(), server.cpuTime() ?? Number.NaN];
    server.stop();
    const remark = `warm, from the start of the server on${ofProcessors(cpu)}`;
    figures.push({ name: `start to the first check${who}`, value: age / 1000, unit: 's', remark });
  }
  return figures;
}

/** Waits until what was read of the record is kept, all that was asked for; where there is too little of it, for the time limit. */
async function whenKept(snapshots: string): Promise<void> {
  for (const began = performance.now(); performance.now() - began < KEPT_TIME_LIMIT_MS; await wait(500)) {
    const kept = statSync(join(snapshots, 'readings.index'), { throwIfNoEntry: false });
    if (kept !== undefined && Date.now() - kept.mtimeMs > KEPT_QUIET_MS) return;
  }
}

async function measureDraft(server: Server, uri: string, draft: string, who: string): Promise<Measured[]> {
  const { client } = server;
  const cpuBefore = server.cpuTime();
  // What the rules go by is made before the first answer, whatever the draft.
  const short = `${uri}.short`;
  client.open(short, 'Peace.\n', 'negotiation-draft');
  const made = await timed(() => client.diagnose(short));
  client.open(uri, draft, 'negotiation-draft');
  const began = performance.now();
  const report = await client.diagnose(uri);
  const first = performance.now() - began;
  const cpu = (server.cpuTime() ?? Number.NaN) - (cpuBefore ?? Number.NaN);
  const fixes = await askForFixes(client, uri, report.kind === 'full' ? report.items : []);
  const typingBegan = server.cpuTime();
  const keystrokes = await typeLetters(client, uri, draft);
  const cpuOfEach = ((server.cpuTime() ?? Number.NaN) - (typingBegan ?? Number.NaN)) / keystrokes.length;
  const keystroke = `check after a keystroke${who}`;
  return [
    {
      name: `first check${who}`,
      value: (made + first) / 1000,
      unit: 's',
      most: 2,
      remark: `${WORDS} words${ofProcessors(cpu)}`,
    },
    { name: `first check${who}, of it reading the record`, value: made / 1000, unit: 's' },
    { name: `${keystroke} p50`, value: percentile(keystrokes, 0.5), unit: 'ms' },
    {
      name: `${keystroke} p95`,
      value: percentile(keystrokes, 0.95),
      unit: 'ms',
      most: 80,
      remark: `${keystrokes.length} letters all over the draft${ofProcessors(cpuOfEach)} each`,
    },
    { name: `quick fixes${who} p50`, value: percentile(fixes, 0.5), unit: 'ms' },
    { name: `quick fixes${who} p95`, value: percentile(fixes, 0.95), unit: 'ms', remark: `${fixes.length} findings` },
  ];
}

/** What a machine that does other things besides would have needed alone. */
function ofProcessors(milliseconds: number): string {
  return Number.isNaN(milliseconds) ? '' : `; the processors worked ${milliseconds.toFixed(0)} ms`;
}

/** Milliseconds of each request for the quick fixes of one finding. */
async function askForFixes(client: TestClient, uri: string, findings: readonly Diagnostic[]): Promise<number[]> {
  const times: number[] = [];
  for (const finding of findings) {
    const request = { textDocument: { uri }, range: finding.range, context: { diagnostics: [finding] } };
    times.push(await timed(() => client.connection.sendRequest('textDocument/codeAction', request)));
  }
  return times;
}

/** One more letter in the middle of a sentence, as typing does, and the check that follows it; milliseconds of each. */
async function typeLetters(client: TestClient, uri: string, text: string): Promise<number[]> {
  const lines = text.split('\n');
  const long = lines.flatMap((line, number) => (line.length >= SHORTEST_LINE ? [number] : []));
  const times: number[] = [];
  for (let i = 0; i < KEYSTROKES; i++) {
    const line = long[(i * 7) % long.length] ?? 0;
    const character = Math.max(0, (lines[line] ?? '').indexOf(' ', TYPED_FROM + (i % (TYPED_TO - TYPED_FROM))));
    const start = { line, character };
    void client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: i + 2 },
      contentChanges: [{ range: { start, end: start }, text: 'x' }],
    });
    times.push(await timed(() => client.diagnose(uri)));
  }
  return times;
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await action();
  return performance.now() - began;
}
