import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionItem, Diagnostic, Hover, InlineCompletionItem, Position } from 'vscode-languageserver/node';
import { markedWords } from './typist.js';

/** What shows that an answer was not made for the text (`asked`) that it was asked for: in words, nothing when it fits. */

/** A hover is about whole words around the place that was asked about. */
export function faultsOfHover(hover: Hover | null, position: Position, asked: TextDocument): readonly string[] {
  if (hover?.range === undefined) return [];
  const text = asked.getText();
  const [start, end, at] = [hover.range.start, hover.range.end, position].map((each) => asked.offsetAt(each)) as [
    number,
    number,
    number,
  ];
  const isWhole = [start, end].every((edge) => !/\p{L}\p{L}/u.test(text.slice(Math.max(0, edge - 1), edge + 1)));
  if (start <= at && at <= end && isWhole) return [];
  return [`speaks of “${text.slice(start, end)}” at “${text.slice(at - 10, at + 10)}”`];
}

/** A suggestion takes the place of what stands before the cursor. */
export function faultsOfCompletion(
  items: readonly CompletionItem[],
  position: Position,
  asked: TextDocument,
): readonly string[] {
  return items.flatMap(({ label, filterText, textEdit }) => {
    if (textEdit === undefined || !('range' in textEdit)) return [`“${label}” takes no place`];
    const replaced = asked.getText(textEdit.range);
    const { end } = textEdit.range;
    const fits = end.line === position.line && end.character === position.character && replaced === filterText;
    return fits ? [] : [`“${label}” would replace “${replaced}”, not “${filterText}”`];
  });
}

/** Words behind the cursor stand there. */
export function faultsOfGhostText(
  items: readonly InlineCompletionItem[],
  position: Position,
  asked: TextDocument,
): readonly string[] {
  const at = asked.offsetAt(position);
  return items.flatMap(({ insertText, range }) =>
    range !== undefined && asked.offsetAt(range.start) === at && asked.offsetAt(range.end) === at
      ? []
      : [`${JSON.stringify(insertText)} stands elsewhere`],
  );
}

/** A finding that quotes the draft marks these words; every marker that stands in the draft is marked, and no other. */
export function faultsOfDiagnostics(diagnostics: readonly Diagnostic[], asked: TextDocument): readonly string[] {
  const text = asked.getText();
  const misplaced = diagnostics.flatMap(({ message, range }) => {
    const quoted = /^The draft (?:writes|says) “([^”]+)”/.exec(
      typeof message === 'string' ? message : message.value,
    )?.[1];
    const marked = text.slice(asked.offsetAt(range.start), asked.offsetAt(range.end));
    return quoted === undefined || quoted === marked ? [] : [`“${quoted}” is said of “${marked}”`];
  });
  const found = new Set(diagnostics.map(({ range }) => asked.offsetAt(range.start)));
  const missed = markedWords(text).filter((offset) => !found.has(offset));
  return [...misplaced, ...missed.map((offset) => `nothing is said of “${text.slice(offset - 20, offset + 11)}”`)];
}
