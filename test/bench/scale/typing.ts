import type { CompletionList } from 'vscode-languageserver-types';
import type { TestClient } from '../../support/client.js';
import type { Part } from './corpus.js';
import type { Measured } from './measured.js';
import { type Server, settingsFor } from './server.js';
import { percentile } from './statistics.js';

const DRAFT = 'file:///bench/draft.draft.md';
const TYPED = 'file:///bench/typed.draft.md';
const PLACES = 400;
const TYPED_CHARACTERS = 600;

/** Hover and completion as an editor asks for them: all over a draft, and at every letter of one being typed. */
export async function measureTyping(server: Server, part: Part, text: string): Promise<Measured[]> {
  const { client } = server;
  const figures = await measureDraft(server, text);
  const { words, places } = samplePlaces(text);
  const remark = `${places.length} places in a draft of ${words} words`;
  // Now everybody's wording may be offered, not the delegation's and its groups' alone.
  client.changeSettings(settingsFor(part.folder, part.holders));
  const fromAll = await completeAt(client, places);
  return [
    ...figures,
    ...describeTimes('completion, all offered', fromAll.times, `${remark}; something offered at ${fromAll.offered}`),
  ];
}

/** As `measureTyping`, with the settings that hold. */
export async function measureDraft({ client }: Server, text: string): Promise<Measured[]> {
  client.open(DRAFT, text, 'negotiation-draft');
  await client.diagnose(DRAFT);
  const { words, places } = samplePlaces(text);
  const hovers: number[] = [];
  for (const { line, from, to } of places) {
    const request = { textDocument: { uri: DRAFT }, position: { line, character: (from + to) >> 1 } };
    hovers.push(await timed(() => client.connection.sendRequest('textDocument/hover', request)));
  }
  const completions = await completeAt(client, places);
  const typed = await typeLetters(client, typedText(text));
  const remark = `${places.length} places in a draft of ${words} words`;
  return [
    ...describeTimes('hover', hovers, remark),
    ...describeTimes('completion', completions.times, `${remark}; something offered at ${completions.offered}`),
    ...describeTimes('completion while typing', typed, `${typed.length} letters, the draft checked after each word`),
  ];
}

function describeTimes(what: string, times: readonly number[], remark: string): Measured[] {
  return [
    { name: `${what} p50`, value: percentile(times, 0.5), unit: 'ms' },
    { name: `${what} p95`, value: percentile(times, 0.95), unit: 'ms', most: 25, remark },
  ];
}

/** A word of the draft. */
interface Place {
  readonly line: number;
  /** UTF-16 offsets in the line, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

function samplePlaces(text: string): { readonly words: number; readonly places: readonly Place[] } {
  const words = text.split('\n').flatMap((prose, line) =>
    Array.from(prose.matchAll(/[\p{L}\p{N}]+/gu), ({ 0: word, index }) => ({
      line,
      from: index,
      to: index + word.length,
    })),
  );
  const every = Math.max(1, Math.floor(words.length / PLACES));
  return { words: words.length, places: words.filter((_, i) => i % every === 0) };
}

async function completeAt(
  client: TestClient,
  places: readonly Place[],
): Promise<{ readonly times: readonly number[]; readonly offered: number }> {
  const times: number[] = [];
  let offered = 0;
  for (const { line, to } of places) {
    const request = { textDocument: { uri: DRAFT }, position: { line, character: to } };
    const began = performance.now();
    const list: CompletionList = await client.connection.sendRequest('textDocument/completion', request);
    times.push(performance.now() - began);
    if (list.items.length > 0) offered++;
  }
  return { times, offered };
}

/** Types a text letter by letter and asks for completion after each; milliseconds of each answer. */
async function typeLetters(client: TestClient, text: string): Promise<number[]> {
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
function typedText(text: string): string {
  const lines = text.split('\n');
  const from = Math.floor(lines.length / 2);
  return lines.slice(from).filter(Boolean).join(' ').slice(0, TYPED_CHARACTERS);
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await action();
  return performance.now() - began;
}
