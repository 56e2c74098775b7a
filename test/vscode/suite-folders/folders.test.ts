import { deepStrictEqual, match, ok } from 'node:assert';
import { suite, test } from 'mocha';
import { type Disposable, EventEmitter, type FileSystemProvider, FileType, Uri, window, workspace } from 'vscode';
import { activeExtension, codeOf, eventually, findingOn, findings, hoverText, rangeOf } from '../suite/support.js';

const DRAFT = 'working-paper.draft.md';
const CONFLICT = 'no need for a legally binding';

async function open(folder: number, name = DRAFT) {
  await activeExtension();
  const uri = workspace.workspaceFolders?.[folder]?.uri;
  ok(uri !== undefined, `workspace folder ${folder}`);
  return (await window.showTextDocument(Uri.joinPath(uri, name), { preview: false })).document;
}

/** Files that are not on disk: one draft. */
function virtualFiles(text: string): Disposable {
  const refuse = () => {
    throw new Error('read-only');
  };
  const files: FileSystemProvider = {
    onDidChangeFile: new EventEmitter<never>().event,
    watch: () => ({ dispose: () => undefined }),
    stat: ({ path }) => ({
      type: path === '/' ? FileType.Directory : FileType.File,
      ctime: 0,
      mtime: 0,
      size: text.length,
    }),
    readDirectory: () => [[DRAFT, FileType.File]],
    readFile: () => new TextEncoder().encode(text),
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
  return workspace.registerFileSystemProvider('virtual-files', files, { isReadonly: true });
}

suite('several folders', () => {
  test('a draft is checked by the delegation of its own folder', async () => {
    const home = await open(0);
    const mission = await open(1);
    await findingOn(home, 'position-conflict', CONFLICT);
    // What does not depend on whose draft it is shows that the other has been checked too.
    await findingOn(mission, 'term-variant', 'enviroment');
    deepStrictEqual(
      findings(mission.uri).filter((finding) => codeOf(finding) === 'position-conflict'),
      [],
    );
  });

  test('what a folder’s own settings add to the record, starting from it, is shown in drafts of the others', async () => {
    const home = await open(0, 'zeppelins.draft.md');
    const { start } = rangeOf(home, 'zeppelins need a tall mast');
    match(await hoverText(home, start.translate(0, 12)), /Zeppelins need a tall mast/);
  });

  test('a folder that is not on disk leaves the others checked, and its drafts alone', async () => {
    const home = await open(0);
    const files = virtualFiles(home.getText());
    const added = Uri.parse('virtual-files:/');
    try {
      ok(workspace.updateWorkspaceFolders(2, 0, { uri: added, name: 'virtual' }));
      await eventually('the folder', () => workspace.workspaceFolders?.length === 3);
      const virtual = await open(2);
      const { start } = rangeOf(home, 'demand-driven, made upon request');
      match(await hoverText(home, start.translate(0, 16)), /Pakistan/);
      deepStrictEqual(await hoverText(virtual, start.translate(0, 16)), '');
      deepStrictEqual(findings(virtual.uri), []);
    } finally {
      workspace.updateWorkspaceFolders(2, 1);
      files.dispose();
    }
  });
});
