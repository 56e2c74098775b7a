import { match, ok, strictEqual } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import {
  type CompletionList,
  commands,
  ConfigurationTarget,
  type Disposable,
  EventEmitter,
  FileChangeType,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from 'vscode';
import {
  activeExtension,
  endOf,
  eventually,
  findingGone,
  findingOn,
  hoverText,
  rangeOf,
  sampleUri,
} from '../suite/support.js';

const DRAFT = [
  'Pakistan sees no need for a legally binding international instrument.',
  'Support is demand-driven, made upon request by the recipient State.',
  'Zeppelins need a tall mast. A kraken needs a deep sea.',
  'Pakistan wishes to promote an open, secure, sta',
].join('\n\n');
const CONFLICT = 'no need for a legally binding';
const FILES: Readonly<Record<string, string>> = {
  '/drafts/paper.draft.md': DRAFT,
  '/drafts/record/cable.md': 'Cable\n\n1. Zeppelins need a tall mast.\n',
};

/** Files in memory: these ones, and folders where their paths say so. */
function memoryFiles(files: ReadonlyMap<string, Uint8Array>): FileSystemProvider {
  const written = new Map(files);
  const changed = new EventEmitter<{ readonly type: FileChangeType; readonly uri: Uri }[]>();
  const below = (folder: string): readonly string[] =>
    [...written.keys()].filter((file) => file.startsWith(`${folder.replace(/\/$/, '')}/`));
  return {
    onDidChangeFile: changed.event,
    watch: () => ({ dispose: () => undefined }),
    stat: (uri) => {
      const size = written.get(uri.path)?.length;
      if (size === undefined && below(uri.path).length === 0) throw FileSystemError.FileNotFound(uri);
      return { type: size === undefined ? FileType.Directory : FileType.File, ctime: 0, mtime: 0, size: size ?? 0 };
    },
    readDirectory: ({ path: folder }) => {
      const entries = below(folder).map((file) => {
        const [name = '', ...rest] = file.slice(folder.replace(/\/$/, '').length + 1).split('/');
        return [name, rest.length === 0 ? FileType.File : FileType.Directory] as const;
      });
      return [...new Map(entries)];
    },
    readFile: (uri) => {
      const content = written.get(uri.path);
      if (content === undefined) throw FileSystemError.FileNotFound(uri);
      return content;
    },
    writeFile: (uri, content) => {
      written.set(uri.path, content);
      changed.fire([{ type: FileChangeType.Changed, uri }]);
    },
    createDirectory: () => undefined,
    delete: ({ path: file }) => void written.delete(file),
    rename: (uri) => {
      throw FileSystemError.NoPermissions(uri);
    },
  };
}

/** The record's folders, in the settings of the window. */
function setFolders(folders: readonly string[] | undefined): Thenable<void> {
  return workspace.getConfiguration('aideMemoire').update('corpus.folders', folders, ConfigurationTarget.Workspace);
}

suite('a workspace that is not on disk', () => {
  let files: Disposable;
  let draft: TextDocument;
  const told = (words: string): Promise<string> => hoverText(draft, rangeOf(draft, words).start.translate(0, 3));

  suiteSetup(async () => {
    const encoder = new TextEncoder();
    const content = new Map(Object.entries(FILES).map(([file, text]) => [file, encoder.encode(text)]));
    files = workspace.registerFileSystemProvider('memory-files', memoryFiles(content), { isCaseSensitive: true });
    await activeExtension();
    draft = (await window.showTextDocument(sampleUri('paper.draft.md'), { preview: false })).document;
    strictEqual(draft.uri.scheme, 'memory-files');
  });
  suiteTeardown(async () => {
    await setFolders(undefined);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    files.dispose();
  });

  test('its drafts are checked against the bundled record, as they are changed', async () => {
    await findingOn(draft, 'position-conflict', CONFLICT);
    const editor = await window.showTextDocument(draft);
    await editor.edit((edit) => edit.replace(rangeOf(draft, CONFLICT), 'a need for a legally binding'));
    await findingGone(draft, 'position-conflict');
    await editor.edit((edit) => edit.replace(rangeOf(draft, 'a need for a legally binding'), CONFLICT));
    await findingOn(draft, 'position-conflict', CONFLICT);
  });

  test('hovers show the bundled record’s precedents in them, and completion goes on as it does', async () => {
    match(await told('demand-driven'), /Pakistan.*2023/s);
    const { items } = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      draft.uri,
      endOf(draft),
    );
    ok(items.some(({ insertText }) => JSON.stringify(insertText ?? '').includes('accessible and peaceful')));
  });

  test('a folder of its own is not read as record, and one on disk is', async () => {
    const disk = mkdtempSync(path.join(tmpdir(), 'aide-memoire-record-'));
    try {
      writeFileSync(path.join(disk, 'cable.md'), 'Cable\n\n1. A kraken needs a deep sea.\n');
      await setFolders(['record', 'memory-files:/drafts/record', disk]);
      await eventually('the record on disk', async () => /needs a deep sea/.test(await told('kraken needs')));
      strictEqual(await told('Zeppelins need'), '');
    } finally {
      rmSync(disk, { recursive: true, force: true });
    }
  });
});
