import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type CompletionList,
  type Diagnostic,
  type Hover,
  type MarkupContent,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { SERVER_PROCESS } from '../../server/src/api/serverProcess.js';
import type { StatusParams } from '../../server/src/api/protocol.js';
import { type CorpusLimits, DEFAULT_SETTINGS, type JudgeUse } from '../../server/src/api/settings.js';
import { createTestClient, FULL_CLIENT, type TestClient } from './client.js';
import { corpusFile } from './files.js';
import { ROOT } from './server.js';

const DIST = join(ROOT, 'dist');
/** On a machine that does other things besides. */
const TIME_LIMIT_MS = 120_000;

/** How the bundled server is started. Paths. */
export interface ServerStart {
  /** Folders of documents; nothing else is in the record. */
  readonly corpus: readonly string[];
  /** The open folder. */
  readonly workspace?: string;
  /** Folder that keeps indexes. */
  readonly snapshots?: string;
  readonly judge?: JudgeUse;
  /** The server watches files itself when set; otherwise the test tells it of changes. */
  readonly watches?: boolean;
  /** What one file may cost to read, where that is less than usual. */
  readonly limits?: Partial<CorpusLimits>;
  /** Loaded in the process and each of its threads before anything else. */
  readonly preload?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What runs the process: a program and its arguments, the server's own behind them. */
  readonly within?: readonly string[];
}

/** The bundled server as a process of its own, and a client of it. */
export interface ServerProcess {
  readonly process: ChildProcess;
  readonly client: TestClient;
  /** Ends it at once, and resolves when it has. */
  kill(): Promise<void>;
}

/** Starts the bundled server as an editor does. Whoever starts it kills it. */
export async function startProcess(start: ServerStart): Promise<ServerProcess> {
  const script = join(DIST, 'server.cjs');
  if (!existsSync(script)) throw new Error('dist/server.cjs is not there: run `npm run build` first');
  const preloaded = start.preload === undefined ? [] : ['--require', start.preload];
  const line = [process.execPath, ...preloaded, ...SERVER_PROCESS.execArgv, script, '--stdio'];
  const [program = '', ...args] = [...(start.within ?? []), ...line];
  const child = spawn(program, args, { env: { ...process.env, ...SERVER_PROCESS.env, ...start.env } });
  const ended = once(child, 'exit');
  child.stderr.resume();
  // A process that was killed reads no more.
  child.stdin.on('error', () => undefined);
  const limits = { ...DEFAULT_SETTINGS.corpus.limits, ...start.limits };
  const settings = {
    judge: { use: start.judge ?? 'rules', model: '' },
    corpus: { bundled: false, folders: start.corpus, limits },
  };
  const folder = start.workspace;
  const client = createTestClient(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin), {
    capabilities: start.watches === true ? withoutWatching() : FULL_CLIENT,
    settings,
    timeLimit: TIME_LIMIT_MS,
    workspaceFolders: folder === undefined ? [] : [{ uri: pathToFileURL(folder).href, name: 'drafts' }],
    initializationOptions: {
      settings,
      recordDepartureCommand: 'client.record',
      ...(start.snapshots === undefined ? {} : { snapshotFolder: pathToFileURL(start.snapshots).href }),
    },
  });
  await client.start();
  return {
    process: child,
    client,
    async kill() {
      client.connection.dispose();
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function withoutWatching(): typeof FULL_CLIENT {
  const { didChangeWatchedFiles: _, ...workspace } = FULL_CLIENT.workspace ?? {};
  return { ...FULL_CLIENT, workspace };
}

/** The line on which the delegation contradicts its record. */
export const CONTRADICTION = 'Pakistan does not support a ban on the development of offensive cyber weapons.';
const DRAFT = [
  CONTRADICTION,
  'It is essential to develop a legally binding international instrument.',
  'It is essential to develop a ',
].join('\n\n');

/** Makes a folder of a record that has something to say of every line of the draft. */
export function writeRecord(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const binding = 'It is essential to develop a legally binding international instrument.';
  const said = 'Pakistan calls for an outright ban on the development of offensive cyber weapons.';
  writeFileSync(join(folder, 'earlier.md'), corpusFile('Pakistan', '2021-12-13', `1. ${binding}\n\n2. ${said}`));
  const later = `1. ${binding}\n\n2. The role of the United Nations remains central.`;
  writeFileSync(join(folder, 'later.md'), corpusFile('Pakistan', '2023-03-06', later));
}

/** Adds a document of so many words that the index is kept, and its phrases are mined in a thread of their own. */
export function writeLong(folder: string): void {
  const paragraphs = Array.from({ length: 2200 }, (_, n) => {
    const words = Array.from({ length: 100 }, (__, k) => `w${(n * 7919 + k * 104_729) % 30_011}`);
    return `${n + 1}. ${words.join(' ')}.`;
  });
  writeFileSync(join(folder, 'long.md'), paragraphs.join('\n\n'));
}

/** What a drafter is shown of the draft. */
export interface Answers {
  readonly hover: string;
  readonly completions: readonly string[];
  /** Codes and messages. */
  readonly findings: readonly string[];
}

/** Asks the server about the draft, which is opened once more. */
export async function answersOf({ client }: ServerProcess): Promise<Answers> {
  const uri = `untitled:draft-${crypto.randomUUID()}`;
  client.open(uri, DRAFT, 'negotiation-draft');
  const ask = <T>(method: string, line: number, character: number): Promise<T | null> =>
    client.connection.sendRequest<T | null>(`textDocument/${method}`, {
      textDocument: { uri },
      position: { line, character },
    });
  const [hover, completion, report] = await Promise.all([
    ask<Hover>('hover', 2, 32),
    ask<CompletionList>('completion', 4, 29),
    client.diagnose(uri),
  ]);
  const items: readonly Diagnostic[] = report.kind === 'full' ? report.items : [];
  return {
    hover: hover === null ? '' : (hover.contents as MarkupContent).value,
    completions: completion?.items.map(({ label }) => label) ?? [],
    findings: items.map(({ code, message }) => `${String(code)}: ${JSON.stringify(message)}`),
  };
}

/** Whether the answers are those of an undisturbed server that has the record of `writeRecord`. */
export function areRight({ hover, completions, findings }: Answers): boolean {
  return (
    hover.includes('Used by 2 documents in 2 passages') &&
    completions.join() === '… a legally binding international instrument' &&
    findings.length === 1 &&
    findings.every((finding) => finding.startsWith('position-conflict: '))
  );
}

/** The first status that is not one of a reading under way. */
export function settled({ client }: ServerProcess): Promise<StatusParams> {
  return client.until('the server to have read', () => client.statuses.find(({ state }) => state !== 'indexing'));
}

/** Says that files (paths) have changed, and resolves with the status once the server has taken that in. */
export async function tellChanged({ client }: ServerProcess, ...files: readonly string[]): Promise<StatusParams> {
  const seen = client.statuses.length;
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: files.map((file) => ({ uri: pathToFileURL(file).href, type: 2 })),
  });
  return client.until('the change to be taken in', () =>
    client.statuses.slice(seen).find(({ state }) => state !== 'indexing'),
  );
}
