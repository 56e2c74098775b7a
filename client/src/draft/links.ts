import {
  CompletionItem,
  CompletionItemKind,
  Disposable,
  DocumentLink,
  FileType,
  languages,
  Range,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import { DRAFT_LANGUAGE } from './drafts.js';
import { headingSlugs } from './slugs.js';

const LINK_TO_FILE = /\]\((?![a-z][a-z+.-]*:|#)([^()\s]+)\)/gi;

/**
 * Links of Markdown to files, in drafts: they open with a click, and their targets are completed. VS Code's Markdown support
 * gives them to its own language ids only; grammar, snippets and preview come through package.json.
 */
export function registerLinks(): Disposable {
  return Disposable.from(
    languages.registerDocumentLinkProvider(DRAFT_LANGUAGE, { provideDocumentLinks: fileLinks }),
    languages.registerCompletionItemProvider(
      DRAFT_LANGUAGE,
      {
        provideCompletionItems: async (document, position) => {
          const before = document.lineAt(position.line).text.slice(0, position.character);
          const target = /\]\(([^()\s]*)$/.exec(before)?.[1];
          if (target === undefined || /^[a-z][a-z+.-]*:/i.test(target)) return [];
          const folder = target.slice(0, target.lastIndexOf('/') + 1);
          const items = target.startsWith('#') ? headings(document) : await files(document, folder);
          const range = new Range(position.translate(0, folder.length - target.length), position);
          return items.map((item) => Object.assign(item, { range }));
        },
      },
      '(',
      '/',
      '#',
    ),
  );
}

function fileLinks(document: TextDocument): DocumentLink[] {
  if (document.isUntitled) return [];
  return [...document.getText().matchAll(LINK_TO_FILE)].flatMap(({ index, 1: target = '' }) => {
    const start = index + 2;
    const range = new Range(document.positionAt(start), document.positionAt(start + target.length));
    const uri = beside(document, target.replace(/#.*/, ''));
    return uri === undefined ? [] : [new DocumentLink(range, uri)];
  });
}

function headings(document: TextDocument): CompletionItem[] {
  return headingSlugs(document.getText()).map((slug) => new CompletionItem(`#${slug}`, CompletionItemKind.Reference));
}

async function files(document: TextDocument, path: string): Promise<CompletionItem[]> {
  const folder = document.isUntitled ? undefined : beside(document, path);
  if (folder === undefined) return [];
  // A folder that does not exist (yet) has nothing to offer.
  const entries = await Promise.resolve(workspace.fs.readDirectory(folder)).catch(() => []);
  return entries.map(([name, type]) => {
    const isFolder = (type & FileType.Directory) !== 0;
    const item = new CompletionItem(name, isFolder ? CompletionItemKind.Folder : CompletionItemKind.File);
    item.insertText = encodeURI(name) + (isFolder ? '/' : '');
    return item;
  });
}

/** The file that a relative link means; `undefined` when its escapes are malformed. */
function beside(document: TextDocument, path: string): Uri | undefined {
  try {
    return Uri.joinPath(document.uri, '..', decodeURIComponent(path));
  } catch {
    return undefined;
  }
}
