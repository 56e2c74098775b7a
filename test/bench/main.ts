// Prints how long the bundled server takes over stdio, started as VS Code starts it, on the bundled corpus. Times are
// milliseconds of wall clock.
import { join } from 'node:path';
import { SERVER_PROCESS } from '../../server/src/api/serverProcess.js';
import type { Settings } from '../../server/src/api/settings.js';
import { judgeTask } from './judge.js';
import { longDraft } from './longDraft.js';
import { inOwnProcess, servesTask } from './scale/ownProcess.js';
import { type Server, spawnServer } from './scale/server.js';

const ROOT = join(__dirname, '..');
const DIST = join(ROOT, 'dist');
const STARTS = 9;
const REQUESTS = 200;
const URI = 'file:///bench.draft.md';

/** More work than by default. */
const SETTINGS: Partial<Settings> = { judge: { use: 'rules+judge', model: '' } };

/** The server, ready. */
async function start(): Promise<Server> {
  const server = await spawnServer(DIST, { settings: SETTINGS });
  await server.client.whenReady();
  return server;
}

/** What a drafter might look for: words, wording, a slip, filters, in turn. */
function searchFor(line: string, character: number, turn: number): string {
  const words = line.slice(character).match(/[\p{L}-]+/gu) ?? [];
  const [first = 'treaty', second = 'ban', third = 'norms'] = words;
  const queries = [
    first,
    `${first} ${second} ${third}`,
    `"${first} ${second}" ${third}`,
    `${second} ${third.slice(0, -2)}${third.slice(-1)}x`,
    `${third} by:own from:2021 -${first}`,
  ];
  return queries[turn % queries.length] ?? first;
}

function print(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  console.log(`${what.padEnd(52)} p50 ${at(0.5).padStart(7)}  p95 ${at(0.95).padStart(7)}  (${times.length} times)`);
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await action();
  return performance.now() - began;
}

async function main(): Promise<void> {
  const starts: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const started = await start();
    starts.push(started.age());
    started.stop();
  }
  print('server ready after spawn', starts);

  const server = await start();
  const { client } = server;
  const text = longDraft(ROOT);
  const lines = text.split('\n');
  const long = lines.flatMap((line, number) => (line.length > 60 ? [number] : []));
  console.log(`draft: ${text.split(/\s+/).length} words`);
  client.open(URI, text, 'negotiation-draft');
  const whole = await timed(() => client.diagnose(URI));
  print('first check of the draft', [whole]);

  const hover: number[] = [];
  const complete: number[] = [];
  const keystroke: number[] = [];
  const search: number[] = [];
  for (let i = 0; i < REQUESTS; i++) {
    const line = long[(i * 7) % long.length] ?? 0;
    const words = lines[line] ?? '';
    const character = words.indexOf(' ', 20 + (i % 30));
    const position = { line, character };
    const textDocument = { uri: URI };
    hover.push(await timed(() => client.connection.sendRequest('textDocument/hover', { textDocument, position })));
    complete.push(
      await timed(() => client.connection.sendRequest('textDocument/completion', { textDocument, position })),
    );
    const params = { query: searchFor(words, character, i), limit: 50 };
    search.push(await timed(() => client.connection.sendRequest('aideMemoire/search', params)));
    // One more letter in the middle of a sentence, as typing does, and the check that follows it.
    const version = i + 2;
    void client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version },
      contentChanges: [{ range: { start: position, end: position }, text: 'x' }],
    });
    keystroke.push(await timed(() => client.diagnose(URI)));
  }
  print('hover', hover);
  print('completion', complete);
  print('search', search);
  print('check after a keystroke', keystroke);
  server.stop();

  const cost = await inOwnProcess(judgeTask, { dist: DIST, text }, SERVER_PROCESS);
  print('judge, a pair of 64 tokens on one core', cost.judge);
  print('rules, the same pairs', cost.rules);
  const [before, after] = cost.memory;
  console.log(`memory ${before.toFixed(0)} MB, with the judge loaded ${after.toFixed(0)} MB`);
}

if (!servesTask([judgeTask])) {
  main().then(
    // A server that is ended in the middle of a message has its reader wait for the rest.
    () => process.exit(),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
