import { suite, teardown, test } from 'mocha';
import { commands, ConfigurationTarget, type SymbolInformation, workspace } from 'vscode';
import { activeExtension, eventually, sampleUri } from './support.js';

/** Waits until the words are found in these files of the record and in no others. */
async function foundIn(words: string, ...files: readonly string[]): Promise<void> {
  await eventually(`"${words}" in ${files.join(', ') || 'no file'}`, async () => {
    const found = await commands.executeCommand<readonly SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      words,
    );
    const record = found.map(({ location }) => location.uri.path).filter((path) => path.includes('/record/'));
    return JSON.stringify(record) === JSON.stringify(files.map((file) => sampleUri(file).path));
  });
}

function put(name: string, text: string): Thenable<void> {
  return workspace.fs.writeFile(sampleUri(name), new TextEncoder().encode(text));
}

suite('the folders of the record', () => {
  teardown(() =>
    workspace.getConfiguration('aideMemoire').update('corpus.folders', undefined, ConfigurationTarget.Workspace),
  );

  test('are followed: files and whole folders that come, change, move and go', async () => {
    await activeExtension();
    await put('record/2021/note.md', '1. The zeppelin convention enters into force.\n');
    await workspace.getConfiguration('aideMemoire').update('corpus.folders', ['record'], ConfigurationTarget.Workspace);
    await foundIn('zeppelin', 'record/2021/note.md');
    await put('record/2021/note.md', '1. The balloonist convention enters into force.\n');
    await foundIn('zeppelin');
    await workspace.fs.rename(sampleUri('record/2021'), sampleUri('record/2022'));
    await foundIn('balloonist', 'record/2022/note.md');
    await workspace.fs.delete(sampleUri('record'), { recursive: true });
    await foundIn('balloonist');
    await put('record/note.md', '1. The balloonist convention has lapsed.\n');
    await foundIn('balloonist', 'record/note.md');
    await workspace.fs.delete(sampleUri('record'), { recursive: true });
  });
});
