import { describe, expect, it, vi } from 'vitest';
import { type FullDocumentDiagnosticReport, LSPErrorCodes } from 'vscode-languageserver/node';
import { REPORT_TEXT_REQUEST, type ReportText } from '../../server/src/api/protocol.js';
import type { EntailmentJudge, Judgement } from '../../server/src/platform/entailmentJudge.js';
import type { WorkspaceHost } from '../../server/src/workspace/corpusFolders.js';
import { corpusFile, memoryHost, smallCorpus } from '../support/files.js';
import { connectServer } from '../support/server.js';

vi.mock('../../server/src/service/rules/registry.js', async () => {
  const { doubtfulRule } = await import('../support/doubtfulRule.js');
  return { RULES: [doubtfulRule] };
});

const DRAFT = 'file:///home/drafter/paper.md';
const TEXT = 'This one is sure 0.5.\n\nThat one is sure 0.4.\n';
const FIRST = 'This one is sure 0.5.';
const SECOND = 'That one is sure 0.4.';

/** A judge that answers when it is told to: it vetoes the first sentence and confirms the second. */
function slowJudge(): { judge: EntailmentJudge; answer: () => void; readonly asked: number } {
  let answer = (): void => undefined;
  const told = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let asked = 0;
  const judge: EntailmentJudge = {
    async judge(pairs) {
      asked++;
      await told;
      return pairs.map(({ draft }): Judgement => (draft === FIRST ? 0.01 : 0.99));
    },
  };
  return {
    judge,
    answer: () => answer(),
    get asked() {
      return asked;
    },
  };
}

const JUDGED = { settings: { judge: { use: 'rules+judge' } } };
const hostWith = (judge: EntailmentJudge): WorkspaceHost => ({ ...memoryHost(smallCorpus()), judge: () => judge });
const messages = ({ items }: FullDocumentDiagnosticReport): unknown[] => items.map(({ message }) => message);

describe('a judge of doubtful findings', () => {
  it('is heard after the rules: the editor asks again once it has decided', async () => {
    const slow = slowJudge();
    const client = connectServer(JUDGED, hostWith(slow.judge));
    await client.start();
    client.open(DRAFT, TEXT);
    const first = (await client.diagnose(DRAFT)) as FullDocumentDiagnosticReport;
    expect(messages(first)).toEqual([FIRST]);
    await vi.waitFor(() => expect(slow.asked).toBe(1));
    expect(await client.diagnose(DRAFT, first.resultId)).toMatchObject({ kind: 'unchanged' });

    slow.answer();
    await client.until('a refresh', () => (client.refreshes === 1 ? true : undefined));
    const second = (await client.diagnose(DRAFT, first.resultId)) as FullDocumentDiagnosticReport;
    expect(messages(second)).toEqual([SECOND]);
    expect(await client.diagnose(DRAFT, second.resultId)).toMatchObject({ kind: 'unchanged' });
  });

  it('changes what was sent to an editor that does not ask', async () => {
    const slow = slowJudge();
    const client = connectServer(
      { ...JUDGED, capabilities: { workspace: { configuration: true } } },
      hostWith(slow.judge),
    );
    await client.start();
    client.open(DRAFT, TEXT);
    const before = await client.until('the rules’ findings', () => client.pushed[0]);
    expect(before.diagnostics.map(({ message }) => message)).toEqual([FIRST]);
    slow.answer();
    const after = await client.until('the judge’s', () => client.pushed[1]);
    expect(after.diagnostics.map(({ message }) => message)).toEqual([SECOND]);
  });

  it('is heard before a report is written as a document', async () => {
    const slow = slowJudge();
    slow.answer();
    const client = connectServer(JUDGED, hostWith(slow.judge));
    await client.start();
    client.open(DRAFT, TEXT);
    const params = { textDocument: { uri: DRAFT }, format: 'markdown' };
    const { text } = await client.connection.sendRequest<ReportText>(REPORT_TEXT_REQUEST, params);
    expect(text).toContain(SECOND);
    expect(text).not.toContain(FIRST);
  });

  it('may have said what a draft that is for open circulation since is not told', async () => {
    const slow = slowJudge();
    const secret = corpusFile('Pakistan', '2022', '1. It is a quiet hotline.').replace(
      'kind:',
      'handling: restricted\nkind:',
    );
    const files = smallCorpus().set('file:///app/corpus/documents/secret.md', secret);
    const client = connectServer(JUDGED, { ...memoryHost(files), judge: () => slow.judge });
    await client.start();
    client.open(DRAFT, TEXT);
    const params = { textDocument: { uri: DRAFT }, format: 'markdown' };
    const report = client.connection.sendRequest<ReportText>(REPORT_TEXT_REQUEST, params);
    const refused = report.then(
      () => undefined,
      (error: { readonly code?: number }) => error.code,
    );
    await vi.waitFor(() => expect(slow.asked).toBe(1));
    client.change(DRAFT, 2, `---\ncirculation: open\n---\n\n${TEXT}`);
    // Once this is answered, the server knows of the change.
    await client.connection.sendRequest('textDocument/foldingRange', { textDocument: { uri: DRAFT } });
    slow.answer();
    expect(await refused).toBe(LSPErrorCodes.ContentModified);
    const again = await client.connection.sendRequest<ReportText>(REPORT_TEXT_REQUEST, params);
    expect(again.text).not.toContain('hotline');
  });

  it('is told of when it fails, until it is heard again, and the findings stay', async () => {
    let works = false;
    const judge: EntailmentJudge = {
      async judge(pairs) {
        if (!works) throw new Error('no model');
        return pairs.map(() => 0.99);
      },
    };
    const client = connectServer(JUDGED, hostWith(judge));
    await client.start();
    client.open(DRAFT, TEXT);
    const first = (await client.diagnose(DRAFT)) as FullDocumentDiagnosticReport;
    expect(messages(first)).toEqual([FIRST]);
    await client.until('the log', () => client.logs.find((line) => line.includes('no model')));
    expect(await client.diagnose(DRAFT, first.resultId)).toMatchObject({ kind: 'unchanged' });
    const problems = (): unknown => client.statuses.at(-1)?.problems;
    const problem = { file: 'aideMemoire.judge', message: 'the rules decide alone: no model' };
    await vi.waitFor(() => expect(problems()).toEqual([problem]));

    works = true;
    client.open('file:///home/drafter/other.md', 'Another is sure 0.4.\n');
    await client.diagnose('file:///home/drafter/other.md');
    await vi.waitFor(() => expect(problems()).toEqual([]));
  });

  it('that failed is asked the same again once the record was read again', async () => {
    let works = false;
    const judge: EntailmentJudge = {
      async judge(pairs) {
        if (!works) throw new Error('no model');
        return pairs.map(() => 0.99);
      },
    };
    const client = connectServer(JUDGED, hostWith(judge));
    await client.start();
    client.open(DRAFT, TEXT);
    await client.diagnose(DRAFT);
    await vi.waitFor(() => expect(client.statuses.at(-1)?.problems).toHaveLength(1));

    works = true;
    await client.connection.sendRequest('aideMemoire/rebuild', {});
    await client.diagnose(DRAFT);
    await vi.waitFor(() => expect(client.statuses.at(-1)?.problems).toEqual([]));
  });
});
