import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ROOT } from './server.js';

const CLI = join(ROOT, 'dist', 'cli.cjs');

/** The library's own client with `aide-memoire mcp` as its server, in a folder. Whoever opens it closes it. */
export async function openAgent(args: readonly string[], cwd: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  const command = { command: process.execPath, args: [CLI, 'mcp', ...args] };
  await client.connect(new StdioClientTransport({ ...command, cwd, stderr: 'ignore' }));
  return client;
}

/** A JSON-RPC message as `aide-memoire mcp` writes it. */
export interface RawMessage {
  readonly id?: number | string;
  readonly result?: { readonly isError?: boolean; readonly content?: readonly { readonly text: string }[] };
  readonly error?: { readonly code: number; readonly message: string };
}

/** `aide-memoire mcp` without a client between. */
export interface RawAgent {
  /** Writes a line as it stands. */
  write(line: string): void;
  /** Sends a request with an id of its own; the answer to it. */
  ask(method: string, params?: unknown): Promise<RawMessage>;
  /** Has each message heard that it writes, until the answer is called. */
  listen(heard: (message: RawMessage) => void): () => void;
  /** The id of the last request. */
  readonly asked: number;
  /** Ends its input, and waits for it to end; what it ends with. */
  end(): Promise<number | null>;
  /** Lines of its output that are no message. */
  readonly odd: readonly string[];
  readonly process: ChildProcessWithoutNullStreams;
}

/** Starts it in a folder. Whoever starts it ends it. */
export function startRawAgent(args: readonly string[], cwd: string): RawAgent {
  const agent = spawn(process.execPath, [CLI, 'mcp', ...args], { cwd });
  const waiting = new Map<number, { answer(message: RawMessage): void; fail(why: Error): void }>();
  const listeners = new Set<(message: RawMessage) => void>();
  const odd: string[] = [];
  let asked = 0;
  agent.stderr.resume();
  agent.on('close', () => {
    for (const [id, { fail }] of waiting) fail(new Error(`it ended before it answered ${id}`));
  });
  createInterface({ input: agent.stdout }).on('line', (line) => {
    const message = parsed(line);
    if (message === undefined) odd.push(line);
    else for (const heard of listeners) heard(message);
    if (typeof message?.id === 'number') waiting.get(message.id)?.answer(message);
  });
  return {
    odd,
    get asked() {
      return asked;
    },
    process: agent,
    listen(heard) {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    write: (line) => void agent.stdin.write(`${line}\n`),
    ask(method, params = {}) {
      const id = ++asked;
      const answered = new Promise<RawMessage>((answer, fail) => waiting.set(id, { answer, fail }));
      agent.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
      return answered;
    },
    async end() {
      const ended = once(agent, 'close');
      agent.stdin.end();
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
}

function parsed(line: string): RawMessage | undefined {
  try {
    const message = JSON.parse(line) as RawMessage & { jsonrpc?: unknown };
    return message.jsonrpc === '2.0' ? message : undefined;
  } catch {
    return undefined;
  }
}
