import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { FullDocumentDiagnosticReport } from 'vscode-languageserver/node';
import { createRandom } from '../bench/scale/random.js';
import { readLines } from '../eval/readLines.js';
import type { TestClient } from '../support/client.js';
import { createEditing, positionAt } from '../support/edits.js';
import { type RawServer, startRawServer } from '../support/rawServer.js';
import { connectServer, ROOT } from '../support/server.js';
import { Count, tries } from '../support/trust.js';

const SEED = 20260313;
const EDITS = tries(200, 10_000);
/** So many pieces the edits are in; after each, a server that has seen no draft before is asked as well. */
const PIECES = tries(1, 10);
/** With the judge, who takes seconds for a draft: so many looks at it, and edits before each. */
const JUDGED = tries(1, 20);
const EDITS_BEFORE_JUDGED = 20;
const JUDGED_SENTENCES = tries(2, 6);
/** A busy machine needs its time. */
const TIME_LIMIT_MS = tries(300_000, 3_600_000);
const URI = 'file:///drafts/edited.draft.md';
const OTHER = 'file:///drafts/other.draft.md';
const REQUESTS = ['documentSymbol', 'foldingRange', 'documentLink', 'codeLens'] as const;

/** Sentences of which many contradict the record. */
const SENTENCES = readLines<{ readonly draft: string }>(join(ROOT, 'test/eval/consistency.jsonl')).map(
  ({ draft }) => draft,
);
const BEGINNING = [
  readFileSync(join(ROOT, 'client/sample/working-paper.draft.md'), 'utf8').slice(0, 1100),
  ...SENTENCES.slice(0, 5),
].join('\n\n');

/** What a drafter sees of a draft, as texts to compare. */
interface Seen {
  readonly findings: string;
  readonly all: string;
}

async function seen({ connection }: TestClient, uri: string, text: string, offsets: readonly number[]): Promise<Seen> {
  const textDocument = { uri };
  const ask = (method: string, more: object = {}): Promise<unknown> =>
    connection.sendRequest(`textDocument/${method}`, { textDocument, ...more });
  const places = offsets.map((offset) => ({ position: positionAt(text, offset) }));
  const [report, ...answers] = await Promise.all([
    ask('diagnostic') as Promise<FullDocumentDiagnosticReport>,
    ...REQUESTS.map((method) => ask(method)),
    ...places.flatMap((place) => [ask('hover', place), ask('completion', place)]),
  ]);
  const findings = JSON.stringify(report.items, undefined, 1);
  return { findings, all: `${findings}\n${JSON.stringify(answers, undefined, 1).replaceAll(uri, 'draft')}` };
}

/** Two texts are compared before their difference is made, which takes long. */
function expectSame(one: string, other: string, why: string): void {
  if (one !== other) expect(one, why).toBe(other);
}

describe('a draft that is edited', { timeout: TIME_LIMIT_MS }, () => {
  const clients: TestClient[] = [];
  const judges: RawServer[] = [];
  const serve = async (): Promise<TestClient> => {
    const client = connectServer({ settings: { codeLens: { enable: true } } });
    clients.push(client);
    await client.start();
    await client.whenReady();
    // What a hover says of positions, it says once they are known.
    await client.connection.sendRequest('aideMemoire/positions');
    return client;
  };
  afterEach(async () => {
    for (const { process } of judges.splice(0)) process.kill('SIGKILL');
    for (const { connection } of clients.splice(0)) {
      await connection.sendRequest('shutdown');
      connection.dispose();
    }
  });

  it('is seen as one that is opened as it stands', async ({ task }) => {
    const random = createRandom(SEED);
    const draft = createEditing(BEGINNING, SENTENCES, random);
    const count = new Count('random edits of a draft');
    const [edited, opened] = [await serve(), await serve()];
    const seenAnew = async (client: TestClient, uri: string, offsets: readonly number[]): Promise<string> => {
      client.open(uri, draft.text, 'negotiation-draft');
      const { all } = await seen(client, uri, draft.text, offsets);
      void client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
      return all;
    };
    let version = 1;
    let findings = '';
    let changesOfFindings = 0;
    edited.open(URI, draft.text, 'negotiation-draft');
    try {
      for (let piece = 1; piece <= PIECES; piece++) {
        while (count.tried < (EDITS * piece) / PIECES) {
          const before = draft.text;
          const contentChanges = draft.next();
          void edited.connection.sendNotification('textDocument/didChange', {
            textDocument: { uri: URI, version: ++version },
            contentChanges,
          });
          count.tried += contentChanges.length;
          count.lost = 1;
          const why = `seed ${SEED}, edit ${count.tried}: ${JSON.stringify({ before, contentChanges })}`;
          const offsets = [draft.place()];
          const now = await seen(edited, URI, draft.text, offsets);
          expectSame(now.all, await seenAnew(opened, URI, offsets), why);
          if (random() < 0.1) expectSame(now.all, await seenAnew(edited, OTHER, offsets), `beside it, ${why}`);
          count.lost = 0;
          count.survived = count.tried;
          if (now.findings !== findings) changesOfFindings++;
          findings = now.findings;
        }
        const offsets = [draft.place(), draft.place()];
        const { all } = await seen(edited, URI, draft.text, offsets);
        expectSame(all, await seenAnew(await serve(), URI, offsets), `seed ${SEED}, in a new server: ${draft.text}`);
      }
      console.log(`${count.tried} edits; what was found changed ${changesOfFindings} times`);
      expect(changesOfFindings).toBeGreaterThan(EDITS / 5);
    } finally {
      count.tell(task);
    }
  });

  it('is judged as one that is opened as it stands', async ({ task }) => {
    const draft = createEditing(SENTENCES.slice(0, JUDGED_SENTENCES).join('\n\n'), SENTENCES, createRandom(SEED + 1));
    const count = new Count('random edits of a draft, with the judge');
    const [edited, opened] = [await serveWithJudge(), await serveWithJudge()];
    const open = (server: RawServer): Promise<void> =>
      server.tell('textDocument/didOpen', {
        textDocument: { uri: URI, languageId: 'negotiation-draft', version: 1, text: draft.text },
      });
    let version = 1;
    let heard = 0;
    await open(edited);
    try {
      for (let look = 0; look < JUDGED; look++) {
        count.lost = 1;
        for (let n = 0; n < EDITS_BEFORE_JUDGED; n++) {
          const contentChanges = draft.next();
          count.tried += contentChanges.length;
          await edited.tell('textDocument/didChange', {
            textDocument: { uri: URI, version: ++version },
            contentChanges,
          });
        }
        await open(opened);
        const [now, anew] = await Promise.all([judged(edited), judged(opened)]);
        heard += Number(/related position/i.test(now));
        expectSame(now, anew, `seed ${SEED + 1}, edit ${count.tried}: ${draft.text}`);
        await opened.tell('textDocument/didClose', { textDocument: { uri: URI } });
        count.lost = 0;
        count.survived = count.tried;
      }
      expect(heard, 'looks at which the judge had found something').toBeGreaterThan(0);
    } finally {
      count.tell(task);
    }
  });

  async function serveWithJudge(): Promise<RawServer> {
    const server = startRawServer();
    judges.push(server);
    await server.ask('initialize', {
      processId: null,
      rootUri: null,
      capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
      initializationOptions: { settings: { judge: { use: 'rules+judge' } } },
    });
    await server.tell('initialized', {});
    return server;
  }

  /** The report, which waits for the judge, and the findings behind it. */
  async function judged(server: RawServer): Promise<string> {
    const textDocument = { uri: URI };
    const report = await server.ask('aideMemoire/reportText', { textDocument, format: 'markdown' });
    const { text } = report.result as { readonly text: string };
    const { result } = await server.ask('textDocument/diagnostic', { textDocument });
    return `${text}\n${JSON.stringify((result as FullDocumentDiagnosticReport).items, undefined, 1)}`;
  }
});
