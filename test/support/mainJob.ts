import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Paragraph } from 'docx';
import type { CodeAction, CompletionItem, CompletionList, DocumentDiagnosticReport } from 'vscode-languageserver/node';
import {
  DEPARTURES_REQUEST,
  IMPORT_REQUEST,
  POSITIONS_REQUEST,
  RECORD_DEPARTURE_REQUEST,
  REPORT_TEXT_REQUEST,
  SEARCH_REQUEST,
  SIMILAR_REQUEST,
  SOURCE_TEXT_REQUEST,
} from '../../server/src/api/protocol.js';
import type { JudgeUse } from '../../server/src/api/settings.js';
import type { ClientOptions, TestClient } from './client.js';
import { corpusFile } from './files.js';
import { linesAt, writePdf } from './pdf.js';
import { ROOT } from './server.js';
import { wordText } from './wordFixtures.js';

/** So many files that further threads are started to read them. */
const FILES = 70;
const ASKED = 'We support a treaty on outer space and a programme of measures for lunar fisheries.';
/** Short, since a judge takes its time. The first paragraph goes against the bundled record. */
const DRAFT = `# Working paper by Pakistan

1. Pakistan sees no need for a legally binding international instrument on the use of ICTs.

2. Good behavior helps.

3. It is essential to develop a legally`;
const OPPOSED = { line: 2, character: 42 };
const UNFINISHED = { line: 6, character: 39 };
const RULES = ['--judge', 'rules'];

/** Makes a folder as a delegation works in it: a draft, a record, and papers in every format. */
export async function makeDesk(desk: string): Promise<void> {
  for (const name of ['record', 'papers']) mkdirSync(join(desk, name), { recursive: true });
  const put = (name: string, content: string | Uint8Array): void => writeFileSync(join(desk, name), content);
  put('paper.draft.md', DRAFT);
  for (let n = 1; n <= FILES; n++) {
    put(`record/note-${n}.md`, corpusFile('Pakistan', '2021-12-13', `1. We support measure ${n} of the programme.`));
  }
  put(
    'papers/a.pdf',
    writePdf([linesAt(72, 700, ['1. The delegation of Pakistan supports', 'a treaty on outer space.'])]),
  );
  put('papers/b.docx', await wordText([new Paragraph('We support the report of the Chair on lunar fisheries.')]));
  put('papers/c.html', '<h1>Statement by Pakistan</h1><ol><li>The Group welcomes the report of the Chair.</li></ol>');
}

/** How an editor begins on such a folder; `storage` is where the server may keep what it has made of the record. */
export function deskOptions(desk: string, storage: string, judge: JudgeUse = 'rules+judge'): ClientOptions {
  return {
    workspaceFolders: [{ uri: pathToFileURL(desk).href, name: 'desk' }],
    settings: { corpus: { folders: ['record', 'papers'] }, judge: { use: judge } },
    initializationOptions: { recordDepartureCommand: 'record', snapshotFolder: pathToFileURL(storage).href },
    timeLimit: 120_000,
  };
}

/** Does with a server that is launched there what drafters do, and gives back all that it answered, in order. */
export async function draftWith(client: TestClient, desk: string): Promise<readonly unknown[]> {
  const uriOf = (name: string): string => pathToFileURL(join(desk, name)).href;
  const uri = uriOf('paper.draft.md');
  const answers: unknown[] = [];
  async function ask<T>(method: string, params?: object): Promise<T> {
    const answer = await client.connection.sendRequest<T>(method, params);
    answers.push({ [method]: answer });
    return answer;
  }

  answers.push(await client.start(), await client.whenReady());
  client.open(uri, DRAFT, 'negotiation-draft');
  const textDocument = { uri };
  await ask('textDocument/hover', { textDocument, position: OPPOSED });
  // The report waits for the judge; the diagnostics after it are those that the judge has been heard on.
  await ask(REPORT_TEXT_REQUEST, { textDocument, format: 'markdown' });
  const report = await ask<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument });
  const diagnostics = report.kind === 'full' ? report.items : [];
  const fixes: CodeAction[] = [];
  for (const diagnostic of diagnostics) {
    const { range } = diagnostic;
    const context = { diagnostics: [diagnostic] };
    fixes.push(...(await ask<CodeAction[]>('textDocument/codeAction', { textDocument, range, context })));
  }
  const unfinished = { textDocument, position: UNFINISHED };
  const { items } = await ask<CompletionList>('textDocument/completion', unfinished);
  for (const item of items.slice(0, 3)) await ask<CompletionItem>('completionItem/resolve', item);
  await ask('textDocument/inlineCompletion', { ...unfinished, context: { triggerKind: 1 } });
  await ask(SEARCH_REQUEST, { query: 'treaty by:own', limit: 10, uri });
  await ask(SIMILAR_REQUEST, { text: ASKED, limit: 5, uri });
  await ask(POSITIONS_REQUEST, { topic: 'treaty', asText: true });
  await ask(SOURCE_TEXT_REQUEST, { uri: uriOf('papers/a.pdf') });
  const [subject] = fixes.flatMap(({ command }) => (command?.command === 'record' ? (command.arguments ?? []) : []));
  await ask(RECORD_DEPARTURE_REQUEST, { subject, by: 'A. Drafter', reason: 'telegram 114', uri });
  await ask(DEPARTURES_REQUEST);
  await ask(IMPORT_REQUEST, { sources: [uriOf('papers')], into: uriOf('imported') });
  return answers;
}

/** What an agent asks of `mcp` in such a folder, one message a line; the judge is heard. */
export const AGENT_MESSAGES: string = [
  {
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'agent', version: '1' } },
  },
  { method: 'tools/list' },
  { method: 'resources/list' },
  { method: 'resources/read', params: { uri: 'aide-memoire://documents/a' } },
  ...Object.entries({
    search_precedents: { query: 'treaty by:own' },
    check_text: { text: DRAFT },
    get_position: { topic: 'treaty' },
    list_documents: {},
  }).map(([name, input]) => ({ method: 'tools/call', params: { name, arguments: input } })),
]
  .map((message, id) => `${JSON.stringify({ jsonrpc: '2.0', id, ...message })}\n`)
  .join('');

/** What drafters ask of the command line in such a folder, what does most of it first; the judge is heard on the last. */
export const COMMANDS: readonly (readonly string[])[] = [
  ['check', 'paper.draft.md', ...RULES, '--corpus', 'record', 'papers'],
  ['import', 'papers', '--into', 'imported'],
  ['report', 'paper.draft.md', ...RULES, '--format', 'html', '--output', 'report.html'],
  ['search', 'treaty by:own', ...RULES, '--corpus', 'papers'],
  ['corpus', '--seeds', join(ROOT, 'seeds'), '--into', 'documents'],
  ['review', 'paper.draft.md', ...RULES],
  ['similar', ASKED, ...RULES],
  ['counterparts', 'legally binding', ...RULES],
  ['positions', '--topic', 'treaty', ...RULES],
  ['index', '--corpus', 'record', 'papers'],
  ['check', 'paper.draft.md', ...RULES, '--write-baseline', 'baseline.json'],
  ['check', 'paper.draft.md', ...RULES, '--format', 'sarif'],
  ['check', 'paper.draft.md', '--judge', 'rules+judge'],
];
