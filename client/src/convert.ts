import { Range, type Uri } from 'vscode';
import type { Range as ProtocolRange } from 'vscode-languageclient';
import { fileUriOf } from './sources.js';

/** How the server knows a document: by its file, also where it is shown read-only. */
export function uriText(uri: Uri): string {
  return fileUriOf(uri).toString();
}

/** A range of the server's, as the editor's. */
export function rangeOf({ start, end }: ProtocolRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

/** A range of the editor's, as the server's: without what a selection has beside. */
export function protocolRange({ start, end }: Range): ProtocolRange {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
}
