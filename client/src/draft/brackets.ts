import { Disposable, type TextEditor, ThemeColor, window, workspace } from 'vscode';
import { BRACKETS_REQUEST, type BracketsAnswer, type DraftParams } from '../../../server/src/api/protocol.js';
import { DRAFT_LANGUAGE } from './drafts.js';
import { rangeOf, uriText } from '../convert.js';
import type { Client } from '../server.js';

/** How long the drafter must pause before the brackets are looked at again, in milliseconds. */
const PAUSE_MS = 200;

/** Marks the words of drafts that stand in square brackets and are not settled. */
export function registerBrackets(client: Client): Disposable {
  const mark = window.createTextEditorDecorationType({
    backgroundColor: new ThemeColor('aideMemoire.bracketBackground'),
    border: '1px solid',
    borderColor: new ThemeColor('aideMemoire.bracketBorder'),
  });
  let pause: ReturnType<typeof setTimeout> | undefined;
  const markAll = () => {
    for (const editor of window.visibleTextEditors) void markIn(editor);
  };
  const markIn = async (editor: TextEditor): Promise<void> => {
    const { uri, version, languageId } = editor.document;
    if (languageId !== DRAFT_LANGUAGE || client.state !== 'running') return;
    const params: DraftParams = { textDocument: { uri: uriText(uri) } };
    // A server that is being restarted answers nothing; it is asked again once it runs.
    const answer = await client.sendRequest<BracketsAnswer>(BRACKETS_REQUEST, params).catch(() => undefined);
    if (answer === undefined || editor.document.version !== version) return;
    const ranges = answer.ranges.map(rangeOf);
    editor.setDecorations(mark, ranges);
  };
  return Disposable.from(
    mark,
    new Disposable(() => clearTimeout(pause)),
    client.onDidChangeState(markAll),
    window.onDidChangeVisibleTextEditors(markAll),
    workspace.onDidOpenTextDocument(markAll),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document.languageId !== DRAFT_LANGUAGE) return;
      clearTimeout(pause);
      pause = setTimeout(markAll, PAUSE_MS);
    }),
  );
}
