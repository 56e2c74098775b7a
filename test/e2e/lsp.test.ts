import { afterEach, beforeAll, afterAll, describe, expect, it } from 'vitest';
import { pathToFileURL } from 'node:url';
import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver/node';
import { createDesk } from '../support/commandLine.js';
import { DRAFTING, SAID } from '../support/drafting.js';
import { launchLsp, launchServer, type LaunchedServer } from '../support/launch.js';
import { AT_HOME } from '../support/surroundings.js';

const desk = createDesk();
const running: LaunchedServer[] = [];
const DRAFT = DRAFTING['paper.draft.md'] ?? '';

/** What a server says when it is started, and of a draft. */
async function serve(
  launch: typeof launchLsp,
): Promise<{ readonly capabilities: unknown; readonly found: readonly Diagnostic[] }> {
  const server = launch(desk.folder, AT_HOME, {
    workspaceFolders: [{ uri: pathToFileURL(desk.folder).href, name: 'desk' }],
    settings: { corpus: { bundled: false, folders: ['record'] }, judge: { use: 'rules' } },
  });
  running.push(server);
  const { client } = server;
  const { capabilities } = await client.start();
  await client.whenReady();
  const uri = pathToFileURL(`${desk.folder}/paper.draft.md`).href;
  client.open(uri, DRAFT, 'negotiation-draft');
  const report = await client.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  expect(await server.end()).toBe(0);
  return { capabilities, found: report.kind === 'full' ? report.items : [] };
}

describe('lsp', () => {
  beforeAll(() => desk.put(DRAFTING));
  afterEach(() => {
    for (const server of running.splice(0)) server.kill();
  });
  afterAll(desk.clear);

  it('is the server that VS Code starts', async () => {
    const [asCommand, asServer] = await Promise.all([
      serve(launchLsp),
      serve((...rest) => launchServer('--stdio', ...rest)),
    ]);
    expect(asCommand).toEqual(asServer);
    expect(asCommand.found.map(({ message }) => message)).toEqual([expect.stringContaining(SAID)]);
  });

  it('takes what editors pass to any server, and no other way to speak', async () => {
    const own = String(process.pid);
    for (const options of [[], ['--stdio'], ['--stdio', `--clientProcessId=${own}`], ['--clientProcessId', own]]) {
      // Nobody is there: it ends.
      expect(await desk.run(['lsp', ...options]), options.join(' ')).toEqual({ code: 1, out: '', err: '' });
    }
    expect(await desk.run(['lsp', '--socket=5000'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('unknown option'),
    });
  });
});
