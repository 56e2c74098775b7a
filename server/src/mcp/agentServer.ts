import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextRound, setTimeout as wait } from 'node:timers/promises';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { Resource } from '../service/tools/resources.js';
import type { Found, Refusal, Tool } from '../service/tools/tool.js';
import type { Cancellation } from '../util/cancellation.js';
import { jsonSchemaOf } from './jsonSchema.js';
import { wholeLines } from './lines.js';

/** What is offered to an agent. Each answer rejects, with a message for whoever asks, while there is no record to be had. */
export interface Offer {
  readonly version: string;
  /** How the agent is to use it. */
  readonly instructions: string;
  readonly tools: readonly Tool[];
  /** How a document is addressed, as RFC 6570 has it. */
  readonly template: string;
  call(tool: Tool, input: unknown, cancellation: Cancellation): Promise<Found | Refusal>;
  /** Documents from where a page before ended, else from the first on; `undefined` where `from` is the end of no page. */
  list(from?: string): Promise<{ readonly results: readonly Resource[]; readonly next?: number } | undefined>;
  /** A document's text; `undefined` where there is none at the address that an agent may read. */
  read(uri: string): Promise<string | undefined>;
}

/** Where the protocol is spoken. */
export interface Wire {
  readonly input: Readable;
  /** Nothing else may be written into it. */
  readonly output: Writable;
  /** Told of what cannot be answered: no message, or one that is too long. */
  readonly onTrouble: (message: string) => void;
}

/** Far more than the longest text that a tool takes. */
const LONGEST_MESSAGE = 4_000_000;
/** For what was asked before the messages ended: an agent that has gone hears no answer. */
const LAST_ANSWERS_MILLISECONDS = 30_000;
const PLAIN_TEXT = 'text/plain';

/**
 * Answers an agent, in the Model Context Protocol, until its messages end and what they asked is answered, which has thirty
 * seconds then. Nothing that it sends ends the answering.
 */
export async function serveAgent(offered: Offer, { input, output, onTrouble }: Wire): Promise<void> {
  const underWay = createUnderWay();
  const offer: Offer = {
    ...offered,
    call: (...asked) => underWay.add(offered.call(...asked)),
    list: (from) => underWay.add(offered.list(from)),
    read: (uri) => underWay.add(offered.read(uri)),
  };
  const server = Object.assign(
    new Server(
      { name: 'aide-memoire', title: 'Aide-Mémoire', version: offer.version },
      { capabilities: { tools: {}, resources: {} }, instructions: offer.instructions },
    ),
    { onerror: ({ message }: Error) => onTrouble(`A message could not be answered: ${message.slice(0, 200)}`) },
  );
  const tools = offer.tools.map(({ name, title, description, input: takes, output: gives }) => ({
    name,
    title,
    description,
    inputSchema: jsonSchemaOf(takes),
    outputSchema: jsonSchemaOf(gives),
    annotations: { readOnlyHint: true, openWorldHint: false },
  }));
  server.setRequestHandler(ListToolsRequestSchema, ({ params }) => {
    if (params?.cursor !== undefined) throw noSuchCursor();
    return { tools };
  });
  server.setRequestHandler(CallToolRequestSchema, ({ params }, { signal }) => callTool(offer, params, signal));
  const resourceTemplates = [
    {
      name: 'document',
      title: 'Document of the record',
      uriTemplate: offer.template,
      description: 'The text of a document, in parts; each part names the address of the next.',
      mimeType: PLAIN_TEXT,
    },
  ];
  server.setRequestHandler(ListResourceTemplatesRequestSchema, ({ params }) => {
    if (params?.cursor !== undefined) throw noSuchCursor();
    return { resourceTemplates };
  });
  server.setRequestHandler(ListResourcesRequestSchema, async ({ params }) => {
    const page = await offer.list(params?.cursor);
    if (page === undefined) throw noSuchCursor();
    const { results, next } = page;
    return {
      resources: results.map((resource) => ({ ...resource, mimeType: PLAIN_TEXT })),
      ...(next === undefined ? {} : { nextCursor: String(next) }),
    };
  });
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params: { uri } }) => {
    const text = await offer.read(uri);
    if (text === undefined) {
      throw new McpError(
        ErrorCode.InvalidParams,
        'There is no such document that an agent may read. List the documents.',
      );
    }
    return { contents: [{ uri, mimeType: PLAIN_TEXT, text }] };
  });
  const lines = wholeLines(LONGEST_MESSAGE, () => onTrouble('A message could not be answered: it is too long.'));
  await server.connect(new StdioServerTransport(lines, output));
  await pipeline(input, lines).catch(({ message }: Error) => onTrouble(message));
  await underWay.ended(LAST_ANSWERS_MILLISECONDS);
}

/** Answers that are being made. */
function createUnderWay() {
  const answers = new Set<Promise<unknown>>();
  return {
    add<T>(answer: Promise<T>): Promise<T> {
      const ended: Promise<unknown> = answer.catch(() => undefined).finally(() => answers.delete(ended));
      answers.add(ended);
      return answer;
    },
    /** Resolves once none is left and they are written, or after these milliseconds. */
    async ended(milliseconds: number): Promise<void> {
      const timer = new AbortController();
      const late = wait(milliseconds, undefined, { signal: timer.signal }).catch(() => undefined);
      // The last messages are taken in, and the last answers written, in a round of their own.
      await nextRound();
      await Promise.race([Promise.all(answers), late]);
      await nextRound();
      timer.abort();
    },
  };
}

function noSuchCursor(): McpError {
  return new McpError(ErrorCode.InvalidParams, 'The cursor is none that was given. List from the beginning again.');
}

async function callTool(
  offer: Offer,
  { name, arguments: input }: { readonly name: string; readonly arguments?: unknown },
  signal: AbortSignal,
): Promise<CallToolResult> {
  const tool = offer.tools.find((each) => each.name === name);
  if (tool === undefined) throw new McpError(ErrorCode.InvalidParams, `There is no tool of this name. List the tools.`);
  const cancellation: Cancellation = {
    get isCancellationRequested() {
      return signal.aborted;
    },
  };
  try {
    const answer = await offer.call(tool, input ?? {}, cancellation);
    if ('refusal' in answer) return failure(answer.refusal);
    return { content: [{ type: 'text', text: answer.text }], structuredContent: { ...answer.values } };
  } catch (error) {
    return failure(error instanceof Error ? error.message : String(error));
  }
}

function failure(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true };
}
