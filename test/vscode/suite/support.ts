import { setTimeout as wait } from 'node:timers/promises';
import type { Position } from 'vscode';
import {
  commands,
  type Diagnostic,
  extensions,
  type Hover,
  languages,
  MarkdownString,
  Range,
  type TextDocument,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { Api } from '../../../client/src/activate.js';

const LIMIT_MS = 15_000;

/** The extension under test, active, with its server answering. */
export async function activeExtension() {
  const extension = extensions.getExtension<Api>('aide-memoire.aide-memoire');
  if (extension === undefined) throw new Error('the extension is not installed');
  const { started } = await extension.activate();
  await started;
  return extension;
}

/** A file of the sample workspace. */
export function sampleUri(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('no workspace is open');
  return Uri.joinPath(folder.uri, name);
}

/** Opens a file of the sample workspace as it is on disk. */
export async function openSample(name: string): Promise<TextEditor> {
  await activeExtension();
  return window.showTextDocument(await workspace.openTextDocument(sampleUri(name)), { preview: false });
}

/** Writes a new draft into the workspace and opens it. */
export async function openDraft(name: string, text: string): Promise<TextEditor> {
  await workspace.fs.writeFile(sampleUri(name), new TextEncoder().encode(text));
  return openSample(name);
}

/** Polls until the value is there; fails with what was waited for and the last error. */
export async function eventually<T>(
  what: string,
  look: () => T | false | undefined | Promise<T | false | undefined>,
): Promise<T> {
  let trouble = '';
  for (const limit = Date.now() + LIMIT_MS; Date.now() < limit; await wait(50)) {
    try {
      const value = await look();
      if (value !== undefined && value !== false) return value;
    } catch (error) {
      trouble = `; ${error instanceof Error ? error.message : 'an error'}`;
    }
  }
  throw new Error(`${what}: not within ${LIMIT_MS / 1000} seconds${trouble}`);
}

/** Where the text stands in the document; fails when it does not. */
export function rangeOf(document: TextDocument, text: string): Range {
  const start = document.getText().indexOf(text);
  if (start < 0) throw new Error(`"${text}" is not in ${document.fileName}`);
  return new Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** End of the document. */
export function endOf(document: TextDocument): Position {
  return document.positionAt(document.getText().length);
}

/** What the hovers at a place say, as one Markdown text. */
export async function hoverText(document: TextDocument, position: Position): Promise<string> {
  const hovers = await commands.executeCommand<readonly Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return hovers
    .flatMap((hover) => hover.contents)
    .map((content) => (content instanceof MarkdownString || typeof content === 'object' ? content.value : content))
    .join('\n');
}

/** Our diagnostics on the document. */
export function findings(uri: Uri): readonly Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === 'aide-memoire');
}

/** The code of one of our diagnostics. */
export function codeOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits for a finding of the rule on the text of the range. */
export function findingOn(document: TextDocument, rule: string, text: string): Promise<Diagnostic> {
  return eventually(`${rule} on "${text}"`, () =>
    findings(document.uri).find(
      (finding) => codeOf(finding) === rule && finding.range.intersection(rangeOf(document, text)) !== undefined,
    ),
  );
}

/** Waits until no finding of the rule is left on the document. */
export function findingGone(document: TextDocument, rule: string): Promise<true> {
  return eventually(
    `no ${rule} left`,
    () => !findings(document.uri).some((finding) => codeOf(finding) === rule) || undefined,
  );
}
