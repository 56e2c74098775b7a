// Prints how the server takes to a large record in a browser: the bundle of dist/browser in a worker of a page of Chromium,
// with what a page without isolation has. Times are milliseconds of wall clock.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium } from 'playwright-core';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { provideChromium } from '../../vscode/host/chromium.js';
import { type Corpus, copyPart, DELEGATION, draftText, GROUPS, openCorpus } from '../scale/corpus.js';
import { percentile } from '../scale/statistics.js';
import type { Asked, Measured } from './measured.js';
import { readOptions } from './options.js';

const ROOT = join(__dirname, '..');
const ARCHIVE = join(ROOT, '..', 'shared', 'data', 'ungdc', 'ungdc.tar.gz');
/** Of each kind. */
const QUESTIONS = 200;
/** Characters of each of the documents that drafts are made of. */
const DRAFT_CHARACTERS = 1_000;
/** Characters on a line before the letters with which suggestions are asked for. */
const TYPED_BEFORE = 60;
const LETTERS = /\p{L}/u;

interface Stage {
  readonly browser: Browser;
  readonly corpus: Corpus;
  readonly temporary: string;
  /** The script of the page. */
  readonly script: string;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const temporary = mkdtempSync(join(tmpdir(), 'aide-memoire-bench-web-'));
  try {
    const corpus = openCorpus(options.corpus, ARCHIVE, temporary);
    const stage = { corpus, temporary, script: await bundlePage() };
    console.log(`${corpus.name}: ${corpus.files.length} documents at hand. p50 and p95 of ${QUESTIONS} questions.`);
    for (const count of options.documents) {
      // A browser of its own for each: what one has used is not given back at once.
      const browser = await chromium.launch({ executablePath: provideChromium(console.error), args: ['--no-sandbox'] });
      try {
        await measureRecord(count, { ...stage, browser });
      } finally {
        await browser.close();
      }
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function measureRecord(count: number, { browser, corpus, temporary, script }: Stage): Promise<void> {
  const folder = join(temporary, `record-${count}`);
  mkdirSync(folder);
  const { bytes } = copyPart(corpus, Math.min(1, count / corpus.files.length), folder);
  const server = await serve(script, folder);
  try {
    const page = await browser.newPage();
    page.on('pageerror', ({ message }) => console.error(message));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const empty = await memoryOf(browser);
    const asked = JSON.stringify(askedOf(folder, corpus));
    const measured = await page.evaluate<Measured>(`measure(${asked})`);
    print(measured, bytes, empty, await memoryOf(browser));
  } finally {
    server.close();
  }
}

async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'test/bench/web/page/main.ts')],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    // What the tests' client takes from there is the same for a browser.
    alias: { 'vscode-languageserver/node': 'vscode-languageserver/browser' },
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** Serves the page, the bundles and the record's files. */
function serve(script: string, record: string): Promise<Server> {
  const bundles = join(ROOT, 'dist', 'browser');
  const server = createServer(({ url = '/' }, response) => {
    const path = decodeURIComponent(url);
    const file = path.startsWith('/record/') ? join(record, path.slice('/record/'.length)) : join(bundles, path);
    if (path === '/') response.setHeader('content-type', 'text/html').end('<script src="/page.js"></script>');
    else if (path === '/page.js') response.setHeader('content-type', 'text/javascript').end(script);
    else if (existsSync(file)) response.end(readFileSync(file));
    else response.writeHead(404).end();
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function askedOf(folder: string, corpus: Corpus): Asked {
  const draft = draftText(corpus, DRAFT_CHARACTERS);
  const document = TextDocument.create('file:///draft', 'markdown', 1, draft);
  const step = draft.length / QUESTIONS;
  const places = Array.from({ length: QUESTIONS }, (_, n) => Math.floor(n * step));
  const inWords = places.map((place) => place + Math.max(0, draft.slice(place).search(LETTERS)));
  return {
    paths: readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name))),
    delegation: DELEGATION,
    groups: GROUPS,
    draft,
    positions: inWords.map((place) => document.positionAt(place)),
    typed: inWords.map((place) => draft.slice(Math.max(0, place - TYPED_BEFORE), place + 3).replaceAll('\n', ' ')),
  };
}

interface Memory {
  readonly now: number;
  readonly most: number;
}

/** Megabytes that the page's process holds, and the most that it has held; `NaN` where the system does not tell. */
async function memoryOf(browser: Browser): Promise<Memory> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const told = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => `/proc/${id}/status`)
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'));
  const megabytes = (name: string): number =>
    Math.max(...told.map((text) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1]) / 1024));
  return told.length === 0
    ? { now: Number.NaN, most: Number.NaN }
    : { now: megabytes('VmRSS'), most: megabytes('VmHWM') };
}

function print(measured: Measured, bytes: number, empty: Memory, memory: Memory): void {
  const { documents, problems, firstAnswer, ready, check, hovers, completions, offered, still } = measured;
  const line = (what: string, told: string): void => console.log(`  ${what.padEnd(38)} ${told}`);
  const spread = (times: readonly number[]): string =>
    `p50 ${percentile(times, 0.5).toFixed(1)}  p95 ${percentile(times, 0.95).toFixed(1)}`;
  console.log(`\n${documents} documents, ${(bytes / 1e6).toFixed(1)} MB, ${problems} problems`);
  line('first answer', firstAnswer.toFixed(0));
  line('ready', ready.toFixed(0));
  line('the page stands still until then', `${still.reading.toFixed(0)} at most`);
  line('first check of a draft', check.toFixed(0));
  line('hover', spread(hovers));
  line('completion', `${spread(completions)}  (something offered at ${offered})`);
  line('the page stands still afterwards', `${still.asked.toFixed(0)} at most`);
  line(
    'memory of the page, MB',
    `${memory.now.toFixed(0)}, ${memory.most.toFixed(0)} at most; empty ${empty.now.toFixed(0)}`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
