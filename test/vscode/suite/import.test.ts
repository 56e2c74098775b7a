import { deepStrictEqual, match, strictEqual } from 'node:assert';
import { Paragraph } from 'docx';
import { suite, teardown, test } from 'mocha';
import {
  commands,
  ConfigurationTarget,
  type DocumentLink,
  type SymbolInformation,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { ImportReport } from '../../../server/src/api/protocol.js';
import { linesAt, writePdf } from '../../support/pdf.js';
import { wordText } from '../../support/wordFixtures.js';
import { activeExtension, eventually, sampleUri } from './support.js';

const NAMES = ['a.docx', 'b.pdf', 'broken.pdf'];

async function putPapers(): Promise<Uri> {
  const papers = sampleUri('papers');
  const [word, pdf, broken] = NAMES;
  const put = (name = '', content: Uint8Array) => workspace.fs.writeFile(Uri.joinPath(papers, name), content);
  await put(word, await wordText([new Paragraph('Pakistan calls for a moratorium on zeppelin traffic.')]));
  await put(pdf, writePdf([linesAt(72, 700, ['1. The Group welcomes the report on airship harbours.'])]));
  await put(broken, new TextEncoder().encode('%PDF-1.7 nothing more'));
  return papers;
}

/** Imports as from the explorer's menu, and takes the first of the folders offered. */
async function importFrom(folder: Uri): Promise<ImportReport> {
  let report: ImportReport | undefined;
  const running = (async () => {
    report = await commands.executeCommand<ImportReport>('aideMemoire.importDocuments', folder, [folder]);
  })();
  const answer = await eventually('the import', async () => {
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return report;
  });
  await running;
  return answer;
}

function outcomes({ files }: ImportReport): readonly string[] {
  return files.map(({ source, outcome }) => `${source.slice(source.lastIndexOf('/') + 1)} ${outcome}`);
}

suite('import', () => {
  teardown(async () => {
    await workspace.getConfiguration('aideMemoire').update('corpus.folders', undefined, ConfigurationTarget.Workspace);
    for (const name of ['papers', 'corpus']) await workspace.fs.delete(sampleUri(name), { recursive: true });
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('a folder of documents becomes part of the record, with a report', async () => {
    await activeExtension();
    const papers = await putPapers();
    deepStrictEqual(outcomes(await importFrom(papers)), ['a.docx read', 'b.pdf read', 'broken.pdf skipped']);

    const written = new TextDecoder().decode(await workspace.fs.readFile(sampleUri('corpus/a.md')));
    match(written, /^Pakistan calls for a moratorium on zeppelin traffic\.$/m);
    deepStrictEqual(workspace.getConfiguration('aideMemoire').get('corpus.folders'), ['corpus']);
    await eventually('the new passage in a search of the record', async () => {
      const found = await commands.executeCommand<readonly SymbolInformation[]>(
        'vscode.executeWorkspaceSymbolProvider',
        'zeppelin traffic',
      );
      return found.some(({ location }) => location.uri.path.endsWith('corpus/a.md')) || undefined;
    });

    const shown = window.activeTextEditor?.document;
    strictEqual(shown?.uri.scheme, 'aide-memoire-report');
    match(shown.getText(), /^Imported documents: 2 read, 1 skipped\.\n\nSkipped\n {2}broken\.pdf\n {6}\S/);
    const links = await commands.executeCommand<readonly DocumentLink[]>('vscode.executeLinkProvider', shown.uri);
    deepStrictEqual(
      links.map(({ range, target }) => [shown.getText(range), target?.path.endsWith(shown.getText(range))]),
      ['broken.pdf', 'a.md', 'a.docx', 'b.md', 'b.pdf'].map((name) => [name, true]),
    );

    deepStrictEqual(outcomes(await importFrom(papers)), ['a.docx present', 'b.pdf present', 'broken.pdf skipped']);
    deepStrictEqual((await workspace.fs.readDirectory(sampleUri('corpus'))).map(([name]) => name).sort(), [
      'a.md',
      'b.md',
    ]);
    deepStrictEqual(workspace.getConfiguration('aideMemoire').get('corpus.folders'), ['corpus']);
  });
});
