import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  CancellationTokenSource,
  type CodeAction,
  type CompletionList,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type InlineCompletionItem,
  LSPErrorCodes,
  type Position,
  ResponseError,
} from 'vscode-languageserver/node';
import { BRACKETS_REQUEST, REPORT_REQUEST } from '../../server/src/api/protocol.js';
import { DRAFT_LANGUAGES } from '../../server/src/api/languages.js';
import type { Server } from '../bench/scale/server.js';
import type { AnswerTimes } from './answerTimes.js';
import { faultsOfCompletion, faultsOfDiagnostics, faultsOfGhostText, faultsOfHover } from './staleAnswers.js';
import type { Act, Edit } from './typist.js';

/** Milliseconds of rest after a change, before VS Code, or the extension's client, asks anew for what it shows of a whole draft. */
const AFTER_CHANGE = {
  'textDocument/foldingRange': 200,
  'textDocument/codeLens': 250,
  'textDocument/inlayHint': 250,
  'textDocument/documentSymbol': 350,
  'textDocument/documentLink': 1000,
  [BRACKETS_REQUEST]: 200,
  [REPORT_REQUEST]: 500,
} as const;
type WholeDraft = keyof typeof AFTER_CHANGE;
/** As above, after the cursor has moved: is there a light bulb to show? */
const LIGHT_BULB = 250;
/** Lines that are seen at once. */
const SCREEN = 40;

/** Says in words what is wrong with an answer to what was asked for this text. */
type Take<R> = (answer: R, asked: TextDocument) => readonly string[];

/** A draft in an editor that asks the server as VS Code does. */
export interface DraftingEditor {
  readonly text: string;
  /** What was answered for a text that the draft no longer was, or not at all, in words. */
  readonly faults: readonly string[];
  /** Does what somebody does, and asks for what the editor then shows; waits for nothing. */
  act(act: Act): void;
  /** Hovers over an offset, and asks there for words. */
  look(offset: number): void;
  /** Asks for what may have changed on the server. */
  refresh(): void;
  /** Resolves when everything that was asked for is answered; the draft's diagnostics as they are then. */
  settled(): Promise<readonly Diagnostic[]>;
}

/** Opens a draft. `haste`: how many times as fast as a human its writer is; the editor's own delays are shortened likewise. */
export function openInEditor(
  { client, measure }: Server,
  uri: string,
  text: string,
  times: AnswerTimes,
  haste: number,
): DraftingEditor {
  const { connection } = client;
  let document = TextDocument.create(uri, DRAFT_LANGUAGES[0], 1, text);
  const faults: string[] = [];
  const open = new Set<Promise<unknown>>();
  const underWay = new Map<string, CancellationTokenSource>();
  const timers = new Map<string, NodeJS.Timeout>();
  let diagnostics: readonly Diagnostic[] = [];
  let resultId: string | undefined;
  let pulling: { readonly source: CancellationTokenSource; again: boolean } | undefined;
  let suggests = false;
  let cursor = 0;
  const textDocument = { uri };
  client.open(uri, text, DRAFT_LANGUAGES[0]);

  /** The text of now, for whoever looks at an answer later. */
  const now = (): TextDocument => TextDocument.create(uri, document.languageId, document.version, document.getText());

  /** Asks, and gives up what is under way of the same method. `take` says what is wrong with the answer. */
  function ask<R>(method: string, params: object, take: Take<R> = () => []): void {
    keep(askAndTake(method, params, take));
  }

  async function askAndTake<R>(method: string, params: object, take: Take<R>): Promise<void> {
    underWay.get(method)?.cancel();
    const source = new CancellationTokenSource();
    underWay.set(method, source);
    const answered = await request<R>(method, params, source);
    if (underWay.get(method) === source) underWay.delete(method);
    if (answered === undefined) return;
    faults.push(...take(answered.answer, answered.asked).map((fault) => `${method}: ${fault}`));
  }

  function keep(asking: Promise<unknown>): void {
    open.add(asking);
    void asking.finally(() => open.delete(asking));
  }

  /** `undefined` when nobody waits any more; what failed is a fault. */
  async function request<R>(
    method: string,
    params: object,
    { token }: CancellationTokenSource,
  ): Promise<{ readonly answer: R; readonly asked: TextDocument } | undefined> {
    const asked = now();
    const elapsed = measure();
    try {
      const answer = await connection.sendRequest<R>(method, params, token);
      const time = elapsed();
      if (token.isCancellationRequested) {
        times.addOvertaken(method);
        return undefined;
      }
      times.add(method, time);
      return { answer, asked };
    } catch (error) {
      const code = error instanceof ResponseError ? error.code : undefined;
      const isOvertaken =
        (code === LSPErrorCodes.RequestCancelled && token.isCancellationRequested) ||
        (code === LSPErrorCodes.ContentModified && document.version !== asked.version);
      if (isOvertaken) times.addOvertaken(method);
      else faults.push(`${method}: ${String(error)}`);
      return undefined;
    }
  }

  /** As the client's library does: one request at a time, given up and sent again when the draft changes meanwhile. */
  function pull(): void {
    if (pulling === undefined) return keep(pullOnce());
    pulling.source.cancel();
    pulling.again = true;
  }

  async function pullOnce(): Promise<void> {
    const own = { source: new CancellationTokenSource(), again: false };
    pulling = own;
    const params = { textDocument, ...(resultId === undefined ? {} : { previousResultId: resultId }) };
    const answered = await request<DocumentDiagnosticReport>('textDocument/diagnostic', params, own.source);
    pulling = undefined;
    if (answered !== undefined) {
      const { answer, asked } = answered;
      resultId = answer.resultId;
      if (answer.kind === 'full') diagnostics = answer.items;
      faults.push(...faultsOfDiagnostics(diagnostics, asked).map((fault) => `textDocument/diagnostic: ${fault}`));
    }
    if (own.again) pull();
  }

  /** Does it after so many milliseconds at a human's pace, unless it is to be done again before. */
  function later(what: string, delay: number, action: () => void): void {
    clearTimeout(timers.get(what));
    timers.set(
      what,
      setTimeout(() => {
        timers.delete(what);
        action();
      }, delay / haste),
    );
  }

  function askForWhole(method: WholeDraft): void {
    const { line } = document.positionAt(cursor);
    const range = {
      start: { line: Math.max(0, line - SCREEN / 2), character: 0 },
      end: { line: line + SCREEN / 2, character: 0 },
    };
    ask(method, method === 'textDocument/inlayHint' ? { textDocument, range } : { textDocument });
  }

  function moveTo(offset: number): void {
    cursor = offset;
    later('light bulb', LIGHT_BULB, () => {
      const position = document.positionAt(cursor);
      const here = diagnostics.filter(
        ({ range: { start, end } }) => start.line <= position.line && position.line <= end.line,
      );
      const context = { diagnostics: here, triggerKind: 2 };
      ask<CodeAction[] | null>('textDocument/codeAction', {
        textDocument,
        range: { start: position, end: position },
        context,
      });
    });
  }

  function change({ start, end, text }: Edit): void {
    const range = { start: document.positionAt(start), end: document.positionAt(end) };
    const contentChanges = [{ range, text }];
    document = TextDocument.update(document, contentChanges, document.version + 1);
    void connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: document.version },
      contentChanges,
    });
    underWay.get('textDocument/hover')?.cancel();
    pull();
    for (const [method, delay] of Object.entries(AFTER_CHANGE)) {
      later(method, delay, () => askForWhole(method as WholeDraft));
    }
    moveTo(start + text.length);
  }

  /** What is asked for behind a letter: the list, as long as a word is typed or it is shown, and the words behind the cursor. */
  function askForWords(letter: string): void {
    const position = document.positionAt(cursor);
    if (/\p{L}/u.test(letter) || suggests) {
      const context = suggests ? { triggerKind: 3 } : { triggerKind: 1 };
      ask<CompletionList | null>('textDocument/completion', { textDocument, position, context }, (list, asked) => {
        const items = list?.items ?? [];
        suggests = items.length > 0;
        // The list shows the evidence of the item that it begins with.
        if (items[0] !== undefined) ask('completionItem/resolve', items[0]);
        return faultsOfCompletion(items, position, asked);
      });
    }
    ask<InlineCompletionItem[]>(
      'textDocument/inlineCompletion',
      { textDocument, position, context: { triggerKind: 2 } },
      (items, asked) => faultsOfGhostText(items, position, asked),
    );
  }

  function hover(position: Position): void {
    ask<Hover | null>('textDocument/hover', { textDocument, position }, (hover, asked) =>
      faultsOfHover(hover, position, asked),
    );
  }

  pull();
  return {
    get text() {
      return document.getText();
    },
    faults,
    act(act) {
      if (act.kind === 'look') hover(document.positionAt(act.offset));
      if (act.kind === 'move') {
        suggests = false;
        moveTo(act.offset);
      }
      // The server does not ask to be told of saved drafts.
      if (!('edit' in act)) return;
      change(act.edit);
      if (act.kind === 'type' && act.edit.text !== '') askForWords(act.edit.text);
      else suggests = false;
    },
    look(offset) {
      moveTo(offset);
      hover(document.positionAt(offset));
      askForWords(document.getText().charAt(offset - 1));
    },
    refresh: pull,
    async settled() {
      while (open.size > 0 || timers.size > 0) {
        await Promise.all(open);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return diagnostics;
    },
  };
}
