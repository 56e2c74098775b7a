import { Range, type TextDocument, type TextEditor, Uri, workspace } from 'vscode';
import type { Range as ProtocolRange } from 'vscode-languageclient';

/** The text of an LSP range of a draft. */
export async function textOf(draft: string, { start, end }: ProtocolRange): Promise<string> {
  const document = await workspace.openTextDocument(Uri.parse(draft));
  return document.getText(new Range(start.line, start.character, end.line, end.character));
}

/** What is selected, else the lines around the cursor up to the next blank ones; `undefined` where they are blank. */
export function paragraphAt({ document, selection }: TextEditor): string | undefined {
  const text = selection.isEmpty ? linesAround(document, selection.active.line) : document.getText(selection);
  return text.trim() === '' ? undefined : text;
}

function linesAround(document: TextDocument, line: number): string {
  const isBlank = (number: number): boolean => document.lineAt(number).isEmptyOrWhitespace;
  if (isBlank(line)) return '';
  let [from, to] = [line, line];
  while (from > 0 && !isBlank(from - 1)) from--;
  while (to + 1 < document.lineCount && !isBlank(to + 1)) to++;
  return document.getText(new Range(from, 0, to, document.lineAt(to).text.length));
}
