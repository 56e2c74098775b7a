import type { CompletionList } from 'vscode-languageserver-types';
import type { Measured } from './measured.js';
import type { Server } from './server.js';
import { percentile } from './statistics.js';

const DRAFT = 'file:///bench/draft.draft.md';
const TYPED = 'file:///bench/typed.draft.md';
const POSITIONS = 400;
const TYPED_CHARACTERS = 600;

/** Hover and completion as an editor asks for them: all over a draft, and at every letter of one being typed. */
export async function measureTyping({ client }: Server, text: string): Promise<Measured[]> {
  client.open(DRAFT, text, 'negotiation-draft');
  await client.diagnose(DRAFT);
  const lines = text.split('\n');
  const words = lines.flatMap((line, number) =>
    Array.from(line.matchAll(/[\p{L}\p{N}]+/gu), (match) => ({
      line: number,
      from: match.index,
      to: match.index + match[0].length,
    })),
  );
  const every = Math.max(1, Math.floor(words.length / POSITIONS));
  const asked = words.filter((_, i) => i % every === 0);
  const hovers: number[] = [];
  const completions: number[] = [];
  let offered = 0;
  const textDocument = { uri: DRAFT };
  for (const { line, from, to } of asked) {
    const inside = { line, character: (from + to) >> 1 };
    hovers.push(
      await timed(() => client.connection.sendRequest('textDocument/hover', { textDocument, position: inside })),
    );
    const position = { line, character: to };
    completions.push(
      await timed(async () => {
        const list: CompletionList = await client.connection.sendRequest('textDocument/completion', {
          textDocument,
          position,
        });
        offered += Math.min(1, list.items.length);
      }),
    );
  }
  const typed = await typeLetters({ client }, typedText(lines));
  const remark = `${asked.length} places in a draft of ${words.length} words`;
  return [
    { name: 'hover p50', value: percentile(hovers, 0.5), unit: 'ms' },
    { name: 'hover p95', value: percentile(hovers, 0.95), unit: 'ms', most: 25, remark },
    { name: 'completion p50', value: percentile(completions, 0.5), unit: 'ms' },
    {
      name: 'completion p95',
      value: percentile(completions, 0.95),
      unit: 'ms',
      most: 25,
      remark: `${remark}; something offered at ${offered}`,
    },
    { name: 'completion while typing p50', value: percentile(typed, 0.5), unit: 'ms' },
    {
      name: 'completion while typing p95',
      value: percentile(typed, 0.95),
      unit: 'ms',
      most: 25,
      remark: `at each of ${typed.length} letters, the draft checked after each word`,
    },
  ];
}

/** Types a text letter by letter and asks for completion after each; milliseconds of each answer. */
async function typeLetters({ client }: Pick<Server, 'client'>, text: string): Promise<number[]> {
  client.open(TYPED, '', 'negotiation-draft');
  const times: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const start = { line: 0, character: at };
    void client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: TYPED, version: at + 2 },
      contentChanges: [{ range: { start, end: start }, text: text.charAt(at) }],
    });
    const check = text.charAt(at) === ' ' ? client.diagnose(TYPED) : undefined;
    const position = { line: 0, character: at + 1 };
    const request = { textDocument: { uri: TYPED }, position };
    times.push(await timed(() => client.connection.sendRequest('textDocument/completion', request)));
    await check;
  }
  return times;
}

/** One line of the draft's prose. */
function typedText(lines: readonly string[]): string {
  const from = Math.floor(lines.length / 2);
  return lines.slice(from).filter(Boolean).join(' ').slice(0, TYPED_CHARACTERS);
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await action();
  return performance.now() - began;
}
