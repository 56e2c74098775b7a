import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVER_PROCESS } from '../../server/src/api/serverProcess.js';
import { ROOT } from './server.js';

const SERVER = join(ROOT, 'dist', 'server.cjs');
/** A busy machine has a thread that gives way to others wait for long. */
const TIME_LIMIT_MS = 300_000;
const HEADER_END = Buffer.from('\r\n\r\n');

/** A message of the server, as it came. */
export interface RawMessage {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A process of the bundled server that is spoken to in bytes: what is sent may be anything. */
export interface RawServer {
  readonly process: ChildProcess;
  /** What it wrote to its error stream. */
  readonly errors: string;
  /** Writes bytes; resolves when there is room for more. */
  write(bytes: Uint8Array): Promise<void>;
  /** Sends a request and gives its answer; fails when there is none within five minutes. */
  ask(method: string, params?: unknown): Promise<RawMessage>;
  tell(method: string, params?: unknown): Promise<void>;
  /** Resolves once `probe` is true, which is asked after each message of the server; fails after five minutes. */
  until(what: string, probe: () => boolean): Promise<void>;
  /** Memory that it holds, in bytes; `undefined` where the system has no table of processes to read. */
  residentBytes(): number | undefined;
}

/** What the test hears of the server, and what it answers. */
export interface RawClient {
  /** Every message, in order. */
  hear?(message: RawMessage): void;
  /** The result of a request of the server; null when absent. */
  answer?(method: string, params: unknown): unknown;
}

/** A message as it goes over the wire. */
export function frame(body: string | Uint8Array): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(`Content-Length: ${bytes.length}\r\n\r\n`), bytes]);
}

/** Starts the server of `dist/` as an editor does. */
export function startRawServer({ hear, answer }: RawClient = {}): RawServer {
  if (!existsSync(SERVER)) throw new Error('dist/server.cjs is not there: run `npm run build` first');
  const { execArgv, env } = SERVER_PROCESS;
  const child = spawn(process.execPath, [...execArgv, SERVER, '--stdio'], { env: { ...process.env, ...env } });
  const waiting = new Set<() => void>();
  const answers = new Map<string, RawMessage>();
  let errors = '';
  let asked = 0;
  child.stderr.on('data', (data: Buffer) => {
    errors += data.toString();
  });
  // Whoever waits hears of the end of the process, too.
  child.on('exit', () => {
    for (const check of waiting) check();
  });
  child.stdin.on('error', () => undefined);
  readMessages(child.stdout, (message) => {
    if (message.method !== undefined && message.id !== undefined) {
      const result = answer?.(message.method, message.params) ?? null;
      child.stdin.write(frame(JSON.stringify({ jsonrpc: '2.0', id: message.id, result })));
    }
    if (message.method === undefined && typeof message.id === 'string') answers.set(message.id, message);
    hear?.(message);
    for (const check of waiting) check();
  });

  const until = (what: string, probe: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const end = (error?: Error): void => {
        clearTimeout(timer);
        waiting.delete(check);
        if (error === undefined) resolve();
        else reject(error);
      };
      const check = (): void => {
        if (probe()) end();
        else if (child.exitCode !== null || child.signalCode !== null) {
          end(new Error(`the server ended with ${child.exitCode ?? child.signalCode} before ${what}; ${errors}`));
        }
      };
      const timer = setTimeout(() => end(new Error(`waited in vain for ${what}; ${errors}`)), TIME_LIMIT_MS);
      waiting.add(check);
      check();
    });
  const write = async (bytes: Uint8Array): Promise<void> => {
    if (!child.stdin.write(bytes)) await Promise.race([once(child.stdin, 'drain'), once(child, 'exit')]);
  };
  const send = (message: object): Promise<void> => write(frame(JSON.stringify({ jsonrpc: '2.0', ...message })));
  return {
    process: child,
    get errors() {
      return errors;
    },
    write,
    async ask(method, params) {
      const id = `asked-${++asked}`;
      await send({ id, method, params });
      await until(`an answer to ${method}`, () => answers.has(id));
      const found = answers.get(id);
      answers.delete(id);
      if (found === undefined) throw new Error('an answer went missing');
      return found;
    },
    tell: (method, params) => send({ method, params }),
    until,
    residentBytes() {
      if (process.platform !== 'linux') return undefined;
      const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      return Number(kilobytes) * 1024;
    },
  };
}

/** Reads what the server writes, whose own framing is taken to be right. */
function readMessages(stream: NodeJS.ReadableStream, take: (message: RawMessage) => void): void {
  let held = Buffer.alloc(0);
  stream.on('data', (data: Buffer) => {
    held = Buffer.concat([held, data]);
    for (;;) {
      const end = held.indexOf(HEADER_END);
      if (end === -1) return;
      const length = Number(/Content-Length: (\d+)/.exec(held.toString('latin1', 0, end))?.[1]);
      const start = end + HEADER_END.length;
      if (held.length < start + length) return;
      const body = held.toString('utf8', start, start + length);
      held = held.subarray(start + length);
      take(JSON.parse(body) as RawMessage);
    }
  });
}
