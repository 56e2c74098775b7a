import {
  Disposable,
  EventEmitter,
  env,
  l10n,
  OverviewRulerLane,
  type Position,
  Range,
  Selection,
  type TextDocument,
  type TextDocumentShowOptions,
  type TextEditor,
  TextEditorRevealType,
  ThemeColor,
  Uri,
  window,
  workspace,
} from 'vscode';
import { type PrecedentInfo, SOURCE_TEXT_REQUEST, type SourceTextParams } from '../../server/src/api/protocol.js';
import { configuredFolders, isWithin } from './corpusFolders.js';
import type { Client } from './server.js';
import { plainMessage } from './plainLabel.js';

/**
 * Scheme under which corpus documents are shown. A content provider makes them read-only whatever the user's settings
 * are, changes no setting and no file permission, and leaves the user's own tabs on the same file editable.
 */
export const SOURCE_SCHEME = 'aide-memoire-source';

/** Documents that are shown as they are, rather than as the text that was read out of them. */
const TEXT_FILE = /\.(?:md|txt)$/i;

const passageMark = window.createTextEditorDecorationType({
  backgroundColor: new ThemeColor('editor.rangeHighlightBackground'),
  borderColor: new ThemeColor('editor.rangeHighlightBorder'),
  overviewRulerColor: new ThemeColor('editorInfo.foreground'),
  overviewRulerLane: OverviewRulerLane.Full,
  isWholeLine: true,
});

/** Folders whose files are corpus documents: the bundled one and those of the settings. */
export function corpusRoots(extension: Uri): readonly Uri[] {
  return [Uri.joinPath(extension, 'corpus'), ...configuredFolders()];
}

/** The URI under which an answer of the server is shown: read-only for a corpus document, unless the user has it open as a file. */
export function showableUri(uri: Uri, roots: readonly Uri[]): Uri {
  const inCorpus = roots.some((root) => isWithin(uri, root));
  const isOpen = () => workspace.textDocuments.some((open) => open.uri.toString() === uri.toString());
  return inCorpus && !isOpen() ? sourceUriOf(uri) : uri;
}

/** The file behind a read-only source document; any other URI unchanged. */
export function fileUriOf(uri: Uri): Uri {
  return uri.scheme === SOURCE_SCHEME ? uri.with({ scheme: uri.query || 'file', fragment: '', query: '' }) : uri;
}

/** Opens the source of a precedent. */
export function showPrecedent(
  { uri, range: { start, end } }: PrecedentInfo,
  options?: TextDocumentShowOptions,
): Promise<TextEditor> {
  return showSource(Uri.parse(uri), new Range(start.line, start.character, end.line, end.character), options);
}

/** Opens a corpus document read-only with the passage selected at its start, revealed and marked. */
export async function showSource(file: Uri, range: Range, options?: TextDocumentShowOptions): Promise<TextEditor> {
  const document = await workspace.openTextDocument(sourceUriOf(file));
  const editor = await window.showTextDocument(document, { preview: true, ...options });
  editor.selection = new Selection(range.start, range.start);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
  editor.setDecorations(passageMark, [withoutBlankEnd(document, range)]);
  return editor;
}

/**
 * Opens the file behind a read-only source document: a text file in the editor, at the same place; any other with the
 * program that this machine has for it. `source` is absent when no button was clicked: then it is the active editor's.
 */
export async function openOriginal(source?: Uri): Promise<void> {
  const editor = window.activeTextEditor;
  const shown = source ?? editor?.document.uri;
  if (shown?.scheme !== SOURCE_SCHEME) return;
  const file = fileUriOf(shown);
  if (TEXT_FILE.test(file.path)) {
    const isActive = editor?.document.uri.toString() === shown.toString();
    await window.showTextDocument(file, isActive ? { selection: editor.selection } : {});
  } else if (!(await env.openExternal(file))) {
    window.showWarningMessage(
      plainMessage(l10n.t('No program on this machine opens the file. It is {0}.', file.fsPath)),
    );
  }
}

/** Serves the read-only documents and reads them again with every new index. A PDF or Word file is shown as the text that was read out of it. */
export function registerSources(client: Client, extension: Uri): Disposable {
  const changed = new EventEmitter<Uri>();
  const provider = workspace.registerTextDocumentContentProvider(SOURCE_SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: async (uri) => {
      const file = fileUriOf(uri);
      // A link may name any file: one that is not on this disk is not fetched for it.
      if (file.scheme !== 'file' && !corpusRoots(extension).some((root) => isWithin(file, root)))
        throw new Error(l10n.t('This document is not in the record any more.'));
      const params: SourceTextParams = { uri: file.toString() };
      const converted = await client.sendRequest<string | null>(SOURCE_TEXT_REQUEST, params);
      return converted ?? new TextDecoder().decode(await workspace.fs.readFile(file));
    },
  });
  let revision = 0;
  const refresh = client.onStatus((status) => {
    if (status.state !== 'ready' || status.revision === revision) return;
    revision = status.revision;
    for (const { uri } of workspace.textDocuments) if (uri.scheme === SOURCE_SCHEME) changed.fire(uri);
  });
  return Disposable.from(provider, refresh, changed, passageMark);
}

/** The range without the blank lines at its end, which would be marked as whole lines. */
function withoutBlankEnd(document: TextDocument, { start, end }: Range): Range {
  const isBlank = (position: Position) =>
    document.lineAt(position).text.slice(0, position.character).trim() === '' && position.line > start.line;
  let last = end;
  while (isBlank(last)) last = document.lineAt(last.line - 1).range.end;
  return new Range(start, last);
}

/** The URI under which a corpus document is shown read-only. What is not on disk has its own scheme in the query. */
export function sourceUriOf(file: Uri): Uri {
  return file.with({ scheme: SOURCE_SCHEME, ...(file.scheme === 'file' ? {} : { query: file.scheme }) });
}
